"""A bundle that was tampered with is refused before anybody looks for a database or parses a changed file."""

from __future__ import annotations

import json
import os
import random
import shutil

import pyarrow.parquet
import pytest

from demogen.bundle.manifest import manifest_bytes, manifest_digest
from demogen.errors import BundleError
from loader.tenants.load import load
from loader.tenants.task import Options

FLIPS, CUTS, EDITS = 300, 120, 120


@pytest.fixture(scope="module")
def copy(bundle, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tampered") / "bundle"
    shutil.copytree(bundle, folder)
    return folder


def nobody():
    """Fail when a database is looked for."""
    pytest.fail("a database was looked for")


@pytest.fixture
def unparsed(monkeypatch):
    """Fail when a Parquet file is opened."""

    def parser(*args, **kwargs):
        pytest.fail("a Parquet parser saw it")

    monkeypatch.setattr(pyarrow.parquet, "ParquetFile", parser)


def _files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _flip(content, chance):
    at, bit = chance.randrange(len(content)), chance.randrange(8)
    return content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :]


def _cut(content, chance):
    where = chance.randrange(len(content))
    return content[:where] if chance.random() < 0.5 else content + chance.randbytes(1 + where % 64)


def _edit(content, chance):
    """Change a value somewhere in the manifest, save who wrote it, and put its digest right again."""
    found = json.loads(content)
    while True:
        at, key = found, chance.choice(sorted(set(found) - {"generator"}))
        while isinstance(at[key], (dict, list)) and at[key]:
            at = at[key]
            key = chance.choice(sorted(at)) if isinstance(at, dict) else chance.randrange(len(at))
        if key in {"sha256", "sizeBytes", "path", "rows", "contentDigest", "name", "formatVersion", "type", "nullable"}:
            break
    at[key] = at[key] + 1 if isinstance(at[key], int) else "x"
    found["manifestDigest"] = manifest_digest(found)
    return manifest_bytes(found)


def _require_refused(copy, path, content):
    plain = path.read_bytes()
    path.write_bytes(content)
    try:
        with pytest.raises(BundleError):
            load(copy, nobody, Options())
    finally:
        path.write_bytes(plain)


@pytest.mark.usefixtures("unparsed")
@pytest.mark.parametrize("number", range(FLIPS + CUTS))
def test_campaign_changed_bytes_are_refused(copy, number):
    chance = random.Random(number)
    path = chance.choice(_files(copy))
    _require_refused(copy, path, (_flip if number < FLIPS else _cut)(path.read_bytes(), chance))


@pytest.mark.parametrize("number", range(EDITS))
def test_campaign_edited_manifests_are_refused(copy, number):
    """The digest of the manifest is right again; the files are as they were, so they may be parsed."""
    path = copy / "manifest.json"
    _require_refused(copy, path, _edit(path.read_bytes(), random.Random(number)))


def _link(folder):
    shutil.copy(folder / "data" / "tags.parquet", folder.parent / "tags.parquet")
    (folder / "data" / "tags.parquet").unlink()
    (folder / "data" / "tags.parquet").symlink_to(folder.parent / "tags.parquet")


def _second_name(folder):
    os.link(folder / "data" / "tags.parquet", folder.parent / "second.parquet")


def _pipe(folder):
    (folder / "data" / "tags.parquet").unlink()
    os.mkfifo(folder / "data" / "tags.parquet")


def _version(folder):
    found = json.loads((folder / "manifest.json").read_bytes())
    found["formatVersion"] = "3.0"
    found["manifestDigest"] = manifest_digest(found)
    (folder / "manifest.json").write_bytes(manifest_bytes(found))


TRICKS = {
    "a file too many": lambda folder: (folder / "data" / "more.parquet").write_bytes(b"x"),
    "a file less": lambda folder: (folder / "data" / "tags.parquet").unlink(),
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "a link": _link,
    "a second name": _second_name,
    "a pipe": _pipe,
    "another version": _version,
    "a folder for a file": lambda folder: (folder / "odd").mkdir(),
}


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_tricks_are_refused(bundle, tmp_path, unparsed, trick):
    folder = tmp_path / "bundle"
    shutil.copytree(bundle, folder)
    trick(folder)
    with pytest.raises(BundleError):
        load(folder, nobody, Options())


def test_rows_that_lie_are_refused(bundle, tmp_path):
    """The count of a manifest that is sound in itself is held against the file."""
    folder = tmp_path / "bundle"
    shutil.copytree(bundle, folder)
    found = json.loads((folder / "manifest.json").read_bytes())
    next(entry for entry in found["tables"] if entry["name"] == "notes")["rows"] += 1
    found["manifestDigest"] = manifest_digest(found)
    (folder / "manifest.json").write_bytes(manifest_bytes(found))
    with pytest.raises(BundleError, match="number of rows"):
        load(folder, nobody, Options())


def test_another_digest_than_the_expected_one(bundle):
    with pytest.raises(BundleError, match="--expect-digest"):
        load(bundle, nobody, Options(expect_digest="0" * 64))
