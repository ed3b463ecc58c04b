"""CSV, as `demogen sql --format csv` writes it: RFC 4180, UTF-8, lines end in CR LF; no text is a formula.

Every file knows what its columns hold, for the description that lies beside it: CSV itself cannot say that a postal
code is text.
"""

from __future__ import annotations

import codecs
import dataclasses
from collections.abc import Collection
from pathlib import Path
from typing import Any

from demogen.bundle.tables import TABLES
from demogen.show.cells import csv_cell
from demogen.show.export.package import columns_schema, table_schema
from demogen.show.export.stream import Sink, Written, pieces
from demogen.show.reading import moment


def write_tables(connection: Any, folder: Path, *, bom: bool = False, missing: Collection[str] = ()) -> list[Written]:
    """Write a file per table; with `bom` each begins with a byte order mark, by which spreadsheets know UTF-8.

    Keys to tables that are missing, whose files have no rows, are not described.
    """
    files = [write_query(connection, f'FROM "{spec.name}"', folder / f"{spec.name}.csv", bom=bom) for spec in TABLES]
    return [
        dataclasses.replace(file, schema=table_schema(spec, missing)) for file, spec in zip(files, TABLES, strict=True)
    ]


def write_query(connection: Any, sql: str, path: Path, *, bom: bool = False) -> Written:
    """Write what a query answers, with its names as header."""
    answer = connection.sql(sql)
    head = ",".join(map(csv_cell, answer.columns)) + "\r\n"
    cells = [_cell(column, kind) for column, kind in zip(answer.columns, answer.types, strict=True)]
    with Sink(path) as sink:
        sink.write((codecs.BOM_UTF8 if bom else b"") + head.encode("utf-8"))
        for lines, rows in pieces(connection, f"SELECT {_joined(cells)} FROM ({sql})"):  # noqa: S608 - our own SQL
            sink.write(lines, rows)
    kinds = [(name, kind.id) for name, kind in zip(answer.columns, answer.types, strict=True)]
    return dataclasses.replace(sink.written, schema=columns_schema(kinds))


def _joined(cells: list[str]) -> str:
    return " || ',' || ".join(cells) + " || chr(13) || chr(10)"


def _cell(column: str, kind: Any) -> str:
    """Write the expression that makes a cell of a column."""
    name = '"' + column.replace('"', '""') + '"'
    if kind.id == "varchar":
        return f"csv_cell({name})"
    return f"coalesce({moment(name, kind.id)}, '')"
