"""The two shifts of a desk with long hours, and the part of them in which the office is open.

The early shift keeps the office's hours. The late one comes for their second half and stays until the desk closes, and
works on Saturdays; the shifts take turns by the week. Nobody works on holidays. One shift alone keeps office hours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

import numpy as np

from demogen.draw.arrays import Bools, Ints
from demogen.draw.worktime import QUARTER, WEEKDAYS, Axis, Hours, staff_axis
from demogen.draw.zones import DAY, Zone, day_number

SHIFTS = 2
SATURDAY = WEEKDAYS.index("sat")


@dataclass(frozen=True)
class LongHours:
    """Until when a desk is staffed on working days, and when on Saturdays, in seconds of the local day."""

    until: int
    saturday: tuple[int, int] | None


@dataclass(frozen=True)
class Shifts:
    """The worked-time axes of the shifts, by number; a row's shift is given beside its moments (microseconds UTC)."""

    axes: Sequence[Axis]

    def __len__(self) -> int:
        """Count the shifts."""
        return len(self.axes)

    def position(self, moments: Ints, shift: Ints) -> Ints:
        """Return where moments lie on the axes of their shifts."""
        return self._each(moments, shift, lambda axis, values: axis.position(values))

    def moment(self, positions: Ints, shift: Ints) -> Ints:
        """Return the moments at which positions lie on the axes of their shifts."""
        return self._each(positions, shift, lambda axis, values: axis.moment(values))

    @cached_property
    def total(self) -> int:
        """Return the length that every axis has."""
        return min(axis.total for axis in self.axes)

    def on_duty(self, moments: Ints) -> Ints:
        """Return the shift that is alone on duty at each moment, -1 where both are; the first one where none is."""
        if len(self) == 1:
            return np.zeros(len(moments), dtype=np.int64)
        there = np.stack([axis.moment(axis.position(moments)) == moments for axis in self.axes])
        return np.where(there.all(axis=0), -1, np.argmax(there, axis=0))

    def inside(self, moments: Ints, shift: Ints) -> Bools:
        """Return whether a shift is on duty at each moment."""
        return self.moment(self.position(moments, shift), shift) == moments

    def _each(self, values: Ints, shift: Ints, of: Callable[[Axis, Ints], Ints]) -> Ints:
        if len(self) == 1:
            return of(self.axes[0], values)
        result = np.empty(len(values), dtype=np.int64)
        for k, axis in enumerate(self.axes):
            rows = np.flatnonzero(shift == k)
            result[rows] = of(axis, values[rows])
        return result


@dataclass(frozen=True)
class Offices(Shifts):
    """When each shift is on duty in an open office; `whole` is the office's axis, `days` is when its days open."""

    whole: Axis
    days: Ints

    def fold(self, moments: Ints, shift: Ints) -> Ints:
        """Move moments of open office into their shift on the same day, in order; one shift alone moves nothing."""
        if len(self) == 1:
            return moments
        day = np.clip(np.searchsorted(self.days, moments, side="right") - 1, 0, len(self.days) - 1)
        begins, ends = self._marks(self.whole)
        bounds = np.stack([np.stack(self._marks(axis)) for axis in self.axes])
        start, width = bounds[shift, 0, day], (ends - begins)[day]
        room = bounds[shift, 1, day] - start
        into = np.clip(self.whole.position(moments) - begins[day], 0, width - 1)
        part = into // 1000 * (room // 1000) // np.maximum(width // 1000, 1)  # milliseconds, so that products fit
        return self.moment(start + np.where(room == width, into, part), shift)

    def _marks(self, axis: Axis) -> tuple[Ints, Ints]:
        """Return where days begin and end on an axis."""
        marks = np.append(axis.position(self.days), axis.total)
        return marks[:-1], marks[1:]

    def stretch(self, moments: Ints, shift: Ints, ahead: int = 0) -> tuple[Ints, Ints]:
        """Return when the stretch without a break begins and ends that moments lie in, or the last one before them.

        Or the one so many stretches `ahead` of it; beyond the axis that is the last one.
        """

        def bound(name: str) -> Callable[[Axis, Ints], Ints]:
            def of(axis: Axis, values: Ints) -> Ints:
                nth = axis.last_opened(values) + ahead
                bounds: Ints = getattr(axis, name)
                return bounds[np.clip(nth, 0, len(bounds) - 1)]

            return of

        return self._each(moments, shift, bound("opens")), self._each(moments, shift, bound("closes"))


def shift_spans(hours: Hours, long: LongHours, shift: int, day: date) -> list[tuple[int, int]]:
    """Return when a shift (0 or 1) works on a day, in seconds of it."""
    office = hours.spans(day)
    week = (day_number(day) + 3) // 7  # weeks begin on Mondays
    if (week + shift) % SHIFTS == 0:
        return office
    if office:
        return [(_middle(office), max(long.until, office[-1][1]))]
    works = long.saturday and day.weekday() == SATURDAY and day not in hours.holidays
    return [long.saturday] if long.saturday and works else []


def desk_spans(hours: Hours, long: LongHours, day: date) -> list[tuple[int, int]]:
    """Return when any shift works on a day, in seconds of it."""
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(span for shift in range(SHIFTS) for span in shift_spans(hours, long, shift, day)):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def _middle(office: list[tuple[int, int]]) -> int:
    """Return when half of a day's office hours are over, on a quarter of an hour."""
    left = sum(closes - opens for opens, closes in office) // 2
    for opens, closes in office:
        if left < closes - opens:
            return opens + left // QUARTER * QUARTER
        left -= closes - opens
    return office[-1][0]


def _in_office(hours: Hours, long: LongHours, shift: int, day: date) -> list[tuple[int, int]]:
    """Return when a shift works on a day while the office is open."""
    both = (
        (max(a, opens), min(b, closes))
        for a, b in shift_spans(hours, long, shift, day)
        for opens, closes in hours.spans(day)
    )
    return [(begin, end) for begin, end in both if begin < end]


def build_shifts(zone: Zone, hours: Hours, long: LongHours | None, first: date, end: date) -> tuple[Shifts, Offices]:
    """Build the shifts of a desk, and the part of them in which the office is open; without long hours both are one."""
    whole = staff_axis(zone, hours.spans, first, end)
    local = zone.local(whole.opens // 1_000_000) // DAY
    days = whole.opens[np.append([True], np.diff(local) > 0)]
    if long is None:
        return Shifts([whole]), Offices([whole], whole, days)
    shifts, offices = (
        [staff_axis(zone, partial(spans, hours, long, shift), first, end) for shift in range(SHIFTS)]
        for spans in (shift_spans, _in_office)
    )
    return Shifts(shifts), Offices(offices, whole, days)
