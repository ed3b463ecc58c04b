"""The plan: for every period how many leads, contacts, companies and deals, and how many are silent, whales, open.

Totals up to `asOf` are the config's targets, exactly. A target that cannot be met is an error that names the
settings in conflict and a value that would work; one that is met but odd is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from demogen.config.limits import earlier_window
from demogen.config.resolve import Config
from demogen.draw.distributions import half_up
from demogen.errors import PlanError, Problem
from demogen.plan.apportion import largest_remainder, sainte_lague
from demogen.plan.calendar import Calendar, build_calendar
from demogen.plan.cycles import DAY, Cycles, plan_cycles
from demogen.plan.effort import Effort, plan_effort
from demogen.plan.roster import Roster, plan_roster
from demogen.plan.weights import EXACT, close_weights, day_shares, level_weights, work_shares

MIN_OPEN_DEALS = 3
ODD_FACTOR = 4  # a mean deal so many times the industry's, or so many times less, is odd: a judgment
MOST_WON_PER_CONTACT = 5  # likewise
RECENT_DAYS = 92


@dataclass(frozen=True)
class Plan:
    """Counts per period (those after `asOf` behind those before), totals at `asOf`, and warnings."""

    config: Config
    calendar: Calendar
    cycles: Cycles
    roster: Roster
    leads: tuple[int, ...]
    contacts: tuple[int, ...]
    companies: tuple[int, ...]
    won: tuple[int, ...]
    lost: tuple[int, ...]
    later_deals: tuple[int, ...]
    open_deals: int
    channels: tuple[int, ...]
    silent: int
    whales: int
    duplicates: tuple[int, ...]
    effort: Effort
    warnings: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Return whether the tenant is so old that few of its deals began when it did."""
        return (self.config.as_of - self.config.start_date).days > 3 * self.cycles.longest // DAY


def make_plan(config: Config) -> Plan:
    """Decide how many of each thing per period.

    Raises:
        PlanError: with the smallest set of settings in conflict, and a value that would work.
    """
    with localcontext(EXACT):
        return _make_plan(config)


