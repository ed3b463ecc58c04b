"""Gathers the deals of a plan: who buys, who sells, and how far each comes.

Whoever looks after a deal makes and closes it in office hours of their own shift, on the day that was drawn; where the
buyer was not yet known at that hour, or they were not there yet, a colleague on duty makes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from demogen.draw import ids, parallel
from demogen.draw.arrays import Bools, Ints
from demogen.draw.parallel import SLICE
from demogen.draw.records import Buckets, Spill
from demogen.draw.streams import Draws, Source
from demogen.draw.timed import BIRTH, Born, birth_buckets, note_births, put_in_order
from demogen.draw.worktime import SECOND
from demogen.draw.zones import DAY
from demogen.plan.targets import Plan
from demogen.world import buyers, companies, contacts, deals, stages, team
from demogen.world.summary import Months

FATE = [("closed", "i8"), ("won", "?"), ("whale", "?"), ("amount", "i8")]
SOLD = [*BIRTH, *FATE]
WORKED = [*SOLD, ("contact", "i4"), ("seat", "i2"), ("made_by", "i2")]


@dataclass(frozen=True)
class Sold:
    """Deals in order of creation, each with its buyer; moments are microseconds UTC, amounts minor units."""

    created: Ints
    closed: Ints
    won: Bools
    whale: Bools
    amount: Ints
    contact: Ints


@dataclass(frozen=True)
class Deals(Sold):
    """All deals: `seat` looks after a deal, `made_by` entered it."""

    seat: Ints
    made_by: Ints
    paths: stages.Paths
    ids: ids.Ids
    draws: Draws


@dataclass(frozen=True)
class Sales(Sold):
    """The deals of a plan before anybody works on them; `months` are the figures of the months up to `asOf`."""

    draws: Draws
    months: list[dict[str, Any]]

    def first_of(self, company: Ints, companies_: int, spill: Spill) -> Ints:
        """Return the first deal of each company, -1 where it has none; `company` is that of each contact."""
        first = spill.full(companies_, -1)
        for span in spill.spans(len(self.created), SLICE):
            of_deal = company[self.contact[span]]
            new = np.flatnonzero(first[of_deal] < 0)[::-1]  # of several deals of a company the first one stays
            first[of_deal[new]] = span.start + new
        return first


def outcome_of(won: Bools) -> Ints:
    """Return what becomes of deals: 1 won, 2 lost."""
    return np.where(won, 1, 2)


def draw_sales(source: Source, plan: Plan, people: contacts.Contacts, spill: Spill) -> Sales:
    """Draw every deal of a plan, also those that begin after `asOf`, and who buys."""
    sold, months = _buckets(plan, SOLD, spill), Months(plan)
    for found in chain(deals.draw_past(source, plan, spill), deals.draw_later(source, plan)):
        fate = {name: getattr(found, name) for name, _ in FATE}
        sold.add(note_births(found.created, found.draws.address, fate, SOLD), found.created)
        months.add(found)
    born, fates = put_in_order(sold, source, "deals", spill, tuple(name for name, _ in FATE))
    contact = spill.keep(_buyers(plan, born, people, spill))
    return Sales(born.created, **fates, contact=contact, draws=born.draws, months=months.rows())


def _buckets(plan: Plan, dtype: Any, spill: Spill) -> Buckets:
    """Return buckets for all deals of a plan by creation."""
    coming, past = np.array(plan.later_deals, dtype=np.int64), plan.calendar.past
    coming[:past] += np.array(plan.won) + np.array(plan.lost)
    coming[past - 1] += plan.open_deals
    return birth_buckets(spill, plan.calendar.marks, coming, dtype)


def _buyers(plan: Plan, born: Born, people: contacts.Contacts, spill: Spill) -> Ints:
    """Assign a contact to each deal; duplicate contacts get none."""
    count, days = len(born.created), plan.config.behaviour.deals.lead_time_days
    first, repeat = (spill.array(count, np.uint32) for _ in range(2))
    delay, once = spill.array(count), np.flatnonzero(people.original < 0)
    for span in spill.spans(count, SLICE):
        draws = born.draws.take(parallel.numbers(span))
        first[span], repeat[span] = draws.words("contact_first"), draws.words("contact_repeat")
        delay[span] = buyers.delays(draws.exponential("contact_delay"), days)
    wish = buyers.Wish(born.created, first, delay, repeat)
    qualified = int(plan.config.contacts * plan.config.industry.leads.qualification_rate)
    chosen = buyers.assign_contacts(plan.calendar, wish, people.created[once], qualified)
    return once[chosen]


def work_deals(
    source: Source,
    plan: Plan,
    crew: team.Team,
    sales: Sales,
    firms: companies.Companies,
    people: contacts.Contacts,
    spill: Spill,
) -> Deals:
    """Assign a seat to each deal, mostly that of the company's owner, and its way to its end."""
    worked = _buckets(plan, WORKED, spill)
    for span in spill.spans(len(sales.created), SLICE):
        draws, contact = sales.draws.take(parallel.numbers(span)), sales.contact[span]
        seat = _seats(plan, crew, sales, span, draws, firms.seat[people.company[contact]])
        created, made_by = _makers(plan, crew, sales.created[span], draws, seat, people.created[contact])
        columns = {
            **{name: getattr(sales, name)[span] for name in ("won", "whale", "amount", "contact")},
            "closed": plan.calendar.offices.fold(sales.closed[span], crew.shift[seat]),
            "seat": seat,
            "made_by": made_by,
        }
        worked.add(note_births(created, draws.address, columns, WORKED), created)
    more = ("closed", "won", "whale", "amount", "contact", "seat", "made_by")
    born, columns = put_in_order(worked, source, "deals", spill, more)
    paths = _paths(plan, crew, born, columns, spill)
    return Deals(born.created, **columns, paths=paths, ids=born.ids, draws=born.draws)


