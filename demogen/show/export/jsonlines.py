r"""JSON Lines: one object per row, values as `demogen sql --format json` gives them.

Money, ids, days and moments are text: amounts stay exact in programs that make floats of numbers. Null is kept. Control
characters that JSON would let pass are spelt `\u009b`, so that a file shown in a terminal is not obeyed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from demogen.bundle.schema import Column, TableSpec
from demogen.bundle.tables import TABLES
from demogen.show import text
from demogen.show.export.stream import Sink, Written, pieces
from demogen.show.reading import cell_text

UNSEEN = f"[{text.UNSEEN}]"
MACROS = (
    f"""CREATE TEMP MACRO spelt(line) AS CASE WHEN regexp_matches(line, '{UNSEEN}')
    THEN array_to_string(list_transform(string_split(line, ''), lambda c: CASE WHEN regexp_matches(c, '{UNSEEN}')
    THEN format('\\u{{:04x}}', unicode(c)) ELSE c END), '') ELSE line END""",
)
KEPT = {"string", "int", "bool"}  # types that JSON has


def write_tables(connection: Any, folder: Path) -> list[Written]:
    """Write a file per table."""
    for macro in MACROS:
        connection.execute(macro)
    return [_write(connection, spec, folder / f"{spec.name}.jsonl") for spec in TABLES]


def _write(connection: Any, spec: TableSpec, path: Path) -> Written:
    fields = ", ".join(f"'{column.name}': {_value(column)}" for column in spec.columns)
    with Sink(path) as sink:
        sql = f'SELECT spelt(to_json({{{fields}}})::VARCHAR) || chr(10) FROM "{spec.name}"'  # noqa: S608 - our own names
        for lines, rows in pieces(connection, sql):
            sink.write(lines, rows)
    return sink.written


def _value(column: Column) -> str:
    """Write the expression that gives a column as a type that JSON has."""
    name = f'"{column.name}"'
    return name if column.type in KEPT else cell_text(name, column)
