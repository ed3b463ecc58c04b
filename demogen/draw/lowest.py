"""Chooses so many of the rows of a table: those with the lowest draws, without holding the draws of all.

A key is a row's draw with the row behind it, so no two are equal, and of equal draws the earlier row is lower. Who is
chosen is told by a bound: everybody whose key lies below it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from demogen.draw.arrays import Bools, Ints, Words
from demogen.draw.records import Pile, Spill

Keys = npt.NDArray[np.uint64]
TOP = 16  # leading bits of a draw by which keys are counted
SHIFT = np.uint64(64 - TOP)


def keys_of(words: Words, rows: Ints) -> Keys:
    """Return the keys of rows (below 2^32) by their draws."""
    return words.astype(np.uint64) << np.uint64(32) | rows.astype(np.uint64)


def lowest_bound(keys: Keys, count: int) -> int:
    """Return the bound below which so many of some keys lie."""
    if not count:
        return 0
    return int(np.partition(keys, count - 1)[count - 1]) + 1


class Lowest:
    """Keys of rows that may be chosen, in a pile."""

    def __init__(self, spill: Spill) -> None:
        """Begin without a row."""
        self._keys: Pile = spill.pile(np.dtype(np.uint64))
        self._counted = np.zeros(1 << TOP, dtype=np.int64)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._keys)

    def add(self, words: Words, rows: Ints) -> None:
        """Add rows with their draws."""
        keys = keys_of(words, rows)
        self._counted += np.bincount((keys >> SHIFT).astype(np.int64), minlength=1 << TOP)
        self._keys.add(keys)

    def bounds(self, counts: Sequence[int]) -> Keys:
        """Return the bounds below which so many, none more than there are, of the rows lie; and forget the rows."""
        until = np.cumsum(self._counted)
        tops = np.searchsorted(until, counts, side="left")
        near = np.zeros(1 << TOP, dtype=np.bool_)
        near[tops] = True
        close = np.sort(np.concatenate([_near(part, near) for part in self._keys.parts()] or [np.empty(0, np.uint64)]))
        before = np.cumsum(np.where(near, self._counted, 0))
        found = np.zeros(len(counts), dtype=np.uint64)
        for i, (count, top) in enumerate(zip(counts, tops.tolist(), strict=True)):
            if count:
                # Of the keys that are near, those below the last one chosen.
                nth = before[top] - (until[top] - count) - 1
                found[i] = close[nth] + np.uint64(1)
        self._keys.drop()
        return found


def _near(keys: Keys, near: Bools) -> Keys:
    found: Keys = keys[near[(keys >> SHIFT).astype(np.int64)]]
    return found
