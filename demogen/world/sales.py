"""Gathers the deals of a plan: the families together, each deal with its buyer, its seat and its way to its end.

Whoever looks after a deal makes and closes it in office hours of their own shift, on the day that was drawn; where the
buyer was not yet known at that hour, or they were not there yet, a colleague on duty makes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from demogen.draw import ids
from demogen.draw.arrays import Bools, Ints
from demogen.draw.streams import Draws, Source
from demogen.draw.worktime import NEVER, SECOND
from demogen.draw.zones import DAY
from demogen.plan.targets import Plan
from demogen.world import buyers, companies, contacts, deals, stages, team


@dataclass(frozen=True)
class Deals:
    """All deals in order of creation; moments are microseconds UTC, amounts minor units.

    `seat` looks after a deal, `made_by` entered it.
    """

    created: Ints
    closed: Ints
    won: Bools
    whale: Bools
    amount: Ints
    contact: Ints
    seat: Ints
    made_by: Ints
    paths: stages.Paths
    ids: ids.Ids
    draws: Draws

    def first_of_contacts(self, contacts_: int) -> tuple[Ints, Ints]:
        """Return when the first deal of each contact began, and when one was first won; NEVER where none."""
        began, won = (np.full(contacts_, NEVER, dtype=np.int64) for _ in range(2))
        np.minimum.at(began, self.contact, self.created)
        np.minimum.at(won, self.contact[self.won], self.closed[self.won])
        return began, won


def draw_families(source: Source, plan: Plan) -> list[deals.Family]:
    """Draw the deals of a plan up to `asOf`: won, lost and open."""
    return [deals.draw_won(source, plan), deals.draw_lost(source, plan), deals.draw_open(source, plan)]


@dataclass(frozen=True)
class Sales:
    """The deals of a plan in order of creation, each with its buyer, before anybody works on them."""

    drawn: deals.Family
    contact: Ints

    @property
    def outcome(self) -> Ints:
        """Give what becomes of each deal: 1 won, 2 lost."""
        return np.where(self.drawn.won, 1, 2)

    def first_of(self, company: Ints, companies_: int) -> Ints:
        """Give the first deal of each company, -1 where it has none; `company` is that of each contact."""
        first = np.full(companies_, -1, dtype=np.int64)
        of_deal = company[self.contact]
        first[of_deal[::-1]] = np.arange(len(of_deal), dtype=np.int64)[::-1]
        return first


def draw_sales(source: Source, plan: Plan, people: contacts.Contacts) -> Sales:
    """Draw every deal of a plan, also those that begin after `asOf`, and who buys."""
    families = [*draw_families(source, plan), deals.draw_later(source, plan)]
    drawn = _in_order(deals.join_families(families))
    return Sales(drawn, _buyers(plan, drawn, people))


def work_deals(
    plan: Plan, crew: team.Team, sales: Sales, firms: companies.Companies, people: contacts.Contacts
) -> Deals:
    """Give each deal its seat, mostly that of whoever looks after the company, and its way to its end."""
    drawn, contact = sales.drawn, sales.contact
    own = crew.pick_by_outcome(drawn.draws.words("owner"), drawn.created, sales.outcome)
    account = firms.seat[people.company[contact]]
    behaviour = plan.config.behaviour
    percent = np.array(behaviour.team.passed_on, dtype=np.int64)[sales.outcome]
    passed_on = crew.is_new(account, drawn.created) * percent * 10
    per_mille = behaviour.deals.account_owner_per_mille
    owned = drawn.draws.chance("account_owner", per_mille) & ~drawn.draws.chance("ramp_up", passed_on)
    seat = np.where(owned, account, own)
    return _worked(plan, crew, drawn, contact, seat, people.created[contact])


def _in_order(family: deals.Family) -> deals.Family:
    """Put deals in order of creation."""
    return family.take(ids.draw(family.draws, family.created).order(family.created))


def _buyers(plan: Plan, drawn: deals.Family, people: contacts.Contacts) -> Ints:
    """Give each deal its contact; nobody who is there twice has one."""
    draws, once = drawn.draws, np.flatnonzero(people.original < 0)
    wish = buyers.Wish(
        drawn.created,
        draws.words("contact_first"),
        buyers.delays(draws.exponential("contact_delay"), plan.config.behaviour.deals.lead_time_days),
        draws.words("contact_repeat"),
    )
    qualified = int(plan.config.contacts * plan.config.industry.leads.qualification_rate)
    chosen = buyers.assign_contacts(plan.calendar, wish, people.created[once], qualified)
    return once[chosen]


def _worked(plan: Plan, crew: team.Team, drawn: deals.Family, contact: Ints, seat: Ints, known: Ints) -> Deals:
    """Move deals into the shifts of their seats, and draw their paths; `known` is when each contact was made."""
    offices, industry = plan.calendar.offices, plan.config.industry
    folded = offices.fold(drawn.created, crew.shift[seat])
    own = folded >= np.maximum(known, crew.starts[seat])
    created = np.where(own, folded, drawn.created)
    on_duty = crew.pick_on_duty(drawn.draws.words("made_by"), created, offices.on_duty(created))
    made_by = np.where(own, seat, on_duty)
    moved = replace(drawn, created=created, closed=offices.fold(drawn.closed, crew.shift[seat]))
    order = ids.draw(moved.draws, created).order(created)
    moved, seat, made_by = moved.take(order), seat[order], made_by[order]
    draws, ends, habits = moved.draws, (moved.created, moved.closed), plan.config.behaviour.deals
    outcome = (moved.won, moved.whale)
    return Deals(
        *ends,
        moved.won,
        moved.whale,
        moved.amount,
        contact[order],
        seat,
        made_by,
        stages.draw_paths(draws, industry, habits, offices, crew.shift[seat], *ends, *outcome, plan.cycles.won_mean),
        ids.draw(draws, moved.created),
        draws,
    )


def expected_days(plan: Plan, found: Deals, rows: Ints) -> Ints:
    """Return the day on which some deals were expected to close: a part of the time they take, or more than it."""
    zone, (low, high) = plan.calendar.zone, plan.config.behaviour.deals.expected_close
    length = found.closed[rows] - found.created[rows]
    share = low + found.draws.take(rows).below("expected_close_on", high - low)
    return zone.local((found.created[rows] + length // 1000 * share) // SECOND) // DAY
