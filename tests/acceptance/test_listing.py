"""The manifest decides which tables and files there are: more, fewer, several files, and those of version 1."""

from __future__ import annotations

import shutil

import pytest

from demogen.build import build_bundle
from demogen.bundle import write
from demogen.bundle.listing import missing_tables, unknown_tables
from demogen.bundle.pack import pack, unpack
from demogen.bundle.read import load_manifest, read_table, verify_folder
from demogen.examine import check_bundle
from demogen.show.export.run import export
from demogen.show.query import query
from demogen.show.report.figures import gather
from demogen.show.report.page import render
from tests.tampered_bundles import as_version_1, digest_again, read_manifest, sign, with_spies, without

CONFIG = {
    "country": "GB",
    "industry": "saas",
    "startDate": "2025-08-11",
    "asOf": "2025-11-19",
    "teamSize": 3,
    "targets": {"leads": 100, "contacts": 50, "companies": 20, "closedWonCount": 10},
}


@pytest.fixture
def bundle(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "bundle")


def test_a_table_that_is_not_known_is_proven_and_left_out(bundle, run, tmp_path):
    with_spies(bundle)
    assert unknown_tables(verify_folder(bundle)) == ["spies"]
    said = run("verify", bundle)
    assert said.returncode == 0
    assert b"table spies is unknown to this version and is left out" in said.stderr
    assert run("sql", bundle, "SELECT words FROM spies", "--format", "csv").stdout.split() == [b"words", b"<b>"]
    assert run("export", bundle, "--format", "csv", "-o", tmp_path / "csv").returncode == 0
    assert not (tmp_path / "csv/spies.csv").exists()
    assert run("report", bundle, "-o", tmp_path / "report.html").returncode == 0


def test_values_of_a_table_that_is_not_known_are_proven(bundle):
    with_spies(bundle)
    manifest = read_manifest(bundle)
    manifest["tables"][-1]["contentDigest"] = f"demogen-content/1:{'0' * 64}"
    digest_again(manifest)
    sign(bundle, manifest)
    with pytest.raises(Exception, match=r"data/spies\.parquet: holds other values"):
        verify_folder(bundle)


def test_what_a_missing_table_leaves_unanswered_is_said(bundle, run, tmp_path):
    without(bundle, "notes")
    assert missing_tables(verify_folder(bundle)) == ["notes"]
    said = run("verify", bundle)
    assert said.returncode == 0
    assert b"table notes is missing: what needs it is left out" in said.stderr
    assert b"table notes: is missing, and 6 checks that need it could not be answered" in run("check", bundle).stderr
    assert run("sql", bundle, "SELECT count(*) FROM leads").returncode == 0
    assert run("sql", bundle, "SELECT * FROM notes").returncode == 2
    assert run("export", bundle, "--format", "csv", "-o", tmp_path / "csv").returncode == 0
    assert (tmp_path / "csv/notes.csv").read_text().count("\n") == 1
    assert run("report", bundle, "-o", tmp_path / "report.html").returncode == 0
    assert run("inspect", bundle).returncode == 0


def test_a_bundle_of_version_1_is_read(bundle, run):
    rows = read_table(bundle, "leads").num_rows
    as_version_1(bundle)
    assert verify_folder(bundle)["formatVersion"] == "1.0"
    assert load_manifest(bundle)["tables"][7]["files"][0]["path"] == "data/leads.parquet"
    assert read_table(bundle, "leads").num_rows == rows
    for command in (["verify"], ["check"], ["inspect"], ["sql", "SELECT count(*) FROM leads"]):
        assert run(command[0], bundle, *command[1:]).returncode == 0, command


@pytest.fixture
def parts(monkeypatch, tmp_path):
    """A bundle whose activities are several files."""
    monkeypatch.setattr(write, "ROW_GROUP", 256)
    monkeypatch.setattr(write, "PART", 512)
    monkeypatch.setattr("demogen.bundle.pages.ROW_GROUP", 256)
    return build_bundle(CONFIG, "parts", tmp_path / "parts").path


def test_a_large_table_is_several_files_of_the_same_content(parts, tmp_path):
    manifest = verify_folder(parts)
    entry = next(entry for entry in manifest["tables"] if entry["name"] == "activities")
    assert [file["path"] for file in entry["files"]][:2] == [f"data/activities/part-0000{i}.parquet" for i in range(2)]
    assert {file["rows"] for file in entry["files"][:-1]} == {512}
    assert read_table(parts, "activities").num_rows == entry["rows"]
    whole = build_bundle(CONFIG, "parts", tmp_path / "whole").manifest
    assert whole["contentDigest"] == manifest["contentDigest"]
    assert unpack(pack(parts, tmp_path / "b.tar"), tmp_path / "again").joinpath(entry["files"][1]["path"]).is_file()
    assert all(result.passed for result in check_bundle(parts) if result.check.severity == "error")
    assert query(parts, "SELECT count(*) AS n FROM activities").to_pylist() == [{"n": entry["rows"]}]
    assert render(gather(parts))
    for form in ("csv", "parquet", "hubspot"):
        assert export(parts, form, tmp_path / form)["files"]
