"""Tars: the same bytes for the same bundle, and nothing comes out of one that `pack` did not put in."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
from pathlib import Path

import pytest

from demogen.bundle import pack
from demogen.bundle.manifest import manifest_bytes, manifest_digest
from demogen.bundle.pack import open_bundle
from demogen.bundle.read import verify_folder
from demogen.errors import BundleError, EnvironmentProblem, Refused
from tests.acceptance.conftest import listing


@pytest.fixture(scope="session")
def packed(sound, tmp_path_factory):
    """Pack the bundle once."""
    return pack.pack(sound, tmp_path_factory.mktemp("packed") / "bundle.tar")


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def test_pack_gives_the_same_bytes_from_a_folder_and_from_a_tar(sound, packed, tmp_path):
    with open_bundle(packed) as folder:
        assert contents(folder) == contents(sound)
        again = pack.pack(folder, tmp_path / "again.tar")
    assert again.read_bytes() == packed.read_bytes()


def test_tar_is_what_other_programs_read(sound, packed, tmp_path):
    with tarfile.open(packed) as tar:
        entries = tar.getmembers()
        tar.extractall(tmp_path, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    assert {(e.uid, e.gid, e.uname, e.mtime, e.mode, e.type) for e in entries} == {(0, 0, "", 0, 0o644, b"0")}
    assert [e.name for e in entries] == ["manifest.json", *sorted(e.name for e in entries[1:])]
    assert contents(tmp_path) == contents(sound)


def test_unpack_gives_the_bundle_back(sound, packed, tmp_path):
    assert contents(pack.unpack(packed, tmp_path / "new/out")) == contents(sound)
    assert listing(tmp_path / "new") == ["out"]


def padded(bundle, blocks):
    """Return a bundle whose tar is some blocks longer."""
    path, manifest = bundle / "views.sql", json.loads((bundle / "manifest.json").read_bytes())
    path.write_bytes(path.read_bytes() + b"\n" * blocks * tarfile.BLOCKSIZE)
    entry = next(entry for entry in manifest["files"] if entry["path"] == path.name)
    entry |= {"sizeBytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    manifest["manifestDigest"] = manifest_digest(manifest)
    (bundle / "manifest.json").write_bytes(manifest_bytes(manifest))
    return bundle


def test_a_tar_is_read_wherever_in_a_record_it_ends(sound, tmp_path):
    """Two empty blocks end it; where one of them begins the next record, that is filled up, too."""
    seen = set()
    for blocks in range(tarfile.RECORDSIZE // tarfile.BLOCKSIZE):
        bundle = padded(Path(shutil.copytree(sound, tmp_path / f"{blocks}")), blocks)
        tar = pack.pack(bundle, tmp_path / f"{blocks}.tar")
        pack.unpack(tar, tmp_path / f"{blocks}-again")
        entries = tar.read_bytes().rstrip(b"\0")
        seen.add(len(entries) // tarfile.BLOCKSIZE % 20)
    assert len(seen) == 20


@pytest.mark.parametrize("words", [("verify",), ("inspect",), ("check",), ("sql", "select 1")], ids=lambda w: w[0])
def test_commands_take_a_tar(packed, run, words):
    done = run(words[0], packed, *words[1:])
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("replace", [False, True], ids=["plain", "replace"])
def test_pack_refuses_what_is_taken(sound, tmp_path, replace):
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling").symlink_to("nowhere")
    for name in ("folder", "dangling"):
        with pytest.raises(Refused, match="exists"):
            pack.pack(sound, tmp_path / name, replace=replace)
    assert listing(tmp_path) == ["dangling", "folder"]


def test_pack_replaces_a_file_only_when_asked(sound, packed, tmp_path):
    target = tmp_path / "x.tar"
    target.write_text("mine")
    with pytest.raises(Refused, match="--replace"):
        pack.pack(sound, target)
    assert target.read_text() == "mine"
    pack.pack(sound, target, replace=True)
    assert target.read_bytes() == packed.read_bytes()
    assert listing(tmp_path) == ["x.tar"]


def test_pack_refuses_to_write_into_the_bundle(bundle):
    with pytest.raises(Refused, match="lies inside the bundle"):
        pack.pack(bundle, bundle / "data" / "x.tar")
    verify_folder(bundle)


def test_unpack_refuses_a_taken_place(packed, tmp_path):
    with pytest.raises(Refused, match="exists"):
        pack.unpack(packed, tmp_path)


def entries_of(packed):
    with tarfile.open(packed) as tar:
        return [(entry, tar.extractfile(entry).read()) for entry in tar.getmembers()]


def rebuilt(packed, change, form=tarfile.USTAR_FORMAT):
    """Write the tar anew, each entry as `change` gives it: an entry with content, several, or none."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as tar:
        for entry, content in change(entries_of(packed)):
            tar.addfile(entry, io.BytesIO(content) if content else None)
    return out.getvalue()


def with_entry(name, kind=tarfile.REGTYPE, content=b"", **settings):
    def change(entries):
        entry = tarfile.TarInfo(name)
        entry.type, entry.size = kind, len(content)
        for key, value in settings.items():
            setattr(entry, key, value)
        return [*entries, (entry, content)]

    return change


def every_entry(**settings):
    def change(entries):
        for entry, _ in entries:
            for key, value in settings.items():
                setattr(entry, key, value)
        return entries

    return change


