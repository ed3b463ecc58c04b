"""Who the leads and contacts of a world are: a converted lead and its contact are one person with one address.

Gathers what people, companies, leads and contacts say of a person. Addresses are unique: of two that would be the
same, the one who came first has the plain one.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from demogen.draw import arrays, strings
from demogen.draw.arrays import Bools, Ints
from demogen.draw.streams import Address, of_family
from demogen.world import companies, leads
from demogen.world.lifecycles import World
from demogen.world.people import People


class Persons:
    """Who the leads and contacts are: a converted lead and its contact are one person with one address."""

    def __init__(self, world: World, names: companies.Names, lead_rows: Ints, contact_rows: Ints) -> None:
        """Look at the leads and contacts that are known; `names` are those of all companies."""
        self.world, self.names, self.lead_rows, self.contact_rows = world, names, lead_rows, contact_rows
        self.contact_of_lead = np.full(len(world.leads.created), -1, dtype=np.int64)
        of_lead = np.flatnonzero(world.contacts.lead >= 0)
        self.contact_of_lead[world.contacts.lead[of_lead]] = of_lead

    def _people(self, address: Address) -> People:
        return self.world.gazetteer.draw_people(self.world.source.of("people", address))

    @cached_property
    def lead_people(self) -> People:
        """Give the persons of the leads."""
        return self._people(of_family(self.world.leads.draws.address.take(self.lead_rows), 0, 2))

    @cached_property
    def contact_people(self) -> People:
        """Give the persons of the contacts; who is there twice is the same person."""
        original = self.world.contacts.original[self.contact_rows]
        return self._people(
            self.world.contacts.draws.address.take(np.where(original >= 0, original, self.contact_rows))
        )

    @cached_property
    def shouted(self) -> Bools:
        """Tell whose family name stands in capitals, as in imported lists: half of those who are there twice."""
        contacts_ = self.world.contacts
        twice = contacts_.original[self.contact_rows] >= 0
        result: Bools = twice & contacts_.draws.chance("shouted", 500)[self.contact_rows]
        return result

    @cached_property
    def contact_untitled(self) -> Bools:
        """Tell of which contacts the title is not known: who converts is mostly asked for it."""
        found = self.world.contacts
        once = leads.left_out(found.draws, found.channel, "title", leads.LEFT_OUT["title"] // 4)
        still = self.world.leads.without("title")[np.maximum(found.lead, 0)] & found.draws.chance("still_untitled", 350)
        result: Bools = np.where(found.lead >= 0, still, once)[self.contact_rows]
        return result

    @cached_property
    def _prospects(self) -> tuple[Ints, companies.Names]:
        draws = self.world.source.of("prospects", self.world.leads.draws.address.take(self.lead_rows))
        place = self.world.gazetteer.draw_places(draws)
        return place, companies.name_companies(draws, self.world.gazetteer, place, unique=False)

    @cached_property
    def _lead_firm(self) -> Ints:
        contact = self.contact_of_lead[self.lead_rows]
        return np.where(contact >= 0, self.world.contacts.company[contact], -1)

    @cached_property
    def lead_place(self) -> Ints:
        """Give the place of each lead: its company's, or where the company that it made up is."""
        firm = self._lead_firm
        return np.where(firm >= 0, self.world.companies.place[firm], self._prospects[0])

    @cached_property
    def lead_company(self) -> tuple[Any, Any]:
        """Give name and domain of each lead's company: the one it will belong to, or one that it made up."""
        import pyarrow.compute as pc

        firm = self._lead_firm
        known, index = arrays.column(firm >= 0), arrays.column(np.maximum(firm, 0))
        own = self._prospects[1]
        return pc.if_else(known, self.names.name.take(index), own.name), pc.if_else(
            known, self.names.domain.take(index), own.domain
        )

    @cached_property
    def _emails(self) -> tuple[Any, Ints]:
        """Give the addresses of all persons, leads before contacts without one, and the rows of the latter."""
        import pyarrow as pa

        contacts_ = self.world.contacts
        other = self.contact_rows[contacts_.lead[self.contact_rows] < 0]
        people = self.contact_people.take(np.flatnonzero(contacts_.lead[self.contact_rows] < 0))
        gazetteer = self.world.gazetteer
        own = pa.compute.if_else(
            arrays.column(contacts_.original[other] >= 0),
            gazetteer.local_part(people, short=True),
            gazetteer.local_part(people),
        )
        local = pa.concat_arrays([gazetteer.local_part(self.lead_people), own])
        domain = pa.concat_arrays(
            [self.lead_company[1], self.names.domain.take(arrays.column(contacts_.company[other]))]
        )
        born = np.concatenate([self.world.leads.created[self.lead_rows], contacts_.created[other]])
        order = np.argsort(born, kind="stable")
        base = strings.join(local, "@", domain).take(arrays.column(order))
        times = strings.occurrence(strings.codes(base))
        number = pa.compute.if_else(arrays.column(times > 0), strings.text(times + 1), arrays.text(""))
        ordered = strings.join(
            local.take(arrays.column(order)), number, "@", domain.take(arrays.column(order)), ".example"
        )
        back = np.empty(len(order), dtype=np.int64)
        back[order] = np.arange(len(order))
        return ordered.take(arrays.column(back)), other

    @cached_property
    def lead_emails(self) -> Any:
        """Give the address of each lead."""
        return self._emails[0][: len(self.lead_rows)]

    @cached_property
    def contact_emails(self) -> Any:
        """Give the address of each contact: its lead's where it was one."""
        emails, other = self._emails
        lead = self.world.contacts.lead[self.contact_rows]
        index = lead.copy()
        index[lead < 0] = len(self.lead_rows) + np.arange(len(other))
        return emails.take(arrays.column(index))
