"""The clocks of a config: zone, worked-time axes, customers' axis, and the marks between periods on them.

`staff` is the worked time of the desk, on which leads wait and are answered. `office` is that of the office, in which
all is done that is no call or e-mail; both are one where the desk has no long hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial

import numpy as np

from demogen.config.limits import earlier_window
from demogen.config.resolve import Config
from demogen.draw import zones
from demogen.draw.arrays import Ints
from demogen.draw.distributions import scale
from demogen.draw.shifts import Offices, Shifts, build_shifts, desk_spans
from demogen.draw.streams import Draws
from demogen.draw.worktime import SECOND, Axis, Hours, Spans, customer_axis, days_between, staff_axis
from demogen.errors import PlanError, Problem
from demogen.plan.periods import Period, build_periods
from demogen.plan.roster import plan_roster
from demogen.plan.rushes import rush_factors

MARGIN_DAYS = 45  # beyond the horizon and the longest cycle, so that what is planned there has a place


@dataclass(frozen=True)
class Calendar:
    """Periods and clocks; moments are microseconds UTC."""

    config: Config
    periods: tuple[Period, ...]
    zone: zones.Zone
    hours: Hours
    staff: Axis
    office: Axis
    shifts: Shifts
    offices: Offices

    @cached_property
    def customers(self) -> Axis:
        """Return the axis on which leads come in evenly."""
        industry = self.config.industry
        days = days_between(self.periods[0].first.replace(day=1), self.periods[-1].end + timedelta(days=1))
        rush = rush_factors(self.config, days)
        return customer_axis(self.zone, self.hours, days, industry.lead_hours, industry.lead_off_day_percent, rush)

    @cached_property
    def last_days(self) -> Ints:
        """Return where on the office's axis the last working day of each period begins."""
        last = self.office.moment(self.office.position(self.marks[1:]) - 1)
        days = self.zone.local(last // SECOND) // zones.DAY
        begins = [self.midnight(zones.EPOCH + timedelta(days=int(day))) for day in days]
        return self.office.position(np.array(begins, dtype=np.int64))

    @cached_property
    def marks(self) -> Ints:
        """Return the moments at which periods begin, and the end of the last one."""
        days = [p.first for p in self.periods] + [self.periods[-1].end]
        return np.array([self.midnight(day) for day in days], dtype=np.int64)

    @cached_property
    def past(self) -> int:
        """Count the periods up to `asOf`."""
        return sum(p.past for p in self.periods)

    @property
    def as_of(self) -> int:
        """Return the moment at which `asOf` ends."""
        return int(self.marks[self.past])

    @cached_property
    def founding(self) -> int:
        """Return the moment at which the tenant's first working day opens."""
        return int(self.office.moment(self.office.position(self.marks[0])))

    @cached_property
    def work_day(self) -> int:
        """Return the usual length of the desk's working day (microseconds): the median of a year."""
        return self._usual(self._desk_spans)

    @cached_property
    def office_day(self) -> int:
        """Return the usual length of the office's working day (microseconds), which is about that of a shift."""
        return self._usual(self.hours.spans)

    def _usual(self, spans_of: Spans) -> int:
        last = self.periods[-1].first
        days = np.array([sum(b - a for a, b in spans_of(last - timedelta(days=i))) for i in range(365)])
        return int(np.sort(days[days > 0])[(days > 0).sum() // 2]) * SECOND

    @property
    def _desk_spans(self) -> Spans:
        long = self.config.industry.long_hours if len(self.shifts) > 1 else None
        return partial(desk_spans, self.hours, long) if long else self.hours.spans

    @cached_property
    def reachable(self) -> Ints:
        """Give, in thousandths of the customers' own time, how much of it each shift is on duty."""
        customers = self.customers
        spans = [(customers.position(axis.closes) - customers.position(axis.opens)).sum() for axis in self.shifts.axes]
        return np.array([int(span) * 1000 // customers.total for span in spans], dtype=np.int64)

    def midnight(self, day: date) -> int:
        """Return the moment at which a local day begins."""
        return self.zone.midnight(day) * SECOND

    def period_of(self, moments: Ints) -> Ints:
        """Return the index of the period in which each moment lies."""
        result: Ints = np.searchsorted(self.marks, moments, side="right") - 1
        return result

    @property
    def first_working(self) -> int:
        """Return the index of the period in which the tenant opens."""
        return int(self.period_of(np.array([self.founding]))[0])


def build_calendar(config: Config) -> Calendar:
    """Build the clocks of a config.

    Raises:
        PlanError: nobody works between the start and `asOf`.
    """
    periods = build_periods(config.start_date, config.as_of)
    zone = zones.load(config.timezone)
    hours, long = config.country.hours(), config.industry.long_hours if plan_roster(config).shifts > 1 else None
    margin = MARGIN_DAYS + config.industry.deals.cycle_days_max
    first, end = periods[0].first.replace(day=1), periods[-1].end + timedelta(days=margin)
    shifts, offices = build_shifts(zone, hours, long, first, end)
    staff = staff_axis(zone, partial(desk_spans, hours, long), first, end) if long else offices.whole
    calendar = Calendar(config, periods, zone, hours, staff, offices.whole, shifts, offices)
    if calendar.founding >= calendar.as_of:
        where = "/startDate, /asOf"
        raise PlanError(
            Problem(
                where,
                "nobody works between these days",
                "a working day",
                f"{config.start_date} to {config.as_of}",
                "Start earlier.",
                earlier_window(config.start_date, config.as_of, config.limits, 1),
            )
        )
    return calendar


def staff_births(draws: Draws, calendar: Calendar, not_before: int = 0) -> Ints:
    """Draw when rows that staff make are made: evenly over the office hours of their period, from the founding on."""
    marks = calendar.office.position(np.maximum(calendar.marks, max(calendar.founding, not_before)))
    low, high = marks[:-1][draws.address.period], marks[1:][draws.address.period]
    return calendar.office.moment(low + scale(draws.words("created_at"), np.maximum(high - low, 1)))
