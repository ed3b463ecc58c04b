"""Bounds a table's Parquet file before any Parquet library sees it: what it may cost to decode follows from its table.

The footer and the header of every page are read here, and nothing is decompressed. Row groups, pages and values are
counted, and no page may become larger than the writer of bundles makes one; what a footer states of sizes is never
believed. A library that then reads the file holds no more than a few pages and the rows that it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from demogen.bundle.schema import Column, TableSpec
from demogen.bundle.thrift import Reader, ThriftError
from demogen.bundle.write import OPTIONS, ROW_GROUP
from demogen.errors import BundleError, Problem

MAGIC = b"PAR1"
MAX_FOOTER = 4_000_000
MAX_HEADER = 1_024  # bytes of a page's header, without the texts in it
SLACK = 65_536
MEAN_TEXT = 1_024  # bytes that the texts of a full row group have in the mean, at most
MAX_DECODED = 128_000_000  # bytes of a row group's column of texts, decoded
WIDTHS = {"uuid": 16, "int": 4, "bool": 1, "timestamp": 8, "date": 4, "money": 16}
DATA, DICTIONARY = 0, 2  # types of pages
PLAIN, PLAIN_DICTIONARY, RLE_DICTIONARY = 0, 2, 8  # encodings; the others may make much of few bytes


@dataclass(frozen=True)
class Chunk:
    """The values of a column in a row group, as their pages' headers say: whether a dictionary holds them."""

    column: Column
    group: int
    rows: int
    by_dictionary: bool


class OtherColumnsError(ValueError):
    """A file has other columns: the first that differs, as expected and as found."""


class OddFileError(ValueError):
    """A file is not as the writer of bundles makes one."""


def require_bounds(file: BinaryIO, spec: TableSpec, where: str) -> int:
    """Refuse a file that costs more to decode than its table can; return its number of rows.

    Raises:
        BundleError: it does, or it is no Parquet file of this table.
    """
    try:
        rows, chunks = _survey(file, spec)
    except OtherColumnsError as error:
        raise BundleError(Problem(where, "has another schema", *error.args)) from error
    except (ThriftError, OddFileError, KeyError, IndexError, TypeError) as error:
        what = str(error) if isinstance(error, (ThriftError, OddFileError)) else "lacks a part of its footer"
        raise BundleError(Problem(where, f"cannot be read, for it is not as demogen writes Parquet: {what}")) from error
    _require_dictionaries(file, where, [chunk for chunk in chunks if chunk.by_dictionary])
    return rows


def _survey(file: BinaryIO, spec: TableSpec) -> tuple[int, list[Chunk]]:
    """Read the footer and every page's header."""
    footer, end = _footer(file)
    _require_schema(footer[2], spec)
    groups: list[dict[int, Any]] = footer[4]
    rows = footer[3]
    if sum(group[3] for group in groups) != rows or any(not 0 <= group[3] <= ROW_GROUP for group in groups):
        raise OddFileError("its row groups have other numbers of rows")
    if len(groups) > rows // ROW_GROUP + 1:
        raise OddFileError("it has too many row groups")
    chunks = []
    for number, group in enumerate(groups):
        if len(group[1]) != len(spec.columns):
            raise OddFileError("a row group has other columns")
        for column, chunk in zip(spec.columns, group[1], strict=True):
            if 1 in chunk:
                raise OddFileError("a column lies in another file")
            by_dictionary = _require_chunk(file, column, chunk[3], group[3], end)
            chunks.append(Chunk(column, number, group[3], by_dictionary and column.type == "string"))
    return rows, chunks


def _footer(file: BinaryIO) -> tuple[dict[int, Any], int]:
    """Read the footer; return it and where it begins."""
    size = os.fstat(file.fileno()).st_size
    tail = os.pread(file.fileno(), 8, max(size - 8, 0))
    length = int.from_bytes(tail[:4], "little")
    begin = size - 8 - length
    if tail[4:] != MAGIC or begin < len(MAGIC) or os.pread(file.fileno(), 4, 0) != MAGIC:
        raise OddFileError("it does not begin and end as one")
    if length > MAX_FOOTER:
        raise OddFileError(f"its footer is longer than {MAX_FOOTER:,} bytes")
    return Reader(os.pread(file.fileno(), length, begin)).struct(), begin


def _require_schema(elements: list[dict[int, Any]], spec: TableSpec) -> None:
    """Refuse another number of columns, groups of columns and repeated ones: a library may follow them too far down."""
    root, leaves = elements[0], elements[1:]
    ours, theirs = [c.name for c in spec.columns], [leaf[4].decode("utf-8", "replace") for leaf in leaves]
    for i in range(max(len(ours), len(theirs))):
        pair = tuple(names[i][:80] if i < len(names) else "nothing" for names in (ours, theirs))
        if pair[0] != pair[1]:
            raise OtherColumnsError(*pair)
    if root.get(5) != len(leaves):
        raise OddFileError("its columns are not one beside the other")
    if any(leaf.get(5) or leaf.get(3) not in {0, 1} or 1 not in leaf for leaf in leaves):
        raise OddFileError("a column is a group or repeats")


