"""Row ids: UUIDv7 (RFC 9562) with the row's creation time in front and drawn bits behind.

Time in front makes inserts into a B-tree sequential; the drawn bits come from streams that also take the tenant's slug,
so two tenants never share an id.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from demogen.draw.arrays import Ints
from demogen.draw.streams import Draws

Halves = npt.NDArray[np.uint64]

VERSION = np.uint64(7 << 12)
VARIANT = np.uint64(1 << 63)


@dataclass(frozen=True)
class Ids:
    """The ids of some rows as their upper and lower 64 bits."""

    high: Halves
    low: Halves

    def __len__(self) -> int:
        """Count the ids."""
        return len(self.high)

    def take(self, index: npt.NDArray[np.generic]) -> Ids:
        """Return the ids of some rows."""
        return Ids(self.high[index], self.low[index])

    def to_bytes(self) -> bytes:
        """Return the ids as 16 big-endian bytes each."""
        pairs = np.empty((len(self), 2), dtype=">u8")
        pairs[:, 0], pairs[:, 1] = self.high, self.low
        return pairs.tobytes()

    def order(self, created_at: Ints) -> Ints:
        """Return the order of the rows by creation time, ties by id."""
        by_time = np.argsort(created_at, kind="stable")
        times = created_at[by_time]
        same = times[1:] == times[:-1]
        if same.any():  # few rows share a moment: only those are put in order by id
            tied = np.flatnonzero(np.append(False, same) | np.append(same, False))
            rows = by_time[tied]
            by_time[tied] = rows[np.lexsort((self.low[rows], self.high[rows], created_at[rows]))]
        return by_time


def concatenate(parts: list[Ids]) -> Ids:
    """Join ids in order."""
    return Ids(np.concatenate([p.high for p in parts]), np.concatenate([p.low for p in parts]))


def draw(draws: Draws, created_at: Ints) -> Ids:
    """Draw the ids of rows created at moments in microseconds UTC."""
    words = [draws.words(f"id.{part}", salt=draws.source.salt).astype(np.uint64) for part in ("a", "b", "c")]
    millis = (created_at // 1000).astype(np.uint64)
    high = (millis << np.uint64(16)) | VERSION | (words[0] & np.uint64(0xFFF))
    low = VARIANT | ((words[1] & np.uint64(0x3FFFFFFF)) << np.uint64(32)) | words[2]
    return Ids(high, low)
