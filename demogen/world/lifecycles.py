"""Gathers the world of a plan: every lifecycle, also what happens after the day on which it is observed.

Nothing here depends on that day, and nothing is text: the preview runs this core and shows what a bundle will hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

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
        """Give the seat that looks after each contact: its company's."""
        return self.companies.seat[self.contacts.company]

    @cached_property
    def contact_products(self) -> Ints:
        """Give the product that each contact is interested in."""
        return self.contacts.draws.pick("product", self._product_weights)

    @cached_property
    def lead_products(self) -> Ints:
        """Give the product that each lead asked about."""
        return self.leads.draws.pick("product", self._product_weights)

    @property
    def _product_weights(self) -> list[int]:
        return [weight for _, weight in self.plan.config.industry.data["products"]]


def source_of(plan: Plan) -> Source:
    """Give the source of a plan's draws."""
    return Source(plan.config.seed, plan.config.slug, tuple(p.key for p in plan.calendar.periods))


def build_world(plan: Plan, source: Source | None = None) -> World:
    """Draw every lifecycle of a plan, from its own source unless another one is given that draws the same.

    Raises:
        PlanError: the births leave too few leads old enough for a share that the config asks for, or amounts too small.
    """
    calendar = plan.calendar
    source = source or source_of(plan)
    gazetteer = Gazetteer(plan.config.country, plan.config.reference.real_firms)
    crew = team.draw_team(source, calendar, plan.roster)
    enquiries = leads.draw_leads(source, plan, crew)
    firms = companies.draw_companies(source, calendar, plan.companies, crew, gazetteer)
    people = contacts.draw_contacts(source, plan, enquiries, firms)
    sold_to = sales.draw_sales(source, plan, people)
    firms = _with_covariates(crew, firms, people, sold_to)
    enquiries = replace(enquiries, seat=_lead_seats(crew, enquiries, firms, people))
    sold = sales.work_deals(plan, crew, sold_to, firms, people)
    return World(plan, source, gazetteer, tenant.draw_tenant(source, calendar), crew, enquiries, firms, people, sold)


def _with_covariates(
    crew: team.Team, firms: companies.Companies, people: contacts.Contacts, sold_to: sales.Sales
) -> companies.Companies:
    """Let companies show what their first deal was like: who won it, and how large a firm buys for how much."""
    first = sold_to.first_of(people.company, len(firms.created))
    has, drawn = first >= 0, sold_to.drawn
    outcome = np.where(has, sold_to.outcome[first], 0)
    amount = np.where(has, drawn.draws.words("amount")[first], firms.draws.words("employee_count"))
    seat = crew.pick_by_outcome(firms.draws.words("owner"), firms.created, outcome)
    return replace(firms, seat=seat, size=companies.draw_sizes(firms.draws, outcome, amount))


def _lead_seats(crew: team.Team, enquiries: leads.Leads, firms: companies.Companies, people: contacts.Contacts) -> Ints:
    """Give the seat of each lead: who looks after the company that it comes to, where they were there already."""
    seats = enquiries.seat.copy()
    of_lead = people.lead >= 0
    lead, seat = people.lead[of_lead], firms.seat[people.company[of_lead]]
    seats[lead] = np.where(crew.starts[seat] <= enquiries.created[lead], seat, seats[lead])
    return seats
