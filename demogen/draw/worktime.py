"""The two clocks of a tenant: the worked-time axis of its staff and the day of its customers.

Both are piecewise linear maps between moments (microseconds UTC) and an axis on which things are spread evenly:
durations are added on the axis, so nothing piles up at nine in the morning, and nothing falls into a night, a holiday
or a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from demogen.draw.arrays import Ints
from demogen.draw.lookup import Lookup
from demogen.draw.zones import DAY, Zone, day_number

SECOND = 1_000_000
MINUTE, HOUR = 60 * SECOND, 3600 * SECOND
NEVER = 1 << 62  # the moment of what does not happen
QUARTER = 900
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Week = Mapping[str, Sequence[tuple[int, int]]]  # when the office is open by weekday, in seconds of the local day
Spans = Callable[[date], "list[tuple[int, int]]"]  # when somebody works on a day, in seconds of the local day


@dataclass(frozen=True)
class Axis:
    """Spans of time (microseconds UTC, in order, disjoint), each with the length that it has on the axis."""

    opens: Ints
    closes: Ints
    lengths: Ints

    @cached_property
    def _starts(self) -> Ints:
        return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(self.lengths)])

    @cached_property
    def last_opened(self) -> Lookup:
        """Return what finds the last span that opened at or before a moment, -1 before the first."""
        return Lookup(self.opens)

    @cached_property
    def _span_of(self) -> Lookup:
        return Lookup(self._starts)

    @property
    def total(self) -> int:
        """Return the length of the whole axis."""
        return int(self._starts[-1])

    def position(self, moments: Ints | int) -> Ints:
        """Return where moments lie on the axis; what lies outside every span counts as the end of the one before."""
        at = np.asarray(moments, dtype=np.int64)
        span = np.maximum(self.last_opened(at), 0)
        width = self.closes[span] - self.opens[span]
        inside = np.clip(at - self.opens[span], 0, width)
        result: Ints = self._starts[span] + _share(inside, self.lengths[span], width)
        return result

    def moment(self, positions: Ints | int) -> Ints:
        """Return the moments at which positions of the axis lie; an end is the opening of the next span."""
        at = np.clip(np.asarray(positions, dtype=np.int64), 0, self.total - 1)
        span = self._span_of(at)
        width = self.closes[span] - self.opens[span]
        result: Ints = self.opens[span] + _share(at - self._starts[span], width, self.lengths[span])
        return result

    def reach(self, positions: Ints) -> Ints:
        """Return the moments of positions like `moment`; what lies beyond the axis never happens."""
        return np.where(positions < self.total - 1, self.moment(positions), NEVER)


def _share(part: Ints, of: Ints, whole: Ints) -> Ints:
    """Return part * of / whole without leaving 64 bits.

    The two lengths of a staff axis are equal; those of a customers' axis multiply to less than 2^63 for weights by hour
    and kind of day of up to 1,000 each, by day of up to six times that.
    """
    if np.array_equal(of, whole):
        return part
    result: Ints = part * of // whole
    return result


@dataclass(frozen=True)
class Hours:
    """When a tenant's office is open: sets of weekly hours by the date on which they begin, and closed days."""

    weeks: Sequence[tuple[date, Week]]
    holidays: frozenset[date]

    def spans(self, day: date) -> list[tuple[int, int]]:
        """Return the seconds of a local day between which the office is open."""
        if day in self.holidays:
            return []
        week = next(week for begin, week in reversed(self.weeks) if begin <= day)
        return list(week[WEEKDAYS[day.weekday()]])

    def is_off(self, day: date) -> bool:
        """Return whether a day is a weekend day or a holiday."""
        return not self.spans(day)


def clock_seconds(clock: str) -> int:
    """Return the second of the day at which a clock shows HH:MM."""
    hours, minutes = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def days_between(first: date, end: date) -> list[date]:
    """List the days from the first one up to, not including, the end."""
    return [first + timedelta(days=i) for i in range((end - first).days)]


def staff_axis(zone: Zone, spans_of: Spans, first: date, end: date) -> Axis:
    """Build the worked-time axis of those who work in spans of each day: a microsecond of it is one of work."""
    spans = [
        (day_number(day) * DAY + a, day_number(day) * DAY + b)
        for day in days_between(first, end)
        for a, b in spans_of(day)
    ]
    local = np.array(spans, dtype=np.int64).reshape(-1, 2)
    opens, closes = zone.utc(local[:, 0]) * SECOND, zone.utc(local[:, 1]) * SECOND
    real = closes > opens
    return Axis(opens[real], closes[real], (closes - opens)[real])


def customer_axis(
    zone: Zone, hours: Hours, days: Sequence[date], by_hour: Sequence[int], off_percent: int, rush: Ints
) -> Axis:
    """Build the axis on which customers act evenly: quarters of an hour weighted by local hour and day.

    `rush` is the factor of each day, in thousandths; the last of the days is the one after the end.
    """
    first, end = days[0], days[-1]
    starts = np.arange(zone.midnight(first), zone.midnight(end), QUARTER, dtype=np.int64)
    local = zone.local(starts)
    by_day = np.array([off_percent if hours.is_off(day) else 100 for day in days], dtype=np.int64) * rush
    weights = np.array(by_hour, dtype=np.int64)[local % DAY // 3600] * by_day[local // DAY - day_number(first)]
    some = weights > 0
    opens = starts[some] * SECOND
    return Axis(opens, opens + QUARTER * SECOND, weights[some])
