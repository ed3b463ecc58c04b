"""Bundles of strangers whose digests are all right: nothing but an error of ours comes of them, in bounded memory."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from contextlib import suppress

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from demogen.bundle import pack
from demogen.bundle.footers import created_spans
from demogen.bundle.pages import require_bounds
from demogen.bundle.read import check_listing, load_manifest, plain_path, verify_files, verify_folder
from demogen.bundle.tables import table_spec
from demogen.errors import BundleError, DemogenError
from demogen.examine import check_bundle, score_bundle
from demogen.show.diff.compare import compare
from demogen.show.diff.text import differences_text
from demogen.show.explain.explain import explain_bundle
from demogen.show.export import run as exports
from demogen.show.inspect import inspect, inspect_text
from demogen.show.query import query
from demogen.show.report.figures import gather
from demogen.show.report.page import render
from loader.mapping.proven import open_proven
from tests.acceptance.conftest import environment
from tests.tampered_bundles import (
    copy,
    lie_in_page_header,
    read_manifest,
    replace_column,
    sign,
    sign_bytes,
    sign_table,
)

MEGABYTE = 1_000_000
MOST_MEMORY = 300 * MEGABYTE


def load(folder):
    with open_proven(folder):
        pass


def look(folder):
    manifest = verify_files(folder)
    with plain_path(folder) as place:
        inspect_text(inspect(manifest, created_spans(place, manifest)))


def first_deal(folder):
    explain_bundle(folder, "deal:0")


QUICK = {
    "verify": verify_folder,
    "load": load,
    "inspect": look,
    "sql": lambda folder: query(folder, "select * from users limit 1"),
    "explain": first_deal,
    "pack": lambda folder: pack.pack(folder, folder.parent / "x.tar", replace=True),
    "diff": lambda folder: differences_text(compare(folder, folder)),
}
SLOW = {
    "check": check_bundle,
    "score": score_bundle,
    "report": lambda folder: render(gather(folder)),
    "export": lambda folder: exports.export(folder, "csv", folder.parent / "csv", replace=True),
}


def answers(folder, commands):
    """Run commands; give the names of those that took the bundle. Any error but ours fails the test."""
    taken = set()
    for name, call in commands.items():
        with suppress(DemogenError):
            call(folder)
            taken.add(name)
    return taken


# Case 14: every value of a manifest, config or list of checks as something else.
WRONG = (None, True, -1, 10**19, 1.5, "", "x\n", "\0", [], [1], [[1]], {}, {"a": 1})


def shapes(value, path=()):
    """Return the path of one value of each shape: of a list its first and its last element stand for all."""
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from shapes(item, (*path, key))
    elif isinstance(value, list) and value:
        yield from shapes(value[0], (*path, 0))


def put(value, path, new):
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = new


def test_every_wrong_value_of_a_manifest_is_an_error_of_ours(sound, tmp_path):
    """Case 14. A run tries some of the wrong values for each place, a campaign all; what passes meets every command."""
    folder, content = copy(sound, tmp_path / "bundle"), (sound / "manifest.json").read_bytes()
    paths = [path for path in shapes(json.loads(content)) if path and path != ("manifestDigest",)]
    each, passed = len(WRONG) if "CAMPAIGN_RUNS" in os.environ else 1, 0
    for number, path in enumerate(paths):
        for wrong in (WRONG[(number + i) % len(WRONG)] for i in range(each)):
            manifest = json.loads(content)
            put(manifest, path, wrong)
            sign(folder, manifest)
            try:
                check_listing(load_manifest(folder))
            except BundleError:
                continue
            passed += 1
            if passed % 5 == 0 or each > 1:
                taken = answers(folder, QUICK)
                assert ("verify" in taken) == ("load" in taken), (path, wrong)
            one = sorted(QUICK)[passed % len(QUICK)]
            answers(folder, {one: QUICK[one]})
            if passed % 25 == 0:
                answers(folder, SLOW)
    assert (len(paths) > 60, passed > 10) == (True, True)


def test_text_in_the_place_of_columns_is_refused_by_all(bundle):
    """Case 14, as it was found."""
    manifest = read_manifest(bundle)
    manifest["tables"][0]["columns"] = [[1]]
    sign(bundle, manifest)
    assert answers(bundle, QUICK | SLOW) == set()


DOCUMENTS = {
    "config_empty": ("config.json", b"", "config.json: is not JSON"),
    "config_list": ("config.json", b"[]", "config.json $: [] is not of type 'object'"),
    "config_text": ("config.json", b'"x"', "config.json $"),
    "config_brackets": ("config.json", b"[" * 200_000, "config.json: is not JSON: is nested too deeply"),
    "config_braces": ("config.json", b'{"a":' * 20_000, "config.json: is not JSON: is nested too deeply"),
    "config_digits": ("config.json", b'{"teamSize":' + b"9" * 5000 + b"}", "out of range"),
    "config_infinite": ("config.json", b'{"teamSize":1e400}', "out of range"),
    "config_nothing": ("config.json", b"{}", "config.json"),
    "config_large": ("config.json", b'{"a":"' + b"x" * MEGABYTE + b'"}', "is larger than 262,144 bytes"),
    "config_not_utf8": ("config.json", b"\xff", "is not UTF-8 at byte 0"),
    "checks_empty": ("checks.json", b"", "checks.json: is not JSON"),
    "checks_object": ("checks.json", b"{}", "checks.json $"),
    "checks_numbers": ("checks.json", b"[1]", "checks.json $[0]"),
    "checks_many": ("checks.json", b"[" + b"1," * 300_000 + b"1]", "has more than 200,000 values"),
}


@pytest.mark.parametrize(("path", "content", "says"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_documents_of_the_wrong_form_are_refused_by_verify_and_load_alike(bundle, path, content, says):
    """Case 14."""
    sign_bytes(bundle, path, content)
    for call in (verify_folder, load):
        with pytest.raises(BundleError) as caught:
            call(bundle)
        assert says in str(caught.value)
    answers(bundle, {"explain": first_deal, "diff": QUICK["diff"], "report": SLOW["report"], "check": check_bundle})


def config_with(**values):
    return lambda config: config.update(values)


CONFIGS = {
    "zone": (config_with(timezone="Nowhere/City"), "/timezone"),
    "zone_list": (config_with(timezone=["Europe/London"]), "$.timezone"),
    "country_number": (config_with(country=1), "$.country"),
    "start": (config_with(startDate="soon"), "config.json /startDate"),
    "start_line_end": (config_with(startDate="2025-08-11\n"), "config.json /startDate"),
    "seed": (config_with(seed="another"), "/seed"),
    "no_seed": (lambda config: config.pop("seed"), "/seed: is missing"),
    "targets": (config_with(targets=[100]), "$.targets"),
    "leads": (config_with(targets={"leads": "100"}), "$.targets.leads"),
    "null_byte": (config_with(tenantName="a\0b"), "no database stores"),
    "half_a_pair": (config_with(news="\ud800"), "no database stores"),
}


@pytest.mark.parametrize(("change", "says"), CONFIGS.values(), ids=CONFIGS)
def test_configs_of_the_wrong_form_are_refused_by_verify_and_load_alike(bundle, change, says):
    """Case 14: also what a database would refuse after everything was sent."""
    config = json.loads((bundle / "config.json").read_bytes())
    change(config)
    sign_bytes(bundle, "config.json", json.dumps(config).encode())
    for call in (verify_folder, load):
        with pytest.raises(BundleError) as caught:
            call(bundle)
        assert says in str(caught.value)
    answers(bundle, {"check": check_bundle, "explain": first_deal})


@pytest.mark.parametrize(("table", "at"), [("tenants", "tenants"), ("users", "users")])
def test_an_impossible_time_zone_is_refused(bundle, table, at):
    """Case 14."""
    sign_table(bundle, table, replace_column(bundle, table, "timezone", ["Nowhere/City"]))
    for call in (verify_folder, load, check_bundle, score_bundle, SLOW["report"]):
        with suppress(BundleError):
            call(bundle)
            assert call not in {verify_folder, load}
    with pytest.raises(BundleError, match=rf"data/{at}\.parquet timezone|/timezone"):
        verify_folder(bundle)


# Case 15: few bytes that become many.
def one_text(folder, size):
    """A text of so many bytes in one row, written plainly."""
    bodies = pq.read_table(folder / "data/notes.parquet").column("body").to_pylist()
    table = replace_column(folder, "notes", "body", pa.array(["x" * size, *bodies[1:]]))
    return sign_table(folder, "notes", table, content=False, use_dictionary=False)


def one_text_for_all(folder):
    """A dictionary with one text of nearly a megabyte, which every row has."""
    table = pq.read_table(folder / "data/activities.parquet")
    at, rows = table.schema.get_field_index("subject"), table.num_rows
    coded = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), ["x" * 1_000_000])
    table = table.set_column(at, table.schema.field(at).with_type(coded.type), coded)
    return sign_table(folder, "activities", table, content=False)


def prefixes(folder):
    """Texts that a page holds as what they share with the one before."""
    table = replace_column(folder, "activities", "body", ["x" * 100_000])
    encodings = {"use_dictionary": False, "column_encoding": {"body": "DELTA_BYTE_ARRAY"}}
    return sign_table(folder, "activities", table, content=False, **encodings)


def longest_everywhere(folder):
    """Texts that are each a little too long, and few."""
    return sign_table(folder, "users", replace_column(folder, "users", "title", ["x" * 3_000]), content=False)


def page_of_a_gigabyte(folder):
    return lie_in_page_header(folder, "activities", "body", size=1 << 30)


def page_of_many_values(folder):
    return lie_in_page_header(folder, "activities", "body", values=1 << 30)


def many_row_groups(folder):
    table = pq.read_table(folder / "data/activities.parquet")
    return sign_table(folder, "activities", table, row_group_size=1)


BOMBS = {
    "one_text": (
        lambda folder: one_text(folder, 100 * MEGABYTE),
        "body is larger than its rows can be|page that is too",
    ),
    "one_text_of_a_megabyte": (
        lambda folder: one_text(folder, MEGABYTE),
        "notes.parquet body: holds a text that is too",
    ),
    "one_text_for_all": (one_text_for_all, "subject: holds a text that is too long"),
    "prefixes": (prefixes, "body has a page of another kind"),
    "longest_everywhere": (longest_everywhere, "title: holds a text that is too long"),
    "page_of_a_gigabyte": (page_of_a_gigabyte, "body has a page that is too large"),
    "page_of_many_values": (page_of_many_values, "body has other numbers of values"),
    "many_row_groups": (many_row_groups, "has too many (row groups|values)"),
}
PROVE = """
import sys
from pathlib import Path
from demogen.bundle.read import verify_folder
from demogen.errors import BundleError
from demogen.show.query import query
from loader.mapping.proven import open_proven

