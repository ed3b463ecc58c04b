"""Writes tables as Parquet files with pinned options: the same table and the same pyarrow give the same bytes.

Row groups are cut by row number, pages carry checksums, nothing of the machine or the moment is in a file.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demogen.bundle.digest import table_digest
from demogen.bundle.schema import TableSpec

ROW_GROUP = 131_072
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
class Written:
    """A table as it stands in a file."""

    name: str
    path: str
    rows: int
    content: str
    size_bytes: int
    sha256: str


def write_table(spec: TableSpec, table: Any, folder: Path, pool: Executor) -> Written:
    """Write a table to `data/<table>.parquet` in a folder, and hash its values and its bytes, both at once."""
    import pyarrow.parquet as pq

    relative = f"data/{spec.name}.parquet"
    path = folder / relative
    dictionary = [c.name for c in spec.columns if c.code or _is_one_or_null(table.column(c.name))]
    content = pool.submit(table_digest, spec, table)
    table = _without_twins(table)
    with open(path, "wb") as file:
        writer = pq.ParquetWriter(file, table.schema, use_dictionary=dictionary, **OPTIONS)
        for start in range(0, max(table.num_rows, 1), ROW_GROUP):
            writer.write_table(table.slice(start, ROW_GROUP), row_group_size=ROW_GROUP)
        writer.close()
        file.flush()
        os.fsync(file.fileno())
    size, sha256 = file_digest(path)
    return Written(spec.name, relative, table.num_rows, content.result(), size, sha256)


def _is_one_or_null(column: Any) -> bool:
    """Tell whether a column holds nulls and one text: without a dictionary, DuckDB 2.0 takes all its rows for null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not column.null_count or column.null_count == len(column) or not pa.types.is_string(column.type):
        return False
    span = pc.min_max(column)
    return bool(span["min"] == span["max"])


def _without_twins(table: Any) -> Any:
    """Give a table whose dictionaries hold each value once.

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
    """Give size and SHA-256 of a file, as read back from it."""
    found, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
            size += len(block)
    return size, found.hexdigest()


def write_bytes(path: Path, content: bytes) -> tuple[int, str]:
    """Write a file so that it survives a power cut; give its size and SHA-256."""
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return len(content), hashlib.sha256(content).hexdigest()
