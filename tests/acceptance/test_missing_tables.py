"""A bundle that lacks tables: what can be answered is, and what cannot is named with the table that it needs."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import duckdb
import jsonschema
import pytest

from demogen.bundle.tables import TABLES
from demogen.checks.run import run_checks
from demogen.examine import check_bundle, examined, score_bundle
from demogen.schemas import load_schema
from demogen.score.card import load_card
from demogen.score.lacking import figures_lacking
from demogen.score.run import score
from demogen.show.export.formats import FORMATS
from tests.tampered_bundles import read_manifest, replace_column, sign, sign_table, without

NAMES = [spec.name for spec in TABLES if spec.name != "tenants"]
# Which checks need a table: its own rows, or a key that it resolves.
UNANSWERED = {
    "notes": ["causality", "diamond", "employment", "shifts", "text", "working_time"],
    "duplicate_contacts": ["addresses", "duplicates"],
    "contact_tags": ["causality"],
    "tags": ["foreign_keys", "names", "pipeline", "ranges"],
    "tenant_billing": ["billing", "places"],
    "pipelines": ["diamond", "foreign_keys", "names", "pipeline"],
}
FIGURES = {
    "notes": ["inside_hours", "note_distinct", "seconds_chi2"],
    "duplicate_contacts": ["duplicate_share"],
    "users": ["rep_deals_gini", "win_chi2_rep"],
    "activities": ["burstiness", "effect_of_meetings", "subject_top"],
}


@pytest.fixture
def lacking(sound, tmp_path):
    """Make a bundle that lacks tables."""

    def make(*names):
        folder = Path(shutil.copytree(sound, tmp_path / "-".join(names)[:50]))
        for name in names:
            without(folder, name)
        return folder

    return make


@pytest.fixture(scope="module")
def whole(sound):
    """Check and score the whole bundle once."""
    return check_bundle(sound), score_bundle(sound)


def validated(command, done):
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(load_schema(command)).validate(found)
    return found


@pytest.mark.parametrize("name", UNANSWERED)
def test_check_names_what_it_cannot_answer(lacking, whole, run, name):
    said, names = run("check", lacking(name)), UNANSWERED[name]
    count, every = len(names), len(whole[0])
    lines = said.stdout.decode().splitlines()
    assert said.returncode == 4
    assert [line.split()[1].rstrip(":") for line in lines if line.startswith("skip")] == names
    assert (
        f"{every - count} of {every} checks passed, {count} could not be answered: table {name} is missing" in lines[-1]
    )
    assert f"manifest.json table {name}: is missing, and {count} checks that need it" in said.stderr.decode()
    assert f"({', '.join(names)})" in said.stderr.decode()


@pytest.mark.parametrize("name", UNANSWERED)
def test_json_of_check_has_neither_pass_nor_failure_there(lacking, run, name):
    found = validated("check", run("check", lacking(name), "--json"))
    left = {check["name"]: check["missing"] for check in found if "missing" in check}
    assert left == {key: [name] for key in UNANSWERED[name]}
    assert {check["passed"] for check in found if check["name"] in left} == {None}
    assert {check["passed"] for check in found if check["name"] not in left} == {True}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_answered_is_answered_as_with_every_table(lacking, whole, name):
    """No answer counts a table that is missing as one without rows."""
    rows = {check.check.name: check.rows for check in whole[0]}
    values = {figure.figure.name: figure.value for part in whole[1].parts for figure in part.figures}
    with examined(lacking(name)) as (connection, plan, missing):
        results = run_checks(connection, missing=missing)
        scored = score(connection, results, plan.config.industry.bands, figures_lacking(connection, missing))
    assert any(result.missing for result in results)
    for result in results:
        assert [row for row in result.rows if row not in rows[result.check.name]] == [], result.check.name
        if not result.missing:
            gone = [row["subject"] for row in rows[result.check.name] if row not in result.rows]
            assert [subject for subject in gone if subject.split(".")[0].split()[0] != name] == [], result.check.name
    for figure in (figure for part in scored.parts for figure in part.figures if not figure.missing):
        assert figure.value == pytest.approx(values[figure.figure.name]), figure.figure.name


def test_a_bundle_of_one_table_leaves_every_question_of_others_out(lacking):
    """Every query shows its tables in its plan, also through views and temporary tables."""
    bundle = lacking(*NAMES)
    answered = [result for result in check_bundle(bundle) if result.passed]
    structural = {"enumerations", "foreign_keys", "future", "ids", "nulls", "order", "primary_keys", "tenant"}
    assert {result.check.name for result in answered} == structural
    found = score_bundle(bundle)
    assert {f.figure.name for part in found.parts for f in part.figures if f.missing} == {
        figure.name for part in load_card() for figure in part.figures
    }


@pytest.mark.parametrize("name", FIGURES)
def test_score_names_what_it_cannot_measure(lacking, run, name):
    found = validated("score", run("score", lacking(name), "--json"))
    figures = [figure for check in found["checks"] for figure in check.get("figures", [])]
    left = {figure["name"] for figure in figures if figure.get("missing") == [name]}
    assert set(FIGURES[name]) <= left
    assert {figure["passed"] for figure in figures if figure["name"] in left} == {None}
    assert found["passed"] is None
    said = run("score", lacking(name, "tenant_billing"))
    assert said.returncode == 4
    assert f"checks could not be answered: tables tenant_billing, {name} are missing" in said.stdout.decode()


BROKEN = {
    "a check that is whole": ("deals", "currency", "JPY", "FAIL  money"),
    "what is left of a check": ("deals", "name", " ", "FAIL  text"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_failure_is_told_beside_what_is_missing(lacking, run, case):
    table, column, value, line = BROKEN[case]
    bundle = lacking("notes")
    sign_table(bundle, table, replace_column(bundle, table, column, [value]))
    said = run("check", bundle)
    assert said.returncode == 1
    assert line in said.stdout.decode()
    assert "could not be answered: table notes is missing" in said.stdout.decode()
    assert b"a check failed" in said.stderr
    found = {check["name"]: check for check in validated("check", run("check", bundle, "--json"))}
    assert (found["text"]["missing"], found["money"].get("missing")) == (["notes"], None)
    assert found[line.split()[1]]["passed"] is False


@pytest.mark.parametrize("command", ["check", "score", "report", "inspect", "verify"])
def test_a_table_that_the_manifest_names_must_be_there(lacking, run, tmp_path, command):
    bundle = lacking("tags")
    (bundle / "data/notes.parquet").unlink()
    said = run(command, bundle, *(["-o", tmp_path / "page.html"] if command == "report" else []))
    assert said.returncode == 1
    assert b"the bundle is not sound" in said.stderr
    assert b"data/notes.parquet" in said.stderr


def test_tables_are_named_together(lacking, run):
    said = run("check", lacking("tags", "notes")).stdout.decode()
    assert "could not be answered: tables notes, tags are missing" in said


REST = {
    "inspect": (["inspect"], 0, "table notes is missing"),
    "sql of another table": (["sql", "SELECT count(*) FROM leads"], 0, "100"),
    "sql": (["sql", "SELECT * FROM notes"], 2, "SQL table notes: is missing in this bundle; expected one of tenants"),
    "sql through a CTE": (["sql", "WITH x AS (FROM notes) FROM x"], 2, "SQL table notes: is missing in this bundle"),
    "sql of an unknown table": (["sql", "SELECT * FROM note"], 2, "Table with name note does not exist"),
}


@pytest.mark.parametrize("case", REST)
def test_other_commands_say_what_is_missing(lacking, run, case):
    (command, *rest), code, text = REST[case]
    said = run(command, lacking("notes"), *rest)
    assert (said.returncode, text in (said.stdout + said.stderr).decode()) == (code, True), said


def test_explain_leaves_the_table_out_of_the_timeline(lacking, run):
    bundle = lacking("notes")
    deal = run("sql", bundle, "SELECT min(id) FROM deals", "--format", "csv").stdout.split()[1].decode()
    found = validated("explain", run("explain", bundle, f"deal:{deal}", "--json"))
    assert found["missing"] == ["notes"]
    assert found["draws"]
    assert "notes" not in {event["table"] for event in found["timeline"]}
    said = run("explain", bundle, f"deal:{deal}")
    assert said.returncode == 0
    assert "is left out: table notes is missing." in said.stdout.decode()
    assert "missing" not in validated("explain", run("explain", lacking("pipelines"), f"deal:{deal}", "--json"))


def test_explain_of_a_row_whose_table_is_missing(lacking, run):
    said = run("explain", lacking("deals"), "deal:0190a3c7")
    assert said.returncode == 2
    assert b"table deals is missing in this bundle; expected one of lead, contact, activity" in said.stderr


def test_diff_names_tables_that_only_one_has(sound, lacking, run):
    bundle = lacking("notes")
    said = run("diff", sound, bundle)
    assert said.returncode == 1
    assert "only here: notes" in said.stdout.decode()
    assert b"b: table notes is missing" in said.stderr
    same = run("diff", bundle, bundle)
    assert (same.returncode, same.stdout.split()[:2]) == (0, [b"the", b"same:"])


@pytest.mark.parametrize("name", NAMES)
def test_report_leaves_out_what_needs_the_table(lacking, run, tmp_path, name):
    bundle, page = lacking(name), tmp_path / "page.html"
    done = run("report", bundle, "-o", page, "--json")
    assert done.returncode == 0, done.stderr
    found, html = validated("report", done), page.read_text(encoding="utf-8")
    assert {key for key, rows in found.items() if rows is None} == {*found.get("missing", {})} - {"tenant"}
    assert f"In this bundle table {name} is missing." in html
    assert f"<code>{name}</code> <span>" not in html
    assert f"table {name} is missing" in done.stderr.decode()


REPORTED = {
    "activities": ["activityMix", "funnel", "hours"],
    "notes": [],
    "pipeline_stages": ["pipeline"],
    "users": ["reps", "tenant"],
    "leads": ["channels", "funnel", "months", "responses", "targets"],
}


@pytest.mark.parametrize("name", REPORTED)
def test_json_of_report_names_figures_that_are_left_out(lacking, run, name):
    found = validated("report", run("report", lacking(name), "--json"))
    assert found.get("missing", {}) == {key: [name] for key in REPORTED[name]}
    assert (found["tenant"][0]["team"] is None) == (name == "users")


@pytest.mark.parametrize("kind", FORMATS)
def test_exports_say_what_is_missing(lacking, run, tmp_path, kind):
    bundle, out = lacking("tags"), tmp_path / "out"
    done = run("export", bundle, "--format", kind, "-o", out, "--json")
    assert done.returncode == 0, done.stderr
    assert validated("export", done)["missing"] == ["tags"]
    assert b"table tags is missing: it is exported without rows" in done.stderr


def test_exports_have_no_key_to_a_missing_table(lacking, run, tmp_path):
    bundle = lacking("tags", "users")
    for kind in ("duckdb", "sql", "csv"):
        assert run("export", bundle, "--format", kind, "-o", tmp_path / kind).returncode == 0
    keys = "SELECT DISTINCT referenced_table FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'"
    with duckdb.connect(str(tmp_path / "duckdb"), read_only=True) as connection:
        named = {name for (name,) in connection.execute(keys).fetchall()}
    assert "contacts" in named
    assert not named & {"tags", "users"}
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA foreign_keys = ON")
    database.executescript((tmp_path / "sql").read_text(encoding="utf-8"))
    assert database.execute("SELECT count(*) FROM contact_tags").fetchone()[0]
    resources = json.loads((tmp_path / "csv/datapackage.json").read_text(encoding="utf-8"))["resources"]
    led_to = {key["reference"]["resource"] for one in resources for key in one["schema"]["foreignKeys"]}
    assert not led_to & {"tags", "users"}


def test_an_older_bundle_is_packed_and_checked_as_it_is(lacking, run, tmp_path):
    bundle = lacking("duplicate_contacts")
    manifest = read_manifest(bundle)
    manifest["generator"]["version"] = "0.0.9"
    sign(bundle, manifest)
    assert run("pack", bundle, tmp_path / "bundle.tar").returncode == 0
    said = run("check", tmp_path / "bundle.tar")
    assert (said.returncode, b"table duplicate_contacts is missing" in said.stdout) == (4, True)
