"""What becomes of a job's tenant: it lives, was deleted, or gave its place to the tenant of another job.

Who removes a tenant writes it on the record of its job, in the same transaction. A regeneration goes on with the same
tenant, so whoever means the first job means the last one; a replacement by another bundle is somebody else's tenant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from demogen.errors import Problem
from loader.errors import Denied, Unready
from loader.postgres.connect import read_sql


@dataclass(frozen=True)
class Heir:
    """The last of the jobs whose tenants took each other's place: its living tenant, or how that ended.

    `is_stranger` says that one of them was loaded from another bundle instead of regenerated; `origin` is the first
    job of the last one's regenerations.
    """

    job: UUID
    tenant: UUID | None
    fate: str | None
    is_stranger: bool
    origin: UUID


def part_with(connection: psycopg.Connection[Any], tenant: UUID, fate: str, successor: UUID | None = None) -> None:
    """Write down how a tenant goes, on the job that made it, before its rows do.

    Args:
        connection: where the transaction runs that removes it.
        tenant: the tenant.
        fate: `deleted`, `replaced` or `regenerated`.
        successor: the job whose tenant takes its place.
    """
    values = {"tenant": tenant, "fate": fate, "successor": successor}
    connection.execute(read_sql("tenants/part"), values)


def find_heir(connection: psycopg.Connection[Any], job: UUID) -> Heir | None:
    """Find what became of a job's tenant; None where there is no such job."""
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(read_sql("tenants/heir"), {"job": job}).fetchone()
    return Heir(**row) if row else None


def require_same(job: UUID, heir: Heir) -> None:
    """Refuse to take somebody else's living tenant for a job's own.

    Raises:
        Denied: it was loaded from another bundle in the place of the job's; the message names its job.
    """
    if heir.tenant is not None and heir.is_stranger:
        hint = f"Name job {heir.job} if its tenant is meant."
        raise Denied(Problem(f"job {job}", f"its tenant was replaced by that of job {heir.job}", hint=hint))


def require_quiet(connection: psycopg.Connection[Any], heir: Heir) -> None:
    """Refuse to go on while a job is about to regenerate the tenant: it would be there again afterwards.

    Raises:
        Unready: one waits or runs; the message names it.
    """
    query = (
        "SELECT id, status FROM public.demo_generation_jobs "
        "WHERE origin_job_id = %s AND status IN ('pending', 'running') LIMIT 1"
    )
    if row := connection.execute(query, [heir.origin]).fetchone():
        what = f"job {row[0]} is {row[1]} and makes its tenant again"
        raise Unready(Problem(f"job {heir.job}", what, hint=f"Cancel job {row[0]} first, or wait until it has ended."))
