"""The shifts of an office: its worked-time axis for each of them, so that what somebody does lies in their own hours.

An office that closes has one shift, the whole of its hours. One that never closes has shifts that share out each local
day, without a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from demogen.draw.worktime import Axis, Hours, staff_axis
from demogen.draw.zones import DAY, Zone

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Shifts:
    """The worked-time axes of the shifts, by number; a row's shift is given beside its moments (microseconds UTC)."""

    axes: Sequence[Axis]

    def __len__(self) -> int:
        """Count the shifts."""
        return len(self.axes)

    def position(self, moments: Ints, shift: Ints) -> Ints:
        """Give where moments lie on the axes of their shifts."""
        return self._each(moments, shift, lambda axis, values: axis.position(values))

    def moment(self, positions: Ints, shift: Ints) -> Ints:
        """Give the moments at which positions lie on the axes of their shifts."""
        return self._each(positions, shift, lambda axis, values: axis.moment(values))

    @cached_property
    def total(self) -> int:
        """Give the length that every axis has."""
        return min(axis.total for axis in self.axes)

    def at(self, moments: Ints) -> Ints:
        """Give the shift that is on duty at each moment."""
        if len(self) == 1:
            return np.zeros(len(moments), dtype=np.int64)
        opens = np.stack([axis.opens for axis in self.axes], axis=1).ravel()
        result: Ints = np.maximum(np.searchsorted(opens, moments, side="right") - 1, 0) % len(self)
        return result

    def inside(self, moments: Ints, shift: Ints) -> npt.NDArray[np.bool_]:
        """Tell whether a shift is on duty at each moment."""
        return self.moment(self.position(moments, shift), shift) == moments

    def fold(self, moments: Ints, shift: Ints) -> Ints:
        """Move moments into their shift on the same local day, in order; an office that closes moves nothing."""
        if len(self) == 1:
            return moments
        begin, end = self.axes[0].opens, self.axes[-1].closes
        day = np.clip(np.searchsorted(begin, moments, side="right") - 1, 0, len(begin) - 1)
        opens, closes = self._bounds(shift, day)
        room, whole = (closes - opens) // 1000, (end - begin)[day] // 1000  # milliseconds, so that products fit
        result: Ints = opens + (moments - begin[day]) * room // whole
        return result

    def left(self, moments: Ints, shift: Ints, most: int) -> Ints:
        """Give how long shifts are still on duty, at most so long (microseconds); what closes goes on another day."""
        if len(self) == 1:
            return np.full(len(moments), most, dtype=np.int64)
        begin = self.axes[0].opens
        day = np.clip(np.searchsorted(begin, moments, side="right") - 1, 0, len(begin) - 1)
        result: Ints = np.clip(self._bounds(shift, day)[1] - moments, 0, most)
        return result

    def _bounds(self, shift: Ints, day: Ints) -> tuple[Ints, Ints]:
        """Give when shifts begin and end on days."""
        opens, closes = (np.stack([getattr(axis, name) for axis in self.axes]) for name in ("opens", "closes"))
        return opens[shift, day], closes[shift, day]

    def _each(self, values: Ints, shift: Ints, give: Callable[[Axis, Ints], Ints]) -> Ints:
        if len(self) == 1:
            return give(self.axes[0], values)
        result = np.empty(len(values), dtype=np.int64)
        for k, axis in enumerate(self.axes):
            rows = np.flatnonzero(shift == k)
            result[rows] = give(axis, values[rows])
        return result


def build_shifts(zone: Zone, hours: Hours, first: date, end: date, count: int) -> Shifts:
    """Build equal shifts, `count` a day, of an office that never closes."""
    windows = [(DAY * k // count, DAY * (k + 1) // count) for k in range(count)]
    return Shifts([staff_axis(zone, replace(hours, window=window), first, end) for window in windows])
