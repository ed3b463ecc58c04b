"""The tables of a bundle with their keys resolved to row numbers, once for all checks: the database `keyed`.

A table that others name has its row number `nr` and its `id`. A key to another table is that row's number, under the
key's name without `_id`: null where the key is null, -1 where it names nothing. Moments are microseconds UTC, under the
column's name with `_us` for `_at`. Of text there are closed lists alone, as enumerations (null where a value is none of
them), and `<name>_known` for text that may be null. Heavy texts are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from demogen.bundle.schema import Column, TableSpec
from demogen.bundle.tables import TABLES

Spans = Callable[[TableSpec], list[str]]
SOURCE = "{source}"
HEAVY = 2_000  # bytes; what may be longer is read once
NAMED = frozenset(table for spec in TABLES for table in spec.references.values()) - {"tenants"}


def statements(names: set[str], spans: Spans) -> Iterator[str]:
    """Write the statements that make keyed tables, and those that they name, in the order of all tables.

    `spans` returns the conditions of the spans of rows in which a table is made, none where it is made at once.
    """
    wanted = _with_named(names & {spec.name for spec in TABLES})
    for spec in TABLES:
        if spec.name in wanted:
            yield from _enumerations(spec)
            yield from _made(spec, _select(spec), spans)


def _with_named(names: set[str]) -> set[str]:
    """Return tables, and all those that their keys lead to."""
    found: set[str] = set()
    while names:
        found |= names
        named = {to for spec in TABLES if spec.name in names for to in spec.references.values()}
        names = (named & NAMED) - found
    return found


def _enumerations(spec: TableSpec) -> Iterator[str]:
    for column in spec.columns:
        if column.values:
            values = ", ".join(f"'{value}'" for value in column.values)
            yield f"CREATE TYPE IF NOT EXISTS {_enumeration(column)} AS ENUM ({values})"


def _enumeration(column: Column) -> str:
    """Return the name of an enumeration, one for all columns of the same values."""
    return f"keyed.one_of_{'_'.join(column.values)}"[:60]


def _select(spec: TableSpec) -> str:
    columns = [found for column in spec.columns if (found := _column(spec, column))]
    if spec.name in NAMED:
        columns.insert(0, "(row_number() OVER () - 1)::INTEGER AS nr")
    joins = [
        f"LEFT JOIN keyed.{to} AS to_{_short(name)} ON to_{_short(name)}.id = t.{name}"
        for name, to in spec.references.items()
        if to in NAMED and to != spec.name
    ]
    listed = ",\n    ".join(columns)
    return f"SELECT\n    {listed}\nFROM {SOURCE} t\n" + "\n".join(joins)


def _made(spec: TableSpec, select: str, spans: Spans) -> Iterator[str]:
    """Write the statements that make a table, at once or span by span.

    Where most rows have keys to other large tables, what is looked up at once is what a span of rows needs: the tables
    that the keys lead to pass by, and need not be in memory.
    """
    into, found = f"keyed.{spec.name}", [] if spec.name in NAMED else spans(spec)
    if not found:
        yield f"CREATE OR REPLACE TABLE {into} AS\n{select.replace(SOURCE, spec.name)}"
        return
    yield f"CREATE OR REPLACE TABLE {into} AS\n{select.replace(SOURCE, spec.name)}\nLIMIT 0"
    names = ", ".join(column.name for column in spec.columns if column.name in set(re.findall(r"\bt\.(\w+)", select)))
    for span in found:
        yield f"CREATE OR REPLACE TEMP TABLE part AS SELECT {names} FROM {spec.name} WHERE {span}"  # noqa: S608 - our own names
        yield f"INSERT INTO {into}\n{select.replace(SOURCE, 'part')}"
    yield "DROP TABLE part"


def _short(name: str) -> str:
    return name.removesuffix("_id")


def _column(spec: TableSpec, column: Column) -> str:
    """Return how a column stands in a keyed table, nothing where it does not."""
    name = column.name
    if name == "id":
        return "t.id" if spec.name in NAMED else ""
    if column.references:
        return _key(name) if column.references in NAMED and column.references != spec.name else ""
    if column.type == "timestamp":
        return f"epoch_us(t.{name}) AS {name.removesuffix('_at')}_us"
    return _text(column) if column.type == "string" else f"t.{name}"


def _key(name: str) -> str:
    return f"CASE WHEN t.{name} IS NOT NULL THEN coalesce(to_{_short(name)}.nr, -1) END AS {_short(name)}"


def _text(column: Column) -> str:
    name = f"t.{column.name}"
    if column.values:
        return f"TRY_CAST({name} AS {_enumeration(column)}) AS {column.name}"
    found = [f"{name} IS NOT NULL AS {column.name}_known"] if column.nullable else []
    if column.longest > HEAVY:
        found += [
            f"hash({name}) AS {column.name}_hash",
            f"strlen({name})::INTEGER AS {column.name}_bytes",
            f"is_unclean({name}) AS {column.name}_unclean",
        ]
    return ",\n    ".join(found)