def renamed(name):
    def change(entries):
        entries[3][0].name = name
        return entries

    return change


def pax(**headers):
    def change(entries):
        entries[3][0].pax_headers = headers
        return entries

    return change


REBUILT = {
    "absolute": renamed("/etc/passwd"),
    "above": renamed("../../x"),
    "above_inside": renamed("data/../../x"),
    "dot": renamed("./bagit.txt"),
    "link": with_entry("x.txt", tarfile.SYMTYPE, linkname="/etc/passwd"),
    "hard_link": with_entry("x.txt", tarfile.LNKTYPE, linkname="manifest.json"),
    "device": with_entry("x.txt", tarfile.CHRTYPE, devmajor=1, devminor=5),
    "pipe": with_entry("x.txt", tarfile.FIFOTYPE),
    "folder": with_entry("data", tarfile.DIRTYPE),
    "extra": with_entry("x.txt", content=b"x"),
    "twice": lambda entries: [*entries, entries[-1]],
    "manifest_twice": lambda entries: [entries[0], *entries],
    "order": lambda entries: [entries[1], entries[0], *entries[2:]],
    "missing": lambda entries: entries[:-1],
    "no_manifest": lambda entries: entries[1:],
    "nothing": lambda entries: [],
    "mode": every_entry(mode=0o4755),
    "time": every_entry(mtime=1),
    "contents_swapped": lambda entries: [*entries[:-1], (entries[-1][0], bytes(len(entries[-1][1])))],
}


@pytest.mark.parametrize("change", REBUILT.values(), ids=REBUILT)
def test_unpack_refuses_other_tars(packed, tmp_path, change):
    bad = tmp_path / "bad.tar"
    bad.write_bytes(rebuilt(packed, change))
    with pytest.raises(BundleError):
        pack.unpack(bad, tmp_path / "out")
    with pytest.raises(BundleError), open_bundle(bad):
        pytest.fail("it was opened")
    assert listing(tmp_path) == ["bad.tar"]


PAX = {
    "path": pax(path="../x"),
    "size": pax(size="99999999999"),
    "sparse": pax(**{"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "9999999999999"}),
    "global": pax(comment="x"),
}


@pytest.mark.parametrize("change", PAX.values(), ids=PAX)
def test_unpack_refuses_pax_tricks(packed, tmp_path, change):
    bad = tmp_path / "bad.tar"
    bad.write_bytes(rebuilt(packed, change, tarfile.PAX_FORMAT))
    with pytest.raises(BundleError, match="is not a packed bundle"):
        pack.unpack(bad, tmp_path / "out")


def gnu_sparse():
    """Return a header that promises eight exabytes without holding any."""
    entry = tarfile.TarInfo("manifest.json")
    header = bytearray(entry.tobuf(tarfile.GNU_FORMAT))
    header[156:157] = tarfile.GNUTYPE_SPARSE
    header[483:495] = b"\x80" + bytes(2) + b"\x70" + bytes(8)
    return bytes(header) + bytes(1024)


def negative():
    """Return a header with a size below zero, which sends some readers in circles."""
    header = bytearray(tarfile.TarInfo("manifest.json").tobuf(tarfile.USTAR_FORMAT))
    header[124:136] = b"\xff" * 12
    return bytes(header) + bytes(1024)


BYTES = {
    "empty": lambda c: b"",
    "zeros": lambda c: bytes(10240),
    "short": lambda c: c[:700],
    "half": lambda c: c[: len(c) // 2],
    "no_end": lambda c: c.rstrip(b"\0"),
    "more_behind": lambda c: c + bytes(10240),
    "hidden_behind": lambda c: c[:-1] + b"x",
    "gzip": lambda c: __import__("gzip").compress(c[:5000]),
    "sparse": lambda c: gnu_sparse(),
    "negative": lambda c: negative(),
    "padding": lambda c: c[:512] + c[512:].replace(b"}\n\0", b"}\nx", 1),
    "digits": lambda c: c[:124] + "٣".encode() * 6 + c[136:],
}


@pytest.mark.parametrize("change", BYTES.values(), ids=BYTES)
def test_unpack_refuses_other_bytes(packed, tmp_path, change):
    bad = tmp_path / "bad.tar"
    bad.write_bytes(change(packed.read_bytes()))
    with pytest.raises(BundleError):
        pack.unpack(bad, tmp_path / "out")
    assert listing(tmp_path) == ["bad.tar"]


@pytest.mark.parametrize("source", ["nothing", "folder", "pipe", "/dev/zero"])
def test_unpack_refuses_what_is_no_file(tmp_path, source):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BundleError, match="is not a packed bundle"):
        pack.unpack(tmp_path / source, tmp_path / "out")


def test_unpack_command_tells_where(packed, run, tmp_path):
    bad = tmp_path / "bad.tar"
    bad.write_bytes(packed.read_bytes()[:-20000])
    done = run("unpack", bad, tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, b"")
    assert str(bad).encode() in done.stderr
    assert run("unpack", packed, "n" * 300, cwd=tmp_path).returncode == 3
    assert run("unpack", packed, tmp_path / "out").returncode == 0
    assert json.loads(run("inspect", tmp_path / "out", "--json").stdout)["seed"] == "tiny"


def test_unpack_needs_room_for_what_it_takes_out(packed, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(EnvironmentProblem, match="a parent that is not a folder"):
        pack.unpack(packed, tmp_path / "file/out")
