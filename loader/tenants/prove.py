"""Proves a load before it is committed: what stands in the database is what the bundle's SELECTs gave.

For every table the rows, the values that are not null in each column, and the sums of its numbers are compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from demogen.errors import Problem
from loader.errors import Unproven
from loader.mapping.format import Mapping as LoadMapping
from loader.mapping.format import Step
from loader.postgres.connect import schema_of

NUMBERS = ("INTEGER", "BIGINT", "DECIMAL")


def require_equal(
    connection: psycopg.Connection[Any],
    views: Any,
    mapping: LoadMapping,
    columns: Mapping[str, Mapping[str, str]],
    tenant: UUID,
) -> None:
    """Refuse a tenant whose tables are not what their SELECTs gave; arguments as in `compare_tables`.

    Raises:
        Unproven: with everything that differs.
    """
    if problems := compare_tables(connection, views, mapping, columns, tenant):
        raise Unproven(problems)


def compare_tables(
    connection: psycopg.Connection[Any],
    views: Any,
    mapping: LoadMapping,
    columns: Mapping[str, Mapping[str, str]],
    tenant: UUID,
) -> list[Problem]:
    """Compare every table of a tenant with its SELECT; give everything that differs.

    Args:
        connection: where the load's transaction runs.
        views: DuckDB with the bundle's views.
        mapping: the steps of the load.
        columns: names and DuckDB types of each table's columns.
        tenant: the tenant that was loaded.
    """
    problems = []
    for step in mapping.steps:
        names = list(columns[step.table])
        numbers = [n for n, kind in columns[step.table].items() if kind.startswith(NUMBERS)]
        expected = _of_bundle(views, step, names, numbers)
        found = _of_database(connection, schema_of(connection), step.table, names, numbers, tenant)
        labels = ["rows", *(f"{n}: not null" for n in names), *(f"{n}: sum" for n in numbers)]
        problems += [
            Problem(f"{step.table} {label}", "differs between bundle and database", str(a), str(b))
            for label, a, b in zip(labels, expected, found, strict=True)
            if a != b
        ]
    return problems


def _of_bundle(views: Any, step: Step, names: Sequence[str], numbers: Sequence[str]) -> tuple[Any, ...]:
    counts = ", ".join(["count(*)", *(f'count("{n}")' for n in names), *(f'coalesce(sum("{n}"), 0)' for n in numbers)])
    row: tuple[Any, ...] = views.execute(f"SELECT {counts} FROM ({step.sql})").fetchall()[0]  # noqa: S608 - names of the catalog
    return row


def _of_database(
    connection: psycopg.Connection[Any],
    schema: str,
    table: str,
    names: Sequence[str],
    numbers: Sequence[str],
    tenant: UUID,
) -> tuple[Any, ...]:
    parts: list[sql.Composable] = [sql.SQL("count(*)")]
    parts += [sql.SQL("count({})").format(sql.Identifier(n)) for n in names]
    parts += [sql.SQL("coalesce(sum({}), 0)").format(sql.Identifier(n)) for n in numbers]
    own = sql.Identifier("id" if table == "tenants" else "tenant_id")
    statement = sql.SQL("SELECT {} FROM {} WHERE {} = {}").format(
        sql.SQL(", ").join(parts), sql.Identifier(schema, table), own, sql.Literal(tenant)
    )
    return connection.execute(statement).fetchone() or ()
