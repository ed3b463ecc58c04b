"""Compares two tables of one schema by their keys, in DuckDB: rows added and removed, and values that changed."""

from __future__ import annotations

from typing import Any

from demogen.bundle.schema import TableSpec
from demogen.show.reading import cell_text

Json = dict[str, Any]


def compare_table(connection: Any, spec: TableSpec, examples: int) -> Json:
    """Compare the tables `a_<name>` and `b_<name>`; keys and values of examples are text.

    Returns how many rows only `b` has (`added`) and only `a` (`removed`), with the first of their keys, how many of
    the others differ (`changed`), and for each column that does, in how many rows and how.
    """
    values = [column.name for column in spec.columns if column.name not in spec.key]
    counts = _counts(connection, spec, values)
    added, removed, changed = (counts.pop(name) for name in ("added", "removed", "changed"))
    return {
        "added": added,
        "removed": removed,
        "changed": changed,
        "addedKeys": _keys(connection, spec, "b", "a", examples) if added else [],
        "removedKeys": _keys(connection, spec, "a", "b", examples) if removed else [],
        "columns": [
            {"name": name, "changed": count, "examples": _examples(connection, spec, name, examples)}
            for name, count in counts.items()
            if count
        ],
    }


def _counts(connection: Any, spec: TableSpec, values: list[str]) -> dict[str, int]:
    first = spec.key[0]
    both = f"a.{first} IS NOT NULL AND b.{first} IS NOT NULL"
    differs = [f"a.{name} IS DISTINCT FROM b.{name}" for name in values]
    parts = [
        f"count(*) FILTER (a.{first} IS NULL) AS added",
        f"count(*) FILTER (b.{first} IS NULL) AS removed",
        f"count(*) FILTER ({both} AND ({' OR '.join(differs) or 'false'})) AS changed",
        *(f"count(*) FILTER ({both} AND {one}) AS {name}" for one, name in zip(differs, values, strict=True)),
    ]
    keys = ", ".join(spec.key)
    sql = f"SELECT {', '.join(parts)} FROM a_{spec.name} a FULL JOIN b_{spec.name} b USING ({keys})"  # noqa: S608 - our own names
    row = connection.execute(sql).fetchall()[0]
    return dict(zip(["added", "removed", "changed", *values], row, strict=True))


def _key(spec: TableSpec, side: str) -> str:
    return f"concat_ws(' ', {', '.join(f'{side}.{name}' for name in spec.key)})"


def _keys(connection: Any, spec: TableSpec, side: str, other: str, examples: int) -> list[str]:
    """Return the first keys, in order, that only one side has."""
    keys = ", ".join(spec.key)
    sql = (
        f"SELECT {_key(spec, 'x')} FROM {side}_{spec.name} x ANTI JOIN {other}_{spec.name} y USING ({keys}) "  # noqa: S608 - our own names
        f"ORDER BY 1 LIMIT {examples:d}"
    )
    return [row[0] for row in connection.execute(sql).fetchall()]


def _examples(connection: Any, spec: TableSpec, name: str, examples: int) -> list[Json]:
    """Return the first rows, by key, in which a column differs, with both values."""
    keys = ", ".join(spec.key)
    values = ", ".join(cell_text(f"{side}.{name}", spec.column(name)) for side in ("a", "b"))
    sql = (
        f"SELECT {_key(spec, 'a')} AS key, {values} "  # noqa: S608 - our own names
        f"FROM a_{spec.name} a JOIN b_{spec.name} b USING ({keys}) "
        f"WHERE a.{name} IS DISTINCT FROM b.{name} ORDER BY 1 LIMIT {examples:d}"
    )
    return [{"key": key, "a": a, "b": b} for key, a, b in connection.execute(sql).fetchall()]