def _make_plan(config: Config) -> Plan:
    calendar, cycles = build_calendar(config), plan_cycles(config.industry)
    _refuse(config, calendar, cycles)
    level = level_weights(config, calendar.periods)
    by_day = [a * b for a, b in zip(level, day_shares(calendar.periods), strict=True)]
    by_work = [
        a * b
        for a, b in zip(
            level, work_shares(calendar.periods, calendar.office, calendar.zone, calendar.founding), strict=True
        )
    ]
    first_close = calendar.founding + cycles.shortest
    by_close = [
        a * b
        for a, b in zip(
            close_weights(level, calendar.periods),
            work_shares(calendar.periods, calendar.office, calendar.zone, first_close),
            strict=True,
        )
    ]
    leads, contacts, companies = (
        _counts(calendar, total, weights, founder)
        for total, weights, founder in (
            (config.leads, by_day, 0),
            (config.contacts, by_work, 1),
            (config.companies, by_work, 1),
        )
    )
    past = calendar.past
    rate = config.industry.deals.win_rate
    won = sainte_lague(config.won_count, by_close[:past])
    lost_count = int((config.won_count * (1 - rate) / rate + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR"))
    lost = sainte_lague(lost_count, by_close[:past])
    later = _after(calendar, config.won_count + lost_count, by_close, by_work)
    open_deals = _open_deals(cycles, calendar, [a + b for a, b in zip(won, lost, strict=True)])
    deals = config.won_count + lost_count + open_deals
    roster = plan_roster(config)
    effort = plan_effort(config, calendar, roster, contacts[:past], deals)
    return Plan(
        config=config,
        calendar=calendar,
        cycles=cycles,
        roster=roster,
        leads=tuple(leads),
        contacts=tuple(contacts),
        companies=tuple(companies),
        won=tuple(won),
        lost=tuple(lost),
        later_deals=tuple([0] * past + later),
        open_deals=open_deals,
        channels=tuple(largest_remainder(config.leads, [int(share * 10**9) for share in config.channel_mix])),
        silent=half_up(int(config.leads * config.drop_off_rate * 10**9), 100 * 10**9),
        whales=half_up(int(config.won_count * config.whale_ratio * 10**9), 100 * 10**9),
        duplicates=tuple(_duplicates(config, past, contacts, companies)),
        effort=effort,
        warnings=(*config.warnings, *_oddities(config, open_deals), *effort.warnings),
    )


def _duplicates(config: Config, past: int, contacts: list[int], companies: list[int]) -> list[int]:
    """Plan how many contacts of each period are somebody twice, of those that no company needs as its own first one."""
    room = [max(a - b, 0) for a, b in zip(contacts, companies, strict=True)]
    counts = []
    for rooms, total in ((room[:past], config.contacts), (room[past:], sum(contacts[past:]))):
        wanted = half_up(int(total * config.duplicate_rate * 10**9), 100 * 10**9)
        counts += sainte_lague(min(wanted, sum(rooms) // 2), rooms) if sum(rooms) else [0] * len(rooms)
    return [min(count, most) for count, most in zip(counts, room, strict=True)]


def _counts(calendar: Calendar, total: int, weights: list[int], founders: int) -> list[int]:
    """Share out a total over the past and go on at its level; the founders come in the first working period."""
    past = sainte_lague(total - founders, weights[: calendar.past])
    past[calendar.first_working] += founders
    return past + _after(calendar, total, weights, weights)


def _after(calendar: Calendar, total: int, weights: list[int], later: list[int]) -> list[int]:
    """Return the counts after `asOf`: the past's total per weight, rounded over the running sum."""
    everything, running, counts = sum(weights[: calendar.past]), 0, []
    for weight in later[calendar.past :]:
        before = half_up(total * running, everything)
        running += weight
        counts.append(half_up(total * running, everything) - before)
    return counts


def _open_deals(cycles: Cycles, calendar: Calendar, closed: list[int]) -> int:
    """Plan the open deals: closings per day of late times the mean cycle, at least three (Little's law)."""
    days, count = 0, 0
    for period, number in zip(reversed(calendar.periods[: calendar.past]), reversed(closed), strict=True):
        if days >= RECENT_DAYS:
            break
        days, count = days + (period.end - period.first).days, count + number
    window = Decimal((calendar.as_of - calendar.founding) / DAY).quantize(Decimal("0.01"))
    cycle = min(cycles.mean_days, window)
    return max(MIN_OPEN_DEALS, int((count * cycle / max(days, 1)).to_integral_value(rounding="ROUND_HALF_UP")))


def _refuse(config: Config, calendar: Calendar, cycles: Cycles) -> None:
    problems = []
    if config.companies > config.contacts:
        problems.append(
            Problem(
                "/targets/companies, /targets/contacts",
                "there are more companies than contacts",
                f"at most {config.contacts} companies",
                str(config.companies),
                "A company comes with a contact.",
                (("/targets/companies", config.contacts),),
            )
        )
    days = config.industry.deals.cycle_days_min
    last_close = calendar.office.position(calendar.as_of)
    if int(last_close) - int(calendar.office.position(calendar.founding + cycles.shortest)) < calendar.office_day:
        where = "/startDate, /asOf, /industry"
        problems.append(
            Problem(
                where,
                f"no deal can close in time: the shortest sales cycle of {config.industry.id} is {days} days",
                f"a start at least {days + 5} days before {config.as_of}",
                str(config.start_date),
                "Start earlier.",
                earlier_window(config.start_date, config.as_of, config.limits, _days_missing(config, days + 5)),
            )
        )
    if problems:
        raise PlanError(problems)


def _days_missing(config: Config, days: int) -> int:
    """Return by how many days a window is shorter than some days, at least one."""
    return max(days - (config.as_of - config.start_date).days, 1)


def _oddities(config: Config, open_deals: int) -> list[str]:
    warnings = [*_odd_averages(config, open_deals), *_odd_buyers(config)]
    usual = config.industry.leads.conversion_rate
    others = config.leads - config.contacts
    few = config.contacts * ODD_FACTOR < config.leads * usual
    nearly_all = 0 <= others * ODD_FACTOR < config.leads * (1 - usual)
    if few or nearly_all:
        warnings.append(
            f"/targets/contacts: {config.contacts} contacts of {config.leads} leads are "
            f"{config.contacts / config.leads:.1%}; in {config.industry.id} {usual:.0%} is usual"
        )
    if config.contacts > config.leads:
        warnings.append(
            f"/targets/contacts: {config.contacts} contacts cannot all come from {config.leads} leads; "
            "the others are referrals and imports"
        )
    return warnings


def _odd_averages(config: Config, open_deals: int) -> Iterator[str]:
    """Warn of sums whose mean deal is not one of the industry's."""
    deal, dollars = config.industry.deals, config.currency.from_dollars
    usual = dollars(deal.avg_value)
    low = max(dollars(deal.min_value), usual // ODD_FACTOR)
    high = min(dollars(deal.max_value), usual * ODD_FACTOR)
    for name, total, count, deals in (
        ("closedWonValue", config.won_minor, config.won_count, "won deals"),
        ("pipelineValue", config.pipeline_minor, open_deals, "deals that are open then"),
    ):
        if not low * count <= total <= high * count:
            unit = config.currency.minor
            yield (
                f"/targets/{name}: {count} {deals} hold {total / count / unit:,.2f} {config.currency.code} on average; "
                f"in {config.industry.id} {usual / unit:,.2f} is usual, from {low / unit:,.2f} to {high / unit:,.2f}"
            )


def _odd_buyers(config: Config) -> Iterator[str]:
    """Warn of deals that are more than the contacts can carry, and of contacts who hardly buy."""
    industry = config.industry
    usual = industry.leads.qualification_rate * industry.deals.win_rate
    if config.won_count * ODD_FACTOR < config.contacts * usual:
        yield (
            f"/targets/closedWonCount: {config.won_count} won deals of {config.contacts} contacts are "
            f"{config.won_count / config.contacts:.1%}; in {industry.id} {usual:.1%} is usual"
        )
    if config.won_count > MOST_WON_PER_CONTACT * config.contacts:
        yield (
            f"/targets/closedWonCount: {config.won_count} won deals of {config.contacts} contacts are more than "
            f"{MOST_WON_PER_CONTACT} each; {-(-config.won_count // MOST_WON_PER_CONTACT)} contacts would carry them"
        )
