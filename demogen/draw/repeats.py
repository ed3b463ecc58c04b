"""Finds which texts of a long column were there before, without holding them: equal texts have equal hashes.

The hash has 64 bits and is our own, the same everywhere. Should two texts ever share one, the second counts as a
repeat of the first, which nobody minds who only makes texts unique.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from demogen.draw import strings
from demogen.draw.arrays import Ints
from demogen.draw.records import Spill, pack
from demogen.draw.timed import ROWS_IN_SPAN

Hashes = npt.NDArray[np.uint64]
HASHED = np.dtype([("hash", "u8"), ("row", "i4")])
GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio: the step of SplitMix64


def hash_texts(texts: Any) -> Hashes:
    """Hash each text of an Arrow array: the sum of its bytes, each times a number of its place, mixed."""
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int32)[texts.offset :][: len(texts) + 1].astype(np.int64)
    lengths = np.diff(offsets)
    data = np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)[offsets[0] : offsets[-1]]
    place = np.arange(len(data)) - np.repeat(offsets[:-1] - offsets[0], lengths)
    weighed = (data + np.uint64(1)) * _weights(1 << int(lengths.max(initial=1)).bit_length())[place]
    sums = np.zeros(len(texts), dtype=np.uint64)
    written = np.flatnonzero(lengths)
    if len(written):
        sums[written] = np.add.reduceat(weighed, (offsets[:-1] - offsets[0])[written])
    return _mix(sums)


@cache
def _weights(count: int) -> Hashes:
    """Return numbers of 64 bits, drawn like those of SplitMix64 (Steele, Lea, Flood, 2014)."""
    return _mix(np.arange(1, count + 1, dtype=np.uint64) * GOLDEN)


def _mix(values: Hashes) -> Hashes:
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Hashes = values ^ (values >> np.uint64(31))
    return mixed


class Repeats:
    """The texts of some rows (below 2^31), as hashes."""

    def __init__(self, spill: Spill, rows: int) -> None:
        """Begin without a text; about so many rows are to come."""
        parts = max(-(-rows // ROWS_IN_SPAN), 1)
        bounds = np.array([(i << 63) // parts for i in range(parts)], dtype=np.int64)
        self._hashed = spill.buckets(HASHED, bounds)

    def add(self, rows: Ints, texts: Any) -> None:
        """Add the texts of rows."""
        hashes = hash_texts(texts)
        self._hashed.add(pack(HASHED, {"hash": hashes, "row": rows}), (hashes >> np.uint64(1)).astype(np.int64))

    def find(self, born: Callable[[Ints], Ints]) -> Iterator[tuple[Ints, Ints]]:
        """Return rows whose text was there before, and how often; forget the texts.

        `born` tells when rows came; of two that came at once the one with the smaller number was first.
        """
        for found in self._hashed.spans():
            order = np.argsort(found["hash"], kind="stable")
            hashes = found["hash"][order]
            same = hashes[1:] == hashes[:-1]
            twice = order[np.append(False, same) | np.append(same, False)] if len(order) else order
            rows = np.sort(found["row"][twice]).astype(np.int64)
            hashes = found["hash"][twice[np.argsort(found["row"][twice], kind="stable")]]
            by_age = np.argsort(born(rows), kind="stable")
            rows, times = rows[by_age], strings.occurrence(hashes[by_age].view(np.int64))
            yield rows[times > 0], times[times > 0]
