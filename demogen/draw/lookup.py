"""Finds in which of many spans values lie, by a table of evenly spaced cells instead of a search.

The answers are those of `numpy.searchsorted(starts, values, side="right") - 1`, several times as fast.
"""

from __future__ import annotations

import numpy as np

from demogen.draw.arrays import Ints

CELLS_PER_START = 4
MOST_STARTS = 3  # in one cell; where there are more, a search is as fast
FEW = 64  # values below which laying the table out costs more than it saves


class Lookup:
    """Starts of spans, in order, and for evenly spaced cells the span in which each cell begins."""

    def __init__(self, starts: Ints) -> None:
        """Lay the table out; starts may repeat."""
        self._starts = starts
        span = int(starts[-1] - starts[0]) if len(starts) else 0
        self._shift = max(0, span.bit_length() - (CELLS_PER_START * max(len(starts), 1)).bit_length() + 1)
        cells = (span >> self._shift) + 1
        bounds = (np.arange(cells + 1, dtype=np.int64) << self._shift) + (starts[0] if len(starts) else 0)
        first = np.searchsorted(starts, bounds, side="right") - 1
        self._rounds = int(np.diff(first).max(initial=0))
        self._first = first[:-1].astype(np.int32)
        self._next = np.append(starts[1:], np.iinfo(np.int64).max)

    def __call__(self, values: Ints) -> Ints:
        """Return for each value the number of the last span that starts at or before it, -1 before the first."""
        if self._rounds > MOST_STARTS or values.ndim == 0 or len(values) < FEW:
            return np.searchsorted(self._starts, values, side="right") - 1
        cell = (values - self._starts[0]) >> self._shift
        before = values < self._starts[0]
        span = self._first[np.clip(cell, 0, len(self._first) - 1)].astype(np.int64)
        for _ in range(self._rounds):
            span += self._next[span] <= values
        span[before] = -1
        return span
