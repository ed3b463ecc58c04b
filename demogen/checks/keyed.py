"""The tables of a bundle with their keys resolved to row numbers, once for all checks: the database `keyed`.

A table that others name has its row number `nr` and its `id`. A key to another table is that row's number, under the
key's name without `_id`: null where the key is null, -1 where it names nothing. Moments are microseconds UTC, under the
column's name with `_us` for `_at`. Of text there are closed lists alone, as enumerations (null where a value is none of
them), and `<name>_known` for text that may be null. Heavy texts are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from demogen.bundle.schema import Column, TableSpec
from demogen.bundle.tables import TABLES

HEAVY = 2_000  # bytes; what may be longer is read once
NAMED = frozenset(table for spec in TABLES for table in spec.references.values()) - {"tenants"}


def statements(names: set[str], columns: Collection[str] | None = None) -> Iterator[str]:
    """Write the statements that make keyed tables, and those that they name, in the order of all tables.

    Args:
        names: the tables.
        columns: the names of the only columns that they need, in whatever table; all of them unless given.
    """
    wanted = _with_named(names & {spec.name for spec in TABLES}, columns)
    for spec in TABLES:
        if spec.name in wanted:
            yield from _enumerations(spec)
            yield _table(spec, columns)


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


def _table(spec: TableSpec, wanted: Collection[str] | None) -> str:
    own = ["(row_number() OVER () - 1)::INTEGER AS nr", "t.id"] if spec.name in NAMED else []
    found = {name: text for column in spec.columns for name, text in _columns(spec, column)}
    columns = [*own, *(f"{text} AS {name}" for name, text in found.items() if _is_wanted(name, wanted))]
    joins = [
        f"LEFT JOIN keyed.{to} AS to_{_short(name)} ON to_{_short(name)}.id = t.{name}"
        for name, to in _keys(spec, wanted).items()
    ]
    listed = ",\n    ".join(columns or ["true AS is_row"])
    return f"CREATE OR REPLACE TABLE keyed.{spec.name} AS\nSELECT\n    {listed}\nFROM {spec.name} t\n" + "\n".join(
        joins
    )


def _short(name: str) -> str:
    return name.removesuffix("_id")


def _columns(spec: TableSpec, column: Column) -> Iterator[tuple[str, str]]:
    """Return what a keyed table has of a column: names and expressions; nothing where it does not stand there."""
    name, own = column.name, f"t.{column.name}"
    if column.references:
        if name in _keys(spec, None):
            yield _short(name), f"CASE WHEN {own} IS NOT NULL THEN coalesce(to_{_short(name)}.nr, -1) END"
    elif column.type == "timestamp":
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
