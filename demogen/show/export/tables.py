"""The tables as SQL that Postgres, SQLite and DuckDB read alike: types, keys, and the order that keys ask for."""

from __future__ import annotations

from collections.abc import Collection

from demogen.bundle.listing import relaxed
from demogen.bundle.schema import TableSpec

TYPES = {
    "uuid": "uuid",
    "string": "text",
    "int": "integer",
    "bool": "boolean",
    "timestamp": "timestamp with time zone",
    "date": "date",
    "money": "numeric(18, 2)",
}


def create_table(
    spec: TableSpec, name: str = "", *, comments: bool = False, keys: bool = True, missing: Collection[str] = ()
) -> str:
    """Write CREATE TABLE, with `keys` its primary and foreign keys, with `comments` the meaning of each column.

    A foreign key to a table that is `missing`, which has no rows, is no key; a column that is missing may be null.
    """
    columns = relaxed(spec, missing).columns
    entries = [(f'"{c.name}" {TYPES[c.type]}' + ("" if c.nullable else " NOT NULL"), c.meaning) for c in columns]
    if keys:
        entries.append((f"PRIMARY KEY ({', '.join(map(_quoted, spec.key))})", ""))
        named = [(column, table) for column, table in spec.references.items() if table not in missing]
        entries += [(f'FOREIGN KEY ("{column}") REFERENCES "{table}" ("id")', "") for column, table in named]
    notes = [f" -- {note}" if comments and note else "" for _, note in entries]
    commas = [","] * (len(entries) - 1) + [""]
    lines = [f"  {entry}{comma}{note}\n" for (entry, _), comma, note in zip(entries, commas, notes, strict=True)]
    head = f"-- {spec.meaning}\n" if comments else ""
    return f"{head}CREATE TABLE {name or _quoted(spec.name)} (\n{''.join(lines)})"


def _quoted(name: str) -> str:
    return f'"{name}"'


def own_key(spec: TableSpec) -> str:
    """Return the column by which rows name other rows of their table; empty where none does."""
    return next((column for column, table in spec.references.items() if table == spec.name), "")


def rows_in_order(spec: TableSpec) -> str:
    """Write the query that gives a table's rows: as they stand, or where they name each other the named ones first.

    DuckDB looks a key up among rows of earlier statements only, so there is the column `level`, too, to cut them by.
    """
    key = own_key(spec)
    if not key:
        return f'SELECT *, 0 AS "level" FROM "{spec.name}"'  # noqa: S608 - our own names
    return f"""
        WITH RECURSIVE levels AS (
          SELECT id, 0 AS "level" FROM "{spec.name}" WHERE "{key}" IS NULL
          UNION ALL
          SELECT r.id, l."level" + 1 FROM "{spec.name}" r JOIN levels l ON l.id = r."{key}"
        )
        SELECT r.*, coalesce(l."level", 1000) AS "level" FROM "{spec.name}" r LEFT JOIN levels l USING (id)
        ORDER BY "level", r."{spec.born}", r.id"""  # noqa: S608 - our own names
