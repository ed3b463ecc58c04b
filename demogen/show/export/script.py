"""One SQL script that runs unchanged in Postgres (psql), SQLite and DuckDB: tables with keys, and rows in INSERTs.

Text is quoted as all three quote it: an apostrophe is written twice and nothing else means anything. What they have in
common is little: no comments but those in the script, no keys that are looked at later, no NUL in a text.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from demogen.bundle.schema import Column, TableSpec
from demogen.bundle.tables import TABLES
from demogen.errors import Problem, Refused
from demogen.show.export.stream import Sink, Written, pieces
from demogen.show.export.tables import create_table, own_key, rows_in_order
from demogen.show.reading import cell_text

HEAD = b"-- demogen export\n"
ROWS = 200  # of one INSERT
BARE = {"int", "bool", "money"}  # types whose values stand without quotes


def write_script(connection: Any, path: Path, content: str, missing: Collection[str] = ()) -> Written:
    """Write the script, without keys to missing tables; `content` is the content digest of the bundle.

    Raises:
        Refused: a text holds a NUL, which neither Postgres nor SQLite take.
    """
    _refuse_nul(connection)
    with Sink(path) as sink:
        sink.write(HEAD + f"-- {content}\n-- Runs in Postgres (psql), SQLite and DuckDB.\n\nBEGIN;\n".encode("ascii"))
        for spec in TABLES:
            sink.write(f"\n{create_table(spec, comments=True, missing=missing)};\n".encode("ascii"))
        for spec in TABLES:
            _insert(connection, spec, sink)
        sink.write(b"\nCOMMIT;\n")
    return sink.written


def is_script(path: Path) -> bool:
    """Return whether a file is a script that `write_script` made."""
    with open(path, "rb") as file:
        return file.read(len(HEAD)) == HEAD


def _refuse_nul(connection: Any) -> None:
    problems = []
    for spec in TABLES:
        texts = [column.name for column in spec.columns if column.type == "string"]
        asked = ", ".join(f'bool_or(contains("{name}", chr(0)))' for name in texts)
        (found,) = connection.execute(f'SELECT {asked} FROM "{spec.name}"').fetchall() if texts else [()]  # noqa: S608 - our own names
        problems += [
            Problem(f"{spec.name}.{name}", "holds a NUL, which SQL text cannot hold", hint="Choose another format.")
            for name, bad in zip(texts, found, strict=True)
            if bad
        ]
    if problems:
        raise Refused(problems)


def _insert(connection: Any, spec: TableSpec, sink: Sink) -> None:
    """Write a table's rows; those that name each other one by one: DuckDB looks for it in earlier INSERTs."""
    names = ", ".join(f'"{column.name}"' for column in spec.columns)
    head = f'\nINSERT INTO "{spec.name}" ({names}) VALUES'.encode("ascii")
    values = " || ', ' || ".join(_value(column) for column in spec.columns)
    sql = f"SELECT chr(44) || chr(10) || '(' || {values} || ')' FROM ({rows_in_order(spec)})"  # noqa: S608 - our own names
    for rows, count in pieces(connection, sql, 1 if own_key(spec) else ROWS):
        sink.write(head)
        sink.write(rows[1:], count)  # without the comma before the first
        sink.write(b";\n")


def _value(column: Column) -> str:
    """Write the expression that gives the literal of a column's value."""
    name = f'"{column.name}"'
    if column.type == "string":
        text = f"'''' || replace({name}, '''', '''''') || ''''"
    elif column.type in BARE:
        text = f"{name}::VARCHAR"
    else:
        text = f"'''' || {cell_text(name, column)} || ''''"
    return f"coalesce({text}, 'NULL')"
