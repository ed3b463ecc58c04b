"""Where `demogen export` writes: whole or not at all, in place of another export if asked, never of anything else."""

from __future__ import annotations

import json
import os
import shutil

import duckdb
import openpyxl
import pytest

from demogen.bundle.read import verify_folder
from demogen.errors import Refused
from demogen.show.export.formats import FORMATS
from demogen.show.export.run import export
from tests.acceptance.conftest import listing
from tests.acceptance.readers import check_values, from_duckdb_file


def lay(bundle, form, place):
    """Put an export of a bundle at a place; each is made once."""
    kept = bundle.with_name(f"{bundle.name}.{form}")
    if not kept.exists():
        export(bundle, form, kept)
    shutil.copytree(kept, place) if kept.is_dir() else shutil.copyfile(kept, place)


def write(content):
    return lambda place, other: place.write_bytes(content)


def folder_with(**files):
    def make(place, other):
        place.mkdir()
        for name, content in files.items():
            (place / name.replace("_", ".")).write_text(content)

    return make


def export_and(change):
    def make(place, other):
        lay(other, "csv", place)
        change(place)

    return make


def relink(path):
    path.rename(path.parent.with_name("elsewhere"))
    path.symlink_to(path.parent.with_name("elsewhere"))


def link_to_export(place, other):
    lay(other, "csv", place.with_name("real"))
    place.symlink_to(place.with_name("real"))


def other_database(place, other):
    with duckdb.connect(str(place)) as connection:
        connection.execute("CREATE TABLE mine (a INT)")


def database_and(sql):
    def make(place, other):
        lay(other, "duckdb", place)
        with duckdb.connect(str(place)) as connection:
            connection.execute(sql)

    return make


def export_but(change):
    """Make an export of which one file is something else."""

    def make(place, other):
        lay(other, "csv", place)
        (place / "tags.csv").rename(place.with_name("tags"))
        change(place / "tags.csv")

    return make


def saved_workbook(place, other):
    """Make a workbook, and save it as a spreadsheet program would once somebody has worked in it."""
    lay(other, "xlsx", place.with_suffix(".xlsx"))
    book = openpyxl.load_workbook(place.with_suffix(".xlsx"))
    book["tags"]["A2"] = "mine"
    book.save(place.with_suffix(".xlsx"))
    place.with_suffix(".xlsx").rename(place)


def package_of_mine(place, other):
    """Make an export, and put a description of one's own beside it."""
    lay(other, "jsonl", place)
    (place / "datapackage.json").write_text("{}")


LISTED = json.dumps({"generator": "crm-demogen", "files": [{"path": "a.csv"}]})
OTHERS = LISTED.replace("crm-", "other-")
TAKEN = {
    "empty_folder": (folder_with(), "exists and is not an export"),
    "folder_of_others": (folder_with(a_csv="mine"), "exists and is not an export"),
    "listing_of_others": (folder_with(export_json="{}", a_csv="mine"), "exists and is not an export"),
    "listing_is_no_json": (folder_with(export_json="[", a_csv="mine"), "exists and is not an export"),
    "listing_of_another_program": (folder_with(export_json=OTHERS, a_csv="mine"), "exists and is not an export"),
    "listing_too_deep": (folder_with(export_json="[" * 100_000), "exists and is not an export"),
    "listing_is_a_link": (export_and(lambda place: relink(place / "export.json")), "exists and is not an export"),
    "listing_of_a_list": (folder_with(export_json="[1]"), "exists and is not an export"),
    "more_than_listed": (folder_with(export_json=LISTED, a_csv="x", notes_txt="mine"), "found notes.txt"),
    "export_and_a_file": (export_and(lambda place: (place / "my.txt").write_text("mine")), "found my.txt"),
    "export_and_hidden": (export_and(lambda place: (place / ".mine").write_text("mine")), "found .mine"),
    "export_and_a_folder": (export_and(lambda place: (place / "mine").mkdir()), "found mine"),
    "export_but_a_folder": (export_but(lambda path: path.mkdir()), "found tags.csv"),
    "export_but_a_link": (export_but(lambda path: path.symlink_to("/etc/hosts")), "found tags.csv"),
    "link": (link_to_export, "exists and is not an export"),
    "dangling": (lambda place, other: place.symlink_to("nowhere"), "exists and is not an export"),
    "file": (write(b"mine"), "exists and is not an export"),
    "empty_file": (write(b""), "exists and is not an export"),
    "pipe": (lambda place, other: os.mkfifo(place), "exists and is not an export"),
    "bundle": (lambda place, other: shutil.copytree(other, place), "exists and is not an export"),
    "other_database": (other_database, "exists and is not an export"),
    "database_with_more": (database_and("CREATE TABLE mine (a INT)"), "exists and is not an export"),
    "database_with_view": (database_and("CREATE VIEW mine AS SELECT 1"), "exists and is not an export"),
    "saved_workbook": (saved_workbook, "exists and is not an export"),
    "other_zip": (write(b"PK\x05\x06" + bytes(18)), "exists and is not an export"),
    "package_of_mine": (package_of_mine, "found datapackage.json"),
    "no_database": (write(bytes(8) + b"DUCK" + bytes(5000)), "exists and is not an export"),
}


