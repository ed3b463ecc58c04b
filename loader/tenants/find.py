"""Finds a tenant by its slug: none, a demo that was loaded, or somebody's real one, which nothing here may touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from loader.postgres.connect import read_sql


@dataclass(frozen=True)
class Found:
    """A tenant that is there; `bundle_digest` is None where it is no demo."""

    id: UUID
    name: str
    slug: str
    bundle_digest: str | None
    row_counts: dict[str, int] | None

    @property
    def is_demo(self) -> bool:
        """Tell whether a load of ours made it."""
        return self.bundle_digest is not None


def find_tenant(connection: psycopg.Connection[Any], slug: str) -> Found | None:
    """Find the tenant of a slug."""
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(read_sql("tenants/find"), {"slug": slug}).fetchone()
    return Found(row["id"], row["name"], row["slug"], row["bundle_digest"], row["row_counts"]) if row else None
