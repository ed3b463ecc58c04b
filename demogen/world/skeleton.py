"""The skeleton of a world: every lifecycle of a plan, also what happens after the day on which it is observed.

It comes about in three phases, each of named steps that give to the next: what addresses alone decide is drawn; who
belongs to whom is assigned; then deals are worked on. Nothing here depends on the day of observation, and nothing is
text: the preview runs this core and shows what a bundle will hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from demogen.config.behaviour import Behaviour, CompanyFacts
from demogen.draw.arrays import Ints
from demogen.draw.streams import Source
from demogen.plan.targets import Plan
from demogen.world import companies, contacts, leads, sales, team, tenant
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


def build_world(plan: Plan, source: Source | None = None) -> World:
    """Build every lifecycle of a plan, from its own source unless another one is given that draws the same.

    Raises:
        PlanError: the births leave too few leads old enough for a share that the config asks for, or amounts too small.
    """
    source = source or source_of(plan)
    config = plan.config
    gazetteer = Gazetteer(config.country, config.behaviour.people, config.reference.real_firms)
    drawn = _draw(plan, source, gazetteer)
    accounts, owned = _assign(config.behaviour, drawn)
    worked = sales.work_deals(plan, drawn.team, drawn.sales, accounts, drawn.contacts)
    own = tenant.draw_tenant(source, plan.calendar)
    return World(plan, source, gazetteer, own, drawn.team, owned, accounts, drawn.contacts, worked)


def _draw(plan: Plan, source: Source, gazetteer: Gazetteer) -> Drawn:
    """Draw the team, who comes, and what is sold to whom."""
    crew = team.draw_team(source, plan.calendar, plan.roster)
    enquiries = leads.draw_leads(source, plan, crew)
    firms = companies.draw_firms(source, plan.calendar, plan.companies, gazetteer)
    people = contacts.draw_contacts(source, plan, enquiries, firms)
    return Drawn(crew, enquiries, firms, people, sales.draw_sales(source, plan, people))


def _assign(behaviour: Behaviour, drawn: Drawn) -> tuple[companies.Companies, leads.Leads]:
    """Assign companies and leads to seats; companies show what their first deal was like: who won it, for how much."""
    accounts = _accounts(behaviour.companies, drawn.team, drawn.firms, drawn.contacts, drawn.sales)
    return accounts, leads.own_leads(drawn.enquiries, _lead_seats(drawn, accounts))


def _accounts(
    facts: CompanyFacts, crew: team.Team, firms: companies.Firms, people: contacts.Contacts, sold: sales.Sales
) -> companies.Companies:
    first = sold.first_of(people.company, len(firms.created))
    has, deals = first >= 0, sold.drawn
    outcome = np.where(has, sold.outcome[first], 0)
    amount = np.where(has, deals.draws.words("amount")[first], firms.draws.words("employee_count"))
    seat = crew.pick_by_outcome(firms.draws.words("owner"), firms.created, outcome)
    return companies.own_companies(firms, seat, companies.draw_sizes(facts, firms.draws, outcome, amount))


def _lead_seats(drawn: Drawn, accounts: companies.Companies) -> Ints:
    """Return the seat of each lead: who looks after the company that it comes to, where they were there already."""
    people, enquiries, crew = drawn.contacts, drawn.enquiries, drawn.team
    seats = enquiries.answered_by.copy()
    of_lead = people.lead >= 0
    lead, seat = people.lead[of_lead], accounts.seat[people.company[of_lead]]
    seats[lead] = np.where(crew.starts[seat] <= enquiries.created[lead], seat, seats[lead])
    return seats
