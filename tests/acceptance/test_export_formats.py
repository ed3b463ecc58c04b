"""What is particular to a format: sheets and cells, row groups and types, byte order marks, descriptions, options."""

from __future__ import annotations

import codecs
import csv
import json
import re
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from demogen.bundle.schema import arrow_schema
from demogen.bundle.tables import TABLES
from demogen.errors import ConfigError, EnvironmentProblem, Refused
from demogen.schemas import load_schema
from demogen.show import query as show
from demogen.show.export import parquet, sheet_columns, workbook
from demogen.show.export.formats import FORMATS, Options
from demogen.show.export.run import export
from tests.acceptance.conftest import ROOT, listing
from tests.acceptance.readers import check_values, from_csv, from_duckdb_file, from_parquet, sheets_of
from tests.loader.forge import forge
from tests.tampered_bundles import sign_table

MAIN = [name for name in FORMATS if name not in {"hubspot", "salesforce"}]


def test_a_format_is_named_everywhere():
    assert load_schema("export")["properties"]["format"]["enum"] == list(FORMATS)
    rows = re.findall(
        r"^\| (`[^|]+) \|", (ROOT / "docs/export.md").read_text(encoding="utf-8").split("\n## ")[0], re.MULTILINE
    )
    assert [name for row in rows for name in re.findall(r"`([a-z]+)`", row)] == list(FORMATS)


OPTIONS = {
    "bom": (Options(bom=True), {"csv"}, "--bom: does not apply to the format {}; expected --format csv"),
    "money": (
        Options(money="double"),
        {"parquet"},
        "--money: does not apply to the format {}; expected --format parquet",
    ),
    "keys": (Options(keys=False), {"duckdb"}, "--no-keys: does not apply to the format {}; expected --format duckdb"),
}


@pytest.mark.parametrize(("options", "having", "says"), OPTIONS.values(), ids=OPTIONS)
def test_an_option_is_refused_where_it_means_nothing(sound, tmp_path, options, having, says):
    for form in set(FORMATS) - having:
        with pytest.raises(ConfigError) as caught:
            export(sound, form, tmp_path / "out", options=options)
        assert str(caught.value) == says.format(form)
    assert listing(tmp_path) == []


def test_the_command_takes_the_options(sound, run, tmp_path):
    done = run("export", sound, "--format", "sql", "-o", tmp_path / "out", "--bom", "--no-keys")
    assert (done.returncode, done.stderr.count(b"does not apply to the format sql")) == (2, 2)
    assert run("export", sound, "--format", "csv", "-o", tmp_path / "out", "--bom").returncode == 0
    assert (tmp_path / "out/tags.csv").read_bytes()[:3] == codecs.BOM_UTF8


# --- text of moments


