"""A bundle opened by the programs that its users have: DuckDB, frictionless, bagit and sha256sum."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from demogen.bundle.tables import TABLES

WARNINGS_OF_OTHERS = pytest.mark.filterwarnings("ignore")


def test_duckdb_opens_the_views(sound):
    code = (
        "import duckdb, pathlib\n"
        "connection = duckdb.connect()\n"
        "connection.execute(pathlib.Path('views.sql').read_text())\n"
        "names = [row[0] for row in connection.sql('show tables').fetchall()]\n"
        "print({name: connection.execute(f'select count(*) from {name}').fetchall()[0][0] for name in names})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=sound, capture_output=True, check=True, text=True)
    manifest = json.loads((sound / "manifest.json").read_bytes())
    assert json.loads(done.stdout.replace("'", '"')) == {entry["name"]: entry["rows"] for entry in manifest["tables"]}


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_sha256sum_checks_the_data(bundle):
    words = ["sha256sum", "--strict", "-c", "manifest-sha256.txt"]
    done = subprocess.run(words, cwd=bundle, capture_output=True, check=True, text=True)
    assert done.stdout.count(": OK") == len(TABLES)
    with open(bundle / "data/leads.parquet", "r+b") as file:
        file.write(b"x")
    assert subprocess.run(words, cwd=bundle, capture_output=True, check=False).returncode == 1


@WARNINGS_OF_OTHERS
def test_frictionless_finds_a_valid_package(sound):
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(sound / "datapackage.json"))
    assert report.flatten(["taskNumber", "rowNumber", "fieldName", "type", "note"]) == []
    assert report.valid
    assert report.stats["tasks"] == len(TABLES)


@WARNINGS_OF_OTHERS
def test_frictionless_finds_a_wrong_value(bundle):
    frictionless = pytest.importorskip("frictionless")
    shutil.copy(bundle / "data/deals.parquet", bundle / "data/leads.parquet")
    assert not frictionless.validate(str(bundle / "datapackage.json")).valid


@WARNINGS_OF_OTHERS
def test_bagit_finds_a_valid_bag(bundle):
    bagit = pytest.importorskip("bagit")
    assert bagit.Bag(str(bundle)).validate()
    (bundle / "data/extra").write_text("x")
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(bundle)).validate()


def test_data_package_tells_the_truth(sound):
    package = json.loads((sound / "datapackage.json").read_bytes())
    manifest = json.loads((sound / "manifest.json").read_bytes())
    told = {r["path"]: (r["hash"], r["demogen:size"], len(r["schema"]["fields"])) for r in package["resources"]}
    assert told == {
        file["path"]: (f"sha256:{file['sha256']}", entry["sizeBytes"], len(entry["columns"]))
        for entry in manifest["tables"]
        for file in entry["files"]
    }
