"""A seventh country and a seventh industry, everywhere: the files of docs/reference.md, which their bundle carries.

Nothing here names their folder once the bundle is made (cases 7 and 8).
"""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from demogen.build import build_bundle
from demogen.bundle.listing import check_listing
from demogen.bundle.manifest import manifest_bytes, manifest_digest, parse_manifest
from demogen.bundle.pack import pack, unpack
from demogen.bundle.read import load_manifest, read_table, verify_files, verify_folder
from demogen.config.reference import Reference
from demogen.errors import BundleError
from demogen.examine import check_bundle, plan_again, score_bundle
from demogen.show.diff.compare import compare
from demogen.show.explain.explain import explain_bundle
from demogen.show.export.run import export
from demogen.show.report.figures import gather
from demogen.show.report.page import render

OWN = Path(__file__).parents[2] / "fixtures" / "reference"
FILES = ["countries/CA.yaml", "industries/logistics.yaml", "text/en-CA.yaml"]
ASKED = {
    "country": "CA",
    "industry": "logistics",
    "startDate": "2025-01-01",
    "asOf": "2026-06-30",
    "teamSize": 4,
    "targets": {"leads": 200, "contacts": 80, "companies": 30, "closedWonCount": 12},
}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return build_bundle(ASKED, "fundy", tmp_path_factory.mktemp("out") / "bundle", reference=OWN).path


def copied(bundle, tmp_path):
    """Copy a bundle without its tables, which is enough for what comes before them."""
    return Path(shutil.copytree(bundle, tmp_path / "copy", ignore=shutil.ignore_patterns("*.parquet")))


def test_bundle_carries_its_files(bundle, tmp_path):
    """Bytes as they were read, named as one's own, with size and SHA-256 wherever files are listed (case 7)."""
    manifest, bag = verify_folder(bundle), (bundle / "manifest-sha256.txt").read_text()
    assert manifest["ownReference"] == FILES
    assert sorted(manifest["reference"]) == sorted([*FILES, "currencies.json", "real_firms.json"])
    listed = {entry["path"]: entry for entry in manifest["files"]}
    for path in FILES:
        content = (OWN / path).read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        assert (bundle / "reference" / path).read_bytes() == content
        assert manifest["reference"][path] == f"sha256:{sha256}"
        assert (listed[f"reference/{path}"]["sizeBytes"], listed[f"reference/{path}"]["sha256"]) == (
            len(content),
            sha256,
        )
        assert f"{sha256}  reference/{path}\n" in bag
    pytest.importorskip("bagit").Bag(str(bundle)).validate()
    again = unpack(pack(bundle, tmp_path / "bundle.tar"), tmp_path / "again")
    assert {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()} == {
        path.relative_to(bundle): path.read_bytes() for path in bundle.rglob("*") if path.is_file()
    }


def test_bundle_without_own_files_says_nothing_of_them(sound):
    assert "ownReference" not in load_manifest(sound)
    assert not (sound / "reference").exists()


def test_everything_reads_them_from_the_bundle(bundle, tmp_path):
    """The plan, checks, scorecard, report, explanation, difference: none needs the folder (case 7)."""
    assert all(result.passed for result in check_bundle(bundle))
    assert all(part.passed for part in score_bundle(bundle).parts if part.part.exact)
    figures = gather(bundle)
    assert (figures.unknown, figures.own_reference) == ("", "reference")
    assert b"config.json -o again --reference reference --expect-digest" in render(figures)
    deal = read_table(bundle, "deals").column("id")[0].as_py()
    assert explain_bundle(bundle, f"deal:{deal}")["draws"]
    assert compare(bundle, bundle)["same"]
    again = build_bundle(bundle / "config.json", None, tmp_path / "again", reference=bundle / "reference")
    assert verify_folder(again.path)["manifestDigest"] == verify_folder(bundle)["manifestDigest"]


@pytest.mark.parametrize(
    ("layout", "headers"),
    [
        ("hubspot", {"contacts": "Country/Region", "companies": "Country/Region"}),
        ("salesforce", {"accounts": "Billing Country", "contacts": "Mailing Country"}),
    ],
)
def test_exports_write_the_country_out(bundle, tmp_path, layout, headers):
    """By the name that its file has (case 8)."""
    export(bundle, layout, tmp_path / "out")
    for file, header in headers.items():
        with open(tmp_path / "out" / f"{file}.csv", encoding="utf-8", newline="") as lines:
            assert {row[header] for row in csv.DictReader(lines)} - {""} == {"Canada"}


def test_tenant_is_what_its_files_say(bundle):
    country = Reference(OWN).country("CA")
    contacts = read_table(bundle, "contacts").to_pylist()
    towns = {(place.city, place.state, code) for place in country.places for code in place.postal_codes}
    assert {(row["city"], row["state"], row["postal_code"]) for row in contacts} <= towns
    assert {row["country"] for row in contacts} == {"CA"}
    assert all(re.fullmatch(r"\+1\d{3}55501\d\d", row["phone"]) for row in contacts)
    last = {name.casefold() for pool in country.name_pools for name in pool.last.latin}
    assert {row["last_name"].casefold() for row in contacts} <= last
    deals = read_table(bundle, "deals").to_pylist()
    assert {row["currency"] for row in deals} == {"CAD"}
    assert {row["lost_reason"] for row in deals} == {None, "Rate too high", "Lane not served"}
    stages = {row["name"] for row in read_table(bundle, "pipeline_stages").to_pylist()}
    assert stages == {"Lane Request", "Rate Quoted", "Trial Shipment", "Contracted", "Declined"}


