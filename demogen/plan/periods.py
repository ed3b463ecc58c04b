"""The periods of a plan: calendar months in tenant-local time, cut to the window, and the two years after it.

The month that holds `asOf` is two periods, up to it and after it, so that every target is a sum of whole periods.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from demogen.config.limits import LOOKAHEAD_MONTHS, months_before


@dataclass(frozen=True)
class Period:
    """A month or a part of one: `first` is its first day, `end` the day after its last; `index` counts months."""

    key: str
    month: str
    index: int
    first: date
    end: date
    past: bool

    @property
    def month_start(self) -> date:
        """Return the first day of the whole month."""
        return self.first.replace(day=1)

    @property
    def month_end(self) -> date:
        """Return the day after the whole month."""
        return next_month(self.first)


def next_month(day: date) -> date:
    """Return the first day of the month after a day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def horizon(as_of: date) -> date:
    """Return the last day on which a world can be observed."""
    return months_before(as_of, -LOOKAHEAD_MONTHS)


def build_periods(start: date, as_of: date) -> tuple[Period, ...]:
    """List the periods from the start to the horizon, those up to `asOf` first."""
    cut, last = as_of + timedelta(days=1), horizon(as_of) + timedelta(days=1)
    periods: list[Period] = []
    first = start
    while first < last:
        past = first < cut
        end = min(next_month(first), cut if past else last)
        month = first.isoformat()[:7]
        index = (first.year - start.year) * 12 + first.month - start.month
        periods.append(Period(month if past else f"{month}+", month, index, first, end, past))
        first = end
    return tuple(periods)
