"""The content digest `demogen-content/1`: a hash of values, the same however they were written or chunked.

A column is hashed in blocks of 65,536 rows: its values (little-endian, fixed width; strings as 32-bit lengths, then the
UTF-8 payload; null as zero), then a validity byte per row. A table is the hash of its columns, a bundle of its tables.
`docs/bundle.md` gives the whole of it with test vectors.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from demogen.bundle.schema import Column, TableSpec, arrow_type
from demogen.draw import arrays
from demogen.errors import BundleError, ConfigError, Problem, Refused

ALGORITHM = "demogen-content/1"
BLOCK = 65_536
MAX_BLOCK = 64_000_000  # bytes of a block: nearly a thousand for each text of it
EXPECTED = re.compile(rf"(?:{ALGORITHM}:)?([0-9a-f]{{64}})")


def canonical_json(value: Any) -> bytes:
    """Write JSON with sorted keys and no spaces; the same value gives the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode("utf-8")


def column_digest(column: Column, values: Any) -> str:
    """Hash a column of a table (an Arrow chunked array).

    Raises:
        TypeError: the values are of another type than the column; text may be of any Arrow type of text.
    """
    found = _begin(column, len(values))
    for start in range(0, len(values), BLOCK):
        _add(found, column, values.slice(start, BLOCK))
    return found.hexdigest()


def _begin(column: Column, rows: int) -> Any:
    return hashlib.sha256(f"{ALGORITHM}\0{column.type}\0{rows}\0".encode("ascii"))


def _add(found: Any, column: Column, values: Any) -> None:
    """Add a block of a column to its hash."""
    block = values.chunk(0) if values.num_chunks == 1 else values.combine_chunks()
    for part in _block_bytes(column, block.chunk(0) if hasattr(block, "chunk") else block):
        found.update(part)


class TableDigest:
    """Hashes a table whose rows come in parts of any length; less than a block of them is held."""

    def __init__(self, spec: TableSpec, rows: int) -> None:
        """Begin with so many rows to come."""
        self._spec, self._rows, self._seen = spec, rows, 0
        self._columns = [_begin(column, rows) for column in spec.columns]
        self._held: list[Any] = []

    def add(self, table: Any) -> None:
        """Add rows, as an Arrow table."""
        import pyarrow as pa

        self._seen += table.num_rows
        self._held.append(table)
        rows = sum(part.num_rows for part in self._held)
        if rows >= BLOCK:
            whole, full = pa.concat_tables(self._held), rows // BLOCK * BLOCK
            self._held = [whole.slice(full)] if rows > full else []
            self._hash(whole.slice(0, full))

    def _hash(self, table: Any) -> None:
        for found, column in zip(self._columns, self._spec.columns, strict=True):
            values = table.column(column.name)
            for start in range(0, len(values), BLOCK):
                _add(found, column, values.slice(start, BLOCK))

    def finish(self) -> str:
        """Return the digest of the table.

        Raises:
            ValueError: it holds another number of rows than was said.
        """
        import pyarrow as pa

        if self._seen != self._rows:
            raise ValueError(f"{self._spec.name} holds {self._seen} rows, expected {self._rows}")
        if self._held:
            self._hash(pa.concat_tables(self._held))
        return _table_digest(self._spec, self._rows, [found.hexdigest() for found in self._columns])


def _block_bytes(column: Column, block: Any) -> list[Any]:
    import pyarrow.compute as pc

    # Plain first: a null may stand in a dictionary's index as well as among its values.
    values = _plain(column, block)
    valid = arrays.flags(pc.is_valid(values)) if values.null_count else np.ones(len(values), dtype=np.uint8)
    if column.type == "string":
        values = pc.fill_null(values, arrays.text("")) if values.null_count else values
        offsets = np.frombuffer(values.buffers()[1], dtype="<i4")[values.offset : values.offset + len(values) + 1]
        payload = memoryview(values.buffers()[2] or b"")[int(offsets[0]) : int(offsets[-1])]
        lengths = np.diff(offsets)
        if len(lengths) and lengths.max() > column.longest:
            what, longest = "holds a text that is too long", f"one of {lengths.max():,} bytes"
            raise BundleError(Problem(column.name, what, f"at most {column.longest:,} bytes", longest))
        return [lengths.astype("<u4"), payload, valid]
    return [_fixed(column.type, values, valid), valid]


