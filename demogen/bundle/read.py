"""Reads bundles back: a folder or one tar; proves that it is what its manifest says, and trusts nothing else.

No Parquet parser sees bytes whose SHA-256 was not found right: what is parsed is what was hashed, in memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from demogen.bundle import contents, own, pages
from demogen.bundle.listing import check_listing, files_of, folders_of, spec_of
from demogen.bundle.manifest import MAX_BYTES, parse_manifest
from demogen.errors import BundleError, DemogenError, Problem, Refused
from demogen.json_text import JsonError, Limits, decode_json

# One config has some 700 bytes, the results of checks 60,000.
DOCUMENTS = {"config.json": Limits(262_144, 16, 5_000), "checks.json": Limits(8_000_000, 16, 200_000)}
# DuckDB takes some characters of a path for patterns, and Arrow takes text that is UTF-8.
PLAIN_PATH = re.compile(r"[A-Za-z0-9_./ -]+")


def pretty(value: Any) -> bytes:
    """Write JSON for people: indented, keys in their order."""
    return (json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


@contextmanager
def plain_path(folder: Path) -> Iterator[Path]:
    """Yield a path of a folder without characters that other programs read in their own way."""
    whole = folder.resolve()
    if PLAIN_PATH.fullmatch(str(whole)):
        yield whole
        return
    import tempfile

    from demogen.bundle import publish

    with publish.staging(Path(tempfile.gettempdir()) / "bundle", mode=0o700) as work:
        link = work / "bundle"
        link.symlink_to(whole)
        yield link


def load_manifest(folder: Path) -> dict[str, Any]:
    """Load the manifest of a bundle's folder and prove it."""
    with open_plain(folder, "manifest.json") as file:
        return parse_manifest(file.read(MAX_BYTES + 1))


