"""Keys checked as sets instead of row by row: four fifths of a load are the server's own checks of foreign keys.

Only where the role may switch them off for its transaction, and only until the same keys have been checked by
anti-joins in that very transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from demogen.errors import Problem
from loader.errors import TargetProblem, Unproven
from loader.postgres.connect import read_sql


def switch_off(connection: psycopg.Connection[Any]) -> None:
    """Let the server check no foreign key in the rest of the running transaction.

    Raises:
        TargetProblem: the role may not.
    """
    try:
        with connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")
    except psycopg.errors.InsufficientPrivilege as error:
        what = "this role may not switch the server's key checks off"
        hint = "GRANT SET ON PARAMETER session_replication_role TO … (Postgres 15 and later), or leave it out."
        raise TargetProblem(Problem("--fast-keys", what, hint=hint)) from error


def switch_on(connection: psycopg.Connection[Any]) -> None:
    """Let the server check keys again."""
    connection.execute("SET LOCAL session_replication_role = origin")


def require_keys(connection: psycopg.Connection[Any], schema: str, tables: Sequence[str], tenant: UUID) -> None:
    """Prove that every key of a tenant's rows names a row that is there.

    Raises:
        Unproven: with every key that does not, and how many rows have it.
    """
    keys = connection.execute(read_sql("tenants/keys"), {"schema": schema, "tables": list(tables)}).fetchall()
    problems = []
    for child, column, parent, named in keys:
        own = "id" if child == "tenants" else "tenant_id"
        statement = sql.SQL(
            "SELECT count(*) FROM {child} c WHERE c.{own} = {tenant} AND c.{column} IS NOT NULL "
            "AND NOT EXISTS (SELECT FROM {parent} p WHERE p.{named} = c.{column})"
        ).format(
            child=sql.Identifier(schema, child),
            parent=sql.Identifier(schema, parent),
            own=sql.Identifier(own),
            tenant=sql.Literal(tenant),
            column=sql.Identifier(column),
            named=sql.Identifier(named),
        )
        row = connection.execute(statement).fetchone()
        if row and row[0]:
            what = f"names rows of {parent} that are not there"
            problems.append(Problem(f"{child}.{column}", what, "0", str(row[0])))
    if problems:
        raise Unproven(problems)
