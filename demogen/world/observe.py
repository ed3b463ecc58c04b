"""Observes a world on a day: the rows that are known then, states rolled back to what was known, as Arrow tables.

The observation on an earlier day is what the observation on a later day knew by then: the same rows, ids and past.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from demogen.bundle.columns import build_table, merge_columns, take_rows
from demogen.bundle.tables import table_spec
from demogen.config.model import CHANNELS
from demogen.draw import arrays, strings
from demogen.draw.arrays import Ints
from demogen.draw.ids import concatenate
from demogen.draw.worktime import NEVER, SECOND
from demogen.draw.zones import DAY
from demogen.world import (
    activities,
    activity_text,
    companies,
    contacts,
    engagement,
    leads,
    note_text,
    notes,
    stages,
    team,
    tenant,
    wording,
)
from demogen.world.lifecycles import World
from demogen.world.people import People
from demogen.world.persons import Persons


@dataclass(frozen=True)
class Observation:
    """A world as known before a moment (microseconds UTC); each table is built when it is asked for."""

    world: World
    until: int

    def table(self, name: str) -> Any:
        """Build one table, its rows by creation time and id."""
        columns: dict[str, Any] = getattr(self, f"_{name}")()
        first = next(iter(columns.values()))
        rows = len(first[1]) if isinstance(first, tuple) else len(first)
        spec = table_spec(name)
        if "tenant_id" in {column.name for column in spec.columns}:
            columns["tenant_id"] = (self.world.tenant.tenant, np.zeros(rows, dtype=np.int64))
        return build_table(spec, columns, rows)

    def _seen(self, created: Ints) -> Ints:
        """List the rows (in order of creation) that are known."""
        return np.arange(np.searchsorted(created, self.until), dtype=np.int64)

    # --- tables of a few rows ------------------------------------------------------------------------------------

    def _tenants(self) -> dict[str, Any]:
        return tenant.tenant_columns(self.world.tenant, self.world.plan.calendar)

    def _tenant_billing(self) -> dict[str, Any]:
        return tenant.billing_columns(
            self.world.tenant, self.world.plan.calendar, self.world.source, self.world.gazetteer
        )

    def _pipelines(self) -> dict[str, Any]:
        return tenant.pipeline_columns(self.world.tenant, self.world.plan.calendar)[0]

    def _pipeline_stages(self) -> dict[str, Any]:
        return tenant.pipeline_columns(self.world.tenant, self.world.plan.calendar)[1]

    def _tags(self) -> dict[str, Any]:
        return tenant.tag_columns(self.world.tenant, self.world.plan.calendar)

    def _users(self) -> dict[str, Any]:
        crew, gazetteer = self.world.team, self.world.gazetteer
        people = self._crew
        place = np.full(len(people.first), gazetteer.home(self.world.plan.config.timezone), dtype=np.int64)
        local = strings.numbered(gazetteer.local_part(people))
        emails = strings.join(local, "@", self.world.plan.config.slug, ".example")
        rows, columns = team.user_columns(
            crew,
            self.world.plan.calendar,
            gazetteer.names(people),
            emails,
            gazetteer.phones(crew.draws, place),
            self.until,
        )
        order = rows[crew.ids.take(rows).order(columns["created_at"][rows])]
        return {name: take_rows(values, order) for name, values in columns.items()}

    # --- companies and people ------------------------------------------------------------------------------------

    @cached_property
    def _names(self) -> companies.Names:
        firms = self.world.companies
        return companies.name_companies(firms.draws, self.world.gazetteer, firms.place, unique=True)

    def _companies(self) -> dict[str, Any]:
        firms = self.world.companies
        return companies.company_columns(
            firms,
            self._names,
            self._seen(firms.created),
            self.world.gazetteer,
            self.world.team,
            self.world.plan.calendar,
            self.until,
        )

    @cached_property
    def _persons(self) -> Persons:
        return Persons(
            self.world, self._names, self._seen(self.world.leads.created), self._seen(self.world.contacts.created)
        )

    def _leads(self) -> dict[str, Any]:
        rows, persons = self._seen(self.world.leads.created), self._persons
        columns = leads.lead_columns(
            self.world.leads,
            rows,
            (self.world.contacts.ids, persons.contact_of_lead[rows]),
            self.world.team,
            self.until,
        )
        people, place, world_leads = persons.lead_people, persons.lead_place, self.world.leads
        gazetteer = self.world.gazetteer
        return {
            **columns,
            "channel": strings.coded(CHANNELS, columns["channel"]),
            **gazetteer.names(people),
            "email": persons.lead_emails,
            "phone": arrays.where_not(world_leads.without("phone")[rows], gazetteer.phones(people.draws, place)),
            "company_name": arrays.where_not(world_leads.without("company_name")[rows], persons.lead_company[0]),
            "title": strings.coded(gazetteer.titles, np.where(world_leads.without("title")[rows], -1, people.title)),
        }

    def _contacts(self) -> dict[str, Any]:
        world, persons = self.world, self._persons
        rows = self._seen(world.contacts.created)
        people, company = persons.contact_people, world.contacts.company[rows]
        columns = contacts.contact_columns(
            world.contacts, rows, world.companies, world.team, self.until, self._contact_facts
        )
        gazetteer = world.gazetteer
        place = world.companies.place[company]
        firm = world.companies.draws
        return {
            **columns,
            "channel": strings.coded(CHANNELS, columns["channel"]),
            **gazetteer.names(people, persons.shouted),
            "email": persons.contact_emails,
            "phone": gazetteer.phones(people.draws, place),
            "title": strings.coded(gazetteer.titles, np.where(persons.contact_untitled, -1, people.title)),
            **gazetteer.address(world.source.of("companies", firm.address.take(company)), place),
        }

    def _duplicate_contacts(self) -> dict[str, Any]:
        found = self.world.contacts
        rows = self._seen(found.created)
        rows = rows[found.original[rows] >= 0]
        ids = {"contact_id": (found.ids, rows), "original_id": (found.ids, found.original[rows])}
        return {**ids, "created_at": found.created[rows]}

    @cached_property
    def _contact_facts(self) -> dict[str, Ints]:
        """Give, for every contact, when its first deal began, when one was first won, and when it was last active."""
        deals, count = self.world.deals, len(self.world.contacts.created)
        facts = {name: np.full(count, NEVER, dtype=np.int64) for name in ("first_deal", "first_won", "last_activity")}
        np.minimum.at(facts["first_deal"], deals.contact, deals.created)
        won = deals.won
        np.minimum.at(facts["first_won"], deals.contact[won], deals.closed[won])
        last = np.zeros(count, dtype=np.int64)
        for kind, found in self._engagement.parts.items():
            if kind != "lead":
                done = (found.occurred < self.until) & ~found.cancelled
                contact = found.parent if kind == "contact" else deals.contact[found.parent]
                np.maximum.at(last, contact[done], found.occurred[done])
        facts["last_activity"] = np.where(last > 0, last, NEVER)
        return facts

    # --- deals -----------------------------------------------------------------------------------------------------

    def _deals(self) -> dict[str, Any]:
        world, deals, config = self.world, self.world.deals, self.world.plan.config
        rows = self._seen(deals.created)
        industry, data = config.industry, config.industry.data
        closed = deals.closed[rows] < self.until
        stage = stages.stage_at(deals.paths, industry, deals.closed, self.until)[rows]
        steps = data["pipeline"]["stages"]
        names = strings.fill_by(
            self._wording.texts[0]["dealNames"],
            deals.draws.below("name", len(self._wording.texts[0]["dealNames"]))[rows],
            self._deal_slots(rows),
        )
        contact = deals.contact[rows]
        owner = world.team.holder(deals.seat[rows], np.minimum(deals.closed[rows], self.until - 1))
        return {
            "id": deals.ids.take(rows),
            "company_id": (world.companies.ids, world.contacts.company[contact]),
            "contact_id": (world.contacts.ids, contact),
            "owner_id": (world.team.ids, owner),
            "pipeline_id": (world.tenant.pipeline, np.zeros(len(rows), dtype=np.int64)),
            "stage_id": (world.tenant.stages, stage),
            "name": names,
            "amount": deals.amount[rows] * (100 // config.currency.minor),
            "currency": strings.coded([config.currency.code], np.zeros(len(rows), dtype=np.int64)),
            "status": strings.coded([step["type"] for step in steps], stage),
            "probability": np.array([step["probability"] for step in steps], dtype=np.int64)[stage],
            "is_whale": deals.whale[rows],
            "channel": strings.coded(CHANNELS, world.contacts.channel[contact]),
            "expected_close_on": self._expected(rows),
            "closed_at": np.where(closed, deals.closed[rows], NEVER),
            "lost_reason": strings.coded(
                [r["reason"] for r in data["lostReasons"]], np.where(closed, deals.paths.reason[rows], -1)
            ),
            "created_at": deals.created[rows],
        }

    def _deal_slots(self, rows: Ints) -> dict[str, Any]:

        deals = self.world.deals
        company = self.world.contacts.company[deals.contact[rows]]
        return {
            "company": self._names.name.take(arrays.column(company)),
            "product": strings.take(self._products, deals.product[rows]),
        }

    def _expected(self, rows: Ints) -> Ints:
        """Give the day on which deals were expected to close: 0.6 to 1.3 times the time they take."""
        deals, zone = self.world.deals, self.world.plan.calendar.zone
        length = deals.closed[rows] - deals.created[rows]
        guess = deals.created[rows] + length // 1000 * (600 + deals.draws.below("expected_close_on", 700)[rows])
        return zone.local(guess // SECOND) // DAY

    def _deal_stage_history(self) -> dict[str, Any]:
        world, deals = self.world, self.world.deals
        history = stages.draw_history(deals.draws, world.plan.config.industry, deals.paths, deals.closed, self.until)
        rows = np.arange(len(history.deal), dtype=np.int64)
        seats = (deals.made_by, deals.seat)
        return stages.history_columns(history, rows, deals.ids, seats, world.tenant.stages, world.team)

    # --- what was done and written --------------------------------------------------------------------------------

    @cached_property
    def _wording(self) -> wording.Wording:
        """Give what people write, in the country's languages."""
        config = self.world.plan.config
        texts = [config.reference.text(language) for language in config.country.languages]
        return wording.Wording(texts, self._products)

    @cached_property
    def _products(self) -> list[str]:
        return [name for name, _ in self.world.plan.config.industry.data["products"]]

    @cached_property
    def _engagement(self) -> engagement.Engagement:
        return engagement.draw_engagement(self.world, self.until)

    @cached_property
    def _steps(self) -> engagement.Steps:
        return self._engagement.steps

    @cached_property
    def _manners(self) -> wording.Manners:
        return wording.draw_manners(self.world.team.draws)

    def _activities(self) -> dict[str, Any]:
        world, until = self.world, self.until
        parts, _, _ = self._engagement.parts, self._contact_facts, self._steps
        del self.__dict__["_engagement"]  # what others need of it has been found out
        every = [activities.activity_ids(found) for found in parts.values()]
        about = {
            "lead": (world.lead_products, world.leads.draws, self._persons.lead_people, parts["lead"].parent),
            "contact": (
                world.contact_products,
                world.contacts.draws,
                self._persons.contact_people,
                parts["contact"].parent,
            ),
            "deal": (
                world.deals.product,
                world.deals.draws,
                self._persons.contact_people,
                world.deals.contact[parts["deal"].parent],
            ),
        }
        columns = []
        for kind, found in parts.items():
            product, draws, people, person = about[kind]
            user = activities.users_of(found, world.team, until)
            cast = self._cast(people, person, user)
            formality = draws.below("formality", self._wording.formalities)
            told = activity_text.activity_columns(found, self._wording, product, cast, formality, until)
            columns.append({**told, "user_id": (world.team.ids, user)})
        sizes = [len(found.parent) for found in parts.values()]
        order = concatenate(every).order(np.concatenate([found.created for found in parts.values()]))
        contact = np.concatenate([np.full(sizes[0], -1), about["contact"][3], about["deal"][3]])
        none = [np.full(size, -1, dtype=np.int64) for size in sizes]
        # Parts are let go one by one: together with what they become they are the most that is held at any time.
        merged = {name: merge_columns([c.pop(name) for c in columns], order) for name in list(columns[0])}
        company = np.where(contact >= 0, world.contacts.company[contact], -1)
        return {
            "id": merge_columns(every, order),
            **merged,
            "lead_id": (world.leads.ids, np.concatenate([parts["lead"].parent, none[1], none[2]])[order]),
            "contact_id": (world.contacts.ids, contact[order]),
            "deal_id": (world.deals.ids, np.concatenate([none[0], none[1], parts["deal"].parent])[order]),
            "company_id": (world.companies.ids, company[order]),
        }

    @cached_property
    def _crew(self) -> People:
        return self.world.gazetteer.draw_people(self.world.team.draws)

    def _cast(self, people: People, person: Ints, user: Ints) -> wording.Cast:
        """Give whom rows are about and who writes; some people are written to in the country's second language."""
        gazetteer = self.world.gazetteer
        names = gazetteer.names(people)
        second = people.draws.chance("language", gazetteer.country.second_per_mille) & arrays.flags(
            names["native_name"].is_valid()
        ).astype(np.bool_)
        language = (second & (len(self._wording.texts) > 1)).astype(np.int64)
        return wording.Cast(
            person, user, names, gazetteer.names(self._crew), self._manners, people.female, language[person]
        )

    def _notes(self) -> dict[str, Any]:
        world, deals, calendar = self.world, self.world.deals, self.world.plan.calendar
        shift = world.team.shift
        about = notes.contact_notes(world.contacts, world.contact_seats, calendar, shift, self.until)
        life = (deals.created, deals.closed, deals.won, deals.seat)
        on_deals = notes.deal_notes(deals.draws, *life, calendar.offices, shift, self.until)
        none = np.full(len(about.parent), -1, dtype=np.int64)
        parents = ((about, about.parent, none), (on_deals, deals.contact[on_deals.parent], on_deals.parent))
        products = (world.contact_products, deals.product)
        bodies = [
            self._note_bodies(*parent, product[parent[0].parent])
            for parent, product in zip(parents, products, strict=True)
        ]
        every = [notes.note_ids(about), notes.note_ids(on_deals)]
        created = np.concatenate([about.created, on_deals.created])
        order = concatenate(every).order(created)
        contact = np.concatenate([parents[0][1], parents[1][1]])
        deal = np.concatenate([none, on_deals.parent])
        author = world.team.holder(np.concatenate([about.seat, on_deals.seat]), created)
        return {
            "id": merge_columns(every, order),
            "contact_id": (world.contacts.ids, contact[order]),
            "deal_id": (deals.ids, deal[order]),
            "author_id": (world.team.ids, author[order]),
            "body": merge_columns(bodies, order),
            "created_at": created[order],
        }

    def _note_bodies(self, found: notes.Notes, contact: Ints, deal: Ints, product: Ints) -> Any:
        world, text = self.world, self._wording.texts[0]
        facts = note_text.facts_of(found, deal, product, world, self._steps)
        cast = self._cast(self._persons.contact_people, contact, world.team.holder(found.seat, found.created))
        company = world.contacts.company[contact]

        def names(rows: Ints) -> Any:
            return self._names.name.take(arrays.column(company[rows]))

        slots = note_text.note_slots(world, cast, names, deal, self._expected(deal), facts, text)
        classes = [reason.get("kind", "") for reason in world.plan.config.industry.data["lostReasons"]]
        return note_text.note_bodies(found, self._wording, facts, classes, cast, slots)

    def _contact_tags(self) -> dict[str, Any]:
        tags = self.world.plan.config.industry.data["tags"]
        contact, tag, created = notes.draw_labels(self.world.contacts, tags, self.until)
        return {
            "contact_id": (self.world.contacts.ids, contact),
            "tag_id": (self.world.tenant.tags, tag),
            "created_at": created,
        }
