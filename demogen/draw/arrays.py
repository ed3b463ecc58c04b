"""Arrow arrays over NumPy memory, without a copy.

And without pandas, which `pa.array` imports where it is installed, only to look at an array: that takes 0.2 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint32]


def bitmap(values: Bools) -> Any:
    """Return booleans as Arrow packs them, eight to a byte."""
    import pyarrow as pa

    return pa.py_buffer(np.packbits(values, bitorder="little").tobytes())


def flags(values: Any) -> npt.NDArray[np.uint8]:
    """Return a byte per row, one or zero, of an Arrow array of booleans; a null gives either."""
    bits = np.frombuffer(values.buffers()[1] or b"", dtype=np.uint8)
    return np.unpackbits(bits, bitorder="little")[values.offset : values.offset + len(values)]


def column(values: npt.NDArray[Any], null: Bools | None = None, kind: Any = None) -> Any:
    """Return an Arrow array of integers or booleans; `null` marks the rows that have no value.

    Args:
        values: 32 or 64 bit integers, or booleans.
        null: which rows are null; none unless given.
        kind: an Arrow type of the same width, such as a timestamp; the plain type of the values unless given.
    """
    import pyarrow as pa

    validity = bitmap(~null) if null is not None and null.any() else None
    if values.dtype == np.bool_:
        return pa.Array.from_buffers(pa.bool_(), len(values), [validity, bitmap(values)])
    plain = {"int64": pa.int64(), "int32": pa.int32()}[values.dtype.name]
    return pa.Array.from_buffers(kind or plain, len(values), [validity, pa.py_buffer(np.ascontiguousarray(values))])


def texts(values: Sequence[str | None]) -> Any:
    """Return an Arrow array of texts."""
    import pyarrow as pa

    encoded = [(value or "").encode("utf-8") for value in values]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64).astype(np.int32)
    null = np.array([value is None for value in values], dtype=np.bool_)
    validity = bitmap(~null) if null.any() else None
    return pa.StringArray.from_buffers(len(values), pa.py_buffer(ends), pa.py_buffer(b"".join(encoded)), validity)


@cache
def text(value: str) -> Any:
    """Return one text as an Arrow scalar."""
    return texts([value])[0]


def from_values(values: Sequence[Any]) -> Any:
    """Return an Arrow array of plain values of one kind: text, booleans, whole numbers or fractions; None is null."""
    import pyarrow as pa

    kinds = {type(value) for value in values if value is not None}
    if kinds <= {str}:
        return texts(values)
    null = np.array([value is None for value in values], dtype=np.bool_)
    filled = [0 if value is None else value for value in values]
    if kinds <= {bool}:
        return column(np.array(filled, dtype=np.bool_), null)
    if kinds <= {int}:
        return column(np.array(filled, dtype=np.int64), null)
    validity = bitmap(~null) if null.any() else None
    floats = np.array(filled, dtype=np.float64)
    return pa.Array.from_buffers(pa.float64(), len(values), [validity, pa.py_buffer(floats)])


def where_not(missing: npt.NDArray[np.bool_], values: Any) -> Any:
    """Return a column without the values of some rows: they are null."""
    import pyarrow.compute as pc

    return pc.if_else(column(missing), texts([None])[0], values)
