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


@dataclass(frozen=True)
class Found:
    """A tenant that is there; `bundle_digest` is None where it is no demo.

    `origin` is the first job it came of, `generation_job_id` the one that loaded it.
    """

    id: UUID
    name: str
    slug: str
    bundle_digest: str | None
    row_counts: dict[str, int] | None
    row_digests: dict[str, dict[str, Any]] | None
    origin: UUID | None = None
    generation_job_id: UUID | None = None

    @property
    def is_demo(self) -> bool:
        """Tell whether a load of ours made it."""
        return self.bundle_digest is not None


def find_tenant(connection: psycopg.Connection[Any], slug: str) -> Found | None:
    """Find the tenant of a slug."""
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(read_sql("tenants/find"), {"slug": slug}).fetchone()
    if row is None:
        return None
    names = ("id", "name", "slug", "bundle_digest", "row_counts", "row_digests", "origin", "generation_job_id")
    return Found(**{name: row[name] for name in names})


def find_named(connection: psycopg.Connection[Any], name: str) -> tuple[str, UUID | None]:
    """Find the tenant that is named by slug, id or the id of its job; give its slug, and its id unless the slug was it.

    Raises:
        NotFound: nothing has this name.
    """
    query = """
        SELECT t.slug, t.id FROM tenants t LEFT JOIN demo_generation_jobs j ON j.created_tenant_id = t.id
        WHERE %(name)s IN (t.slug, t.id::text, j.id::text) LIMIT 1
    """
    row = connection.execute(query, {"name": name}).fetchone()
    if row is None:
        raise NotFound(Problem(name, "is no tenant, nor the job of one", hint="`demogen-load tenants` lists them."))
    return str(row[0]), None if row[0] == name else row[1]


def find_demo(connection: psycopg.Connection[Any], name: str) -> Found:
    """Find a demo tenant that is named by slug, id or the id of its job.

    Raises:
        NotFound: nothing has this name.
        Denied: the tenant is no demo.
    """
    found = find_tenant(connection, find_named(connection, name)[0])
    if found is None:
        raise NotFound(Problem(name, "is no tenant"))
    if not found.is_demo:
        raise Denied(Problem(found.slug, "was not made by a load, so nothing is known of it"))
    return found