def load(folder):
    with open_proven(folder):
        pass

for folder in map(Path, sys.argv[1:]):
    for call in (verify_folder, load, lambda folder: query(folder, "from notes")):
        try:
            call(folder)
            print("taken")
        except BundleError as error:
            print(str(error).replace(chr(10), " "))
status = Path("/proc/self/status").read_text()  # the system's own count goes on from that of the parent
print(int(status.split("VmHWM:")[1].split()[0]) * 1024)
"""


def test_few_bytes_that_become_many_are_refused_before_they_are_decoded(sound, tmp_path):
    """Case 15: one process looks at all of them, and its memory stays as it is for a sound one."""
    folders = {name: copy(sound, tmp_path / name) for name in BOMBS}
    for name, (make, _) in BOMBS.items():
        make(folders[name])
        assert sum(path.stat().st_size for path in folders[name].rglob("*.parquet")) < 10 * MEGABYTE
    words = [sys.executable, "-c", PROVE, *map(str, folders.values())]
    done = subprocess.run(words, env=environment(), check=True, capture_output=True, text=True)
    *lines, peak = done.stdout.splitlines()
    for i, (name, (_, says)) in enumerate(BOMBS.items()):
        assert all(re.search(says, line) for line in lines[3 * i : 3 * i + 2]), (name, lines[3 * i : 3 * i + 3])
    assert int(peak) < MOST_MEMORY


def test_the_longest_text_of_a_column_is_taken_and_one_more_is_not(bundle):
    """Case 15."""
    spec = table_spec("users")
    longest = spec.column("title").longest
    sign_table(bundle, "users", replace_column(bundle, "users", "title", ["é" * (longest // 2)]))
    verify_folder(bundle)
    table = replace_column(bundle, "users", "title", ["é" * (longest // 2) + "x"])
    sign_table(bundle, "users", table, content=False)
    with pytest.raises(BundleError, match=f"title: holds a text that is too long; expected {longest:,}"):
        verify_folder(bundle)


@pytest.mark.parametrize("seed", [11, 12, 17, 18])
def test_damage_inside_pages_is_the_bundles(bundle, seed):
    """DuckDB has an error of no kind for some of it."""
    content, drawn = bytearray((bundle / "data/leads.parquet").read_bytes()), random.Random(seed)
    end = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    for _ in range(40):
        content[drawn.randrange(4, end)] ^= 1 << drawn.randrange(8)
    sign_bytes(bundle, "data/leads.parquet", bytes(content))
    for use in (check_bundle, score_bundle, gather, first_deal):
        with pytest.raises(BundleError, match="cannot be read"):
            use(bundle)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("activities", "created_at", -(2**63) + 1),  # DuckDB takes it for -infinity
        ("deals", "created_at", 2**63 - 1),
        ("activities", "due_at", 2**63 - 1),
        ("notes", "created_at", 253_402_300_800_000_000),
        ("tags", "created_at", -62_135_596_800_000_001),
        ("deals", "expected_close_on", 2**31 - 1),
        ("deals", "expected_close_on", -(2**31) + 1),
    ],
)
def test_a_moment_outside_the_calendar_is_refused(bundle, table, column, value):
    kind = table_spec(table).column(column).type
    whole = pa.int32() if kind == "date" else pa.int64()
    rows = pq.read_table(bundle / f"data/{table}.parquet").num_rows
    values = pa.array([value] * rows, whole).cast(pa.date32() if kind == "date" else pa.timestamp("us", tz="UTC"))
    sign_table(bundle, table, replace_column(bundle, table, column, values))
    with pytest.raises(BundleError, match=f"{column}: holds a day or moment that no calendar has"):
        verify_folder(bundle)
    if table == "activities":
        assert "future" in {result.check.name for result in check_bundle(bundle) if not result.passed}


@pytest.mark.parametrize("rows", [0, 1, 100_000, 131_072, 131_073, 300_000])
def test_bounds_take_what_the_writer_writes(tmp_path, rows):
    """Whatever number of rows a table has, and however full its texts are."""
    from concurrent.futures import ThreadPoolExecutor

    from demogen.bundle.schema import arrow_schema
    from demogen.bundle.write import write_table

    spec = table_spec("contact_tags")
    (tmp_path / "data").mkdir()
    ids = pa.array([i.to_bytes(16, "big") for i in range(rows)], pa.binary(16))
    columns = [
        pa.ExtensionArray.from_storage(pa.uuid(), ids)
        if column.type == "uuid"
        else pa.array(range(rows), pa.int64()).cast(pa.timestamp("us", tz="UTC"))
        for column in spec.columns
    ]
    table = pa.table(columns, schema=arrow_schema(spec))
    with ThreadPoolExecutor(1) as pool:
        write_table(spec, table, tmp_path, pool)
    with open(tmp_path / "data/contact_tags.parquet", "rb") as file:
        assert require_bounds(file, spec, "x") == rows


# Case 16: what is stated is shown as stated.
@pytest.fixture
def lying(bundle):
    """A bundle that states other digests than its values have; all else fits together."""
    manifest = read_manifest(bundle)
    manifest["tables"][0]["contentDigest"] = f"demogen-content/1:{'0' * 64}"
    from demogen.bundle.digest import bundle_digest

    digests = {entry["name"]: entry["contentDigest"].rpartition(":")[2] for entry in manifest["tables"]}
    manifest["contentDigest"] = bundle_digest(digests)
    return sign(bundle, manifest)


def test_a_digest_that_was_not_computed_is_shown_as_stated(lying, tmp_path):
    """Case 16."""
    manifest = verify_files(lying)
    with plain_path(lying) as place:
        found = inspect(manifest, created_spans(place, manifest))
    assert {"contentDigest", "tables/contentDigest"} <= set(found["asStated"])
    assert "stated   digests" in inspect_text(found)
    assert b"Content digests, as stated in the manifest" in render(gather(lying))
    with pytest.raises(BundleError, match="holds other values"):
        exports.export(lying, "csv", tmp_path / "csv")
    assert not (tmp_path / "csv").exists()


def test_two_bundles_that_state_one_wrong_digest_are_not_the_same(lying, sound):
    """Case 16."""
    found = compare(lying, lying)
    assert (found["same"], found["recomputed"]) == (False, {"a": False, "b": False})
    assert differences_text(found).count("as stated; its values have another") == 2
    found = compare(sound, lying)
    assert (found["same"], found["recomputed"]) == (False, {"a": True, "b": False})
    assert compare(sound, sound)["same"] is True


def test_rows_that_are_stated_are_counted(bundle):
    """Case 16: a number of rows is shown by nobody who did not count them."""
    manifest = read_manifest(bundle)
    for entry in (manifest["tables"][7], manifest["tables"][7]["files"][0]):
        entry["rows"] += 1
    sign(bundle, manifest)
    for call in (verify_folder, load, look, QUICK["sql"], QUICK["diff"], first_deal, SLOW["report"]):
        with pytest.raises(BundleError, match="has another number of rows; expected 101; found 100"):
            call(bundle)


def test_inspect_says_what_is_stated_on_the_command_line(sound, run):
    """Case 16, as users see it; what `generate` prints was computed."""
    said = run("inspect", sound).stdout.decode()
    assert "stated   digests, totals, months, checks; `demogen verify` recomputes digests" in said
    assert max(map(len, said.splitlines())) <= 80
