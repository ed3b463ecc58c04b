"""A digest of a table's rows that a database and a bundle compute alike, whatever order the rows stand in.

The sum of the first sixty bits of the MD5 of each row's text. It finds what changed; it is no defence against somebody
who changes rows on purpose and knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

# How a value of each DuckDB type is written: in DuckDB, and in Postgres.
TEXTS = {
    "BOOLEAN": ("CAST({0}::INTEGER AS VARCHAR)", "{0}::integer::text"),
    "TIMESTAMP WITH TIME ZONE": (
        "CAST(epoch_us({0}) AS VARCHAR)",
        "(extract(epoch FROM {0}) * 1000000)::bigint::text",
    ),
}
PLAIN = ("CAST({0} AS VARCHAR)", "{0}::text")
NULL, BETWEEN = "chr(30)", "chr(31)"


def digest_of_bundle(views: Any, select: str, columns: Mapping[str, str]) -> str:
    """Return the digest of what a SELECT over a bundle's views gives; columns with their DuckDB types."""
    text = _row(columns, 0, '"{}"')
    statement = (
        f"SELECT coalesce(sum(CAST('0x' || substr(md5({text}), 1, 15) AS BIGINT)), 0)::VARCHAR "  # noqa: S608 - names of the catalog
        f"FROM ({select})"
    )
    return str(views.execute(statement).fetchall()[0][0])


def digest_of_database(
    connection: psycopg.Connection[Any], schema: str, table: str, columns: Mapping[str, str], tenant: UUID
) -> str:
    """Return the digest of a tenant's rows in a table; columns with their DuckDB types."""
    names = {name: sql.Identifier(name).as_string(connection) for name in columns}
    text = _row({names[name]: kind for name, kind in columns.items()}, 1, "{}")
    own = sql.Identifier("id" if table == "tenants" else "tenant_id")
    statement = sql.SQL("SELECT coalesce(sum({digest}), 0)::text FROM {table} WHERE {own} = {tenant}").format(
        digest=sql.SQL(f"('x' || substr(md5({text}), 1, 15))::bit(60)::bigint"),
        table=sql.Identifier(schema, table),
        own=own,
        tenant=sql.Literal(tenant),
    )
    row = connection.execute(statement).fetchone()
    return str(row[0]) if row else ""


def _row(columns: Mapping[str, str], side: int, name: str) -> str:
    """Write the text of a row: its values by the names of their columns, each null marked."""
    values = (TEXTS.get(kind, PLAIN)[side].format(name.format(column)) for column, kind in sorted(columns.items()))
    return f" || {BETWEEN} || ".join(f"coalesce({value}, {NULL})" for value in values)
