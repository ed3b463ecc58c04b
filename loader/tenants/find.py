"""Finds a tenant by its slug: none, a demo that was loaded, or somebody's real one, which nothing here may touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from demogen.errors import Problem
from loader.errors import Denied, NotFound
from loader.postgres.connect import read_sql
from loader.tenants.become import find_heir, require_same


@dataclass(frozen=True)
class Found:
    """A tenant that is there; `bundle_digest` is None where it is no demo.

    `origin` is the first job it came of, `generation_job_id` the one that loaded it, `excluded` is whether analytics
    leave it out.
    """

    id: UUID
    name: str
    slug: str
    bundle_digest: str | None
    row_counts: dict[str, int] | None
    row_digests: dict[str, dict[str, Any]] | None
    origin: UUID | None = None
    generation_job_id: UUID | None = None
    excluded: bool | None = None

    @property
    def is_demo(self) -> bool:
        """Return whether a load of ours made it."""
        return self.bundle_digest is not None

    @property
    def loaded_rows(self) -> int:
        """Return how many rows were loaded; none where it is no demo."""
        return sum((self.row_counts or {}).values())


def find_tenant(connection: psycopg.Connection[Any], slug: str) -> Found | None:
    """Find the tenant of a slug."""
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(read_sql("tenants/find"), {"slug": slug}).fetchone()
    if row is None:
        return None
    fields = ("id", "name", "slug", "bundle_digest", "row_counts", "row_digests")
    names = (*fields, "origin", "generation_job_id", "excluded")
    return Found(**{name: row[name] for name in names})


def find_named(connection: psycopg.Connection[Any], name: str) -> tuple[str, UUID]:
    """Find the tenant that is named by slug, id or the id of its job; return its slug and its id.

    A job whose tenant was regenerated since stands for the living one.

    Raises:
        NotFound: nothing has this name, or the tenant is gone.
        Denied: the job's tenant was replaced by that of another bundle.
    """
    query = "SELECT slug, id FROM tenants WHERE %(name)s IN (slug, id::text) LIMIT 1"
    row = connection.execute(query, {"name": name}).fetchone()
    if row is None and (tenant := _heir_of(connection, name)):
        row = connection.execute(query, {"name": str(tenant)}).fetchone()
    if row is None:
        raise NotFound(
            Problem(name, "is neither a tenant nor the job of one", hint="`demogen-load tenants` lists them.")
        )
    return str(row[0]), row[1]


def _heir_of(connection: psycopg.Connection[Any], name: str) -> UUID | None:
    """Return the living tenant of a job, or of its regenerations."""
    try:
        job = UUID(name)
    except ValueError:
        return None
    heir = find_heir(connection, job)
    if heir is None:
        return None
    require_same(job, heir)
    if heir.tenant is None and heir.fate == "deleted":
        raise NotFound(Problem(f"job {job}", "its tenant was deleted"))
    return heir.tenant


def find_demo(connection: psycopg.Connection[Any], name: str) -> Found:
    """Find a demo tenant that is named by slug, id or the id of its job.

    Raises:
        NotFound: nothing has this name.
        Denied: the tenant is no demo.
    """
    found = find_tenant(connection, find_named(connection, name)[0])
    if found is None:
        raise NotFound(Problem(name, "is not a tenant"))
    if not found.is_demo:
        raise Denied(Problem(found.slug, "was not made by a load, so nothing is known of it"))
    return found
