"""Gathers the world of a plan: every lifecycle, also what happens after the day on which it is observed.

Nothing here depends on that day, and nothing is text: the preview runs this core and shows what a bundle will hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from demogen.draw import ids
from demogen.draw.streams import Address, Draws, Source
from demogen.plan.calendar import staff_births
from demogen.plan.targets import Plan
from demogen.world import buyers, companies, contacts, deals, leads, money, stages, team, tenant
from demogen.world.people import Gazetteer

Ints = npt.NDArray[np.int64]

ACCOUNT_OWNER_PER_MILLE = 920


@dataclass(frozen=True)
class Deals:
    """All deals in order of creation; moments are microseconds UTC, amounts minor units."""

    created: Ints
    closed: Ints
    won: npt.NDArray[np.bool_]
    whale: npt.NDArray[np.bool_]
    amount: Ints
    contact: Ints
    seat: Ints
    product: Ints
    paths: stages.Paths
    ids: ids.Ids
    draws: Draws


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
    deals: Deals

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


def build_world(plan: Plan) -> World:
    """Draw every lifecycle of a plan.

    Raises:
        PlanError: the births leave too few leads old enough for a share that the config asks for, or amounts too small.
    """
    calendar = plan.calendar
    source = source_of(plan)
    gazetteer = Gazetteer(plan.config.country)
    crew = team.draw_team(source, calendar, plan.config.team_size)
    enquiries = leads.draw_leads(source, plan, crew)
    firms = companies.draw_companies(source, calendar, plan.companies, crew, gazetteer)
    people = contacts.draw_contacts(source, plan, enquiries, firms)
    enquiries = replace(enquiries, seat=_lead_seats(crew, enquiries, firms, people))
    sales = _deals(source, plan, crew, firms, people)
    return World(plan, source, gazetteer, tenant.draw_tenant(source, calendar), crew, enquiries, firms, people, sales)


def _lead_seats(crew: team.Team, enquiries: leads.Leads, firms: companies.Companies, people: contacts.Contacts) -> Ints:
    """Give the seat of each lead: who looks after the company that it comes to, where they were there already."""
    seats = enquiries.seat.copy()
    of_lead = people.lead >= 0
    lead, seat = people.lead[of_lead], firms.seat[people.company[of_lead]]
    seats[lead] = np.where(crew.starts[seat] <= enquiries.created[lead], seat, seats[lead])
    return seats


def draw_families(source: Source, plan: Plan) -> list[deals.Family]:
    """Draw the deals of a plan up to `asOf`: won, lost and open."""
    return [
        deals.draw_won(source, plan, money.grouped_amounts),
        deals.draw_lost(source, plan, money.free_amounts),
        deals.draw_open(source, plan, money.grouped_amounts),
    ]


def _deals(source: Source, plan: Plan, crew: team.Team, firms: companies.Companies, people: contacts.Contacts) -> Deals:
    """Put the families together and give every deal its buyer, its owner and its way through the pipeline."""
    calendar, config = plan.calendar, plan.config
    families = [*draw_families(source, plan), deals.draw_later(source, plan, money.free_amounts, staff_births)]
    address = Address(
        *(np.concatenate([getattr(f.draws.address, part) for f in families]) for part in ("period", "ordinal"))
    )
    created = np.concatenate([f.created for f in families])
    order = ids.draw(source.of("deals", address), created).order(created)
    draws, created = source.of("deals", address.take(order)), created[order]
    closed, won, whale, amount = (
        np.concatenate([getattr(f, name) for f in families])[order] for name in ("closed", "won", "whale", "amount")
    )
    wish = buyers.Wish(
        created,
        draws.words("contact_first"),
        buyers.delays(draws.exponential("contact_delay")),
        draws.words("contact_repeat"),
    )
    qualified = int(config.contacts * config.industry.figure("leads", "qualificationRate"))
    contact = buyers.assign_contacts(calendar, wish, people.created, qualified)
    own = crew.pick(draws.words("owner"), created)
    seat = np.where(draws.chance("account_owner", ACCOUNT_OWNER_PER_MILLE), firms.seat[people.company[contact]], own)
    paths = stages.draw_paths(draws, config.industry, calendar, created, closed, won, whale)
    product = draws.pick("product", [weight for _, weight in config.industry.data["products"]])
    return Deals(created, closed, won, whale, amount, contact, seat, product, paths, ids.draw(draws, created), draws)
