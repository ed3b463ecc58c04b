"""A bundle that lacks columns, as one of a version before has it: what needs one is named, all else is as it was."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import jsonschema
import pytest

from demogen.bundle.read import verify_folder
from demogen.bundle.tables import TABLES
from demogen.checks.run import run_checks
from demogen.examine import examined
from demogen.schemas import load_schema
from demogen.score.lacking import figures_lacking
from demogen.score.run import score
from demogen.show.export.formats import FORMATS
from demogen.show.report.figures import gather
from demogen.show.report.page import render
from tests.tampered_bundles import without_column

# Every column without which something can still be said of a table.
COLUMNS = [
    (spec.name, column.name)
    for spec in TABLES
    for column in spec.columns
    if spec.name != "tenants" and column.name not in {*spec.key, *spec.sorted_by, "tenant_id"}
]
FACTS = [("tenants", name) for name in ("name", "slug", "country", "industry", "currency", "timezone")]
PARTS = 4


@pytest.fixture
def lacking(sound, tmp_path):
    """Make a bundle that lacks columns."""

    def make(*columns):
        folder = Path(shutil.copytree(sound, tmp_path / "lacking"))
        for table, column in columns:
            without_column(folder, table, column)
        return folder

    return make


def answers(folder):
    """Return the rows of each check and the value of each figure, and of both what was missing."""
    with examined(folder) as (connection, plan, missing):
        results = run_checks(connection, missing=missing)
        scored = score(connection, results, plan.config.industry.bands, figures_lacking(connection, missing))
    checks = {result.check.name: (result.rows, result.missing) for result in results}
    figures = {one.figure.name: (one.value, one.missing) for part in scored.parts for one in part.figures}
    return checks, figures


@pytest.fixture(scope="module")
def whole(sound):
    return answers(sound)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_answer_takes_a_missing_column_for_null(lacking, whole, part):
    columns = COLUMNS[part::PARTS]
    checks, figures = answers(lacking(*columns))
    for name, (rows, missing) in checks.items():
        assert [row for row in rows if row not in whole[0][name][0]] == [], name
        gone = {row["subject"] for row in whole[0][name][0] if row not in rows}
        assert missing or gone <= {".".join(column) for column in columns}, name
    answered = {name: value for name, (value, missing) in figures.items() if not missing}
    assert answered == pytest.approx({name: whole[1][name][0] for name in answered})
    assert any(missing for _, missing in checks.values())


@pytest.mark.parametrize("part", range(PARTS))
def test_a_bundle_without_columns_is_sound_and_has_a_report(lacking, part):
    bundle = lacking(*COLUMNS[part::PARTS])
    assert verify_folder(bundle)
    assert b"<svg" in render(gather(bundle))


SAID = {
    "check": (["check"], 4, "could not be answered: column deals.lost_reason is missing"),
    "score": (["score"], 4, "could not be answered: column deals.lost_reason is missing"),
    "inspect": (["inspect"], 0, "column deals.lost_reason is missing"),
    "verify": (["verify"], 0, "sound"),
    "sql": (["sql", "SELECT count(lost_reason) FROM deals"], 2, "SQL column deals.lost_reason: is missing in this"),
    "sql of another column": (["sql", "SELECT count(lost_season) FROM deals"], 2, 'column "lost_season" not found'),
    "sql of another table": (["sql", "SELECT count(*) FROM deals"], 0, "count_star()"),
}


@pytest.mark.parametrize("case", SAID)
def test_commands_say_which_column_is_missing(lacking, run, case):
    (command, *rest), code, text = SAID[case]
    done = run(command, lacking(("deals", "lost_reason")), *rest)
    assert (done.returncode, text in (done.stdout + done.stderr).decode()) == (code, True), done


def test_report_leaves_out_what_needs_the_column(lacking, run, tmp_path):
    done = run("report", lacking(("deals", "lost_reason")), "-o", tmp_path / "page.html", "--json")
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(load_schema("report")).validate(found)
    assert found["missing"] == {"lostReasons": ["deals.lost_reason"]}
    assert found["lostReasons"] is None
    assert "In this bundle column deals.lost_reason is missing." in (tmp_path / "page.html").read_text("utf-8")


def test_explain_names_what_the_timeline_would_use(lacking, run):
    bundle = lacking(("deals", "lost_reason"), ("deals", "expected_close_on"), ("deals", "is_whale"))
    deal = run("sql", bundle, "SELECT min(id) FROM deals", "--format", "csv").stdout.split()[1].decode()
    done = run("explain", bundle, f"deal:{deal}", "--json")
    assert json.loads(done.stdout)["missing"] == ["deals.expected_close_on", "deals.lost_reason"]


def test_diff_compares_the_columns_that_both_have(sound, lacking, run):
    done = run("diff", sound, lacking(("deals", "lost_reason"), ("notes", "body")))
    assert done.returncode == 1
    assert [line.split()[1:] for line in done.stdout.decode().splitlines() if "only here" in line] == [
        ["columns.deals", "only", "here:", "lost_reason"],
        ["columns.notes", "only", "here:", "body"],
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_exports_have_the_column_without_values(lacking, run, tmp_path, kind):
    bundle, out = lacking(("deals", "name"), ("deals", "lost_reason")), tmp_path / "out"
    done = run("export", bundle, "--format", kind, "-o", out)
    assert done.returncode == 0, done.stderr
    assert b"column deals.name is missing: it is exported without values" in done.stderr
    if kind == "duckdb":
        with duckdb.connect(str(out), read_only=True) as connection:
            assert connection.execute("SELECT count(*) > 0, count(name) FROM deals").fetchone() == (True, 0)
    if kind == "csv":
        (deals,) = [
            one
            for one in json.loads((out / "datapackage.json").read_text("utf-8"))["resources"]
            if one["name"] == "deals"
        ]
        head = (out / "deals.csv").read_text("utf-8").splitlines()[0].split(",")
        assert head == [field["name"] for field in deals["schema"]["fields"]]
        required = {
            field["name"] for field in deals["schema"]["fields"] if field.get("constraints", {}).get("required")
        }
        assert ("name" in required, "amount" in required) == (False, True)


@pytest.mark.parametrize(
    ("table", "column"), [("leads", "created_at"), ("pipeline_stages", "position"), ("notes", "tenant_id"), *FACTS]
)
def test_some_columns_every_version_has(lacking, run, table, column):
    done = run("verify", lacking((table, column)))
    assert done.returncode == 1
    assert f"manifest.json table {table} column {column}: is missing".encode() in done.stderr
