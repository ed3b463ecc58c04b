"""Reads bundles back: a folder or one tar; proves that it is what its manifest says, and trusts nothing else."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from demogen.bundle.digest import bundle_digest, table_digest
from demogen.bundle.manifest import MAX_BYTES, parse_manifest
from demogen.bundle.schema import TABLES, arrow_schema, table_spec
from demogen.bundle.write import file_digest
from demogen.errors import BundleError, DemogenError, Problem

SAFE_PATH = re.compile(r"^(data/[a-z][a-z0-9_]{0,62}\.parquet|[a-z][a-z0-9-]{0,62}\.(json|sql|txt))$")


def pretty(value: Any) -> bytes:
    """Write JSON for people: indented, keys in their order."""
    return (json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


@contextmanager
def open_bundle(path: Path) -> Iterator[Path]:
    """Give the folder of a bundle; a tar is unpacked into a temporary one."""
    if path.is_dir():
        yield path
        return
    if not path.is_file():
        raise BundleError(
            Problem(
                str(path),
                "is no bundle",
                "a folder with a manifest.json, or a .tar",
                "nothing" if not path.exists() else "something else",
            )
        )
    import tempfile

    from demogen.bundle.pack import extract

    with tempfile.TemporaryDirectory(prefix="demogen-") as folder:
        extract(path, Path(folder))
        yield Path(folder)


def load_manifest(folder: Path) -> dict[str, Any]:
    """Load the manifest of a bundle's folder and prove it."""
    path = folder / "manifest.json"
    problem = _not_plain(path, "manifest.json")
    if problem:
        raise BundleError(problem)
    with open(path, "rb") as file:
        return parse_manifest(file.read(MAX_BYTES + 1))


def verify_folder(folder: Path) -> dict[str, Any]:
    """Prove that a bundle is what its manifest says; give the manifest.

    Every problem is told: files missing, too many, no plain files, of other size or SHA-256, and then tables whose schema,
    rows or values differ. No Parquet parser sees a file before its SHA-256 was found right.

    Raises:
        BundleError: with all the problems.
    """
    manifest = load_manifest(folder)
    problems = _verify_files(folder, manifest)
    if problems:
        raise BundleError(problems)
    problems = [problem for entry in manifest["tables"] for problem in _verify_table(folder, entry)]
    content = bundle_digest({entry["name"]: entry["contentDigest"].rpartition(":")[2] for entry in manifest["tables"]})
    if content != manifest["contentDigest"]:
        problems.append(
            Problem(
                "manifest.json /contentDigest", "is not the digest of the tables", content, manifest["contentDigest"]
            )
        )
    if problems:
        raise BundleError(problems)
    return manifest


def _not_plain(path: Path, name: str) -> Problem | None:
    try:
        found = path.lstat()
    except (OSError, ValueError) as error:
        return Problem(name, "is missing", found=getattr(error, "strerror", None) or "nothing")
    if not stat.S_ISREG(found.st_mode):
        return Problem(name, "is no plain file", "a regular file", stat.filemode(found.st_mode))
    return Problem(name, "has other names", "one link", f"{found.st_nlink} links") if found.st_nlink != 1 else None


def _verify_files(folder: Path, manifest: dict[str, Any]) -> list[Problem]:
    listed = [*manifest["tables"], *manifest["files"]]
    problems = [
        Problem(f"manifest.json {entry['path'][:80]!r}", "is no path of a bundle")
        for entry in listed
        if not SAFE_PATH.match(entry["path"])
    ]
    names = [entry["path"] for entry in listed]
    problems += [
        Problem(f"manifest.json {name}", "is listed twice") for name in sorted({n for n in names if names.count(n) > 1})
    ]
    expected = {spec.name for spec in TABLES}
    found = {entry["name"] for entry in manifest["tables"]}
    problems += [
        Problem(f"manifest.json table {name[:60]}", "is missing" if name in expected else "is not known")
        for name in sorted(expected ^ found)
    ]
    problems += [
        Problem(f"manifest.json {e['path']}", "is not the path of its table", f"data/{e['name']}.parquet")
        for e in manifest["tables"]
        if e["path"] != f"data/{e['name']}.parquet"
    ]
    if problems:
        return problems
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}
    problems += [
        Problem(name, "does not belong to the bundle", hint="Remove it.")
        for name in sorted(there - set(names) - {"manifest.json"})
    ]
    data = folder / "data"
    if data.is_symlink():
        return [*problems, Problem("data", "is a link", "a folder")]
    return problems + [problem for entry in listed for problem in _verify_file(folder, entry)]


def _verify_file(folder: Path, entry: dict[str, Any]) -> list[Problem]:
    path = folder / entry["path"]
    problem = _not_plain(path, entry["path"])
    if problem:
        return [problem]
    size = path.stat().st_size
    if size != entry["sizeBytes"]:
        return [Problem(entry["path"], "has another size", f"{entry['sizeBytes']} bytes", f"{size} bytes")]
    sha256 = file_digest(path)[1]
    return [] if sha256 == entry["sha256"] else [Problem(entry["path"], "has another SHA-256", entry["sha256"], sha256)]


def _verify_table(folder: Path, entry: dict[str, Any]) -> list[Problem]:
    """Compare schema, rows and values of a table with its entry."""
    import pyarrow as pa

    spec = table_spec(entry["name"])
    try:
        table = read_table(folder, entry["name"])
    except (pa.ArrowException, OSError) as error:
        return [Problem(entry["path"], f"cannot be read: {str(error)[:200]}")]
    if not table.schema.equals(arrow_schema(spec)):
        return [Problem(entry["path"], "has another schema", str(arrow_schema(spec))[:400], str(table.schema)[:400])]
    if table.num_rows != entry["rows"]:
        return [Problem(entry["path"], "has another number of rows", str(entry["rows"]), str(table.num_rows))]
    digest = table_digest(spec, table)
    return (
        []
        if entry["contentDigest"].rpartition(":")[2] == digest
        else [Problem(entry["path"], "holds other values", entry["contentDigest"], digest)]
    )


def read_table(folder: Path, name: str) -> Any:
    """Read a table of a bundle as Arrow, page checksums proven."""
    import pyarrow.parquet as pq

    return pq.ParquetFile(folder / "data" / f"{name}.parquet", page_checksum_verification=True).read(use_threads=False)


def is_bundle(path: Path) -> bool:
    """Tell whether a path holds a readable bundle's manifest."""
    try:
        load_manifest(path)
    except DemogenError:
        return False
    return True
