"""Turns columns of integers, ids and text into the Arrow table that a specification asks for."""

from __future__ import annotations

from typing import Any

import numpy as np

from demogen.bundle.schema import Column, TableSpec, arrow_schema, arrow_type
from demogen.draw import arrays
from demogen.draw.arrays import Ints
from demogen.draw.ids import Ids, concatenate
from demogen.draw.worktime import NEVER

BLOCK = 131_072  # rows that are put in order at once: a row group of a file


def build_table(spec: TableSpec, columns: dict[str, Any], rows: int) -> Any:
    """Build a table; a column is text from Arrow, ids, (ids, index), or integers.

    Text of few values may come as dictionaries. Integers are microseconds UTC (NEVER is null), hundredths of a unit
    for money, days for dates; below zero is null in other nullable columns. An index below zero gives a null id.

    Raises:
        TypeError: a column is missing or is one too many, or text is not an Arrow array.
    """
    import pyarrow as pa

    _require_columns(spec, columns)
    arrays = [_array(column, columns[column.name], rows) for column in spec.columns]
    fields = [pa.field(c.name, array.type, nullable=c.nullable) for c, array in zip(spec.columns, arrays, strict=True)]
    return pa.table(arrays, schema=pa.schema(fields))


def plain(table: Any, spec: TableSpec) -> Any:
    """Return a table with text as text instead of dictionaries."""
    return table.cast(arrow_schema(spec))


def _require_columns(spec: TableSpec, columns: dict[str, Any]) -> None:
    """Check what a room gives, so that a slip in a new one is told with its table and column."""
    names = {column.name for column in spec.columns}
    if names != set(columns):
        lacking, many = sorted(names - set(columns)), sorted(set(columns) - names)
        raise TypeError(f"{spec.name}: columns() lacks {lacking} and has {many}, which the specification does not know")
    for column in spec.columns:
        if column.type == "string" and not hasattr(columns[column.name], "type"):
            raise TypeError(f"{spec.name}.{column.name}: text must be an Arrow array (demogen.draw.strings makes them)")


def _array(column: Column, values: Any, rows: int) -> Any:
    if column.type == "string":
        return values
    if column.type == "uuid":
        return _uuids(values, rows)
    if column.type == "money":
        return _decimals(values)
    if column.type == "timestamp":
        return arrays.column(values, values >= NEVER, arrow_type(column))
    if column.type == "int":
        return arrays.column(values.astype(np.int32), values < 0 if column.nullable else None)
    return arrays.column(values.astype(np.int32) if column.type == "date" else values, None, arrow_type(column))


def _uuids(values: Any, rows: int) -> Any:
    import pyarrow as pa

    ids, index = values if isinstance(values, tuple) else (values, None)
    null = np.zeros(rows, dtype=np.bool_) if index is None else index < 0
    chosen: Ids = (
        ids
        if index is None
        else (ids.take(np.maximum(index, 0)) if len(ids) else Ids(np.zeros(rows, np.uint64), np.zeros(rows, np.uint64)))
    )
    high, low = np.where(null, np.uint64(0), chosen.high), np.where(null, np.uint64(0), chosen.low)
    validity = arrays.bitmap(~null) if null.any() else None
    data = pa.py_buffer(Ids(high, low).to_bytes())
    storage = pa.Array.from_buffers(pa.binary(16), rows, [validity, data])
    return pa.ExtensionArray.from_storage(pa.uuid(), storage)


def _decimals(hundredths: Ints) -> Any:
    import pyarrow as pa

    pairs = np.stack([hundredths, hundredths >> 63], axis=1).astype("<i8")
    return pa.Array.from_buffers(pa.decimal128(18, 2), len(hundredths), [None, pa.py_buffer(pairs.tobytes())])


def merge_columns(parts: list[Any], order: Ints) -> Any:
    """Join a column that comes in several parts and put its rows in order."""
    import pyarrow as pa

    if isinstance(parts[0], Ids):
        return concatenate(parts).take(order)
    if isinstance(parts[0], tuple):
        return parts[0][0], np.concatenate([index for _, index in parts])[order]
    if isinstance(parts[0], np.ndarray):
        return np.concatenate(parts)[order]
    if pa.types.is_dictionary(parts[0].type):
        return pa.concat_arrays(parts).take(arrays.column(order))
    return pa.chunked_array([_gather(parts, order[at : at + BLOCK]) for at in range(0, max(len(order), 1), BLOCK)])


def _gather(parts: list[Any], rows: Ints) -> Any:
    """Return some rows of a column that comes in several parts, without putting the parts together first."""
    import pyarrow as pa

    ends = np.cumsum([len(part) for part in parts])
    of_part = np.searchsorted(ends, rows, side="right")
    by_part = np.argsort(of_part, kind="stable")
    begins = ends - [len(part) for part in parts]
    taken = [part.take(arrays.column(rows[of_part == i] - begins[i])) for i, part in enumerate(parts)]
    back = np.empty(len(rows), dtype=np.int64)
    back[by_part] = np.arange(len(rows))
    return pa.concat_arrays(taken).take(arrays.column(back))


def take_rows(values: Any, rows: Ints) -> Any:
    """Return some rows of a column."""
    import pyarrow as pa

    if isinstance(values, tuple):
        return values[0], values[1][rows]
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return values.take(arrays.column(rows))
    return values[rows] if isinstance(values, np.ndarray) else values.take(rows)
