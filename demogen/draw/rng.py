"""The seeded generator of the request: Mulberry32 with its helpers, equal to JavaScript's bit for bit.

Integers, floats, picks, weighted picks and shuffles are exact; `pareto` and `log_normal` go through the platform's
`pow`, `log` and `cos` and agree within rounding. JavaScript keeps the state in a double, which loses bits past 2^53,
after about 4.9 million draws; here it wraps at 2^32, so the two agree up to there. The world never uses this class, it
uses `streams`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeAlias, TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")
Real: TypeAlias = float  # inside the class, `float` is the method

STEP = 0x6D2B79F5
MASK = 0xFFFFFFFF
FIRST_HOUR, LAST_HOUR = 9, 18


def hash_seed(seed: str) -> int:
    """Hash a seed the way JavaScript's `(hash << 5) - hash + charCodeAt` does, over UTF-16 code units."""
    units = seed.encode("utf-16-le", "surrogatepass")
    value = 0
    for low, high in zip(units[::2], units[1::2], strict=True):
        value = (value * 31 + low + (high << 8)) & MASK
    return abs(value - (1 << 32) if value >= 1 << 31 else value) or 1


def mix(state: int) -> int:
    """Turn a 32-bit state into the draw that belongs to it."""
    t = ((state ^ (state >> 15)) * (state | 1)) & MASK
    t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & MASK)) & MASK
    return t ^ (t >> 14)


class SeededRng:
    """A sequence of draws from a seed string."""

    def __init__(self, seed: str) -> None:
        """Start the sequence of a seed."""
        self._state = hash_seed(seed)

    def next_u32(self) -> int:
        """Draw an integer of 32 bits."""
        self._state = (self._state + STEP) & MASK
        return mix(self._state)

    def next(self) -> float:
        """Draw a float in [0, 1)."""
        return self.next_u32() / 4294967296

    def int(self, low: int, high: int) -> int:
        """Draw an integer from low to high, both included."""
        return math.floor(self.next() * (high - low + 1)) + low

    def float(self, low: float, high: float) -> float:
        """Draw a float in [low, high)."""
        return self.next() * (high - low) + low

    def pick(self, items: Sequence[T]) -> T:
        """Draw one of the items; raises ValueError when there are none."""
        if not items:
            raise ValueError("cannot pick from an empty list")
        return items[self.int(0, len(items) - 1)]

    def pick_weighted(self, items: Sequence[T], weights: Sequence[Real]) -> T:
        """Draw one of the items in proportion to its weight; raises ValueError when there are none."""
        if not items or len(items) != len(weights):
            raise ValueError("a weighted pick needs as many weights as items, and at least one")
        total: Real = 0
        for weight in weights:
            total += weight
        remaining = self.next() * total
        for item, weight in zip(items, weights, strict=True):
            remaining -= weight
            if remaining <= 0:
                return item
        return items[-1]

    def shuffle(self, items: Sequence[T]) -> list[T]:
        """Return the items in a drawn order (Fisher-Yates, from the end)."""
        result = list(items)
        for i in range(len(result) - 1, 0, -1):
            j = self.int(0, i)
            result[i], result[j] = result[j], result[i]
        return result

    def pareto(self, low: Real, alpha: Real = 1.5) -> Real:
        """Draw from a Pareto distribution that starts at low."""
        return low / math.pow(1 - self.next(), 1 / alpha)

    def log_normal(self, mean: Real, std_dev: Real) -> Real:
        """Draw from a log-normal distribution (Box-Muller); a first draw of zero counts as the smallest above it."""
        u1 = self.next() or 1 / 4294967296
        u2 = self.next()
        return math.exp(mean + std_dev * math.sqrt(-2 * math.log(u1)) * math.cos(2 * math.pi * u2))

    def date(self, start: datetime, end: datetime) -> datetime:
        """Draw a moment from start to end, both included, to the millisecond."""
        return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=self.int(_millis(start), _millis(end)))

    def business_date(self, start: datetime, end: datetime, timezone: str) -> datetime:
        """Draw a moment of a working day, nine to six in the zone, inside the range.

        Where no such moment is found in ten tries, the last one drawn is given, still inside the range.
        """
        zone = ZoneInfo(timezone)
        moment = start
        for _ in range(10):
            local = self.date(start, end).astimezone(zone)
            if local.hour < FIRST_HOUR:
                local = local.replace(hour=FIRST_HOUR + self.int(0, 2))
            elif local.hour >= LAST_HOUR:
                local = local.replace(hour=14 + self.int(0, 3))
            moment = min(max(local.astimezone(UTC), start), end)
            local = moment.astimezone(zone)
            if local.weekday() < 5 and FIRST_HOUR <= local.hour < LAST_HOUR:
                return moment
        return moment


def _millis(moment: datetime) -> int:
    return (moment - datetime.fromtimestamp(0, UTC)) // timedelta(milliseconds=1)