def test_moments_have_one_width(sound, tmp_path):
    """Case 13: text sorts as time does, in every text that a moment becomes."""
    times = [datetime(2025, 9, 1, 12, 0, 0, tzinfo=UTC) + timedelta(microseconds=m) for m in (665160, 665161, 0, 10, 5)]
    table = pq.read_table(sound / "data/leads.parquet")
    moments = sorted((times * table.num_rows)[: table.num_rows])
    at = table.schema.get_field_index("created_at")
    bundle = forge(sound, tmp_path / "bundle", {})
    sign_table(
        bundle, "leads", table.set_column(at, table.schema.field(at), pa.array(moments, pa.timestamp("us", "UTC")))
    )
    for form in ("csv", "jsonl", "sql"):
        export(bundle, form, tmp_path / form)
    expected = [moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") for moment in moments]
    assert len(set(expected)) == 5
    with open(tmp_path / "csv/leads.csv", newline="", encoding="utf-8") as file:
        assert [row["created_at"] for row in csv.DictReader(file)] == expected
    lines = (tmp_path / "jsonl/leads.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["created_at"] for line in lines] == expected
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((tmp_path / "sql").read_text(encoding="utf-8"))
        assert [t for (t,) in connection.execute("SELECT created_at FROM leads ORDER BY created_at")] == expected
    sql = "select created_at, created_at::timestamp as plain from leads order by 1"
    for answer in (json.loads(show.answer_json(show.query(bundle, sql))),):
        assert [row["created_at"] for row in answer] == expected
        assert [row["plain"] for row in answer] == [text[:-1].replace("T", " ") for text in expected]


# --- CSV


def test_a_byte_order_mark_stands_before_each_file(sound, tmp_path):
    """Case 11: spreadsheets know UTF-8 by it; all else is the same."""
    export(sound, "csv", tmp_path / "plain")
    export(sound, "csv", tmp_path / "marked", options=Options(bom=True))
    for spec in TABLES:
        marked, plain = ((tmp_path / name / f"{spec.name}.csv").read_bytes() for name in ("marked", "plain"))
        assert marked == codecs.BOM_UTF8 + plain
    check_values(from_csv(tmp_path / "plain"), sound)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("form", ["csv", "bom", "hubspot"])
def test_frictionless_finds_a_valid_package(sound, tmp_path, form):
    """Case 11: types of telephone numbers and postal codes are known, and every value is of its type."""
    frictionless = pytest.importorskip("frictionless")
    export(sound, form if form == "hubspot" else "csv", tmp_path / "out", options=Options(bom=form == "bom"))
    report = frictionless.validate(str(tmp_path / "out/datapackage.json"))
    assert report.flatten(["taskNumber", "rowNumber", "fieldName", "type", "note"]) == []
    package = json.loads((tmp_path / "out/datapackage.json").read_bytes())
    assert (report.valid, report.stats["tasks"]) == (True, len(package["resources"]))
    fields = {
        f["name"]: f["type"] for r in package["resources"] if r["name"] == "companies" for f in r["schema"]["fields"]
    }
    phone, code, revenue = {
        "hubspot": ("Phone Number", "Postal Code", "Annual Revenue"),
    }.get(form, ("phone", "postal_code", "annual_revenue"))
    assert (fields[phone], fields[code], fields[revenue]) == ("string", "string", "number")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("change", [(b"+44", b"+45"), (b",GB,", b",,")], ids=["hash", "required"])
def test_frictionless_finds_a_wrong_value(sound, tmp_path, change):
    frictionless = pytest.importorskip("frictionless")
    export(sound, "csv", tmp_path / "out")
    path = tmp_path / "out/companies.csv"
    path.write_bytes(path.read_bytes().replace(*change))
    assert not frictionless.validate(str(tmp_path / "out/datapackage.json")).valid


# --- Parquet


@pytest.mark.parametrize("money", ["decimal", "double"])
def test_plain_parquet_has_types_that_readers_know(sound, tmp_path, money):
    """Case 9: no UUID, and money as one likes."""
    export(sound, "parquet", tmp_path / "out", options=Options(money=money))
    for spec in TABLES:
        kinds = {"uuid": pa.string(), **({"money": pa.float64()} if money == "double" else {})}
        found = pq.ParquetFile(tmp_path / f"out/{spec.name}.parquet").schema_arrow
        expected = [kinds.get(c.type, arrow_schema(spec).field(c.name).type) for c in spec.columns]
        assert (found.names, found.types) == ([c.name for c in spec.columns], expected)
    assert "UUID" not in str(pq.ParquetFile(tmp_path / "out/deals.parquet").schema)
    if money == "double":
        amounts = pq.read_table(tmp_path / "out/deals.parquet")["amount"].to_pylist()
        assert amounts == [float(v) for v in pq.read_table(sound / "data/deals.parquet")["amount"].to_pylist()]


@pytest.mark.parametrize("rows", [100, 1_000])
def test_row_groups_are_cut_by_row_number(sound, tmp_path, monkeypatch, rows):
    monkeypatch.setattr(parquet, "ROW_GROUP", rows)
    export(sound, "parquet", tmp_path / "out")
    found = pq.ParquetFile(tmp_path / "out/activities.parquet").metadata
    sizes = [found.row_group(i).num_rows for i in range(found.num_row_groups)]
    assert (set(sizes[:-1]) <= {rows}, sizes[-1] <= rows, sum(sizes)) == (True, True, found.num_rows)
    check_values(from_parquet(tmp_path / "out"), sound)


# --- DuckDB


def test_a_database_without_keys_has_nothing_that_duckdb_1_0_cannot_read(sound, tmp_path):
    """Case 10: DuckDB 1.0 fails at the index of a key; `make readers` opens the file with 1.0.0 itself."""
    export(sound, "duckdb", tmp_path / "out.duckdb", options=Options(keys=False))
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as connection:
        keys = "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type LIKE '%KEY'"
        comments = "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        indexes = "SELECT count(*) FROM duckdb_indexes()"
        assert [connection.execute(sql).fetchall() for sql in (keys, comments, indexes)] == [[(0,)]] * 3
    check_values(from_duckdb_file(tmp_path / "out.duckdb"), sound)
    export(sound, "duckdb", tmp_path / "out.duckdb", replace=True)


# --- Excel


def test_a_sheet_has_a_header_in_sight_filters_and_widths(sound, tmp_path):
    import openpyxl

    export(sound, "xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == [spec.name for spec in TABLES]
    for spec in TABLES:
        sheet = book[spec.name]
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
        assert all(sheet.column_dimensions["A"].width > 8 for _ in spec.columns)
        assert all(cell.font.bold for cell in sheet[1])
    assert book.properties.description == "Times are those of Europe/London."


def test_cells_are_typed(sound, tmp_path):
    """Case 11: `+` and leading zeros stay, amounts have their currency, nothing is a formula (`sheets_of` looks)."""
    codes = [f"0{i:04}" for i in range(20)]
    export(forge(sound, tmp_path / "b", {("companies", "postal_code"): codes}), "xlsx", tmp_path / "out.xlsx")
    head, *rows = sheets_of(tmp_path / "out.xlsx")["companies"]
    columns = {cell[2]: at for at, cell in head.items()}
    kinds = {name: {row[at][:2] for row in rows if at in row} for name, at in columns.items()}
    assert kinds["phone"] == kinds["postal_code"] == kinds["id"] == {("inlineStr", "@")}
    assert (kinds["annual_revenue"], kinds["employee_count"]) == ({("n", "[$GBP] #,##0.00")}, {("n", "0")})
    assert [row[columns["postal_code"]][2] for row in rows] == [codes[i % 20] for i in range(len(rows))]
    assert all(row[columns["phone"]][2].startswith("+44") for row in rows)


CURRENCIES = {"JPY": "[$JPY] #,##0", "AED": "[$AED] #,##0.00", "XYZ": "[$XYZ] #,##0.00", '"]': "#,##0.00"}


@pytest.mark.parametrize(("currency", "form"), CURRENCIES.items())
def test_amounts_have_the_format_of_their_currency(currency, form):
    class Book:
        def add_format(self, given):
            return given

    assert workbook.Sheets(Book(), currency)._formats["money"] == {"num_format": form}


@pytest.mark.parametrize("zone", ["America/Sao_Paulo", "Asia/Tokyo"])
def test_moments_are_by_the_tenants_clocks(sound, tmp_path, zone):
    export(forge(sound, tmp_path / "b", {("tenants", "timezone"): [zone]}), "xlsx", tmp_path / "out.xlsx")
    head, *rows = sheets_of(tmp_path / "out.xlsx")["leads"]
    (at,) = [at for at, cell in head.items() if cell[2] == "created_at"]
    found = [datetime(1899, 12, 30) + timedelta(days=row[at][2]) for row in rows]  # noqa: DTZ001
    moments = pq.read_table(sound / "data/leads.parquet")["created_at"].to_pylist()
    local = [moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for moment in moments]
    assert max(abs(a - b) for a, b in zip(found, local, strict=True)) <= timedelta(microseconds=1)


@pytest.mark.parametrize(("most", "sheets"), [(21, 3), (50, 2), (51, 1)])
def test_a_full_sheet_goes_on_in_another(sound, tmp_path, monkeypatch, most, sheets):
    """Fifty contacts; the header takes a row of each sheet."""
    monkeypatch.setattr(workbook, "MOST_ROWS", most)
    export(sound, "xlsx", tmp_path / "out.xlsx")
    found = sheets_of(tmp_path / "out.xlsx")
    names = ["contacts", *(f"contacts ({i})" for i in range(2, sheets + 1))]
    assert [name for name in found if name.startswith("contacts")] == names
    parts = [found[name] for name in names]
    assert all(part[0] == parts[0][0] and len(part) <= most for part in parts)
    ids = [row[0][2] for part in parts for row in part[1:]]
    assert ids == [str(i) for i in pq.read_table(sound / "data/contacts.parquet")["id"].to_pylist()]


def test_no_text_of_a_bundle_is_too_long_for_a_cell():
    assert max(column.longest for spec in TABLES for column in spec.columns) < sheet_columns.MOST_CHARACTERS


UNFIT = {
    "day": ("deals", "expected_close_on", "1899-12-31", pa.date32(), "a day from 1900-03-01 to 9999-12-30"),
    "moment": (
        "leads",
        "created_at",
        "1200-01-01 00:00:00",
        pa.timestamp("us", "UTC"),
        "a day from 1900-03-01 to 9999-12-30",
    ),
    "amount": ("deals", "amount", "10000000000000.00", pa.decimal128(18, 2), "an amount of at most 15 digits"),
}


@pytest.mark.parametrize(("name", "column", "value", "kind", "fits"), UNFIT.values(), ids=UNFIT)
def test_what_excel_cannot_hold_is_refused(sound, tmp_path, name, column, value, kind, fits):
    bundle = forge(sound, tmp_path / "b", {})
    table = pq.read_table(bundle / f"data/{name}.parquet")
    at = table.schema.get_field_index(column)
    value = datetime(1200, 1, 1, tzinfo=UTC) if column == "created_at" else pa.scalar(value).cast(kind).as_py()
    values = [value, *table[column].to_pylist()[1:]]
    sign_table(bundle, name, table.set_column(at, table.schema.field(at), pa.array(values, kind)))
    with pytest.raises(Refused) as caught:
        export(bundle, "xlsx", tmp_path / "out")
    what = f"{name}.{column}: holds a value that an Excel cell cannot hold; expected {fits}. Choose another format."
    assert str(caught.value) == what
    assert listing(tmp_path) == ["b"]


def test_a_missing_library_is_told(sound, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(EnvironmentProblem, match=r"xlsx: XlsxWriter is not installed\. .*\[xlsx\]"):
        export(sound, "xlsx", tmp_path / "a/out")
    assert listing(tmp_path) == []
