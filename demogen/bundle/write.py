"""Writes tables as Parquet files with pinned options: the same rows and the same pyarrow give the same bytes.

Rows come in slices of any length; row groups and files are cut by row number, pages carry checksums, nothing of the
machine or the moment is in a file. A row group is all that is held.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from demogen.bundle.digest import TableDigest
from demogen.bundle.listing import file_of
from demogen.bundle.schema import TableSpec

ROW_GROUP = 131_072
PART = 16 * ROW_GROUP  # rows of a file; a table with more is several
OPTIONS: dict[str, Any] = {
    "version": "2.6",
    "data_page_version": "1.0",
    "compression": "zstd",
    "compression_level": 1,
    "data_page_size": 1 << 20,
    "dictionary_pagesize_limit": 1 << 20,
    "write_batch_size": 1024,
    "write_statistics": True,
    "write_page_index": False,
    "write_page_checksum": True,
    "store_schema": False,
    "use_deprecated_int96_timestamps": False,
}


@dataclass(frozen=True)
class WrittenFile:
    """A file of a table: its path from the bundle's folder on."""

    path: str
    rows: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Written:
    """A table as it stands in files."""

    name: str
    rows: int
    content: str
    files: tuple[WrittenFile, ...]

    @property
    def size_bytes(self) -> int:
        """Return the size of all files."""
        return sum(file.size_bytes for file in self.files)


class TableWriter:
    """Writes a table into files in a folder, and hashes its values: a row group at a time, on threads of their own."""

    def __init__(self, spec: TableSpec, rows: int, folder: Path, beside: Executor) -> None:
        """Begin to write; so many rows will come. What is done `beside` is done before the next row group is."""
        self._spec, self._rows, self._folder, self._beside = spec, rows, folder, beside
        self._digest = TableDigest(spec, rows)
        self._waiting: list[Future[None]] = []
        self._held: list[Any] = []
        self._part: _Part | None = None
        self._files: list[WrittenFile] = []

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of the file that is still being written, if the writer was not closed."""
        wait(self._waiting)
        if self._part is not None:
            self._part.abandon()

    def add(self, table: Any) -> None:
        """Add rows, as an Arrow table."""
        self._held.append(table)
        while sum(part.num_rows for part in self._held) >= ROW_GROUP:
            self._write_group()

    def close(self) -> Written:
        """Write what is left, and return what stands in the files."""
        if (not self._files and self._part is None) or any(part.num_rows for part in self._held):
            self._write_group()
        self._settle()
        self._close_part()
        return Written(self._spec.name, self._rows, self._digest.finish(), tuple(self._files))

    def _write_group(self) -> None:
        """Write the rows of a row group, or all that are held where they are fewer."""
        group = self._take_group()
        self._settle()
        if self._part is not None and self._part.rows >= PART:
            self._close_part()
        if self._part is None:
            number = len(self._files) if self._rows > PART else None
            self._part = _Part(self._spec, self._folder, file_of(self._spec.name, number), group)
        self._waiting = [self._beside.submit(do, group) for do in (self._part.write, self._digest.add)]

    def _settle(self) -> None:
        """Wait until the row group before is written and hashed."""
        for future in self._waiting:
            future.result()
        self._waiting = []

    def _close_part(self) -> None:
        if self._part is not None:
            self._files.append(self._part.close())
            self._part = None

    def _take_group(self) -> Any:
        """Return the rows of a row group, as the slices in which they came."""
        import pyarrow as pa

        held = pa.concat_tables(self._held)
        self._held = [held.slice(ROW_GROUP)] if held.num_rows > ROW_GROUP else []
        return _without_twins(held.slice(0, ROW_GROUP))


class _Part:
    """A file that is being written."""

    def __init__(self, spec: TableSpec, folder: Path, path: str, group: Any) -> None:
        self.path, self.rows, self._place = path, 0, folder / path
        self._place.parent.mkdir(exist_ok=True)
        self.file = open(self._place, "wb")  # noqa: SIM115 - closed with the part
        self._writer = _open_writer(spec, group, self.file)

    def write(self, group: Any) -> None:
        self._writer.write_table(group, row_group_size=ROW_GROUP)
        self.rows += group.num_rows

    def abandon(self) -> None:
        self._writer.is_open = False  # or it would write its footer into a closed file
        self.file.close()

    def close(self) -> WrittenFile:
        self._writer.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        return WrittenFile(self.path, self.rows, *file_digest(self._place))


def write_table(spec: TableSpec, table: Any, folder: Path, beside: Executor) -> Written:
    """Write a table that is there as a whole."""
    with TableWriter(spec, table.num_rows, folder, beside) as writer:
        writer.add(table)
        return writer.close()


def _open_writer(spec: TableSpec, group: Any, file: Any) -> Any:
    """Open a Parquet writer for a table that begins with a row group."""
    import pyarrow.parquet as pq

    dictionary = [c.name for c in spec.columns if c.code or _is_one_or_null(group.column(c.name))]
    return pq.ParquetWriter(file, group.schema, use_dictionary=dictionary, **OPTIONS)


def _is_one_or_null(column: Any) -> bool:
    """Return whether a column holds nulls and one text: without a dictionary, DuckDB 2.0 takes all for null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not column.null_count or column.null_count == len(column) or not pa.types.is_string(column.type):
        return False
    span = pc.min_max(column)
    return bool(span["min"] == span["max"])


def _without_twins(table: Any) -> Any:
    """Return a table whose dictionaries hold each value once.

    For a value that stands twice pyarrow counts its bytes twice and writes them once; what it then writes after them is
    whatever lay in memory, other bytes each time.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    for i, column in enumerate(table.columns):
        if pa.types.is_dictionary(column.type) and any(
            pc.count_distinct(chunk.dictionary, mode="all").as_py() < len(chunk.dictionary) for chunk in column.chunks
        ):
            field = table.schema.field(i).with_type(column.type.value_type)
            table = table.set_column(i, field, column.cast(column.type.value_type))
    return table


def file_digest(path: Path) -> tuple[int, str]:
    """Return size and SHA-256 of a file, as read back from it."""
    found, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
            size += len(block)
    return size, found.hexdigest()


def write_bytes(path: Path, content: bytes) -> tuple[int, str]:
    """Write a file so that it survives a power cut; return its size and SHA-256."""
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return len(content), hashlib.sha256(content).hexdigest()
