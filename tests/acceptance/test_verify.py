"""Tampered bundles: each is refused by a message that names the thing, and no Parquet parser sees a wrong byte."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from demogen.bundle.manifest import MAX_BYTES, manifest_bytes, manifest_digest
from demogen.bundle.pack import open_bundle
from demogen.bundle.read import load_manifest, read_table, verify_files, verify_folder
from demogen.errors import BundleError
from demogen.examine import check_bundle
from tests.tampered_bundles import relist

LEADS = "data/leads.parquet"


def flip(path, place, bit=1):
    content = bytearray(path.read_bytes())
    content[place] ^= bit
    path.write_bytes(content)


def retell(bundle, change, *, rehash=()):
    """Change the manifest and give it a right digest again, as an attacker would; with the hashes of changed files."""
    manifest = json.loads((bundle / "manifest.json").read_bytes())
    for path in rehash:
        relist(manifest, path, (bundle / path).read_bytes())
    change(manifest)
    manifest["manifestDigest"] = manifest_digest(manifest)
    (bundle / "manifest.json").write_bytes(manifest_bytes(manifest))


def entry_of(manifest, name="leads"):
    return next(entry for entry in manifest["tables"] if entry["name"] == name)


def refusal(path, verify=verify_folder):
    """Verify a bundle that is not sound; give the message."""
    with pytest.raises(BundleError) as caught, open_bundle(path) as folder:
        verify(folder)
    assert caught.value.exit_code == 1
    return str(caught.value)


def hard_link(bundle):
    os.link(bundle / LEADS, bundle.parent / "second")


def link(bundle, path, target):
    (bundle / path).unlink()
    (bundle / path).symlink_to(target)


def linked_folder(bundle):
    shutil.move(bundle / "data", bundle.parent / "moved")
    (bundle / "data").symlink_to(bundle.parent / "moved")


def pipe(bundle, path):
    (bundle / path).unlink()
    os.mkfifo(bundle / path)


def unix_socket(bundle):
    (bundle / "views.sql").unlink()
    # The path of a socket has little room.
    with contextlib.chdir(bundle), socket.socket(socket.AF_UNIX) as listener:
        listener.bind("views.sql")


def sparse(bundle):
    os.truncate(bundle / LEADS, 1 << 40)


def folder_in_place(bundle):
    (bundle / "checks.json").unlink()
    (bundle / "checks.json").mkdir()


FILES = {
    "flipped_first": (lambda b: flip(b / LEADS, 0), "data/leads.parquet: has another SHA-256"),
    "flipped_middle": (lambda b: flip(b / LEADS, 5000, 128), "data/leads.parquet: has another SHA-256"),
    "flipped_last": (lambda b: flip(b / LEADS, -1), "data/leads.parquet: has another SHA-256"),
    "truncated": (lambda b: os.truncate(b / LEADS, 100), "data/leads.parquet: has another size"),
    "emptied": (lambda b: os.truncate(b / LEADS, 0), "data/leads.parquet: has another size"),
    "extended": (
        lambda b: (b / LEADS).write_bytes((b / LEADS).read_bytes() + b"\0"),
        "data/leads.parquet: has another size",
    ),
    "sparse": (sparse, "data/leads.parquet: has another size"),
    "swapped": (lambda b: shutil.copy(b / "data/deals.parquet", b / LEADS), "data/leads.parquet: has another"),
    "config_changed": (lambda b: flip(b / "config.json", 10), "config.json: has another SHA-256"),
    "views_changed": (lambda b: flip(b / "views.sql", 10), "views.sql: has another SHA-256"),
    "missing_table": (lambda b: (b / LEADS).unlink(), "data/leads.parquet: is missing"),
    "missing_file": (lambda b: (b / "bagit.txt").unlink(), "bagit.txt: is missing"),
    "missing_data": (lambda b: shutil.rmtree(b / "data"), "data/notes.parquet: is missing"),
    "missing_manifest": (lambda b: (b / "manifest.json").unlink(), "manifest.json: is missing"),
    "extra_table": (
        lambda b: shutil.copy(b / LEADS, b / "data/leads2.parquet"),
        "data/leads2.parquet: does not belong",
    ),
    "extra_case": (lambda b: shutil.copy(b / LEADS, b / "data/LEADS.parquet"), "data/LEADS.parquet: does not belong"),
    "extra_hidden": (lambda b: (b / ".hidden").write_text("x"), ".hidden: does not belong"),
    "extra_folder": (lambda b: (b / "data/empty").mkdir(), "data/empty: does not belong"),
    "extra_link": (lambda b: (b / "etc").symlink_to("/etc"), "etc: does not belong"),
    "link": (lambda b: link(b, LEADS, b / "data/deals.parquet"), "data/leads.parquet: is not a regular file"),
    "link_outside": (lambda b: link(b, "views.sql", "/etc/passwd"), "views.sql: is not a regular file"),
    "link_dangling": (lambda b: link(b, "views.sql", "nowhere"), "views.sql: is not a regular file"),
    "link_manifest": (lambda b: link(b, "manifest.json", "/dev/zero"), "manifest.json: is not a regular file"),
    "linked_folder": (linked_folder, "data: is a link"),
    "hard_link": (hard_link, "data/leads.parquet: has other names"),
    "pipe": (lambda b: pipe(b, LEADS), "data/leads.parquet: is not a regular file"),
    "pipe_manifest": (lambda b: pipe(b, "manifest.json"), "manifest.json: is not a regular file"),
    "socket": (unix_socket, "views.sql: is not a regular file"),
    "folder_in_place": (folder_in_place, "checks.json: is not a regular file"),
}


@pytest.mark.parametrize(("tamper", "says"), FILES.values(), ids=FILES)
def test_verify_refuses_tampered_files_before_any_parser(bundle, monkeypatch, tamper, says):
    tamper(bundle)
    monkeypatch.setattr(pq, "ParquetFile", lambda *_: pytest.fail("a parser saw a file that is not proven"))
    assert says in refusal(bundle)
    assert says in refusal(bundle, verify_files)


def test_verify_tells_every_problem(bundle):
    for name in ("leads", "deals"):
        flip(bundle / f"data/{name}.parquet", 99)
    (bundle / "bagit.txt").unlink()
    (bundle / "extra").mkdir()
    said = refusal(bundle)
    assert [part in said for part in ("leads.parquet", "deals.parquet", "bagit.txt", "extra")] == [True] * 4
    assert said == refusal(bundle)


def odd_path(path):
    def change(manifest):
        manifest["files"][0]["path"] = path

    return change


ODD = [
    "/etc/passwd",
    "../x.txt",
    "data/../../x.txt",
    "~/x.txt",
    "$HOME/x.txt",
    "a\\b.txt",
    "C:x.txt",
    "",
    ".",
    "x.txt\n",
]
ODD += [
    "é.txt",
    "a" * 70 + ".txt",
    "x.txt.",
    "%2e%2e/x.txt",
    "X.TXT",
    "manifest.json",
    "data/x.parquet/",
    "\x1b[2J.txt",
]


@pytest.mark.parametrize("path", ODD, ids=ascii)
def test_verify_refuses_odd_paths(bundle, path):
    retell(bundle, odd_path(path))
    assert "is not a path of a bundle" in refusal(bundle)


def lying(**values):
    return lambda m: entry_of(m).update(values)


def lying_of_file(**values):
    return lambda m: entry_of(m)["files"][0].update(values)


def as_spies(manifest):
    """Rename a table, but not its file."""
    entry_of(manifest)["name"] = "spies"


def without(kind, number):
    def change(manifest):
        del manifest[kind][number]

    return change


def other_column(manifest):
    entry_of(manifest)["columns"][0]["type"] = "string"


BLOB = {"name": "x", "type": "blob", "nullable": True, "description": ""}
RETOLD = {
    "rows": (lying(rows=7), "manifest.json table leads: has another number of rows than its files"),
    "rows_of_file": (
        lambda m: (lying(rows=7)(m), lying_of_file(rows=7)(m)),
        "data/leads.parquet: has another number of rows; expected 7; found 100",
    ),
    "size": (lying(sizeBytes=7), "manifest.json table leads: has another size than its files"),
    "size_of_file": (
        lambda m: (lying(sizeBytes=7)(m), lying_of_file(sizeBytes=7)(m)),
        "data/leads.parquet: has another size",
    ),
    "sha256": (lying_of_file(sha256="0" * 64), "data/leads.parquet: has another SHA-256"),
    "content": (lying(contentDigest="demogen-content/1:" + "0" * 64), "data/leads.parquet: holds other values"),
    "columns": (other_column, "manifest.json table leads column id: has another type"),
    "columns_missing": (lambda m: entry_of(m)["columns"].pop(), "data/leads.parquet: has another schema"),
    "columns_unknown": (
        lying(columns=[{"name": "x", "type": "blob", "nullable": True, "description": ""}]),
        "describes columns",
    ),
    "tenant_missing": (without("tables", 0), "manifest.json table tenants: is missing"),
    "table_unlisted": (without("tables", 3), "data/pipelines.parquet: does not belong to the bundle"),
    "file_missing": (without("files", 2), "config.json: is missing"),
    "table_renamed": (as_spies, "manifest.json table spies: has files of other names"),
    "table_twice": (lambda m: m["tables"].append(m["tables"][0]), "is listed twice"),
    "other_path": (lying_of_file(path="data/deals.parquet"), "has files of other names"),
    "no_file": (lying(files=[]), "$.tables[7].files"),
    "whole_digest": (lambda m: m.update(contentDigest="demogen-content/1:" + "0" * 64), "/contentDigest: is not the"),
    "newer": (lambda m: m.update(formatVersion="3.0"), "/formatVersion: is of a version that this program cannot read"),
    "no_version": (lambda m: m.pop("formatVersion"), "/formatVersion"),
    "odd_version": (lambda m: m.update(formatVersion=[1]), "/formatVersion"),
    "no_tables": (lambda m: m.pop("tables"), "'tables' is a required property"),
    "total": (lambda m: m["totals"].update(leads=999_999), "/totals/leads: is not what the bundle holds"),
    "total_unknown": (lambda m: m["totals"].update(gifts=1), "/totals/gifts: is not what the bundle holds"),
    "months": (lambda m: m["months"][3].update(leads=77_777), "/months leads: do not sum to the total"),
    "months_won": (lambda m: m["months"][3].update(deals=4), "/months deals: do not sum to the total"),
    "months_value": (
        lambda m: m["months"][3].update(closedWonValue=m["months"][3]["closedWonValue"] + 0.01),
        "/months closedWonValue: do not sum to the total",
    ),
    "months_pipeline": (lambda m: m["months"][-1].update(pipelineValue=1), "/months pipelineValue: is not what the"),
    "passed": (lambda m: m["checks"].update(passed=4300), "/checks/passed: is not what the bundle holds"),
    "rows_negative": (lying(rows=-1), "$.tables[7].rows"),
    "rows_text": (lying(rows="100"), "$.tables[7].rows"),
}


@pytest.mark.parametrize(("change", "says"), RETOLD.values(), ids=RETOLD)
def test_verify_refuses_manifests_that_lie_with_a_right_digest(bundle, change, says):
    retell(bundle, change)
    assert says in refusal(bundle)


def test_verify_accepts_unknown_keys_of_a_later_minor_version(bundle):
    retell(bundle, lambda m: m.update(formatVersion="2.7", news={"a": 1}))
    assert verify_folder(bundle)["news"] == {"a": 1}


def leaves(value, path=()):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from leaves(item, (*path, key))
    if not isinstance(value, (dict, list)):
        yield path


def test_verify_refuses_every_changed_leaf_of_the_manifest(bundle):
    content = (bundle / "manifest.json").read_bytes()
    paths = list(leaves(json.loads(content)))
    passed = []
    for path in paths[:: max(1, len(paths) // 150)]:
        manifest = json.loads(content)
        place = manifest
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = "other" if isinstance(place[path[-1]], str) else 12345
        (bundle / "manifest.json").write_bytes(manifest_bytes(manifest))
        try:
            load_manifest(bundle)
            passed.append(path)
        except BundleError:
            pass
    assert (len(paths) > 500, passed) == (True, [])


def nested(depth):
    return b'{"formatVersion":"2.0","x":' + b"[" * depth + b"]" * depth + b"}"


def spliced(bundle, extra):
    content = (bundle / "manifest.json").read_bytes()
    return b"{" + extra + b"," + content[1:]


JSON = {
    "empty": (lambda b: b"", "is not valid JSON"),
    "no_json": (lambda b: b"PAR1", "is not valid JSON"),
    "list": (lambda b: b"[]", "is not a manifest"),
    "not_utf8": (lambda b: b'{"a":"\xff"}', "is not valid JSON"),
    "utf16": (lambda b: (b / "manifest.json").read_text().encode("utf-16"), "is not valid JSON"),
    "bom": (lambda b: b"\xef\xbb\xbf" + (b / "manifest.json").read_bytes(), "is not valid JSON"),
    "nested": (lambda b: nested(100_000), "is not valid JSON"),
    "nested_less": (lambda b: nested(900), "manifest.json"),
    "digits": (lambda b: b'{"a":' + b"9" * 5000 + b"}", "is not valid JSON"),
    "huge": (lambda b: b" " * (MAX_BYTES + 1), "is too large"),
    "twice": (lambda b: spliced(b, b'"seed":"evil"'), "has a key that stands twice"),
    "spaces": (lambda b: (b / "manifest.json").read_bytes() + b" ", "was written by another program"),
    "infinity": (lambda b: spliced(b, b'"x":1e400'), "a number that is out of range"),
    "nan": (lambda b: spliced(b, b'"x":NaN'), "a number that is out of range"),
    "surrogate": (lambda b: spliced(b, b'"x":"\\ud800"'), "cannot be written again"),
    "truncated": (lambda b: (b / "manifest.json").read_bytes()[:-20], "is not valid JSON"),
}


@pytest.mark.parametrize(("content", "says"), JSON.values(), ids=JSON)
def test_verify_refuses_json_tricks(bundle, content, says):
    (bundle / "manifest.json").write_bytes(content(bundle))
    said = refusal(bundle)
    assert "manifest.json" in said
    assert says in said


def rewritten(bundle, change):
    """Write other values into a table, with hashes that agree."""
    pq.write_table(change(pq.read_table(bundle / LEADS)), bundle / LEADS, store_schema=False)
    retell(bundle, lambda m: None, rehash=[LEADS])


def other_type(table):
    scores = table.column("score").cast(pa.int64())
    return table.set_column(table.column_names.index("score"), "score", scores)


PARQUET = {
    "values": (lambda t: t.slice(0, 99).slice(0), "has another"),
    "order": (lambda t: t.take(list(range(99, -1, -1))), "holds other values"),
    "type": (other_type, "has another schema; expected"),
    "column_gone": (lambda t: t.drop_columns("score"), "has another schema"),
    "column_more": (lambda t: t.append_column("more", t.column("score")), "has another schema; expected nothing"),
}


@pytest.mark.parametrize(("change", "says"), PARQUET.values(), ids=PARQUET)
def test_verify_refuses_other_tables_with_right_hashes(bundle, change, says):
    rewritten(bundle, change)
    verify_files(bundle)
    assert f"{LEADS}: {says}" in refusal(bundle)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + bytes(100) + b"PAR1", b"x" * 5000], ids=len)
def test_verify_refuses_rubbish_with_right_hashes(bundle, content):
    (bundle / LEADS).write_bytes(content)
    retell(bundle, lambda m: None, rehash=[LEADS])
    assert f"{LEADS}: cannot be read" in refusal(bundle)


def test_read_table_sees_the_bytes_that_were_hashed(bundle):
    assert read_table(bundle, "leads").num_rows == 100
    flip(bundle / LEADS, 5000)
    with pytest.raises(BundleError, match="another SHA-256"):
        read_table(bundle, "leads")


@pytest.mark.parametrize("words", [("verify",), ("check",), ("sql", "select 1"), ("pack", "x.tar")], ids=lambda w: w[0])
def test_command_refuses_a_flipped_bit(bundle, run, tmp_path, words):
    flip(bundle / LEADS, 5000)
    done = run(words[0], bundle, *words[1:], cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"data/leads.parquet: has another SHA-256; expected" in done.stderr
    assert not (tmp_path / "x.tar").exists()


def test_verify_command_spells_out_what_a_name_would_do_to_the_terminal(bundle, run):
    (bundle / "a\x1b[2J\nb\u202e").write_text("x")
    done = run("verify", bundle)
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_verify_json_tells_problems(bundle, run):
    flip(bundle / LEADS, 5000)
    done = run("verify", bundle, "--json")
    error = json.loads(done.stdout)["error"]
    assert (done.returncode, error["exitCode"], error["problems"][0]["where"]) == (1, 1, LEADS)


@pytest.mark.parametrize("path", ["nothing", "file", "pipe", "/dev/null", "empty"])
def test_verify_refuses_what_is_no_bundle(tmp_path, path):
    (tmp_path / "file").write_text("x" * 5000)
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    refusal(tmp_path / path)


@pytest.mark.parametrize("until", ["someday", "1999-01-01", str(date.max)])
def test_check_refuses_a_day_outside_the_world(bundle, until):
    retell(bundle, lambda m: m.update(until=until))
    assert until in refusal(bundle, check_bundle)


def test_check_refuses_a_config_that_is_none(bundle):
    (bundle / "config.json").write_text('{"country": "XX"}')
    retell(bundle, lambda m: None, rehash=["config.json"])
    assert "/country: is not a known country" in refusal(bundle, check_bundle)


def test_verify_accepts_a_sound_bundle(sound, run):
    digest = load_manifest(sound)["contentDigest"]
    done = run("verify", sound, "--expect-digest", digest.partition(":")[2])
    assert (done.returncode, done.stderr) == (0, b"")
    assert digest.encode() in done.stdout


def test_verify_refuses_another_content_than_expected(sound, run):
    done = run("verify", sound, "--expect-digest", "0" * 64)
    assert (done.returncode, done.stdout) == (1, b"")
