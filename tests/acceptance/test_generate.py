"""`demogen generate` from a config file to a bundle that passes its own checks, and the same again tomorrow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from demogen.bundle.listing import FILES
from demogen.bundle.read import read_table, verify_folder
from demogen.bundle.schema import Column
from demogen.bundle.tables import TABLES
from demogen.bundle.write import write_table
from tests.acceptance.conftest import environment


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def test_generate_writes_a_whole_bundle(sound):
    expected = {"manifest.json", *FILES, *(f"data/{spec.name}.parquet" for spec in TABLES)}
    assert set(contents(sound)) == expected


def test_generate_meets_its_targets(sound):
    manifest = verify_folder(sound)
    rows = {entry["name"]: entry["rows"] for entry in manifest["tables"]}
    totals = manifest["totals"]
    assert (rows["leads"], rows["contacts"], rows["companies"]) == (100, 50, 20)
    deals = read_table(sound, "deals").to_pylist()
    won = [deal["amount"] for deal in deals if deal["status"] == "won"]
    pipeline = sum(deal["amount"] for deal in deals if deal["status"] == "open")
    assert (len(won), sum(won), pipeline) == (10, totals["closedWonValue"], totals["pipelineValue"])
    assert sum(month["leads"] for month in manifest["months"]) == 100


def test_generate_in_another_place_gives_the_same_bytes(sound, config, run, tmp_path):
    odd = {"TZ": "Pacific/Chatham", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    assert run("generate", config.name, "-o", tmp_path / "there", "-q", cwd=config.parent, env=odd).returncode == 0
    assert contents(tmp_path / "there") == contents(sound)


def test_bundle_names_no_place_and_no_moment(sound, config):
    found = b"".join(content for path, content in contents(sound).items() if not path.startswith("data/"))
    for text in (str(sound), str(config), "/tmp/", "root@"):
        assert text.encode() not in found


def test_bundle_makes_itself_again_from_its_own_config(sound, run, tmp_path):
    done = run("generate", sound / "config.json", "-o", tmp_path / "again", "-q")
    assert done.stdout.decode().strip() == verify_folder(sound)["contentDigest"]


@pytest.mark.parametrize("umask", [0o027], ids=oct)
def test_bundle_has_the_modes_of_the_user(config, run, tmp_path, umask):
    run("generate", config, "-o", tmp_path / "out", "-q", preexec_fn=lambda: os.umask(umask))
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "out").rglob("*.*")}
    assert modes == {0o666 & ~umask}
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o777 & ~umask


def test_seed_that_nobody_gave_is_drawn_and_told(config, run, tmp_path):
    raw = json.loads(config.read_bytes())
    del raw["seed"]
    (tmp_path / "config.json").write_text(json.dumps(raw))
    done = run("generate", tmp_path / "config.json", "-o", tmp_path / "out")
    seed = done.stderr.decode().splitlines()[0].removeprefix("seed: ").split()[0]
    assert verify_folder(tmp_path / "out")["seed"] == seed
    assert run("preview", tmp_path / "config.json", "--seed", seed).returncode == 0


@pytest.fixture
def with_check(config, tmp_path):
    """Generate with one more check, which says no."""

    def go(severity):
        code = (
            "import sys; from demogen import cli; from demogen.checks import run\n"
            f"bad = run.Check('bad', {severity!r}, 'never holds',\n"
            "  \"select 'x' as subject, 1 as expected, 2 as actual, false as ok\")\n"
            "checks = run.load_checks(); run.load_checks = lambda: [*checks, bad]\n"
            "cli.main()\n"
        )
        words = [sys.executable, "-c", code, "generate", str(config), "-o", str(tmp_path / "out")]
        return subprocess.run(words, env=environment(), capture_output=True, check=False)

    return go


def test_failed_check_publishes_nothing(with_check, tmp_path):
    done = with_check("error")
    assert done.returncode == 1
    assert b"bad x: never holds; expected 1; found 2" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_figure_outside_its_band_is_a_warning(with_check, run, tmp_path):
    """Case 1: in the manifest, checks.json and the report, and on the terminal; never an exit code."""
    done, warning = with_check("warning"), "bad: x is 2, expected 1"
    assert done.returncode == 0
    assert f"warning: {warning}" in done.stderr.decode()
    manifest = verify_folder(tmp_path / "out")
    assert warning in manifest["warnings"]
    assert "bad" in manifest["checks"]["failedNames"]
    checks = {check["name"]: check for check in json.loads((tmp_path / "out" / "checks.json").read_bytes())}
    assert (checks["bad"]["severity"], checks["bad"]["passed"]) == ("warning", False)
    assert b"1 warn: bad" in run("inspect", tmp_path / "out").stdout
    assert run("report", tmp_path / "out", "-o", tmp_path / "report.html").returncode == 0
    assert warning in (tmp_path / "report.html").read_text()


def test_table_with_a_value_twice_in_a_dictionary_is_written_as_any_other(tmp_path):
    """pyarrow would fill the dictionary's page up with whatever lies in memory."""
    plain = pa.array(["", None, "a", ""] * 50)
    indices = pa.array([0, None, 2, 1] * 50, pa.int32())
    twins = pa.DictionaryArray.from_arrays(indices, pa.array(["", "", "a", *[""] * 200]))
    column = Column("name", "string", "A name.", nullable=True, code=True)
    spec = replace(TABLES[0], columns=(column,))
    (tmp_path / "data").mkdir()
    with ThreadPoolExecutor(1) as pool:
        found = [write_table(spec, pa.table({"name": values}), tmp_path, pool) for values in (plain, twins)]
    assert found[0] == found[1]
