"""Reads rows of a loaded tenant: a page of a table, or one row in full, of this tenant alone.

Every read is in a read-only transaction and ends at a deadline; of a long text it takes the beginning. Columns that
only the bundle has (ground truth) are not in the database, so they cannot be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from demogen.bundle.schema import Column, TableSpec
from demogen.errors import Problem
from loader.errors import NotFound, TimedOut
from loader.postgres.connect import transaction
from loader.tenants.rows import statements
from loader.tenants.rows.statements import RowQuery, find_table, known_tables, of_tenant, table_name

PAGE_MILLISECONDS, COUNT_MILLISECONDS = 3000, 1000
MOST_COUNTED, MOST_REFERENCES = 100_000, 1000  # rows
PAGE_CHARACTERS, ROW_CHARACTERS = 1000, 20_000  # of one text
LABELS = {
    "tenants": "name",
    "users": "full_name",
    "pipelines": "name",
    "pipeline_stages": "name",
    "companies": "name",
    "contacts": "full_name",
    "leads": "full_name",
    "deals": "name",
    "activities": "subject",
    "tags": "name",
}


@dataclass(frozen=True)
class Home:
    """What the tenant's rows are shown with: its name, its time zone, its currency."""

    name: str
    timezone: str
    currency: str


@dataclass(frozen=True)
class RowPage:
    """Rows of one table, and how many there are: `total` is None where counting took too long.

    `labels` names the rows that foreign keys lead to, by table and id; `capped` says that there are more than `total`.
    """

    home: Home
    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]
    labels: Mapping[tuple[str, UUID], str]
    sort: str
    descending: bool
    total: int | None
    capped: bool
    more: bool


@dataclass(frozen=True)
class RowDetail:
    """One row in full, and how many rows of other tables name it: table, column, count, and whether there are more."""

    home: Home
    columns: tuple[Column, ...]
    row: dict[str, Any]
    labels: Mapping[tuple[str, UUID], str]
    named_by: list[tuple[str, str, int, bool]]


def count_tables(connection: psycopg.Connection[Any], tenant: UUID) -> dict[str, tuple[int, bool] | None]:
    """Return how many rows each table has of a tenant, and whether there are more; None where counting took too long.

    Raises:
        NotFound: the tenant does not exist.
    """
    found: dict[str, tuple[int, bool] | None] = {}
    with _reading(connection, tenant):
        for spec in known_tables():
            found[spec.name] = _count(connection, spec, of_tenant(spec), {"tenant": tenant}, MOST_COUNTED)
    return found


def read_page(connection: psycopg.Connection[Any], tenant: UUID, spec: TableSpec, query: RowQuery) -> RowPage:
    """Read one page of a table.

    Raises:
        NotFound: the tenant does not exist.
        ConfigError: the query names a column that is not there, or cannot be sorted or followed.
        TimedOut: reading took longer than PAGE_MILLISECONDS.
    """
    with _reading(connection, tenant) as home:
        columns = _columns(connection, spec)
        sort, descending = statements.order(spec, columns, query)
        filters, values = statements.filters(spec, columns, query)
        values["tenant"] = tenant
        page, more_values = statements.page_statement(spec, columns, query, PAGE_CHARACTERS)
        found = _rows(connection, page, values | more_values)
        rows, more = found[: query.size], len(found) > query.size
        labels = _labels(connection, tenant, columns, rows)
        counted = _count(connection, spec, filters, values, MOST_COUNTED)
    total, capped = counted or (None, False)
    return RowPage(home, columns, rows, labels, sort, descending, total, capped, more)


def read_row(connection: psycopg.Connection[Any], tenant: UUID, spec: TableSpec, row: UUID) -> RowDetail:
    """Read one row in full.

    Raises:
        NotFound: the tenant has no such row, or does not exist.
        TimedOut: reading took longer than PAGE_MILLISECONDS.
    """
    with _reading(connection, tenant) as home:
        columns = _columns(connection, spec)
        values = {"tenant": tenant, "row": row}
        statement = sql.SQL("SELECT {fields} FROM {table} t WHERE {tenant} AND t.id = {row}").format(
            fields=statements.fields(columns, ROW_CHARACTERS),
            table=table_name(spec),
            tenant=of_tenant(spec),
            row=sql.Placeholder("row"),
        )
        found = _rows(connection, statement, values) if spec.key == ("id",) else []
        if not found:
            raise NotFound(Problem(f"{spec.name} {row}", "does not exist"))
        labels = _labels(connection, tenant, columns, found)
        return RowDetail(home, columns, found[0], labels, list(_named_by(connection, spec, values)))


