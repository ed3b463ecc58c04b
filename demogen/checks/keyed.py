"""The tables of a bundle with their keys resolved to row numbers, once for all checks: the database `keyed`.

A table that others name has its row number `nr` and its `id`. A key to another table is that row's number, under the
key's name without `_id`: null where the key is null, -1 where it names nothing. Moments are microseconds UTC, under the
column's name with `_us` for `_at`. Of text there are closed lists alone, as enumerations (null where a value is none of
them), and `<name>_known` for text that may be null. Heavy texts are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from demogen.bundle.schema import Column, TableSpec
from demogen.bundle.tables import TABLES

Spans = Callable[[TableSpec], list[str]]
HEAVY = 2_000  # bytes; what may be longer is read once
NAMED = frozenset(table for spec in TABLES for table in spec.references.values()) - {"tenants"}


def statements(names: set[str], spans: Spans, columns: Collection[str] | None = None) -> Iterator[str]:
    """Write the statements that make keyed tables, and those that they name, in the order of all tables.

    Args:
        names: the tables.
        spans: gives the conditions of the spans of rows in which a table is made, none where it is made at once.
        columns: the names of the only columns that they need, in whatever table; all of them unless given.
    """
    wanted = _with_named(names & {spec.name for spec in TABLES}, columns)
    for spec in TABLES:
        if spec.name in wanted:
            yield from _enumerations(spec)
            yield from _made(spec, columns, [] if spec.name in NAMED else spans(spec))


def _with_named(names: set[str], columns: Collection[str] | None) -> set[str]:
    """Return tables, and all those that their keys lead to."""
    found: set[str] = set()
    while names:
        found |= names
        named = {to for spec in TABLES if spec.name in names for to in _keys(spec, columns).values()}
        names = named - found
    return found


def _keys(spec: TableSpec, columns: Collection[str] | None) -> dict[str, str]:
    """Return the keys of a table that become numbers, with the tables that they lead to."""
    return {
        name: to
        for name, to in spec.references.items()
        if to in NAMED and to != spec.name and _is_wanted(_short(name), columns)
    }


def _is_wanted(name: str, columns: Collection[str] | None) -> bool:
    return columns is None or name in columns


def _enumerations(spec: TableSpec) -> Iterator[str]:
    for column in spec.columns:
        if column.values:
            values = ", ".join(f"'{value}'" for value in column.values)
            yield f"CREATE TYPE IF NOT EXISTS {_enumeration(column)} AS ENUM ({values})"


def _enumeration(column: Column) -> str:
    """Return the name of an enumeration, one for all columns of the same values."""
    return f"keyed.one_of_{'_'.join(column.values)}"[:60]


def _made(spec: TableSpec, wanted: Collection[str] | None, spans: list[str]) -> Iterator[str]:
    """Write the statements that make a table, at once or span by span.

    What is looked up at once is what a span of rows needs: the tables that the keys lead to pass by, and need not be in
    memory. Texts are read before that, so that none is carried along.
    """
    into, keys = f"keyed.{spec.name}", _keys(spec, wanted)
    found = {name: text for column in spec.columns for name, text in _columns(column)}
    own = {name: text for name, text in found.items() if _is_wanted(name, wanted)}
    own |= {"id": "t.id"} if spec.name in NAMED else {}
    listed = [f"{text} AS {name}" for name, text in own.items()] + [f"t.{name}" for name in keys]
    rows = f"SELECT {', '.join(listed or ['true AS is_row'])} FROM {spec.name} t"  # noqa: S608 - our own names
    select = _resolved(spec, list(own), keys)
    if not spans:
        yield f"CREATE OR REPLACE TABLE {into} AS\n{select.format(rows=f'({rows})')}"
        return
    yield f"CREATE OR REPLACE TABLE {into} AS\n{select.format(rows=f'({rows})')}\nLIMIT 0"
    for span in spans:
        yield f"CREATE OR REPLACE TEMP TABLE part AS {rows} WHERE {span}"
        yield f"INSERT INTO {into}\n{select.format(rows='part')}"
    yield "DROP TABLE part"


def source_of(spec: TableSpec, name: str) -> str:
    """Return the column of a table that a column of its keyed table is made of; its own name where it is of none."""
    made = {name: column.name for column in spec.columns for name, _ in _columns(column)}
    return {**made, **{_short(key): key for key in spec.references}}.get(name, name)


def _resolved(spec: TableSpec, own: list[str], keys: dict[str, str]) -> str:
    """Write the query that resolves the keys of `rows`."""
    columns = ["(row_number() OVER () - 1)::INTEGER AS nr"] if spec.name in NAMED else []
    columns += [f"t.{name}" for name in own]
    columns += [
        f"CASE WHEN t.{name} IS NOT NULL THEN coalesce(to_{_short(name)}.nr, -1) END AS {_short(name)}" for name in keys
    ]
    joins = [
        f"LEFT JOIN keyed.{to} AS to_{_short(name)} ON to_{_short(name)}.id = t.{name}" for name, to in keys.items()
    ]
    return "\n".join([f"SELECT {', '.join(columns or ['t.is_row'])}", "FROM {rows} t", *joins])


def _short(name: str) -> str:
    return name.removesuffix("_id")


def _columns(column: Column) -> Iterator[tuple[str, str]]:
    """Return what a keyed table has of a column: names and expressions; nothing where it does not stand there."""
    name, own = column.name, f"t.{column.name}"
    if column.references:
        return
    if column.type == "timestamp":
        yield f"{name.removesuffix('_at')}_us", f"epoch_us({own})"
    elif column.type == "string":
        yield from _texts(column)
    elif name != "id":
        yield name, own


def _texts(column: Column) -> Iterator[tuple[str, str]]:
    name, own = column.name, f"t.{column.name}"
    if column.values:
        yield name, f"TRY_CAST({own} AS {_enumeration(column)})"
        return
    if column.nullable:
        yield f"{name}_known", f"{own} IS NOT NULL"
    if column.longest > HEAVY:
        yield f"{name}_hash", f"hash({own})"
        yield f"{name}_bytes", f"strlen({own})::INTEGER"
        yield f"{name}_unclean", f"is_unclean({own})"
