"""Columns of text, put together by Arrow kernels: no Python loop over rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from demogen.draw import arrays
from demogen.draw.arrays import Ints


class Choices:
    """Texts to choose from by number, laid out once; an index below zero gives null."""

    def __init__(self, values: Sequence[str | None]) -> None:
        """Lay the texts out."""
        self._texts = arrays.texts(values)
        places: dict[str, int] = {}
        found = [-1 if v is None else places.setdefault(v, len(places)) for v in values]
        self._place = np.array(found or [-1], dtype=np.int32)
        self._different = arrays.texts(list(places))
        self.known = len(places)

    def at(self, index: Ints) -> Any:
        """Return the text at each index."""
        return self._texts.take(arrays.column(index, index < 0))

    def coded(self, index: Ints) -> Any:
        """Return the text at each index as a dictionary column, for text of few values.

        The dictionary holds each value once, in the order in which the values come.
        """
        import pyarrow as pa

        positions = np.where(index < 0, np.int32(-1), self._place[index])
        return pa.DictionaryArray.from_arrays(arrays.column(positions, positions < 0), self._different)


def nulls(rows: int) -> Any:
    """Return a column of text without any."""
    import pyarrow as pa

    return pa.nulls(rows, pa.string())


def take(values: Sequence[str | None], index: Ints) -> Any:
    """Return the text at each index; an index below zero gives null."""
    return arrays.texts(values).take(arrays.column(index, index < 0))


def coded(values: Sequence[str | None], index: Ints) -> Any:
    """Return the text at each index as a dictionary column, as Choices do."""
    return Choices(values).coded(index)


def join(*parts: Any) -> Any:
    """Join columns of text and single texts, row by row; null where any part is null."""
    import pyarrow.compute as pc

    return pc.binary_join_element_wise(*(arrays.text(p) if isinstance(p, str) else p for p in parts), arrays.text(""))


def fill(template: str, slots: dict[str, Any], rows: int) -> Any:
    """Fill the {slots} of a template with columns of text."""
    import re

    import pyarrow as pa

    pieces = enumerate(re.split(r"\{(\w+)\}", template))  # text, slot, text, slot, …, text
    parts = [slots[piece] if i % 2 else piece for i, piece in pieces if piece]
    if all(isinstance(part, str) for part in parts):
        return pa.repeat(arrays.text("".join(parts)), rows)
    return join(*parts)


def fill_by(templates: Sequence[str], choice: Ints, slots: dict[str, Any]) -> Any:
    """Fill, in each row, the template that was chosen for it; slots are columns of text, also coded ones.

    Texts are taken only where a template has their slot.
    """
    import pyarrow as pa

    pieces, places = [], []
    for i, template in enumerate(templates):
        rows = np.flatnonzero(choice == i)
        if len(rows):
            chosen = arrays.column(rows)
            named = {name: _decoded(texts.take(chosen)) for name, texts in slots.items() if f"{{{name}}}" in template}
            pieces.append(fill(template, named, len(rows)))
            places.append(rows)
    if not pieces:
        return arrays.texts([])
    back = np.empty(len(choice), dtype=np.int64)
    back[np.concatenate(places)] = np.arange(len(choice))
    return pa.concat_arrays(pieces).take(arrays.column(back))


def _decoded(texts: Any) -> Any:
    import pyarrow as pa

    return texts.dictionary_decode() if pa.types.is_dictionary(texts.type) else texts


def padded(numbers: Ints, digits: Ints) -> Any:
    """Write numbers below 10^digits with leading zeros to so many digits (up to 18); zero digits give an empty text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    powers = np.array([10**i for i in range(19)], dtype=np.int64)
    return pc.utf8_slice_codeunits(arrays.column(numbers + powers[digits]).cast(pa.string()), 1)


def text(numbers: Ints) -> Any:
    """Write numbers in digits."""
    import pyarrow as pa

    return arrays.column(numbers).cast(pa.string())


def codes(texts: Any) -> Ints:
    """Number the distinct values of a column, in the order in which they come."""
    encoded = (
        texts.combine_chunks().dictionary_encode() if hasattr(texts, "combine_chunks") else texts.dictionary_encode()
    )
    found = encoded.indices
    return np.frombuffer(found.buffers()[1], dtype=np.int32)[found.offset :][: len(found)].astype(np.int64)


def occurrence(keys: Ints) -> Ints:
    """Count, for each row, how many rows before it have the same key."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = (
        np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(keys) else np.zeros(0, np.int64)
    )
    sizes = np.diff(np.append(starts, len(keys)))
    result = np.empty(len(keys), dtype=np.int64)
    result[order] = np.arange(len(keys)) - np.repeat(starts, sizes)
    return result


def numbered(base: Any, separator: str = "") -> Any:
    """Make texts unique: the second of equal ones gets a 2 behind it, and so on.

    This holds as long as no text is another one with separator and number behind it, as names without digits are.
    """
    return with_numbers(base, separator, occurrence(codes(base)))


def with_numbers(base: Any, separator: str, times: Ints) -> Any:
    """Write numbers behind texts that were there before: a 2 where it was once, and so on; none where it was never."""
    import pyarrow.compute as pc

    suffix = pc.if_else(arrays.column(times > 0), join(separator, text(times + 1)), arrays.text(""))
    return join(base, suffix)
