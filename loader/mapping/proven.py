"""A bundle that was proven and is held open: what is loaded is what was hashed, not what a path may lead to later.

The files are verified by digest before any Parquet parser sees them, then their schemas, row counts and values, in
blocks, so that the size of a bundle does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from demogen.bundle.contents import verify_contents
from demogen.bundle.digest import read_expected, require_expected
from demogen.bundle.read import open_tables, read_documents, read_own, verify_bytes, verify_files
from demogen.bundle.tables import TABLES
from demogen.errors import BundleError, Problem, Refused


@dataclass(frozen=True)
class Proven:
    """The manifest of a bundle, its resolved config, and the open files of its tables by name.

    `reference` has the reference files of one's own that it carries, by path.
    """

    manifest: dict[str, Any]
    config: dict[str, Any]
    files: dict[str, list[BinaryIO]]
    reference: dict[str, bytes] = field(default_factory=dict)

    @property
    def content_digest(self) -> str:
        """Return the digest of all values, as it was computed from them."""
        return str(self.manifest["contentDigest"])

    @property
    def rows(self) -> dict[str, int]:
        """Return the number of rows of each table that this program knows; none of one that the bundle lacks."""
        there = {entry["name"]: entry["rows"] for entry in self.manifest["tables"]}
        return {spec.name: there.get(spec.name, 0) for spec in TABLES}

    def paths(self, table: str) -> list[str]:
        """Return paths that lead to a table's open files, whatever has become of their names."""
        return [f"/dev/fd/{file.fileno()}" for file in self.files.get(table, ())]

    @contextmanager
    def read(self) -> Iterator[None]:
        """Let what fails while the files are read be told as what it is: they were proven, and are others now.

        Raises:
            BundleError: a file was written to, moved or removed.
        """
        import duckdb
        import pyarrow as pa

        try:
            yield
        except (duckdb.Error, pa.ArrowException) as error:
            self.require_unchanged()
            said = str(error).splitlines()[0][:200]
            what = f"was moved or removed while it was read, or cannot be read: {said}"
            raise BundleError(Problem("data", what, hint="Load it again; nobody may change it meanwhile.")) from error

    def require_unchanged(self) -> None:
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
        files = open_tables(stack, folder, manifest)
        problems = verify_bytes(files, manifest)
        problems = problems or verify_contents(manifest, files, config, checks)
        problems = problems or _unexpected(manifest["contentDigest"], expect_digest)
        if problems:
            raise BundleError(problems)
        yield Proven(manifest, config, files, read_own(folder, manifest))


def _unexpected(content: str, expected: str | None) -> list[Problem]:
    """Compare the content digest with the one that was asked for."""
    try:
        require_expected(content, expected)
    except Refused as error:
        return error.problems
    return []
