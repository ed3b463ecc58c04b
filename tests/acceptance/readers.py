"""Reads exports back, as the tools for which they are made do; gives the rows of every table as Python values."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import duckdb
import psycopg
import pyarrow.parquet as pq

from demogen.bundle.tables import TABLES, table_spec
from demogen.show.cells import harmless
from demogen.show.export.run import export
from loader.postgres.binaries import find_binaries
from tests.postgres import new_database

EXACT = {"string", "int", "bool"}
# The files of import wizards, in the order in which they are imported.
LAYOUTS = {
    "hubspot": ["companies", "contacts", "deals", "calls", "emails", "meetings", "notes", "tasks"],
    "salesforce": ["accounts", "contacts", "leads", "opportunities", "opportunity_contact_roles"],
}
ALL = [(crm, name) for crm, names in LAYOUTS.items() for name in names]


def values_of(folder):
    """Return the rows of every table."""
    return {
        spec.name: [tuple(row.values()) for row in pq.read_table(folder / f"data/{spec.name}.parquet").to_pylist()]
        for spec in TABLES
    }


def moment(text):
    assert text.endswith("Z")
    return datetime.fromisoformat(text).astimezone(UTC)


FROM_TEXT = {
    "uuid": UUID,
    "string": str,
    "int": int,
    "bool": {"true": True, "false": False}.__getitem__,
    "timestamp": moment,
    "date": date.fromisoformat,
    "money": Decimal,
}


def parse_csv(content):
    """Read CSV by the letter of RFC 4180; what is nothing between two commas is null."""
    rows, row, at = [], [], 0
    while at < len(content):
        if content[at] == '"':
            end = at + 1
            while content[end] != '"' or content[end + 1] == '"':
                end += 1 if content[end] != '"' else 2
            row.append(content[at + 1 : end].replace('""', '"'))
            at = end + 1
        else:
            end = min(i for i in (content.find(",", at), content.find("\r\n", at)) if i >= 0)
            assert '"' not in content[at:end]
            row.append(content[at:end] or None)
            at = end
        if content[at] == ",":
            at += 1
            continue
        assert content[at : at + 2] == "\r\n"
        rows.append(row)
        row, at = [], at + 2
    return rows


def from_csv(out):
    found = {}
    for spec in TABLES:
        head, *rows = parse_csv((out / f"{spec.name}.csv").read_bytes().decode("utf-8"))
        assert head == [column.name for column in spec.columns]
        found[spec.name] = [tuple(_uncell(c, cell) for c, cell in zip(spec.columns, row, strict=True)) for row in rows]
    return found


def _uncell(column, cell):
    if cell is None:
        return None
    if column.type == "string" and cell[:1] == "'" and harmless(cell[1:]) == cell:
        cell = cell[1:]
    return FROM_TEXT[column.type](cell)


def from_jsonl(out):
    found = {}
    for spec in TABLES:
        lines = (out / f"{spec.name}.jsonl").read_bytes().decode("utf-8").split("\n")
        assert lines.pop() == ""
        rows = [json.loads(line) for line in lines]
        assert all(list(row) == [c.name for c in spec.columns] for row in rows)
        found[spec.name] = [tuple(_unjson(c, row[c.name]) for c in spec.columns) for row in rows]
    return found


def _unjson(column, value):
    if value is None or column.type in EXACT:
        assert value is None or type(value) is {"string": str, "int": int, "bool": bool}[column.type]
        return value
    return FROM_TEXT[column.type](value)


def from_parquet(out):
    """Read Parquet that knows no ids."""
    return {
        spec.name: [
            tuple(_unid(c, v) for c, v in zip(spec.columns, row.values(), strict=True))
            for row in pq.read_table(out / f"{spec.name}.parquet").to_pylist()
        ]
        for spec in TABLES
    }


def _unid(column, value):
    return UUID(value) if value is not None and column.type == "uuid" else value


SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets_of(path):
    """Read a workbook by the letter of ECMA-376: a sheet is its rows, a row {column: (type, format, value)}."""
    found = {}
    with zipfile.ZipFile(path) as packed:
        styles = ET.fromstring(packed.read("xl/styles.xml"))
        codes = {e.get("numFmtId"): e.get("formatCode") for e in styles.iter(f"{SHEET}numFmt")}
        codes |= {"0": "General", "1": "0", "49": "@"}
        formats = [codes[e.get("numFmtId")] for e in styles.find(f"{SHEET}cellXfs")]
        names = [e.get("name") for e in ET.fromstring(packed.read("xl/workbook.xml")).iter(f"{SHEET}sheet")]
        for number, name in enumerate(names, 1):
            sheet = ET.fromstring(packed.read(f"xl/worksheets/sheet{number}.xml"))
            assert list(sheet.iter(f"{SHEET}f")) == []  # no formula
            found[name] = [
                {_column(c.get("r")): _excel_cell(c, formats) for c in row} for row in sheet.iter(f"{SHEET}row")
            ]
    return found


def _column(reference):
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = 26 * number + ord(letter) - 64
    return number - 1


def _excel_cell(cell, formats):
    kind, form = cell.get("t", "n"), formats[int(cell.get("s", 0))]
    if kind == "inlineStr":
        text = "".join(t.text or "" for t in cell.iter(f"{SHEET}t"))
        return kind, form, re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)
    value = cell.find(f"{SHEET}v").text
    return kind, form, value == "1" if kind == "b" else float(value)


def from_xlsx(out):
    """Read the rows of a workbook; moments are by the tenant's clocks, and exact to a microsecond."""
    sheets = sheets_of(out)
    zone_at = [column.name for column in table_spec("tenants").columns].index("timezone")
    zone = ZoneInfo(sheets["tenants"][1][zone_at][2])
    found = {}
    for spec in TABLES:
        head, *rows = sheets[spec.name]
        assert [head[i][2] for i in range(len(head))] == [c.name for c in spec.columns]
        found[spec.name] = [tuple(_unexcel(c, row.get(i), zone) for i, c in enumerate(spec.columns)) for row in rows]
    return found