def _seats(plan: Plan, crew: team.Team, sales: Sales, span: slice, draws: Draws, account: Ints) -> Ints:
    """Return the seats of some deals; `account` are those of the companies."""
    behaviour, created, outcome = plan.config.behaviour, sales.created[span], outcome_of(sales.won[span])
    own = crew.pick_by_outcome(draws.words("owner"), created, outcome)
    percent = np.array(behaviour.team.passed_on, dtype=np.int64)[outcome]
    passed_on = crew.is_new(account, created) * percent * 10
    owned = draws.chance("account_owner", behaviour.deals.account_owner_per_mille)
    return np.where(owned & ~draws.chance("ramp_up", passed_on), account, own)


def _makers(plan: Plan, crew: team.Team, created: Ints, draws: Draws, seat: Ints, known: Ints) -> tuple[Ints, Ints]:
    """Return when some deals are made, in the shifts of their seats, and by whom; `known` is when buyers were."""
    offices = plan.calendar.offices
    folded = offices.fold(created, crew.shift[seat])
    own = folded >= np.maximum(known, crew.starts[seat])
    made = np.where(own, folded, created)
    on_duty = crew.pick_on_duty(draws.words("made_by"), made, offices.on_duty(made))
    return made, np.where(own, seat, on_duty)


def _paths(plan: Plan, crew: team.Team, born: Born, columns: dict[str, Any], spill: Spill) -> stages.Paths:
    """Draw the ways of deals in order of creation."""
    industry, habits, count = plan.config.industry, plan.config.behaviour.deals, len(born.created)
    steps = len(industry.stages("open"))
    found = stages.Paths(spill.array(count * steps).reshape(count, steps), spill.array(count), spill.array(count))
    for span in spill.spans(count, SLICE):
        draws, shift = born.draws.take(parallel.numbers(span)), crew.shift[columns["seat"][span]]
        ends = born.created[span], columns["closed"][span]
        outcome = columns["won"][span], columns["whale"][span]
        some = stages.draw_paths(
            draws, industry, habits, plan.calendar.offices, shift, *ends, *outcome, plan.cycles.won_mean
        )
        found.entered[span], found.final[span], found.reason[span] = some.entered, some.final, some.reason
    return found


def expected_days(plan: Plan, found: Deals, rows: Ints) -> Ints:
    """Return the day on which some deals were expected to close: a part of the time they take, or more than it."""
    zone, (low, high) = plan.calendar.zone, plan.config.behaviour.deals.expected_close
    length = found.closed[rows] - found.created[rows]
    share = low + found.draws.take(rows).below("expected_close_on", high - low)
    return zone.local((found.created[rows] + length // 1000 * share) // SECOND) // DAY
