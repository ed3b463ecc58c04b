"""Streams rows, which DuckDB has made text of, into files; no row ever becomes an object of Python.

Arrow keeps the texts of a column one behind the other, so that the bytes of many rows are one piece of memory.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

ROWS = 16_384  # rows that are fetched at a time


@dataclass(frozen=True)
class Written:
    """A file that was written: its name in the export, rows, bytes and SHA-256; of CSV also what its columns hold."""

    path: str
    rows: int
    size_bytes: int
    sha256: str
    schema: Mapping[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"path": self.path, "rows": self.rows, "sizeBytes": self.size_bytes, "sha256": self.sha256}


def finish(path: Path, rows: int) -> Written:
    """Make a file that another library wrote survive a power cut; return what it holds."""
    with open(path, "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return Written(path.name, rows, path.stat().st_size, sha256)


class Sink:
    """A new file that is hashed while it is written, and safe on the disk when it is closed."""

    def __init__(self, path: Path) -> None:
        """Make the file."""
        self._path, self._file = path, open(path, "xb")  # noqa: SIM115 - closed at the end of the block
        self._hash, self._rows = hashlib.sha256(), 0

    def write(self, data: bytes | memoryview, rows: int = 0) -> None:
        """Write bytes that hold so many rows."""
        self._file.write(data)
        self._hash.update(data)
        self._rows += rows

    def __enter__(self) -> Self:
        """Write until the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        with self._file:
            if error is None:
                self._file.flush()
                os.fsync(self._file.fileno())

    @property
    def written(self) -> Written:
        """Return what was written, once the file is closed."""
        return Written(self._path.name, self._rows, self._path.stat().st_size, self._hash.hexdigest())


def pieces(connection: Any, sql: str, most: int = ROWS) -> Iterator[tuple[memoryview, int]]:
    """Run a query of one column of text; give its texts put together, at most so many rows at a time, and how many."""
    for batch in connection.sql(sql).to_arrow_reader(ROWS):
        column = batch.column(0)
        for at in range(0, len(column), most):
            part = column.slice(at, most)
            yield _bytes(part), len(part)


def _bytes(texts: Any) -> memoryview:
    """Return the bytes of texts, none of them null, without copying them."""
    import pyarrow as pa

    texts = texts.cast(pa.large_string())
    _, offsets, data = texts.buffers()
    at = np.frombuffer(offsets, dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return memoryview(data or b"")[int(at[0]) : int(at[-1])]
