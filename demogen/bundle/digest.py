"""The content digest `demogen-content/1`: a hash of values, the same however they were written or chunked.

A column is hashed in blocks of 65,536 rows: its values (little-endian, fixed width; strings as 32-bit lengths, then the
UTF-8 payload; null as zero), then a validity byte per row. A table is the hash of its columns, a bundle of its tables.
`docs/bundle.md` gives the whole of it with test vectors.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from demogen.bundle.schema import Column, TableSpec

ALGORITHM = "demogen-content/1"
BLOCK = 65_536


def canonical_json(value: Any) -> bytes:
    """Write JSON with sorted keys and no spaces; the same value gives the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode("utf-8")


def column_digest(column: Column, values: Any) -> str:
    """Hash a column of a table (an Arrow chunked array)."""
    found = hashlib.sha256(f"{ALGORITHM}\0{column.type}\0{len(values)}\0".encode("ascii"))
    for start in range(0, len(values), BLOCK):
        block = values.slice(start, BLOCK).combine_chunks()
        for part in _block_bytes(column.type, block.chunk(0) if hasattr(block, "chunk") else block):
            found.update(part)
    return found.hexdigest()


def _block_bytes(kind: str, block: Any) -> list[Any]:
    import pyarrow as pa
    import pyarrow.compute as pc

    valid = np.asarray(pc.is_valid(block)).astype(np.uint8) if block.null_count else np.ones(len(block), dtype=np.uint8)
    if kind == "string":
        plain = block.cast(pa.string()) if pa.types.is_dictionary(block.type) else block
        plain = pc.fill_null(plain, "") if block.null_count else plain
        offsets = np.frombuffer(plain.buffers()[1], dtype="<i4")[plain.offset : plain.offset + len(plain) + 1]
        payload = memoryview(plain.buffers()[2] or b"")[int(offsets[0]) : int(offsets[-1])]
        return [np.diff(offsets).astype("<u4"), payload, valid]
    return [_fixed(kind, block, valid), valid]


def _fixed(kind: str, block: Any, valid: Any) -> Any:
    """Give the values of a fixed width as bytes, null as zero."""
    import pyarrow as pa

    if kind == "bool":
        return np.asarray(block.cast(pa.uint8()).fill_null(0))
    width = {"uuid": 16, "money": 16, "timestamp": 8, "int": 4, "date": 4}[kind]
    storage = block.storage if isinstance(block, pa.ExtensionArray) else block
    raw = np.frombuffer(storage.buffers()[1], dtype=np.uint8)[storage.offset * width : (storage.offset + len(storage)) * width]
    return raw if valid.all() else np.where(valid[:, None] > 0, raw.reshape(-1, width), np.uint8(0)).astype(np.uint8)


def table_digest(spec: TableSpec, table: Any) -> str:
    """Hash a table of values in the order of its rows."""
    columns = [{"digest": column_digest(c, table.column(c.name)), "name": c.name, "type": c.type} for c in spec.columns]
    return hashlib.sha256(canonical_json({"algorithm": ALGORITHM, "columns": columns, "rows": table.num_rows, "table": spec.name})).hexdigest()


def bundle_digest(tables: Mapping[str, str]) -> str:
    """Hash a bundle from the digests of its tables."""
    return f"{ALGORITHM}:{hashlib.sha256(canonical_json({'algorithm': ALGORITHM, 'tables': dict(tables)})).hexdigest()}"
