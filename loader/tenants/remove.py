"""Removes a tenant inside the running transaction: children first, the tenant last, and proves that nothing is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg import sql

from demogen.errors import Problem
from loader.errors import Denied, Unproven
from loader.postgres.connect import schema_of
from loader.tenants.find import Found

GROWN_FACTOR, GROWN_ROWS = 1.1, 100  # what a demonstration may add

# From the catalog, so that a table that came later cannot be forgotten, whatever schema it is in. A schema with tenants
# of its own is another CRM: the same bundle has the same ids there.
TABLES_OF_TENANTS = """
SELECT n.nspname, c.relname FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%%'
    AND n.nspname <> 'information_schema' AND a.atttypid = 'uuid'::regtype
    AND (n.nspname = %s OR NOT EXISTS (
        SELECT FROM pg_class o WHERE o.relnamespace = n.oid AND o.relkind IN ('r', 'p') AND o.relname = 'tenants'
    ))
ORDER BY 1, 2
"""


def require_not_grown(connection: psycopg.Connection[Any], found: Found, tables: Sequence[str]) -> None:
    """Refuse to remove a tenant that people have worked with: it has many more rows than were loaded.

    Raises:
        Denied: with every table that has grown.
    """
    loaded = found.row_counts or {}
    hint = "If its rows may go: demogen-load delete … --yes --force."
    what = "has grown since it was loaded"
    problems = [
        Problem(f"{found.slug}: {table}", what, f"about {loaded.get(table, 0):,} rows", f"{n:,}", hint)
        for table, n in count_rows(connection, found.id, tables).items()
        if n > loaded.get(table, 0) * GROWN_FACTOR + GROWN_ROWS
    ]
    if problems:
        raise Denied(problems)


def remove_tenant(connection: psycopg.Connection[Any], tenant: UUID, tables: Sequence[str]) -> dict[str, int]:
    """Delete the rows of a tenant from tables given in load order; give how many went from each.

    Raises:
        Unproven: a row of the tenant is left somewhere.
    """
    gone = {}
    for table in reversed(tables):
        statement = _of_tenant("DELETE FROM {} WHERE {} = {}", connection, table, tenant)
        gone[table] = connection.execute(statement).rowcount
    left = {name: count for name, count in _count_left(connection, tenant).items() if count}
    if left:
        raise Unproven([Problem(name, "still has rows of the tenant", "0", str(n)) for name, n in left.items()])
    return gone


def count_rows(connection: psycopg.Connection[Any], tenant: UUID, tables: Sequence[str]) -> dict[str, int]:
    """Count the rows of a tenant in tables."""
    counts = {}
    for table in tables:
        row = connection.execute(
            _of_tenant("SELECT count(*) FROM {} WHERE {} = {}", connection, table, tenant)
        ).fetchone()
        counts[table] = row[0] if row else 0
    return counts


def _of_tenant(statement: LiteralString, connection: psycopg.Connection[Any], table: str, tenant: UUID) -> sql.Composed:
    """Write a statement on a tenant's rows. The id is a literal: beside parameters, a % in a name would be one, too."""
    own = sql.Identifier("id" if table == "tenants" else "tenant_id")
    return sql.SQL(statement).format(sql.Identifier(schema_of(connection), table), own, sql.Literal(tenant))


def _count_left(connection: psycopg.Connection[Any], tenant: UUID) -> dict[str, int]:
    found = {}
    for schema, table in connection.execute(TABLES_OF_TENANTS.encode(), [schema_of(connection)]).fetchall():
        statement = sql.SQL("SELECT count(*) FROM {} WHERE tenant_id = {}")
        row = connection.execute(statement.format(sql.Identifier(schema, table), sql.Literal(tenant))).fetchone()
        found[f"{schema}.{table}"] = row[0] if row else 0
    return found