def _unexcel(column, cell, zone):
    if cell is None:
        return None
    kind, form, value = cell
    assert kind == {"string": "inlineStr", "uuid": "inlineStr", "bool": "b"}.get(column.type, "n")
    if column.type in {"timestamp", "date"}:
        assert form == ("yyyy-mm-dd" if column.type == "date" else "yyyy-mm-dd hh:mm:ss")
        local = datetime(1899, 12, 30) + timedelta(microseconds=round(value * 86_400_000_000))  # noqa: DTZ001
        return local.date() if column.type == "date" else local.replace(tzinfo=zone).astimezone(UTC)
    if column.type == "uuid":
        return UUID(value)
    if column.type == "money":
        assert re.fullmatch(r"(\[\$[A-Z]{3}\] )?#,##0(\.00)?", form)
        return Decimal(repr(value)).quantize(Decimal("0.01"))
    return int(value) if column.type == "int" else value


def select(spec):
    """Ask for what all databases give alike: text, numbers, nulls."""
    return "SELECT " + ", ".join(f'"{c.name}"' for c in spec.columns) + f' FROM "{spec.name}"'


def from_duckdb_file(path):
    with duckdb.connect(str(path), read_only=True) as connection:
        return _from_duckdb(connection)


def _from_duckdb(connection):
    connection.execute("SET TimeZone = 'UTC'")
    return {
        spec.name: [
            tuple(UUID(v) if v and c.type == "uuid" else v for c, v in zip(spec.columns, row.values(), strict=True))
            for row in connection.sql(select(spec)).to_arrow_table().to_pylist()
        ]
        for spec in TABLES
    }


def into_duckdb(path):
    with duckdb.connect() as connection:
        connection.execute(path.read_bytes().decode("utf-8"))
        return _from_duckdb(connection)


def into_sqlite(path):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(path.read_bytes().decode("utf-8"))
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {
            spec.name: [
                tuple(_unsqlite(c, value) for c, value in zip(spec.columns, row, strict=True))
                for row in connection.execute(select(spec))
            ]
            for spec in TABLES
        }


def _unsqlite(column, value):
    """SQLite has text, whole numbers and floats; every amount of a bundle fits its floats."""
    if value is None or column.type in {"string", "int"}:
        return value
    if column.type == "bool":
        return {0: False, 1: True}[value]
    return Decimal(repr(value)).quantize(Decimal("0.01")) if column.type == "money" else FROM_TEXT[column.type](value)


def psql():
    own = find_binaries().folder / "psql"
    return str(own) if own.is_file() else shutil.which("psql")


def into_postgres(path, server):
    with new_database(server) as conninfo:
        words = [psql(), conninfo, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(path)]
        done = subprocess.run(words, env={**os.environ, "PGCLIENTENCODING": "UTF8"}, capture_output=True, check=False)
        assert (done.returncode, done.stderr, done.stdout) == (0, b"", b"")
        with psycopg.connect(conninfo) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            return {spec.name: connection.execute(select(spec)).fetchall() for spec in TABLES}


def check_values(found, folder, *, order=True, near=timedelta()):
    """Compare every value; rows of a database have no order, of users the managers come first, moments may be near."""
    expected = values_of(folder)
    for spec in TABLES:
        ours, theirs = found[spec.name], expected[spec.name]
        if not order or spec.name == "users":
            ours, theirs = sorted(ours, key=str), sorted(theirs, key=str)
        if near:
            theirs = [
                tuple(o if isinstance(t, datetime) and abs(o - t) <= near else t for o, t in zip(*rows, strict=True))
                for rows in zip(ours, theirs, strict=True)
            ]
        assert ours == theirs, spec.name


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file, strict=True)
    return head, [dict(zip(head, row, strict=True)) for row in rows]


def export_both(folder, place):
    """Export to both CRMs; give rows as {(crm, file): [row, …]}."""
    for crm in LAYOUTS:
        export(folder, crm, place / crm)
    return {(crm, name): read(place / crm / f"{name}.csv")[1] for crm, name in ALL}
