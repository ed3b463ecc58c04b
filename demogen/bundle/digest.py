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

from demogen.bundle.schema import Column, TableSpec, arrow_schema, arrow_type
from demogen.draw import arrays
from demogen.errors import ConfigError, Problem, Refused

ALGORITHM = "demogen-content/1"
BLOCK = 65_536
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
    block = values.combine_chunks()
    for part in _block_bytes(column, block.chunk(0) if hasattr(block, "chunk") else block):
        found.update(part)


def _block_bytes(column: Column, block: Any) -> list[Any]:
    import pyarrow.compute as pc

    # Plain first: a null may stand in a dictionary's index as well as among its values.
    values = _plain(column, block)
    valid = arrays.flags(pc.is_valid(values)) if values.null_count else np.ones(len(values), dtype=np.uint8)
    if column.type == "string":
        values = pc.fill_null(values, arrays.text("")) if values.null_count else values
        offsets = np.frombuffer(values.buffers()[1], dtype="<i4")[values.offset : values.offset + len(values) + 1]
        payload = memoryview(values.buffers()[2] or b"")[int(offsets[0]) : int(offsets[-1])]
        return [np.diff(offsets).astype("<u4"), payload, valid]
    return [_fixed(column.type, values, valid), valid]


def _plain(column: Column, block: Any) -> Any:
    """Give values in the type of their column, whatever Arrow type of text they came in."""
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
    """Give the values of a fixed width as bytes, null as zero."""
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


def stream_digest(spec: TableSpec, rows: int, batches: Iterable[Any]) -> str:
    """Hash a table that comes in Arrow batches of any length; no more than a few blocks of it are held at a time.

    Raises:
        TypeError: the values are of another type than a column.
        ValueError: the batches hold another number of rows.
    """
    import pyarrow as pa

    hashes = [_begin(column, rows) for column in spec.columns]
    held, seen = pa.Table.from_batches([], schema=arrow_schema(spec)), 0
    for batch in batches:
        seen += batch.num_rows
        held = pa.concat_tables([held, pa.Table.from_batches([batch])])
        held = _take_blocks(spec, hashes, held)
    _take_blocks(spec, hashes, held, least=1)
    if seen != rows:
        raise ValueError(f"{spec.name} holds {seen} rows, expected {rows}")
    return _table_digest(spec, rows, [found.hexdigest() for found in hashes])


def _take_blocks(spec: TableSpec, hashes: list[Any], held: Any, least: int = BLOCK) -> Any:
    """Add whole blocks of a table to the hashes of its columns; give the rows that are left."""
    while held.num_rows >= least:
        for found, column in zip(hashes, spec.columns, strict=True):
            _add(found, column, held.column(column.name).slice(0, BLOCK))
        held = held.slice(BLOCK)
    return held


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
        raise Refused(Problem("--expect-digest", "the content is another", expected, content))
