"""Every recipe of docs/cookbook works as it stands there: it is followed in a copy of the project.

A test may hold a function `prove`: it runs in the copy, after the recipe, and sees nothing of this module.
"""

from __future__ import annotations

import inspect
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pyarrow.parquet as pq
import pytest

from demogen.build import build_bundle
from demogen.show.export.tables import TYPES
from tests.recipes import steps_of

ROOT = Path(__file__).parents[2]
COOKBOOK = ROOT / "docs" / "cookbook"
TINY = COOKBOOK / "tiny.yaml"
COPIED = ("demogen", "loader", "schemas", "docs/cookbook")
MUTATIONS = "tests/demogen/test_checks.py"


@dataclass(frozen=True)
class Followed:
    """A recipe that was followed: the copy of the project, what its commands printed, what its proof found."""

    copy: Path
    printed: list[str]
    found: Any

    def column(self, table: str, name: str) -> list[Any]:
        """Return a column of the bundle that the recipe generates."""
        return pq.read_table(self.copy / "new" / "data" / f"{table}.parquet", columns=[name]).column(0).to_pylist()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Return the bundle that recipes look at, as the project makes it."""
    return build_bundle(TINY, None, tmp_path_factory.mktemp("tiny") / "out").path


@pytest.fixture
def follow(tiny, tmp_path):
    """Follow a recipe in a copy of the project, and call a function there."""
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("sources"))
    (tmp_path / MUTATIONS).parent.mkdir(parents=True)
    shutil.copy(ROOT / MUTATIONS, tmp_path / MUTATIONS)
    shutil.copytree(tiny, tmp_path / "out")
    return lambda page, proof=None: _follow(tmp_path, page, proof)


def _follow(copy, page, proof):
    source = dedent(inspect.getsource(proof)) if proof else ""
    words = [sys.executable, "-P", ROOT / "tests" / "recipes.py", f"docs/cookbook/{page}.md"]
    known = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run(words, cwd=copy, env=known, input=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return Followed(copy, told["printed"], told["found"])


def test_every_recipe_is_followed_here():
    text = Path(__file__).read_text(encoding="utf-8")
    pages = {path.stem for path in COOKBOOK.glob("*.md")} - {"README"}
    assert {page for page in pages if f'follow("{page}"' in text} == pages


def test_country(follow):
    """A tenant of it passes its checks; towns, numbers and money are the country's."""
    done = follow("country")
    assert {*done.column("companies", "city")} <= {"Sydney", "Melbourne", "Brisbane"}
    assert {*done.column("contacts", "country")} == {"AU"}
    assert {number[:3] for number in done.column("contacts", "phone")} == {"+61"}
    assert {*done.column("deals", "currency")} == {"AUD"}


def test_industry(follow):
    """A tenant of it passes its checks, and sells as the file says."""
    done = follow("industry")
    assert done.column("pipeline_stages", "name") == ["First Talk", "Scoping", "Offer", "Commissioned", "Declined"]
    assert {*done.column("deals", "lost_reason")} <= {None, "Fee too high", "Done in-house", "No answer"}


def test_sentence(follow):
    done = follow("sentence")
    assert any("asked for a call before Friday." in (body or "") for body in done.column("activities", "body"))
    assert int(done.printed[1].split()[-1]) > 0


def test_check(follow):
    """It holds in a sound bundle, its mutation breaks it, and it belongs to the card."""

    def prove():
        import sys

        import duckdb

        from demogen.bundle.tables import TABLES
        from demogen.checks import run
        from demogen.score.card import load_card

        sys.path.insert(0, "tests/demogen")
        from test_checks import BY_CLAUSE

        (change, subject) = next(mutation[1:] for mutation in BY_CLAUSE if mutation[0] == "hierarchy")
        (check,) = (check for check in run.load_checks() if check.name == "hierarchy")
        with duckdb.connect() as connection:
            for spec in TABLES:
                connection.execute(f"CREATE TABLE {spec.name} AS FROM 'out/data/{spec.name}.parquet'")
            before = run.run_check(connection, check).failures
            connection.execute(change)
            after = [row["subject"] for row in run.run_check(connection, check).rows if not row["ok"]]
        return [before, after == [subject], any("hierarchy" in part.checks for part in load_card())]

    done = follow("check", prove)
    assert "ok    hierarchy: Everybody reports to the head of the team" in done.printed[0]
    assert done.found == [0, True, True]


def test_figure(follow):
    done = follow("figure")
    parts = json.loads(done.printed[0])["checks"]
    (figure,) = (f for part in parts for f in part.get("figures", ()) if f["name"] == "call_short")
    assert figure["says"] == "calls of less than half a minute"
    assert 0 < figure["value"] < 1


