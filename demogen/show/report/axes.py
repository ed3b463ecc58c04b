"""Axes of charts: round values from zero to above the largest one, and how they are written in little room."""

from __future__ import annotations

from dataclasses import dataclass

STEPS = (1, 2, 5)
MOST_TICKS = 5
UNITS = ((10**9, "B"), (10**6, "M"), (10**3, "k"))


@dataclass(frozen=True)
class Axis:
    """An axis from zero, at `bottom`, to the last tick, at `top`."""

    ticks: tuple[float, ...]
    texts: tuple[str, ...]
    top: float
    bottom: float

    def at(self, value: float) -> float:
        """Return where a value lies."""
        return self.bottom - (self.bottom - self.top) * value / self.ticks[-1]


def value_axis(most: float, top: float, bottom: float) -> Axis:
    """Make an axis for values from zero to `most`: ticks at 1, 2 or 5 times a power of ten, at most five above zero."""
    step = next(m * 10**k for k in range(16) for m in STEPS if m * 10**k * MOST_TICKS >= most)
    count = max(-(-int(-(-most // 1)) // step), 1)
    ticks = tuple(float(i * step) for i in range(count + 1))
    return Axis(ticks, tuple(short(tick) for tick in ticks), top, bottom)


def short(value: float) -> str:
    """Write a value in little room: 950, 1.2k, 35k, 2M."""
    for unit, letter in UNITS:
        if abs(value) >= unit:
            return f"{value / unit:.1f}".removesuffix(".0") + letter
    return f"{value:.0f}"


def minutes(value: int | None) -> str:
    """Write a time in little room: 30m, 4h; without an end as ∞."""
    if value is None:
        return "∞"
    return f"{value / 60:g}h" if value >= 60 else f"{value}m" if value else "0"
