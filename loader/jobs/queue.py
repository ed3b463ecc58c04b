"""The queue: jobs that wait for a worker. A job has one worker at a time, and a tenant one job.

Whoever lost a job can no longer change it: every change names its worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from demogen.errors import Problem
from loader.errors import Reused
from loader.jobs.files import find_files
from loader.jobs.locks import end_hung, shared_key
from loader.jobs.records import close_dead
from loader.postgres.connect import read_sql, transaction

LOCK = 0x7175657565  # of whoever takes a job out of the queue: no two of one tenant are taken at once


def find_request(connection: psycopg.Connection[Any], user: UUID, key: str, sha256: bytes | None) -> UUID | None:
    """Find the job that an earlier request of the same person and Idempotency-Key has made.

    Raises:
        Reused: it asked for something else.
    """
    row = connection.execute(read_sql("jobs/request"), {"user": user, "key": key}).fetchone()
    if row and bytes(row[1]) != sha256:
        hint = "Give another request another key."
        raise Reused(Problem("Idempotency-Key", f"was used for another request, of job {row[0]}", hint=hint))
    return row[0] if row else None


def claim(connection: psycopg.Connection[Any], worker: UUID) -> dict[str, Any] | None:
    """Take a job out of the queue for a worker, with the files that it is made from; None where nothing waits."""
    with transaction(connection), connection.cursor(row_factory=dict_row) as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [shared_key(connection, LOCK)])
        row = cursor.execute(read_sql("jobs/claim"), {"worker": worker}).fetchone()
        return {**row, "files": find_files(connection, row["id"])} if row else None


def find_cancelled(connection: psycopg.Connection[Any], jobs: Sequence[UUID], grace: float) -> set[UUID]:
    """Return which of some jobs were cancelled more than some seconds ago."""
    found = connection.execute(read_sql("jobs/cancelled"), {"jobs": list(jobs), "grace": grace}).fetchall()
    return {job for (job,) in found}


def release(connection: psycopg.Connection[Any], worker: UUID, *, counted: bool = True) -> list[UUID]:
    """Put the jobs of a worker that has ended back into the queue; return their ids.

    What was ended on purpose does not count among the pickups of a job.
    """
    held = "SELECT id FROM demo_generation_jobs WHERE status IN ('pending', 'running') AND worker_id = %s"
    jobs = [job for (job,) in connection.execute(held, [worker]).fetchall()]
    for job in jobs:
        close_dead(connection, job, worker, queued=True, counted=counted)
    return jobs


def hung(connection: psycopg.Connection[Any], workers: Sequence[UUID]) -> list[UUID]:
    """End the sessions of queued jobs that run and have shown no life for a minute; tell which workers they are of."""
    found = connection.execute(read_sql("jobs/silent")).fetchall()
    for _, key in found:
        end_hung(connection, key)
    return [worker for worker, _ in found if worker in workers]
