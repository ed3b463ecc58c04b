"""CSV, as `demogen sql --format csv` writes it: RFC 4180, UTF-8, lines end in CR LF; no text is a formula."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from demogen.bundle.schema import TABLES
from demogen.show.cells import csv_cell
from demogen.show.export.stream import Sink, Written, pieces
from demogen.show.reading import MOMENT


def write_tables(connection: Any, folder: Path) -> list[Written]:
    """Write a file per table."""
    return [write_query(connection, f'FROM "{spec.name}"', folder / f"{spec.name}.csv") for spec in TABLES]


def write_query(connection: Any, sql: str, path: Path) -> Written:
    """Write what a query answers, with its names as header."""
    answer = connection.sql(sql)
    head = ",".join(map(csv_cell, answer.columns)) + "\r\n"
    cells = [_cell(column, kind) for column, kind in zip(answer.columns, answer.types, strict=True)]
    with Sink(path) as sink:
        sink.write(head.encode("utf-8"))
        for lines, rows in pieces(connection, f"SELECT {_joined(cells)} FROM ({sql})"):  # noqa: S608 - our own SQL
            sink.write(lines, rows)
    return sink.written


def _joined(cells: list[str]) -> str:
    return " || ',' || ".join(cells) + " || chr(13) || chr(10)"


def _cell(column: str, kind: Any) -> str:
    """Write the expression that makes a cell of a column."""
    name = '"' + column.replace('"', '""') + '"'
    if kind.id == "varchar":
        return f"csv_cell({name})"
    text = MOMENT.format(name) if kind.id == "timestamp with time zone" else f"{name}::VARCHAR"
    return f"coalesce({text}, '')"
