"""Answers: which leads are answered late, and which go silent.

Shares that are asked for are exact by rank: of the leads old enough at `asOf`, those with the lowest draws go silent or
are answered late; after `asOf` the same holds within each period. So each share is a bound for each period, and a lead
knows from its own draw on which side it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demogen.config.limits import earlier_window
from demogen.draw import parallel
from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import half_up, skewed
from demogen.draw.lowest import Keys, Lowest, keys_of, lowest_bound
from demogen.draw.parallel import SLICE
from demogen.draw.records import Spill
from demogen.draw.streams import Draws
from demogen.draw.worktime import HOUR, MINUTE
from demogen.errors import PlanError, Problem
from demogen.plan.targets import Plan

EARLIER_DAYS = 3  # by which a remedy moves the start at a time
MILLION = 1_000_000


@dataclass(frozen=True)
class Bounds:
    """The keys below which leads of each period are answered late, and go silent; after `asOf` of all leads."""

    late: Keys
    silent: Keys


@dataclass(frozen=True)
class Answers:
    """Who is answered late, when everybody is answered and given up (on the worked-time axis), and who goes silent.

    `wait` is how much of the time that an answer may take would pass before one that is in time, in units of 2^-20.
    """

    late: Bools
    wait: Ints
    response: Ints
    gives_up: Ints
    silent: Bools


def bound_answers(plan: Plan, draws: Draws, created: Ints, spill: Spill) -> Bounds:
    """Find who is answered late and who goes silent, of leads in order of creation.

    Raises:
        PlanError: too few leads are old enough at `asOf` to have gone silent, or to have been answered late.
    """
    past, habits = int(np.searchsorted(created, plan.calendar.as_of)), plan.config.behaviour.leads
    late, silent = bound_past_answers(plan, draws, created[:past], spill)
    shares = habits.late_percent * 10_000, int(plan.config.drop_off_rate * 10_000)
    return Bounds(
        _with_later(plan, late, draws, "lateness", shares[0]), _with_later(plan, silent, draws, "silence", shares[1])
    )


def bound_past_answers(plan: Plan, draws: Draws, created: Ints, spill: Spill) -> tuple[int, int]:
    """Find the bounds of the leads that come up to `asOf`, in any order.

    Raises:
        PlanError: too few of them are old enough.
    """
    late = _late_bound(plan, draws, created, spill)
    return late, _silent_bound(plan, draws, created, np.full(plan.calendar.past, late, dtype=np.uint64), spill)


def draw_answers(plan: Plan, draws: Draws, created: Ints, rows: Ints, bounds: Bounds) -> Answers:
    """Draw the answers to some leads; `draws` and `created` are those of `rows`."""
    past, end = created < plan.calendar.as_of, _end(plan)
    wait = skewed(draws.words("response"))
    late, response = _responses(plan, draws, created, rows, wait, bounds.late)
    gives_up = response + _patience(plan)
    silent = _below(draws, "silence", rows, bounds.silent) & (~past | (gives_up < end))
    return Answers(late, wait, response, gives_up, silent)


def _responses(plan: Plan, draws: Draws, created: Ints, rows: Ints, wait: Ints, bound: Keys) -> tuple[Bools, Ints]:
    """Return which leads are answered late, and when all of them are answered."""
    on_time, too_late = _times(plan, draws, created, wait)
    late = _below(draws, "lateness", rows, bound) & ((created >= plan.calendar.as_of) | (too_late < _end(plan)))
    return late, np.where(late, too_late, on_time)


def _times(plan: Plan, draws: Draws, created: Ints, wait: Ints) -> tuple[Ints, Ints]:
    """Draw when leads would be answered in time, and when late, on the worked-time axis."""
    arrival, sla = plan.calendar.staff.position(created), plan.config.sla_hours * HOUR
    on_time = arrival + MINUTE + ((wait * (sla - 2 * MINUTE)) >> 20)
    too_late = arrival + sla + MINUTE + ((skewed(draws.words("late_response")) * sla) >> 20)
    return on_time, too_late


def _end(plan: Plan) -> int:
    return int(plan.calendar.staff.position(plan.calendar.as_of))


def _patience(plan: Plan) -> int:
    """Return after what worked time a lead that does not answer is given up."""
    return plan.config.behaviour.leads.silent_days * plan.calendar.work_day


def _below(draws: Draws, column: str, rows: Ints, bound: Keys) -> Bools:
    result: Bools = keys_of(draws.words(column), rows) < bound[draws.address.period]
    return result


def _with_later(plan: Plan, bound: int, draws: Draws, column: str, per_million: int) -> Keys:
    """Return a bound by period: that of the leads up to `asOf`, and that of a share of each later period."""
    bounds = np.full(len(plan.leads), bound, dtype=np.uint64)
    ends = np.cumsum(plan.leads).tolist()
    for later in range(plan.calendar.past, len(bounds)):
        rows = np.arange(ends[later - 1], ends[later], dtype=np.int64)
        count = (len(rows) * per_million * 2 + MILLION) // (2 * MILLION)
        bounds[later] = lowest_bound(keys_of(draws.take(rows).words(column), rows), count)
    return bounds


def _late_bound(plan: Plan, draws: Draws, created: Ints, spill: Spill) -> int:
    """Find the bound of the leads that are answered late: so many in a hundred of the answered ones."""
    percent, end, answered, lowest = plan.config.behaviour.leads.late_percent, _end(plan), 0, Lowest(spill)
    for span in spill.spans(len(created), SLICE):
        rows = parallel.numbers(span)
        some = draws.take(rows)
        on_time, too_late = _times(plan, some, created[span], skewed(some.words("response")))
        answered += int((on_time < end).sum())
        eligible = too_late < end
        lowest.add(some.words("lateness")[eligible], rows[eligible])
    wanted = half_up(percent * answered, 100)
    if wanted > len(lowest):
        hours = _longest_sla(plan)
        raise PlanError(
            Problem(
                "/realism/responseSlaHours, /startDate, /asOf",
                "too few leads are old enough to have been answered late",
                f"at most {hours} hours or a start some weeks earlier",
                f"{plan.config.sla_hours} hours",
                remedy=(("/realism/responseSlaHours", hours),) if hours < plan.config.sla_hours else _earlier(plan),
            )
        )
    return int(lowest.bounds([wanted])[0])


def _silent_bound(plan: Plan, draws: Draws, created: Ints, late: Keys, spill: Spill) -> int:
    """Find the bound of the leads that go silent: exactly the planned number, of those old enough by `asOf`."""
    end, lowest = _end(plan), Lowest(spill)
    for span in spill.spans(len(created), SLICE):
        rows = parallel.numbers(span)
        some = draws.take(rows)
        wait = skewed(some.words("response"))
        _, response = _responses(plan, some, created[span], rows, wait, late)
        eligible = response + _patience(plan) < end
        lowest.add(some.words("silence")[eligible], rows[eligible])
    if plan.silent > len(lowest):
        most = len(lowest) * 100 / plan.config.leads
        raise PlanError(
            Problem(
                "/realism/dropOffRate, /startDate, /asOf",
                f"too few leads are {plan.config.behaviour.leads.silent_days} working days old to have gone silent",
                f"a rate of at most {int(most * 10) / 10} or an earlier start",
                f"{plan.config.drop_off_rate.normalize():f}",
                remedy=(("/realism/dropOffRate", int(most * 10) / 10),),
            )
        )
    return int(lowest.bounds([plan.silent])[0])


def _longest_sla(plan: Plan) -> int:
    """Return an SLA, in hours, of a quarter of the worked time up to `asOf`: short enough to be broken, at least 1."""
    staff, calendar = plan.calendar.staff, plan.calendar
    span = int(staff.position(calendar.as_of)) - int(staff.position(calendar.founding))
    return max(1, min(plan.config.sla_hours - 1, span // (4 * HOUR)))


def _earlier(plan: Plan) -> tuple[tuple[str, str], ...]:
    config = plan.config
    return earlier_window(config.start_date, config.as_of, config.limits, EARLIER_DAYS)
