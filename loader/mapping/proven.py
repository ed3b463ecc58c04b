"""A bundle that was proven and is held open: what is loaded is what was hashed, not what a path may lead to later.

The files are verified by digest before any Parquet parser sees them, then their schemas, row counts and values, in
blocks, so that the size of a bundle does not matter.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from demogen.bundle.digest import ALGORITHM, bundle_digest
from demogen.bundle.read import open_plain, read_own, verify_files, verify_parquet
from demogen.errors import BundleError, Problem

STREAMED = {"buffer_size": 1 << 20, "pre_buffer": False}  # otherwise whole column chunks are held


@dataclass(frozen=True)
class Proven:
    """The manifest of a bundle, its resolved config, and the open files of its tables by name.

    `reference` has the reference files of one's own that it carries, by path.
    """

    manifest: dict[str, Any]
    config: dict[str, Any]
    files: dict[str, BinaryIO]
    reference: dict[str, bytes] = field(default_factory=dict)

    @property
    def content_digest(self) -> str:
        """Give the digest of all values, as it was computed from them."""
        return str(self.manifest["contentDigest"])

    @property
    def rows(self) -> dict[str, int]:
        """Give the number of rows of each table."""
        return {entry["name"]: entry["rows"] for entry in self.manifest["tables"]}

    def path(self, table: str) -> str:
        """Give a path that leads to a table's open file, whatever has become of its name."""
        return f"/dev/fd/{self.files[table].fileno()}"

    def demand_unchanged(self) -> None:
        """Hash the tables' files once more.

        Raises:
            BundleError: one of them was written to since it was proven.
        """
        problems = [p for entry in self.manifest["tables"] for p in _verify_bytes(self.files[entry["name"]], entry)]
        if problems:
            raise BundleError(problems)


@contextmanager
def open_proven(folder: Path, expect_digest: str | None = None) -> Iterator[Proven]:
    """Prove a bundle and hold it open.

    Raises:
        BundleError: with every problem; also when the content is not the expected one, which may lack its prefix.
    """
    manifest = verify_files(folder)
    with ExitStack() as stack:
        files = {e["name"]: stack.enter_context(open_plain(folder, e["path"])) for e in manifest["tables"]}
        problems = [p for entry in manifest["tables"] for p in _verify_bytes(files[entry["name"]], entry)]
        problems = problems or [p for e in manifest["tables"] for p in _verify_table(files[e["name"]], e)]
        with open_plain(folder, "config.json") as file:
            config = json.loads(file.read())
        problems = problems or _verify_facts(manifest, config, files["tenants"])
        problems = problems or _verify_content(manifest, expect_digest)
        if problems:
            raise BundleError(problems)
        yield Proven(manifest, config, files, read_own(folder, manifest))


def _verify_bytes(file: BinaryIO, entry: dict[str, Any]) -> list[Problem]:
    file.seek(0)
    found = hashlib.sha256()
    while block := file.read(1 << 20):
        found.update(block)
    if found.hexdigest() == entry["sha256"]:
        return []
    return [Problem(entry["path"], "changed while it was read", entry["sha256"], found.hexdigest())]


def _verify_table(file: BinaryIO, entry: dict[str, Any]) -> list[Problem]:
    """Compare schema, rows and values of a table with its entry."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pa.OSFile(f"/dev/fd/{file.fileno()}") as source:
        return verify_parquet(lambda: pq.ParquetFile(source, page_checksum_verification=True, **STREAMED), entry)


def _verify_facts(manifest: dict[str, Any], config: dict[str, Any], tenants: BinaryIO) -> list[Problem]:
    """Compare what the manifest says of its tenant and config with the tenant and the config, which are proven."""
    import pyarrow.parquet as pq

    rows = pq.read_table(f"/dev/fd/{tenants.fileno()}", columns=["name", "slug"]).to_pylist()
    if len(rows) != 1:
        return [Problem("data/tenants.parquet", "is not about one tenant", "1 row", f"{len(rows)} rows")]
    facts = {
        "/tenant/name": (rows[0]["name"], manifest["tenant"]["name"]),
        "/tenant/slug": (rows[0]["slug"], manifest["tenant"]["slug"]),
        "/seed": (config.get("seed"), manifest["seed"]),
        "/asOf": (config.get("asOf"), manifest["asOf"]),
    }
    return [
        Problem(f"manifest.json {where}", "is not what the bundle holds", str(known), str(said))
        for where, (known, said) in facts.items()
        if known != said
    ]


def _verify_content(manifest: dict[str, Any], expected: str | None) -> list[Problem]:
    """Compare the digest of all tables with the manifest's, and with the one that was asked for."""
    tables = {entry["name"]: entry["contentDigest"].rpartition(":")[2] for entry in manifest["tables"]}
    content = bundle_digest(tables)
    if content != manifest["contentDigest"]:
        return [
            Problem(
                "manifest.json /contentDigest", "is not the digest of the tables", content, manifest["contentDigest"]
            )
        ]
    if expected is not None and expected not in {content, content.removeprefix(f"{ALGORITHM}:")}:
        return [Problem("--expect-digest", "the content is another", expected, content)]
    return []
