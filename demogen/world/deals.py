"""Deals: who buys what for how much, when it began and how it ends.

Four families: won and lost ones are keyed by the period up to `asOf` in which they close, open ones by `asOf`,
later ones by the period after `asOf` in which they begin. Outcome comes first; creation follows from close and
cycle.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from demogen.draw import strings
from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import scale, skewed
from demogen.draw.lowest import Lowest, keys_of
from demogen.draw.parallel import SLICE
from demogen.draw.records import Spill
from demogen.draw.streams import Address, Drawn, Draws, Source, enumerate_periods, enumerate_slices, of_family
from demogen.errors import PlanError
from demogen.plan.calendar import staff_births
from demogen.plan.money import MoneyGroup, plan_money
from demogen.plan.targets import Plan
from demogen.world.money import Rounded, free_amounts, grouped_amounts

WORKING_DAYS = 21  # of a month
FAMILIES = ("won", "lost", "open", "later")
WON, LOST, OPEN, LATER = range(len(FAMILIES))


@dataclass(frozen=True)
class Family(Drawn):
    """The deals of one family; moments are microseconds UTC, amounts minor units."""

    created: Ints
    closed: Ints
    won: Bools
    whale: Bools
    amount: Ints


def family_of(plan: Plan, period: int, ordinal: int) -> tuple[str, str, MoneyGroup | None]:
    """Return the family of the deal at an address, the target whose part its amount is, and the group that sums to it.

    Lost and later deals have neither: no target binds them.
    """
    family, (groups, open_group) = FAMILIES[ordinal % len(FAMILIES)], plan_money(plan)
    if family == "won":
        return family, "closedWonValue", next(group for group in groups if period <= group.last)
    return (family, "pipelineValue", open_group) if family == "open" else (family, "", None)


def draw_past(source: Source, plan: Plan, spill: Spill) -> Iterator[Family]:
    """Draw the deals of a plan up to `asOf`, the won ones, the lost ones, then the open ones, part by part."""
    yield draw_won(source, plan, spill)
    yield from draw_lost(source, plan, spill)
    yield draw_open(source, plan)


def draw_won(source: Source, plan: Plan, spill: Spill) -> Family:
    """Draw the deals won up to `asOf`; their amounts make the groups' sums."""
    draws = source.of("deals", of_family(enumerate_periods(plan.won), WON, len(FAMILIES)))
    bound = _bound_pulled(source, plan, plan.won, WON, spill)
    rows = np.arange(len(draws.address), dtype=np.int64)
    closed, created = _closed(draws, plan, plan.cycles.won_sigma, _pulled(draws, plan, rows, bound))
    groups, _ = plan_money(plan)
    ends = np.array([g.last for g in groups], dtype=np.int64)
    group = np.searchsorted(ends, draws.address.period)
    whale = _whales(draws, group, np.array([g.whales for g in groups], dtype=np.int64))
    with _larger(plan, "closedWonValue", plan.config.won_minor):
        amount = grouped_amounts(draws, group, whale, groups, *_style(plan))
    return Family(draws, created, closed, np.ones(len(closed), np.bool_), whale, amount)


def draw_lost(source: Source, plan: Plan, spill: Spill) -> Iterator[Family]:
    """Draw the deals lost up to `asOf`."""
    bound, begin = _bound_pulled(source, plan, plan.lost, LOST, spill), 0
    mean = _mean(plan) * plan.config.behaviour.deals.lost_amount_percent // 100
    for address in enumerate_slices(plan.lost, SLICE):
        draws = source.of("deals", of_family(address, LOST, len(FAMILIES)))
        rows, begin = np.arange(begin, begin + len(address), dtype=np.int64), begin + len(address)
        closed, created = _closed(draws, plan, plan.cycles.lost_sigma, _pulled(draws, plan, rows, bound))
        none = np.zeros(len(closed), np.bool_)
        yield Family(draws, created, closed, none, none, free_amounts(draws, mean, *_style(plan)))


def draw_open(source: Source, plan: Plan) -> Family:
    """Draw the deals open at `asOf`: cycles biased by their length, at an even age, closing later by their own fate."""
    calendar, count = plan.calendar, plan.open_deals
    address = Address(np.full(count, calendar.past - 1, dtype=np.int64), np.arange(count, dtype=np.int64))
    draws = source.of("deals", of_family(address, OPEN, len(FAMILIES)))
    won = draws.chance("outcome", plan.cycles.open_win_per_mille)
    low, high = plan.cycles.shortest, plan.cycles.longest
    cycle = low + (
        np.maximum(*(_part(draws, column, won, plan) for column in ("cycle", "cycle_bias"))) * ((high - low) >> 10)
        >> 10
    )
    now = int(calendar.office.position(calendar.as_of))
    begin = calendar.office.position(np.maximum(calendar.as_of - cycle, calendar.founding))
    age = draws.words("age")
    created = calendar.office.moment(now - 1 - scale(age, np.maximum(now - begin, 1)))
    left = np.maximum(calendar.office.position(calendar.as_of + cycle) - now, 1)
    closed = np.maximum(calendar.office.moment(now + left - scale(age, left)), calendar.as_of + 1)
    none = np.zeros(count, np.bool_)
    with _larger(plan, "pipelineValue", plan.config.pipeline_minor):
        amount = grouped_amounts(draws, np.zeros(count, np.int64), none, [plan_money(plan)[1]], *_style(plan))
    return Family(draws, created, closed, won, none, amount)