def state(path):
    """Return everything below a path, links unfollowed."""
    if path.is_symlink():
        return os.readlink(path)
    if path.is_dir():
        return {child.name: state(child) for child in path.iterdir()}
    return path.read_bytes() if path.is_file() else path.lstat().st_mode


@pytest.mark.parametrize(
    ("occupy", "says", "form"),
    [
        pytest.param(*TAKEN[name], ("csv", "sql")[i % 2], id=name)  # a folder, and a file
        for i, name in enumerate(TAKEN)
    ],
)
def test_what_no_export_made_is_never_replaced(sound, other, tmp_path, occupy, says, form):
    place = tmp_path / "place"
    occupy(place, other)
    before = state(tmp_path)
    for replace in (False, True):
        with pytest.raises(Refused) as caught:
            export(sound, form, place, replace=replace)
        assert says in str(caught.value)
    assert state(tmp_path) == before


PAIRS = [
    ("csv", "csv"),
    ("csv", "hubspot"),
    ("sql", "sql"),
    ("duckdb", "duckdb"),
    ("jsonl", "parquet"),
    ("xlsx", "xlsx"),
    ("sql", "duckdb"),
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_an_export_takes_the_place_of_another_when_asked(sound, other, run, tmp_path, leftovers, first, second):
    place = tmp_path / "place"
    lay(other, first, place)
    before = state(place)
    done = run("export", sound, "--format", second, "-o", place)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"place: exists. Choose another place, or give --replace." in done.stderr
    assert state(place) == before
    assert run("export", sound, "--format", second, "-o", place, "--replace").returncode == 0
    lay(sound, second, tmp_path / "fresh")
    if second == "duckdb":
        check_values(from_duckdb_file(place), sound)
    else:
        assert (state(place), leftovers(tmp_path)) == (state(tmp_path / "fresh"), [])
    assert listing(tmp_path) == ["fresh", "place"]


def test_a_place_that_is_taken_is_told_before_the_bundle_is_read(other, tmp_path):
    lay(other, "csv", tmp_path / "out")
    with pytest.raises(Refused, match="exists"):
        export(tmp_path / "nothing", "csv", tmp_path / "out")


def test_a_folder_and_a_file_do_not_replace_each_other(sound, other, tmp_path):
    lay(other, "csv", tmp_path / "folder")
    lay(other, "sql", tmp_path / "file")
    before = state(tmp_path)
    for form, name in (("sql", "folder"), ("csv", "file")):
        with pytest.raises(Refused, match="exists"):
            export(sound, form, tmp_path / name, replace=True)
    assert state(tmp_path) == before


def test_replace_needs_nothing_to_replace(sound, tmp_path):
    export(sound, "sql", tmp_path / "a/b/out.sql", replace=True)
    assert listing(tmp_path / "a/b") == ["out.sql"]


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_left_where_writing_fails(sound, tmp_path, monkeypatch, form):
    def fail(*arguments, **named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Exception, match="disk is full"):
        export(sound, form, tmp_path / "a/out")
    assert listing(tmp_path) == []


def test_a_bundle_is_not_written_into(bundle, tmp_path):
    for name in ("out", "data/out"):
        with pytest.raises(Refused, match="lies inside the bundle"):
            export(bundle, "csv", bundle / name)
    verify_folder(bundle)


@pytest.mark.parametrize("form", ["csv", "duckdb", "sql", "hubspot"])
def test_names_of_places_mean_nothing(sound, tmp_path, form):
    place = tmp_path / f"it's [a] 100% *odd{'' if form == 'duckdb' else '?'}* ünï 日本 $HOME;" / "-- out';x"
    export(sound, form, place)
    assert listing(place.parent) == ["-- out';x"]


def test_duckdb_refuses_the_name_that_it_cannot_open(sound, tmp_path):
    with pytest.raises(Refused, match="duckdb cannot open it"):
        export(sound, "duckdb", tmp_path / "a?" / "out.duckdb")
    assert listing(tmp_path) == []
