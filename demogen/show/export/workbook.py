"""An Excel workbook: a sheet per table, cells with types, and nothing in them that a spreadsheet runs.

Ids, telephone numbers, postal codes and all other text are text, so `+` and leading zeros stay. Excel knows no time
zones: moments are written by the tenant's clocks. Rows are streamed, so memory stays flat; the times in the file are
fixed, so a bundle always gives the same workbook.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from demogen.bundle.schema import TableSpec
from demogen.bundle.tables import TABLES
from demogen.config.reference import Reference
from demogen.draw import zones
from demogen.errors import BundleError, Problem
from demogen.show.export.sheet_columns import (
    MOST_CHARACTERS,
    SheetColumn,
    cells,
    plan_columns,
    refuse_values,
    values_sql,
)
from demogen.show.export.stream import Written, finish
from demogen.show.export.workbook_file import open_workbook

MOST_ROWS = 1_048_576  # of a sheet, with its header
BATCH = 8_192
AUTHOR, CREATED = "crm-demogen", datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook knows no zones
PROPERTIES, MOST_PROPERTIES = "docProps/core.xml", 10_000
MARKS = (f"<dc:creator>{AUTHOR}<", f">{CREATED.isoformat()}Z</dcterms:modified>")
SHORT_TEXT = 255  # older Excel shows longer text in cells of the format Text as ####


def write_workbook(connection: Any, path: Path, spill: Path, content_digest: str) -> Written:
    """Write all tables into a new workbook; `spill` is a folder for sheets that are not packed yet.

    Raises:
        BundleError: the tenant's time zone is not known.
        EnvironmentProblem: XlsxWriter is not installed.
        Refused: a cell cannot hold a value.
        OSError: the disk is full.
    """
    refuse_values(connection)
    sql = "SELECT any_value(timezone), any_value(currency) FROM tenants"
    ((zone_name, currency),) = connection.execute(sql).fetchall()
    zone = _zone(zone_name)
    with open_workbook(path, spill) as book:
        book.set_properties({"author": AUTHOR, "created": CREATED, "comments": f"Times are those of {zone_name}."})
        book.set_custom_property("contentDigest", content_digest)
        sheets = Sheets(book, currency)
        rows = sum(_write_table(connection, sheets, spec, zone) for spec in TABLES)
    return finish(path, rows)


def is_workbook(path: Path) -> bool:
    """Return whether a file is a workbook that `write_workbook` made and nobody has saved since."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open(PROPERTIES) as file:
            properties = file.read(MOST_PROPERTIES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError):
        return False
    return all(mark in properties for mark in MARKS)


def _zone(name: str) -> zones.Zone:
    try:
        return zones.load(name)
    except KeyError as error:
        raise BundleError(Problem("tenants.timezone", "unknown time zone", found=ascii(name)[:60])) from error


class Sheets:
    """The sheets of a workbook: each with a header that stays in sight, widths, and the formats of its cells."""

    def __init__(self, book: Any, currency: str) -> None:
        """Add the formats; `currency` is the code of all amounts."""
        known = Reference().currencies.get(currency)
        digits = known.digits if known else 2
        code = f"[${currency}] " if currency.isascii() and currency.isalpha() else ""
        formats = {"timestamp": "yyyy-mm-dd hh:mm:ss", "date": "yyyy-mm-dd", "uuid": "@", "string": "@", "int": "0"}
        formats["money"] = f"{code}#,##0{'.' + '0' * digits if digits else ''}"
        self._book, self._head = book, book.add_format({"bold": True})
        self._formats = {kind: book.add_format({"num_format": form}) for kind, form in formats.items()}
        self._long = book.add_format({"quote_prefix": True})  # what Excel sets for text that somebody begins with '

    def add(self, name: str, columns: list[SheetColumn]) -> Any:
        """Add a sheet with its header; return it."""
        sheet = self._book.add_worksheet(name)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width, self._formats.get(column.column.type))
            sheet.write_string(0, at, column.column.name, self._head)
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        return sheet

    def writers(self, sheet: Any, columns: list[SheetColumn]) -> list[Callable[[int, Any], Any]]:
        """Return for each column a function of row and value that writes its cells."""
        return [self._writer(sheet, at, column) for at, column in enumerate(columns)]

    def _writer(self, sheet: Any, at: int, column: SheetColumn) -> Callable[[int, Any], Any]:
        def write_text(row: int, text: str) -> None:
            if text.startswith("<r>") and text.endswith("</r>"):
                text = _as_markup(text)
            sheet.write_string(row, at, text, self._long if len(text) > SHORT_TEXT else None)

        if column.column.type in {"string", "uuid"}:
            return write_text
        write = sheet.write_boolean if column.column.type == "bool" else sheet.write_number
        return lambda row, value: write(row, at, value)


def _as_markup(text: str) -> str:
    """Return text that looks like XlsxWriter's own markup of rich text, which it would write as it is, as such markup.

    What would then be too long for a cell has a space in front, and is text again.
    """
    markup = f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    return markup if 2 * len(markup) <= MOST_CHARACTERS else f" {text}"


def _write_table(connection: Any, sheets: Sheets, spec: TableSpec, zone: zones.Zone) -> int:
    """Write a table into as many sheets as its rows take; return the number of rows."""
    columns = plan_columns(connection, spec)
    rows, number = _rows(connection, spec, zone), 0
    row = next(rows, None)
    total = 0
    while row is not None or number == 0:
        number += 1
        sheet = sheets.add(spec.name if number == 1 else f"{spec.name} ({number})", columns)
        writers, at = sheets.writers(sheet, columns), 0
        while row is not None and at < MOST_ROWS - 1:  # a library of cells wants them one by one
            at += 1
            for write, value in zip(writers, row, strict=True):
                if value is not None:
                    write(at, value)
            row = next(rows, None)
        sheet.autofilter(0, 0, at, len(columns) - 1)
        total += at
    return total


def _rows(connection: Any, spec: TableSpec, zone: zones.Zone) -> Iterator[tuple[Any, ...]]:
    for batch in connection.sql(values_sql(spec)).to_arrow_reader(BATCH):
        columns = [cells(column, values, zone) for column, values in zip(spec.columns, batch.columns, strict=True)]
        yield from zip(*columns, strict=True)