def test_knob(follow, tiny):
    """The default gives the amounts that were there, another value others; schema, table and template know it."""

    def prove():
        from datetime import date

        from demogen.config.json_schema import json_schema
        from demogen.config.load import load_config
        from demogen.config.template import commented_config, config_table
        from demogen.draw.records import Spill
        from demogen.plan.targets import make_plan
        from demogen.world.deals import draw_past
        from demogen.world.skeleton import source_of

        plan = make_plan(load_config("docs/cookbook/tiny.yaml"))
        amounts = [int(amount) for family in draw_past(source_of(plan), plan, Spill()) for amount in family.amount]
        told = config_table(), commented_config("US", "saas", date(2026, 6, 30))
        schema = json_schema()["properties"]["realism"]["properties"]["roundAmounts"]
        return sorted(amounts), ["roundAmounts" in text for text in told], [schema["minimum"], schema["maximum"]]

    done = follow("knob", prove)
    amounts, told, limits = done.found
    known = pq.read_table(tiny / "data" / "deals.parquet").column("amount").to_pylist()
    assert amounts == sorted(amount * 100 for amount in known)
    assert (told, limits) == ([True, True], [0, 100])
    changed = done.column("deals", "amount")
    assert sum(amount % 1000 == 0 for amount in changed) < sum(amount % 1000 == 0 for amount in known)


def test_export_format(follow, tiny):
    r"""Every table has a file; its lines are the rows, columns between tabs, `\N` for null."""
    done = follow("export")
    listed = json.loads((done.copy / "copied" / "export.json").read_bytes())
    assert listed["format"] == "copy"
    for file in listed["files"]:
        lines = (done.copy / "copied" / file["path"]).read_text(encoding="utf-8").splitlines()
        known = pq.read_table(tiny / "data" / file["path"].replace(".copy", ".parquet"))
        assert (
            [len(line.split("\t")) for line in lines]
            == [known.num_columns] * file["rows"]
            == [known.num_columns] * len(known)
        )
    wait = pq.read_table(tiny / "data" / "leads.parquet").column("converted_at")
    lines = (done.copy / "copied" / "leads.copy").read_text(encoding="utf-8").splitlines()
    assert sum(line.split("\t").count(r"\N") > 0 for line in lines) >= wait.null_count > 0


def test_table(follow):
    """It is generated, checked by its specification, listed, seen through a view; a step loads it."""

    def prove():
        from loader.mapping.format import load_mapping
        from loader.postgres.migrate import load_migrations

        tables = load_mapping().tables
        return [tables.index("deals") < tables.index("attachments"), load_migrations()[-1].name]

    done = follow("table", prove)
    bundle = done.copy / "new"
    manifest = json.loads((bundle / "manifest.json").read_bytes())
    (entry,) = (entry for entry in manifest["tables"] if entry["name"] == "attachments")
    assert entry["rows"] == len(done.column("attachments", "id")) > 0
    assert {*done.column("attachments", "deal_id")} <= {*done.column("deals", "id")}
    assert "VIEW attachments AS" in (bundle / "views.sql").read_text(encoding="utf-8")
    checks = json.loads((bundle / "checks.json").read_bytes())
    told = {check["name"] for check in checks for row in check["rows"] if row["subject"].startswith("attachments")}
    assert told == {"primary_keys", "foreign_keys", "order", "tenant", "future", "ids", "enumerations", "nulls"}
    assert done.found == [True, "0006_attachments"]


def test_migration_of_a_table_is_its_specification(database):
    """Columns, types and nulls agree, and every foreign key has an index, as `tests/loader/test_migrate.py` demands."""
    made = {
        step.path: step.text for step in steps_of((COOKBOOK / "table.md").read_text(encoding="utf-8")) if step.makes
    }
    known = {}
    exec(made["demogen/bundle/tables/attachments.py"], known)
    database.execute(next(text for path, text in made.items() if path.endswith(".sql")))
    columns = database.execute(
        "SELECT attname, format_type(atttypid, atttypmod), NOT attnotnull FROM pg_attribute "
        "WHERE attrelid = 'attachments'::regclass AND attnum > 0 ORDER BY attnum"
    ).fetchall()
    assert columns == [(c.name, TYPES[c.type], c.nullable) for c in known["SPEC"].columns]
    unindexed = database.execute(
        "SELECT conname FROM pg_constraint k WHERE conrelid = 'attachments'::regclass AND contype = 'f' AND NOT EXISTS "
        "(SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indkey[0] = k.conkey[1])"
    ).fetchall()
    assert unindexed == []
