"""A bundle that was proven and is held open: what is loaded is what was hashed, not what a path may lead to later.

The files are verified by digest before any Parquet parser sees them, then their schemas, row counts and values, in
blocks, so that the size of a bundle does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from demogen.bundle.contents import verify_contents
from demogen.bundle.digest import read_expected, require_expected
from demogen.bundle.read import open_plain, read_documents, verify_bytes, verify_files
from demogen.errors import BundleError, Problem, Refused


@dataclass(frozen=True)
class Proven:
    """The manifest of a bundle, its resolved config, and the open files of its tables by name."""

    manifest: dict[str, Any]
    config: dict[str, Any]
    files: dict[str, BinaryIO]

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
        if problems := verify_bytes(self.files, self.manifest):
            raise BundleError(problems)


@contextmanager
def open_proven(folder: Path, expect_digest: str | None = None) -> Iterator[Proven]:
    """Prove a bundle and hold it open.

    Raises:
        ConfigError: what is expected is no digest.
        BundleError: with every problem; also when the content is not the expected one, which may lack its prefix.
    """
    if expect_digest is not None:
        read_expected(expect_digest)
    manifest = verify_files(folder)
    config, checks = read_documents(folder, manifest)
    with ExitStack() as stack:
        files = {e["name"]: stack.enter_context(open_plain(folder, e["path"])) for e in manifest["tables"]}
        problems = verify_bytes(files, manifest)
        problems = problems or verify_contents(manifest, files, config, checks)
        problems = problems or _unexpected(manifest["contentDigest"], expect_digest)
        if problems:
            raise BundleError(problems)
        yield Proven(manifest, config, files)


def _unexpected(content: str, expected: str | None) -> list[Problem]:
    """Compare the content digest with the one that was asked for."""
    try:
        require_expected(content, expected)
    except Refused as error:
        return error.problems
    return []