def open_plain(folder: Path, path: str) -> BinaryIO:
    """Open a plain file of a bundle: no link, no device, no pipe, no file with another name.

    Raises:
        BundleError: it is missing, or something else.
    """
    try:
        handle = os.open(folder / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise BundleError(_unopened(folder / path, path, error)) from error
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
        return os.fdopen(handle, "rb")
    os.close(handle)
    if stat.S_ISREG(found.st_mode):
        raise BundleError(Problem(path, "has other names", "one link", f"{found.st_nlink} links"))
    raise BundleError(_no_file(path, found.st_mode))


def _unopened(path: Path, name: str, error: OSError) -> Problem:
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        hint = "A bundle is what `demogen generate` writes; its exports are none." if name == "manifest.json" else ""
        return Problem(name, "is missing", hint=hint)
    except OSError:
        return Problem(name, "cannot be read", found=error.strerror or "")
    if stat.S_ISREG(mode):
        return Problem(name, "cannot be read", found=error.strerror or "")
    return _no_file(name, mode)


def _no_file(name: str, mode: int) -> Problem:
    kinds = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    return Problem(name, "is not a regular file", "a regular file", kinds.get(stat.S_IFMT(mode), "a device"))


def verify_folder(folder: Path) -> dict[str, Any]:
    """Prove that a bundle is what its manifest says; give the manifest.

    Every problem is told: files missing, too many, no plain files, of other size or SHA-256, and then tables whose
    schema, rows or values differ, and parts that do not agree. No Parquet parser sees a file before its SHA-256 was
    found right, and its bytes are hashed once more afterwards.

    Raises:
        BundleError: with all the problems.
    """
    manifest = _verify_files(folder)
    config, checks = read_documents(folder, manifest)
    with ExitStack() as stack:
        files = open_tables(stack, folder, manifest)
        problems = verify_bytes(files, manifest)
        problems = problems or contents.verify_contents(manifest, files, config, checks)
        problems = problems or verify_bytes(files, manifest)
    if problems:
        raise BundleError(problems)
    return manifest


def verify_values(folder: Path) -> dict[str, Any]:
    """Prove that the tables of a bundle hold what its manifest says; give the manifest, whose digests are recomputed.

    Raises:
        BundleError: with all the problems.
    """
    manifest = verify_files(folder)
    with ExitStack() as stack:
        files = open_tables(stack, folder, manifest)
        problems = contents.verify_tables(manifest, files) or verify_bytes(files, manifest)
    if problems:
        raise BundleError(problems)
    return manifest


def open_tables(stack: ExitStack, folder: Path, manifest: Mapping[str, Any]) -> dict[str, list[BinaryIO]]:
    """Open the files of every table, by its name; they are closed with the stack."""
    return {
        entry["name"]: [stack.enter_context(open_plain(folder, file["path"])) for file in entry["files"]]
        for entry in manifest["tables"]
    }


def verify_bytes(files: Mapping[str, Sequence[BinaryIO]], manifest: Mapping[str, Any]) -> list[Problem]:
    """Hash the open files of tables, and compare them with a manifest."""
    problems = []
    for entry in manifest["tables"]:
        for file, listed in zip(files[entry["name"]], entry["files"], strict=True):
            file.seek(0)
            sha256 = _sha256(file)
            if sha256 != listed["sha256"]:
                problems.append(Problem(listed["path"], "changed while it was read", listed["sha256"], sha256))
    return problems


def read_documents(folder: Path, manifest: Mapping[str, Any]) -> tuple[Any, Any]:
    """Read the config and the results of checks of a bundle, if their bytes are the manifest's.

    Raises:
        BundleError: they are not, or one is not JSON.
    """
    digests = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    config, checks = (read_json(folder, name, digests[name]) for name in ("config.json", "checks.json"))
    return config, checks


def verify_files(folder: Path) -> dict[str, Any]:
    """Prove that the files of a bundle are those of its manifest, byte for byte; give the manifest.

    Raises:
        BundleError: with all the problems; also when its content digest does not follow from those of its tables.
    """
    manifest = _verify_files(folder)
    if problems := contents.content_problems(manifest):
        raise BundleError(problems)
    return manifest


def _verify_files(folder: Path) -> dict[str, Any]:
    manifest = load_manifest(folder)
    check_listing(manifest)
    listed = files_of(manifest)
    problems = _verify_names(folder, {*folders_of(manifest), *(entry["path"] for entry in listed)})
    links = [path for path in folders_of(manifest) if (folder / path).is_symlink()]
    if links:
        raise BundleError([*(Problem(path, "is a link", "a folder") for path in links), *problems])
    problems += [problem for entry in listed for problem in _verify_file(folder, entry)]
    if problems:
        raise BundleError(problems)
    return manifest


def _verify_names(folder: Path, expected: set[str]) -> list[Problem]:
    """Report everything that lies in a bundle's folder and does not belong there."""
    there = {str(path.relative_to(folder)) for path in folder.rglob("*")}
    return [
        Problem(name, "does not belong to the bundle", hint="Remove it.")
        for name in sorted(there - expected - {"manifest.json"})[:100]
    ]


def require_own(folder: Path) -> None:
    """Refuse to replace a bundle's folder in which others have put files.

    Raises:
        Refused: with each file that its manifest does not list.
    """
    try:
        manifest = load_manifest(folder)
    except BundleError:
        return  # a bundle that is not sound is replaced as it is
    expected = {*folders_of(manifest), *(file["path"] for file in files_of(manifest))}
    if problems := _verify_names(folder, expected):
        raise Refused([replace(problem, hint="Move it, or choose another place.") for problem in problems])


def _verify_file(folder: Path, entry: dict[str, Any]) -> list[Problem]:
    name = entry["path"]
    try:
        with open_plain(folder, name) as file:
            size = os.fstat(file.fileno()).st_size
            if size != entry["sizeBytes"]:
                return [Problem(name, "has another size", f"{entry['sizeBytes']} bytes", f"{size} bytes")]
            sha256 = _sha256(file)
    except BundleError as error:
        return error.problems
    except OSError as error:
        return [Problem(name, "cannot be read", found=error.strerror or "")]
    return [] if sha256 == entry["sha256"] else [Problem(name, "has another SHA-256", entry["sha256"], sha256)]


def _sha256(file: BinaryIO) -> str:
    found = hashlib.sha256()
    while block := file.read(1 << 20):
        found.update(block)
    return found.hexdigest()


def read_table(folder: Path, name: str) -> Any:
    """Read a table of a bundle as Arrow; its file is proven first.

    Raises:
        BundleError: the file is not the manifest's, or costs more to read than its table can.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    entry = next((entry for entry in load_manifest(folder)["tables"] if entry["name"] == name), None)
    if entry is None:
        raise BundleError(Problem(f"table {name}", "is not in the bundle"))
    spec, parts = spec_of(entry), []
    for listed in entry["files"]:
        with open_plain(folder, listed["path"]) as file:
            pages.require_bounds(file, spec, listed["path"])
            file.seek(0)
            content = file.read(listed["sizeBytes"] + 1)
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 != listed["sha256"]:
            raise BundleError(Problem(listed["path"], "has another SHA-256", listed["sha256"], sha256))
        table = pq.ParquetFile(pa.BufferReader(content), page_checksum_verification=True)
        parts.append(table.read(use_threads=False))
    return pa.concat_tables(parts)


def read_own(folder: Path, manifest: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the bytes of the files of one's own by path, each proven once more.

    Args:
        folder: the folder of a bundle.
        manifest: its manifest, whose listing has been proven.

    Raises:
        BundleError: a file is missing, or is not the manifest's.
    """
    entries = {entry["path"]: entry for entry in manifest["files"]}
    return {path: _read_listed(folder, entries[f"{own.REFERENCE}/{path}"]) for path in own.own_paths(manifest)}


def _read_listed(folder: Path, entry: Mapping[str, Any]) -> bytes:
    with open_plain(folder, entry["path"]) as file:
        content = file.read(entry["sizeBytes"] + 1)
    found = hashlib.sha256(content).hexdigest()
    if found != entry["sha256"]:
        raise BundleError(Problem(entry["path"], "has another SHA-256", entry["sha256"], found))
    return content


def read_beside(config: Path) -> dict[str, bytes]:
    """Return the reference files of one's own of a bundle, where a config is that of a bundle; else none.

    Raises:
        BundleError: a file is missing, or is not the manifest's.
    """
    if config.name != "config.json" or not is_bundle(config.parent):
        return {}
    manifest = load_manifest(config.parent)
    check_listing(manifest)
    return read_own(config.parent, manifest)


def read_json(folder: Path, name: str, sha256: str = "") -> Any:
    """Read one of the JSON files of a bundle, whose bytes have been proven or have this SHA-256.

    Raises:
        BundleError: it has another one, or is not JSON, or more than it can hold.
    """
    limits = DOCUMENTS[name]
    with open_plain(folder, name) as file:
        content = file.read(limits.size + 1)
    if sha256 and hashlib.sha256(content).hexdigest() != sha256 and len(content) <= limits.size:
        raise BundleError(Problem(name, "changed while it was read"))
    try:
        return decode_json(content, limits)
    except JsonError as error:
        raise BundleError(Problem(name, f"is not JSON: {error}"[:200])) from error


def is_bundle(path: Path) -> bool:
    """Return whether a path holds a readable bundle's manifest."""
    try:
        load_manifest(path)
    except DemogenError:
        return False
    return True