def _require_chunk(file: BinaryIO, column: Column, facts: dict[int, Any], rows: int, end: int) -> bool:
    """Walk over the pages of a column; return whether a dictionary holds values of it."""
    if rows == 0 and facts[5] == 0 and 0 <= facts[7] <= MAX_HEADER:  # offsets of nothing mean nothing
        return False
    begin = min(facts[9], facts.get(11) or facts[9])
    if facts[5] != rows or begin < len(MAGIC) or facts[7] < 0 or begin + facts[7] > end:
        raise OddFileError(f"{column.name} has other values than rows, or lies elsewhere")
    most, left = _most(column, rows), rows
    dictionary = used = plain = False
    for place, page in _pages(file, column, begin, begin + facts[7], rows):
        most -= page[2]
        if most < 0:
            raise OddFileError(f"{column.name} is larger than its rows can be")
        if page[1] == DICTIONARY and place == begin and not dictionary:
            dictionary = True
            continue
        encoding = page[5][2] if page[1] == DATA else -1
        by_dictionary = encoding in {PLAIN_DICTIONARY, RLE_DICTIONARY}
        if encoding != PLAIN and not by_dictionary:
            raise OddFileError(f"{column.name} has a page of another kind")
        if by_dictionary and (plain or not dictionary):
            raise OddFileError(f"{column.name} has pages in another order")
        used, plain, left = used or by_dictionary, plain or not by_dictionary, left - page[5][1]
        if left < 0 or page[5][1] < 0:
            break
    if left:
        raise OddFileError(f"{column.name} has other numbers of values in its pages")
    return used


def _pages(file: BinaryIO, column: Column, at: int, end: int, rows: int) -> Iterator[tuple[int, dict[int, Any]]]:
    """Read the header of each page with its place; a page is not larger than the writer lets it become."""
    window = MAX_HEADER + 4 * (column.longest if column.type == "string" else 0)
    most_pages = rows // 16 + 8
    while at < end:
        reader = Reader(os.pread(file.fileno(), min(window, end - at), at))
        page = reader.struct()
        most_pages -= 1
        if not 0 <= page[2] <= _most_page(column) or page[3] < 0 or most_pages < 0:
            raise OddFileError(f"{column.name} has a page that is too large, or too many of them")
        yield at, page
        at += reader.at + page[3]
    if at != end:
        raise OddFileError(f"{column.name} ends in another place than its pages")


def _most_page(column: Column) -> int:
    """Return the largest size of a page: the writer looks at it after every batch of values."""
    width = column.longest + 4 if column.type == "string" else WIDTHS[column.type]
    return 2 * int(OPTIONS["data_page_size"]) + int(OPTIONS["write_batch_size"]) * width


def _most(column: Column, rows: int) -> int:
    """Return how large the pages of a column can be together, a dictionary among them."""
    width = min(column.longest, MEAN_TEXT) + 4 if column.type == "string" else WIDTHS[column.type]
    return rows * (width + 1) + _most_page(column) + SLACK


def _require_dictionaries(file: BinaryIO, where: str, chunks: list[Chunk]) -> None:
    """Refuse a dictionary with a text that is too long: a page holds it once, and the rows of a group many times."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    chunks = [chunk for chunk in chunks if chunk.rows]
    if not chunks:
        return
    names = sorted({chunk.column.name for chunk in chunks})
    try:
        with pa.OSFile(f"/dev/fd/{file.fileno()}") as source:
            table = pq.ParquetFile(source, read_dictionary=names, page_checksum_verification=True, pre_buffer=False)
            for group in sorted({chunk.group for chunk in chunks}):
                here = [chunk for chunk in chunks if chunk.group == group]
                columns = [chunk.column.name for chunk in here]
                batch = next(table.iter_batches(1, row_groups=[group], columns=columns, use_threads=False))
                for chunk in here:
                    lengths = pc.binary_length(batch.column(chunk.column.name).dictionary)
                    _require_texts(chunk, pc.max(lengths).as_py() or 0, where)
    except (pa.ArrowException, OSError, StopIteration) as error:
        raise BundleError(Problem(where, f"cannot be read: {error}"[:200])) from error


def _require_texts(chunk: Chunk, longest: int, where: str) -> None:
    most = min(chunk.column.longest, MAX_DECODED // max(chunk.rows, 1))
    if longest > most:
        found = f"one of {longest:,} bytes"
        raise BundleError(Problem(f"{where} {chunk.column.name}", "holds a text that is too long", f"{most:,}", found))