def _plain(column: Column, block: Any) -> Any:
    """Return values in the type of their column, whatever Arrow type of text they came in."""
    import pyarrow as pa

    wanted = arrow_type(column)
    if block.type == wanted:
        return block
    values = block.dictionary_decode() if pa.types.is_dictionary(block.type) else block
    kind = values.type
    if column.type == "string" and (pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
        values = values.cast(wanted)
    if values.type != wanted:
        raise TypeError(f"{column.name}: values of Arrow type {kind}, expected {wanted}")
    return values


def _fixed(kind: str, values: Any, valid: Any) -> Any:
    """Return the values of a fixed width as bytes, null as zero."""
    import pyarrow as pa

    if kind == "bool":
        return arrays.flags(values) & valid
    width = {"uuid": 16, "money": 16, "timestamp": 8, "int": 4, "date": 4}[kind]
    storage = values.storage if isinstance(values, pa.ExtensionArray) else values
    raw = np.frombuffer(storage.buffers()[1], dtype=np.uint8)[
        storage.offset * width : (storage.offset + len(storage)) * width
    ]
    return raw if valid.all() else np.where(valid[:, None] > 0, raw.reshape(-1, width), np.uint8(0)).astype(np.uint8)


def table_digest(spec: TableSpec, table: Any) -> str:
    """Hash a table of values in the order of its rows."""
    return _table_digest(spec, table.num_rows, [column_digest(c, table.column(c.name)) for c in spec.columns])


def stream_digest(spec: TableSpec, rows: int, columns: Iterable[Iterable[Any]]) -> str:
    """Hash a table whose columns come one after the other, each in Arrow batches of any length.

    No more than a block of one column is held at a time.

    Raises:
        TypeError: the values are of another type than a column.
        ValueError: a column holds another number of rows.
        BundleError: a text is longer than those of its column, or a block of them is larger than one can be.
    """
    digests = [_column_stream(column, rows, batches) for column, batches in zip(spec.columns, columns, strict=True)]
    return _table_digest(spec, rows, digests)


def _column_stream(column: Column, rows: int, batches: Iterable[Any]) -> str:
    import pyarrow as pa

    found, seen, size = _begin(column, rows), 0, 0
    held: list[Any] = []
    for batch in batches:
        values, at = batch.column(0), 0
        values.validate(full=True)  # text that is no UTF-8, amounts that are too long
        while at < len(values):
            part = values.slice(at, BLOCK - seen % BLOCK)
            held.append(part)
            at, seen, size = at + len(part), seen + len(part), size + part.nbytes
            if size > MAX_BLOCK:
                raise BundleError(Problem(column.name, "holds more text than a column can", f"{MAX_BLOCK:,} bytes"))
            if seen % BLOCK == 0:
                _add(found, column, pa.chunked_array(held))
                held, size = [], 0
    if held:
        _add(found, column, pa.chunked_array(held))
    if seen != rows:
        raise ValueError(f"{column.name} holds {seen} rows, expected {rows}")
    return str(found.hexdigest())


def _table_digest(spec: TableSpec, rows: int, digests: list[str]) -> str:
    columns = [{"digest": d, "name": c.name, "type": c.type} for c, d in zip(spec.columns, digests, strict=True)]
    return hashlib.sha256(
        canonical_json({"algorithm": ALGORITHM, "columns": columns, "rows": rows, "table": spec.name})
    ).hexdigest()


def bundle_digest(tables: Mapping[str, str]) -> str:
    """Hash a bundle from the digests of its tables."""
    return f"{ALGORITHM}:{hashlib.sha256(canonical_json({'algorithm': ALGORITHM, 'tables': dict(tables)})).hexdigest()}"


def read_expected(text: str) -> str:
    """Return a content digest as manifests have it; in `text` it may lack its prefix.

    Raises:
        ConfigError: the text is no digest, or empty, as a variable is that was never set.
    """
    if found := EXPECTED.fullmatch(text.strip()):
        return f"{ALGORITHM}:{found[1]}"
    what = "is not a content digest" if text.strip() else "is empty"
    shape = f"64 hexadecimal digits, with or without `{ALGORITHM}:` before them"
    raise ConfigError(Problem("--expect-digest", what, shape, ascii(text)[:80] if text.strip() else ""))


def require_expected(content: str, expected: str | None) -> None:
    """Refuse a content digest that is not the expected one.

    Raises:
        ConfigError: what is expected is no digest.
        Refused: it is another.
    """
    if expected is not None and read_expected(expected) != content:
        raise Refused(Problem("--expect-digest", "content digest does not match", expected, content))