@contextmanager
def _reading(connection: psycopg.Connection[Any], tenant: UUID) -> Iterator[Home]:
    """Open a read-only transaction with a deadline for each statement; yield what the tenant is.

    Raises:
        NotFound: the tenant does not exist.
        TimedOut: a statement took too long.
    """
    limits = {"transaction_read_only": "on", "statement_timeout": str(PAGE_MILLISECONDS)}
    try:
        with transaction(connection, **limits):
            statement = sql.SQL("SELECT name, timezone, currency FROM {} t WHERE t.id = %(tenant)s")
            found = _rows(connection, statement.format(table_name(find_table("tenants"))), {"tenant": tenant})
            if not found:
                raise NotFound(Problem(f"tenant {tenant}", "does not exist"))
            yield Home(**found[0])
    except psycopg.errors.QueryCanceled as error:
        seconds = f"{PAGE_MILLISECONDS / 1000:g} s"
        hint = "Search for less, follow a link to fewer rows, or sort by the column that the table begins with."
        raise TimedOut(Problem("rows", f"reading took longer than {seconds}", hint=hint)) from error


def _columns(connection: psycopg.Connection[Any], spec: TableSpec) -> tuple[Column, ...]:
    """Return the columns to show: those of the spec that the table really has, without the tenant, which is one."""
    statement = (
        b"SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
    )
    real = {row[0] for row in connection.execute(statement, [table_name(spec).as_string(connection)]).fetchall()}
    return tuple(column for column in spec.columns if column.name in real and column.name != "tenant_id")


def _labels(
    connection: psycopg.Connection[Any], tenant: UUID, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]
) -> dict[tuple[str, UUID], str]:
    """Name the rows that foreign keys of some rows lead to: one query for each table."""
    wanted: dict[str, set[UUID]] = {}
    for column in columns:
        if column.references:
            wanted.setdefault(column.references, set()).update(r[column.name] for r in rows if r[column.name])
    found: dict[tuple[str, UUID], str] = {}
    for table, ids in wanted.items():
        spec = find_table(table)
        statement = sql.SQL(
            "SELECT t.id, left(t.{label}, 100) AS label FROM {table} t WHERE {tenant} AND t.id = ANY({ids})"
        )
        values = {"tenant": tenant, "ids": list(ids)}
        known = _rows(
            connection,
            statement.format(
                label=sql.Identifier(LABELS[table]),
                table=table_name(spec),
                tenant=of_tenant(spec),
                ids=sql.Placeholder("ids"),
            ),
            values,
        )
        found |= {(table, row["id"]): row["label"] for row in known}
    return found


def _named_by(
    connection: psycopg.Connection[Any], spec: TableSpec, values: Mapping[str, Any]
) -> Iterator[tuple[str, str, int, bool]]:
    """Count the rows of other tables that name a row; each foreign key has an index."""
    for other in known_tables():
        for column, table in other.references.items():
            if table == spec.name and column != "tenant_id":
                key = sql.SQL("t.{} = %(row)s").format(sql.Identifier(column))
                filters = sql.SQL(" AND ").join([of_tenant(other), key])
                counted = _count(connection, other, filters, values, MOST_REFERENCES)
                if counted and counted[0]:
                    yield other.name, column, *counted


def _count(
    connection: psycopg.Connection[Any],
    spec: TableSpec,
    filters: sql.Composable,
    values: Mapping[str, Any],
    most: int,
) -> tuple[int, bool] | None:
    """Count rows up to a limit, and say whether there are more; None where that takes too long."""
    statement = sql.SQL("SELECT count(*) AS rows FROM (SELECT FROM {table} t WHERE {filters} LIMIT {most}) c")
    counting = statement.format(table=table_name(spec), filters=filters, most=sql.Placeholder("most"))
    limit = "SELECT set_config('statement_timeout', %s, true)"
    try:
        with connection.transaction():  # a savepoint: what was read before it stays
            connection.execute(limit, [str(COUNT_MILLISECONDS)])
            (found,) = _rows(connection, counting, {**values, "most": most + 1})
            connection.execute(limit, [str(PAGE_MILLISECONDS)])
    except psycopg.errors.QueryCanceled:
        return None
    return min(found["rows"], most), found["rows"] > most


def _rows(
    connection: psycopg.Connection[Any], statement: sql.Composed, values: Mapping[str, Any]
) -> list[dict[str, Any]]:
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement, values).fetchall()
