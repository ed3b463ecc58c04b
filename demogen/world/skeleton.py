"""The skeleton of a world: every lifecycle of a plan, also what happens after the day on which it is observed.

It comes about in three phases, each of named steps that give to the next: what addresses alone decide is drawn; who
belongs to whom is assigned; then deals are worked on. Nothing here depends on the day of observation, and nothing is
text: the preview runs this core and shows what a bundle will hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from demogen.config.behaviour import Behaviour, CompanyFacts
from demogen.draw import parallel
from demogen.draw.arrays import Ints
from demogen.draw.parallel import SLICE
from demogen.draw.records import Spill
from demogen.draw.streams import Source
from demogen.plan.targets import Plan
from demogen.world import companies, contacts, leads, sales, team, tenant
from demogen.world.enquiries import draw_enquiries
from demogen.world.people import Gazetteer


@dataclass(frozen=True)
class World:
    """The lifecycles of a config and a seed."""

    plan: Plan
    source: Source
    gazetteer: Gazetteer
    tenant: tenant.Tenant
    team: team.Team
    leads: leads.Leads
    companies: companies.Companies
    contacts: contacts.Contacts
    deals: sales.Deals
    months: list[dict[str, Any]]

    @cached_property
    def contact_seats(self) -> Ints:
        """Return the seat that looks after each contact: its company's."""
        return self.companies.seat[self.contacts.company]


@dataclass(frozen=True)
class Drawn:
    """What addresses alone decide: who comes when, what is sold, and how it ends."""

    team: team.Team
    enquiries: leads.Enquiries
    firms: companies.Firms
    contacts: contacts.Contacts
    sales: sales.Sales


def source_of(plan: Plan) -> Source:
    """Return the source of a plan's draws."""
    return Source(plan.config.seed, plan.config.slug, tuple(p.key for p in plan.calendar.periods))


def build_world(plan: Plan, source: Source | None = None, spill: Spill | None = None) -> World:
    """Build every lifecycle of a plan, from its own source unless another one is given that draws the same.

    What is held for every row lies in `spill` where it is large.

    Raises:
        PlanError: the births leave too few leads old enough for a share that the config asks for, or amounts too small.
    """
    source, spill = source or source_of(plan), spill or Spill()
    config = plan.config
    gazetteer = Gazetteer(config.country, config.behaviour.people, config.reference.real_firms)
    drawn = _draw(plan, source, gazetteer, spill)
    accounts, owned = _assign(config.behaviour, drawn, spill)
    worked = sales.work_deals(source, plan, drawn.team, drawn.sales, accounts, drawn.contacts, spill)
    own = tenant.draw_tenant(source, plan.calendar)
    months = drawn.sales.months
    return World(plan, source, gazetteer, own, drawn.team, owned, accounts, drawn.contacts, worked, months)


def _draw(plan: Plan, source: Source, gazetteer: Gazetteer, spill: Spill) -> Drawn:
    """Draw the team, who comes, and what is sold to whom."""
    crew = team.draw_team(source, plan.calendar, plan.roster)
    enquiries = draw_enquiries(source, plan, crew, spill)
    firms = companies.draw_firms(source, plan.calendar, plan.companies, gazetteer, spill)
    people = contacts.draw_contacts(source, plan, enquiries, firms, spill)
    return Drawn(crew, enquiries, firms, people, sales.draw_sales(source, plan, people, spill))


def _assign(behaviour: Behaviour, drawn: Drawn, spill: Spill) -> tuple[companies.Companies, leads.Leads]:
    """Assign companies and leads to seats; companies show what their first deal was like: who won it, for how much."""
    accounts = _accounts(behaviour.companies, drawn.team, drawn.firms, drawn.contacts, drawn.sales, spill)
    return accounts, leads.own_leads(drawn.enquiries, _lead_seats(drawn, accounts, spill))


def _accounts(
    facts: CompanyFacts,
    crew: team.Team,
    firms: companies.Firms,
    people: contacts.Contacts,
    sold: sales.Sales,
    spill: Spill,
) -> companies.Companies:
    count = len(firms.created)
    firsts, seat, size = sold.first_of(people.company, count, spill), spill.array(count), spill.array(count)
    for span in spill.spans(count, SLICE):
        draws, first = firms.draws.take(parallel.numbers(span)), firsts[span]
        outcome = np.where(first >= 0, sales.outcome_of(sold.won[first]), 0)
        amount = np.where(first >= 0, sold.draws.take(first).words("amount"), draws.words("employee_count"))
        seat[span] = crew.pick_by_outcome(draws.words("owner"), firms.created[span], outcome)
        size[span] = companies.draw_sizes(facts, draws, outcome, amount)
    return companies.own_companies(firms, seat, size)


def _lead_seats(drawn: Drawn, accounts: companies.Companies, spill: Spill) -> Ints:
    """Return the seat of each lead: who looks after the company that it comes to, where they were there already."""
    people, enquiries, crew = drawn.contacts, drawn.enquiries, drawn.team
    seats = spill.keep(enquiries.answered_by)
    for span in spill.spans(len(people.lead), SLICE):
        rows = span.start + np.flatnonzero(people.lead[span] >= 0)
        lead, seat = people.lead[rows], accounts.seat[people.company[rows]]
        seats[lead] = np.where(crew.starts[seat] <= enquiries.created[lead], seat, seats[lead])
    return seats