def draw_later(source: Source, plan: Plan) -> Iterator[Family]:
    """Draw the deals that begin after `asOf`, part by part."""
    office, cycles = plan.calendar.office, plan.cycles
    for address in enumerate_slices(plan.later_deals, SLICE):
        draws = source.of("deals", of_family(address, LATER, len(FAMILIES)))
        created = staff_births(draws, plan.calendar)
        won = draws.chance("outcome", int(cycles.win_rate * 1000))
        first, last = (office.position(created + bound) for bound in (cycles.shortest, cycles.longest))
        closed = office.moment(first + 1 + _stretch(_part(draws, "cycle", won, plan), last - first))
        none = np.zeros(len(created), np.bool_)
        yield Family(draws, created, closed, won, none, free_amounts(draws, _mean(plan), *_style(plan)))


def _part(draws: Draws, column: str, won: Bools, plan: Plan) -> Ints:
    """Draw how far cycles go from the shortest to the longest, in units of 2^-20."""
    words = draws.words(column)
    return np.where(won, skewed(words, plan.cycles.won_sigma), skewed(words, plan.cycles.lost_sigma))


def _stretch(part: Ints, width: Ints) -> Ints:
    """Return a part (in units of 2^-20) of a width on the office's axis."""
    result: Ints = (part * (np.maximum(width, 1) >> 10)) >> 10
    return result


def _closed(draws: Draws, plan: Plan, sigma: int, pulled: Bools) -> tuple[Ints, Ints]:
    """Draw when deals closed, and by their cycle when they began.

    They close evenly over the office hours of their period, save for those that were pulled to the last working day of
    their month. A part of the deals takes its cycle from the draw of its amount, so larger ones take longer.
    """
    calendar, cycles = plan.calendar, plan.cycles
    marks = calendar.office.position(np.maximum(calendar.marks, calendar.founding + cycles.shortest))
    low, high = marks[:-1][draws.address.period], marks[1:][draws.address.period]
    low = np.where(pulled, np.maximum(calendar.last_days[draws.address.period], low), low)
    closed = calendar.office.moment(low + scale(draws.words("closed_at"), np.maximum(high - low, 1)))
    opening = calendar.office.position(calendar.founding)
    latest = np.maximum(calendar.office.position(closed - cycles.shortest) - 1, opening)
    earliest = np.clip(calendar.office.position(closed - cycles.longest), opening, latest)
    sized = draws.chance("cycle_by_size", plan.config.behaviour.deals.cycle_by_amount_per_mille)
    part = skewed(np.where(sized, draws.words("amount"), draws.words("cycle")), sigma)
    return closed, calendar.office.moment(latest - _stretch(part, latest - earliest))


def _bound_pulled(source: Source, plan: Plan, counts: tuple[int, ...], family: int, spill: Spill) -> int:
    """Find below which key the deals of a family lie that are pulled to the last working day of their month.

    They are those with the lowest draws of all in periods that end with a month: a part of what a day sees.
    """
    whole, lowest, begin = _whole_months(plan), Lowest(spill), 0
    for address in enumerate_slices(counts, SLICE):
        some = np.flatnonzero(whole[address.period])
        draws = source.of("deals", of_family(address.take(some), family, len(FAMILIES)))
        lowest.add(draws.words("month_end"), begin + some)
        begin += len(address)
    month_end = plan.config.behaviour.deals.month_end
    at_end = (month_end.won if family == WON else month_end.lost) // WORKING_DAYS
    return int(lowest.bounds([(at_end * len(lowest) + 500) // 1000])[0])


def _pulled(draws: Draws, plan: Plan, rows: Ints, bound: int) -> Bools:
    below: Bools = keys_of(draws.words("month_end"), rows) < np.uint64(bound)
    return _whole_months(plan)[draws.address.period] & below


def _whole_months(plan: Plan) -> Bools:
    """Return which periods end with their month."""
    return np.array([p.end == p.month_end for p in plan.calendar.periods])


def _whales(draws: Draws, group: Ints, quotas: Ints) -> Bools:
    """Choose the whales of each group: those with the lowest draws."""
    order = np.lexsort((draws.words("whale"), group))
    chosen = np.zeros(len(group), dtype=np.bool_)
    chosen[order[strings.occurrence(group[order]) < quotas[group[order]]]] = True
    return chosen


@contextmanager
def _larger(plan: Plan, target: str, total: int) -> Iterator[None]:
    """Let a refusal of amounts that sum to a target propose a larger one."""
    try:
        yield
    except PlanError as error:
        raise error.with_remedy(((f"/targets/{target}", total * 5 // 4 // plan.config.currency.minor + 1),)) from error


def _style(plan: Plan) -> tuple[int, Rounded]:
    """Return the industry's least amount in minor units, and how amounts are rounded."""
    config = plan.config
    return config.currency.from_dollars(config.industry.deals.min_value), config.behaviour.deals.rounded


def _mean(plan: Plan) -> int:
    return plan.config.won_minor // plan.config.won_count