def easter(year):
    """Return Easter Sunday by the rule of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)


def closed(year):
    """Return the days on which offices in Canada are closed, with the days on which one of a weekend is kept."""

    def monday(month, number):
        first = date(year, month, 1)
        return first + timedelta(-first.weekday() % 7 + 7 * (number - 1))

    before_may_25 = date(year, 5, 24) - timedelta(date(year, 5, 24).weekday())
    fixed = [(1, 1), (7, 1), (11, 11), (12, 25), (12, 26), *([(9, 30)] if year >= 2021 else [])]
    days = {date(year, *day) for day in fixed}
    for day in sorted(days):
        kept = day
        while kept.weekday() > 4 or (kept != day and kept in days):
            kept += timedelta(1)
        days.add(kept)
    return {*days, easter(year) - timedelta(2), before_may_25, monday(9, 1), monday(10, 2)}


def test_holidays_of_the_example_follow_their_rule():
    days = sorted(day for year in range(2015, 2036) for day in closed(year) if day.year == year)
    assert Reference(OWN).country("CA").holidays == tuple(days)


def test_folder_may_be_given_and_must_agree(bundle, tmp_path):
    manifest = load_manifest(bundle)
    assert plan_again(bundle, manifest, OWN)[0].config.own_files == plan_again(bundle, manifest)[0].config.own_files
    other = Path(shutil.copytree(OWN, tmp_path / "other"))
    path = other / "countries" / "CA.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("houseNumbers: [10,", "houseNumbers: [11,"))
    with pytest.raises(BundleError, match=r"countries/CA\.yaml: is different reference data"):
        plan_again(bundle, manifest, other)
    path.rename(path.with_suffix(".yml"))
    with pytest.raises(BundleError, match=r"countries/CA\.yml: is different reference data.*found nothing"):
        plan_again(bundle, manifest, other)


def entry_of(manifest):
    return next(entry for entry in manifest["files"] if entry["path"] == "reference/countries/CA.yaml")


def rename(manifest, path):
    entry_of(manifest)["path"] = path


LISTINGS = {
    "not named": (lambda m: m["ownReference"].pop(), "is not both listed and named"),
    "not listed": (lambda m: m["ownReference"].append("countries/US.json"), "is not both listed and named"),
    "gone": (lambda m: m.pop("ownReference"), "is not both listed and named"),
    "twice": (lambda m: m["ownReference"].append(FILES[0]), "names a file twice"),
    "no list": (lambda m: m.update(ownReference=[]), "manifest.json $.ownReference"),
    "no text": (lambda m: m.update(ownReference=[1]), "manifest.json $.ownReference"),
    "out": (lambda m: rename(m, "reference/countries/../../CA.yaml"), "is not a path of a bundle"),
    "line end": (lambda m: rename(m, "reference/countries/CA.yaml\n"), "is not a path of a bundle"),
    "other kind": (lambda m: rename(m, "reference/quantiles/CA.yaml"), "is not a path of a bundle"),
    "hidden": (lambda m: rename(m, "reference/countries/.CA.yaml"), "is not a path of a bundle"),
    "other digest": (
        lambda m: m["reference"].update({FILES[0]: f"sha256:{'0' * 64}"}),
        "is not the file of /reference",
    ),
    "huge": (lambda m: entry_of(m).update(sizeBytes=10**9), "is too large"),
    "many": (
        lambda m: m.update(ownReference=[f"countries/X{n}.json" for n in range(1000)]),
        "names too many files; expected at most 4; found 1000",
    ),
}


@pytest.mark.parametrize("name", LISTINGS)
def test_listing_is_not_believed(bundle, name):
    """A manifest whose own digest is right is refused before one of its files is opened."""
    change, says = LISTINGS[name]
    manifest = load_manifest(bundle)
    check_listing(manifest)
    change(manifest)
    manifest["manifestDigest"] = manifest_digest(manifest)
    with pytest.raises(BundleError) as caught:
        check_listing(parse_manifest(manifest_bytes(manifest)))
    assert says in str(caught.value)


def test_folders_are_no_links(bundle, tmp_path):
    forged = copied(bundle, tmp_path)
    shutil.move(forged / "reference", tmp_path / "elsewhere")
    (forged / "reference").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BundleError, match="reference: is a link"):
        verify_files(forged)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not a reference file"),
        (b"- a", "is not a reference file"),
        (b"code: CA", "reference/countries/CA.yaml /name: is missing"),
        (b"\xff", "is not UTF-8"),
        (b"a: &a [x, x]\nb: *a", "aliases are not allowed"),
        (b"a: " + b"[" * 100_000, "is nested too deeply"),
        (b"a: " + b"[" * 100_000 + b"]" * 100_000, "is nested too deeply"),
        (b"\n".join(b" " * n + b"a:" for n in range(1400)), "is nested too deeply"),
        (b"? [a]\n: b", "is not valid YAML"),
        ((OWN / FILES[0]).read_bytes().replace(b'code: "CA"', b'code: "US"'), "/code: is not the name of the file"),
        ((OWN / FILES[0]).read_bytes().replace(b'"Canada"', b'"Can\\u0000ada"'), "/name: holds an unprintable"),
    ],
    ids=lambda value: str(value)[:25],
)
def test_carried_file_is_proven_before_it_is_used(bundle, tmp_path, content, says):
    """It is what anybody may have sent, so it meets the limits, the schema and the rules of --reference."""
    forged = copied(bundle, tmp_path)
    (forged / "reference" / FILES[0]).write_bytes(content)
    manifest = load_manifest(forged)
    sha256 = hashlib.sha256(content).hexdigest()
    entry_of(manifest).update(sizeBytes=len(content), sha256=sha256)
    manifest["reference"][FILES[0]] = f"sha256:{sha256}"
    check_listing(manifest)
    with pytest.raises(BundleError) as caught:
        plan_again(forged, manifest)
    assert says in str(caught.value)
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
