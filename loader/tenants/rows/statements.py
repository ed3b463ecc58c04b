"""What is asked of a table: columns, conditions, order and search of a page, as parts of one SELECT.

Every name comes from the tables' specs, none from a caller; values are parameters. The tenant is always a condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import sql

from demogen.bundle.schema import Column, TableSpec
from demogen.bundle.tables import TABLES
from demogen.errors import ConfigError, Problem
from loader.errors import NotFound
from loader.mapping.format import load_mapping

MOST_OFFSET = 100_000  # rows: whoever wants to see what is behind searches, or turns the order around


@dataclass(frozen=True)
class RowQuery:
    """A page of a table: `where` is a foreign key and the row that it names; `sort` is None for the newest first."""

    search: str | None = None
    sort: str | None = None
    descending: bool | None = None
    page: int = 1
    size: int = 50
    where: tuple[str, UUID] | None = None


def known_tables() -> tuple[TableSpec, ...]:
    """Return the specs of the tables that a load fills, in load order."""
    loaded = set(load_mapping().tables)
    return tuple(spec for spec in TABLES if spec.name in loaded)


def find_table(name: str) -> TableSpec:
    """Return the spec of a table.

    Raises:
        NotFound: no load fills a table of this name.
    """
    if found := next((spec for spec in known_tables() if spec.name == name), None):
        return found
    names = ", ".join(spec.name for spec in known_tables())
    raise NotFound(Problem(f"table {ascii(name)[:60]}", "does not exist", f"one of {names}"))


def page_statement(
    spec: TableSpec, columns: Sequence[Column], query: RowQuery, characters: int
) -> tuple[sql.Composed, dict[str, Any]]:
    """Return the statement of one page and its values, save the tenant; it reads one row more than the page has.

    Raises:
        ConfigError: the query names a column that is not there, or cannot be sorted or followed.
    """
    sort, descending = order(spec, columns, query)
    conditions, values = filters(spec, columns, query)
    statement = sql.SQL("SELECT {fields} FROM {table} t WHERE {filters} ORDER BY {order} LIMIT {size} OFFSET {offset}")
    page = statement.format(
        fields=fields(columns, characters),
        table=table_name(spec),
        filters=conditions,
        order=order_by(spec, sort, descending=descending),
        size=sql.Placeholder("size"),
        offset=sql.Placeholder("offset"),
    )
    return page, {**values, "size": query.size + 1, "offset": (query.page - 1) * query.size}


def order(spec: TableSpec, columns: Sequence[Column], query: RowQuery) -> tuple[str, bool]:
    """Return the column to sort by, and whether downwards.

    Raises:
        ConfigError: rows cannot be sorted by what was asked for.
    """
    able = [column.name for column in columns if not column.references]
    if query.sort is None:
        return spec.sorted_by[0], query.descending is not False
    if query.sort not in able:
        raise ConfigError([Problem("/sort", "unknown column", f"one of {', '.join(able)}", ascii(query.sort)[:60])])
    return query.sort, bool(query.descending)


def order_by(spec: TableSpec, sort: str, *, descending: bool) -> sql.Composed:
    """Write an order that an index can serve: what is null comes last, which for most columns need not be said."""
    words = sql.SQL(" DESC" if descending else "")
    last = sql.SQL(" NULLS LAST" if descending and spec.column(sort).nullable else "")
    ties = [sql.SQL("t.{}").format(sql.Identifier(name)) for name in spec.key if name != sort]
    return sql.SQL(", ").join([sql.SQL("t.{}{}{}").format(sql.Identifier(sort), words, last), *ties])


def filters(spec: TableSpec, columns: Sequence[Column], query: RowQuery) -> tuple[sql.Composable, dict[str, Any]]:
    """Return the conditions of a query and their values; the tenant's is always among them.

    Raises:
        ConfigError: `where` names no foreign key of the table.
    """
    parts: list[sql.Composable] = [of_tenant(spec)]
    values: dict[str, Any] = {}
    if query.where is not None:
        name, values["row"] = query.where
        keys = [column.name for column in columns if column.references]
        if name not in keys:
            expected = f"one of {', '.join(keys)}" if keys else "none, the table has no foreign key"
            raise ConfigError([Problem("/where", "unknown foreign key", expected, ascii(name)[:60])])
        parts.append(sql.SQL("t.{} = %(row)s").format(sql.Identifier(name)))
    if query.search:
        condition, more = _search(columns, query.search)
        parts.append(condition)
        values |= more
    return sql.SQL(" AND ").join(parts), values


def _search(columns: Sequence[Column], text: str) -> tuple[sql.Composable, dict[str, Any]]:
    """Return the condition of a search: an id in whole, or a literal part of any text, in either case."""
    try:
        known: UUID | None = UUID(text.strip()) if len(text.strip()) == 36 else None
    except ValueError:
        known = None
    if known is not None:
        ids: list[sql.Composable] = [
            sql.SQL("t.{} = %(id)s").format(sql.Identifier(c.name)) for c in columns if c.type == "uuid"
        ]
        return sql.SQL("({})").format(sql.SQL(" OR ").join(ids or [sql.SQL("false")])), {"id": known}
    part = sql.SQL("strpos(lower(t.{}), lower(%(search)s)) > 0")
    texts: list[sql.Composable] = [
        part.format(sql.Identifier(column.name)) for column in columns if column.type == "string"
    ]
    return sql.SQL("({})").format(sql.SQL(" OR ").join(texts or [sql.SQL("false")])), {"search": text.strip()}


def fields(columns: Sequence[Column], characters: int) -> sql.Composable:
    """List columns to read, of texts their beginning and one character more, which says that there is more."""
    cut = sql.SQL("left(t.{name}, {most}) AS {name}")
    whole = sql.SQL("t.{name}")
    most = sql.Literal(characters + 1)
    return sql.SQL(", ").join(
        (cut if column.type == "string" else whole).format(name=sql.Identifier(column.name), most=most)
        for column in columns
    )


def table_name(spec: TableSpec) -> sql.Identifier:
    """Return the name of a table; the session's search path is the CRM's schema."""
    return sql.Identifier(spec.name)


def of_tenant(spec: TableSpec) -> sql.Composable:
    """Return the condition that a row is the tenant's."""
    return sql.SQL("t.{} = %(tenant)s").format(sql.Identifier("id" if spec.name == "tenants" else "tenant_id"))
