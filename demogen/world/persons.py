"""Who the leads and contacts of a world are: a converted lead and its contact are one person with one address.

A person has a number: that of the lead, or that of the contact behind those of all known leads. Addresses are unique:
of two that would be the same, the one who came first has the plain one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from demogen.config.behaviour import ContactBehaviour
from demogen.draw import arrays, parallel, strings
from demogen.draw.arrays import Bools, Ints
from demogen.draw.parallel import SLICE
from demogen.draw.records import Spill
from demogen.draw.repeats import Repeats
from demogen.draw.shelf import Shelf
from demogen.draw.streams import Draws, of_family
from demogen.world import company_names, leads
from demogen.world.company_names import NameParts, Names
from demogen.world.people import People
from demogen.world.skeleton import World


@dataclass(frozen=True)
class Roll:
    """Persons by number: indices into the lists of a Gazetteer; `language` is 1 for who is written to in the second."""

    first: Any
    last: Any
    title: Any
    female: Bools
    language: Any


@dataclass(frozen=True)
class Employers:
    """Where some leads work: name and domain of the company, and its place."""

    name: Any
    domain: Any
    place: Ints


class Persons:
    """Who the leads and contacts are that are known."""

    def __init__(
        self, world: World, names: Names, parts: NameParts, known: tuple[int, int], two_languages: bool, spill: Spill
    ) -> None:
        """Look at so many leads and contacts; `names` are those of the companies that are known."""
        self.world, self.names, self.parts, self._two_languages = world, names, parts, two_languages
        self.spill = spill
        self.leads, self.contacts = known

    @property
    def _habits(self) -> ContactBehaviour:
        return self.world.plan.config.behaviour.contacts

    @cached_property
    def contact_of_lead(self) -> Ints:
        """Return the contact that each lead becomes, also after the moment of observation; -1 where none."""
        found = self.spill.full(len(self.world.leads.created), -1)
        for span in self.spill.spans(len(self.world.contacts.lead), SLICE):
            of_lead = span.start + np.flatnonzero(self.world.contacts.lead[span] >= 0)
            found[self.world.contacts.lead[of_lead]] = of_lead
        return found

    def lead_draws(self, rows: Ints) -> Draws:
        """Return the draws of the persons of some leads."""
        return self.world.source.of("people", of_family(self.world.leads.draws.address.take(rows), 0, 2))

    def contact_draws(self, rows: Ints) -> Draws:
        """Return the draws of the persons of some contacts; who is there twice is the same person."""
        original = self.world.contacts.original[rows]
        address = self.world.contacts.draws.address.take(np.where(original >= 0, original, rows))
        return self.world.source.of("people", address)

    @cached_property
    def roll(self) -> Roll:
        """Return all persons: leads, then contacts."""
        kinds = (np.int32, np.int32, np.int16, np.bool_, np.int8)
        roll = Roll(*(self.spill.array(self.leads + self.contacts, kind) for kind in kinds))
        for begin, draws in self._every():
            people, end = self.world.gazetteer.draw_people(draws), begin + len(draws.address)
            roll.first[begin:end], roll.last[begin:end], roll.title[begin:end] = people.first, people.last, people.title
            roll.female[begin:end] = people.female
            second = draws.chance("language", self.world.gazetteer.country.second_per_mille)
            roll.language[begin:end] = second & self.world.gazetteer.has_script(people) & self._two_languages
            self.spill.let_go()
        return roll

    def _every(self) -> Iterator[tuple[int, Draws]]:
        for rows in parallel.cut(self.leads, SLICE):
            yield int(rows[0]), self.lead_draws(rows)
        for rows in parallel.cut(self.contacts, SLICE):
            yield self.leads + int(rows[0]), self.contact_draws(rows)

    def people(self, persons: Ints, draws: Draws) -> People:
        """Return persons by number."""
        roll = self.roll
        first, last, title = (values[persons].astype(np.int64) for values in (roll.first, roll.last, roll.title))
        return People(draws, first, last, title, roll.female[persons])

    def employers(self, rows: Ints) -> Employers:
        """Return where some leads, a slice of them, work: the company they will belong to, or one that they made up."""
        held = self._employers.take(int(rows[0]) // SLICE)
        return Employers(held["name"].chunk(0), held["domain"].chunk(0), held["place"].chunk(0).to_numpy())

    @cached_property
    def _employers(self) -> Shelf:
        import pyarrow as pa

        shelf = Shelf(self.spill)
        for rows in parallel.cut(self.leads, SLICE):
            found = self._employed(rows)
            columns = found.name, found.domain, arrays.column(found.place)
            shelf.put(pa.Table.from_arrays(columns, names=("name", "domain", "place")))
            self.spill.let_go()
        return shelf

    def forget_employers(self) -> None:
        """Let go of where leads work; who asks for it again has it made again."""
        self.__dict__.pop("_employers", None)

    def _employed(self, rows: Ints) -> Employers:
        import pyarrow as pa

        world, contact = self.world, self.contact_of_lead[rows]
        firm = np.where(contact >= 0, world.contacts.company[contact], -1)
        own = np.flatnonzero(firm < 0)
        draws = world.source.of("prospects", world.leads.draws.address.take(rows[own]))
        place = world.gazetteer.draw_places(draws)
        made_up = company_names.name_companies(self.parts, draws, place, unique=False)
        places = world.companies.place[np.maximum(firm, 0)]
        places[own] = place
        # Texts of both are taken from one column: the companies' names, then those that were made up.
        known = np.flatnonzero(firm >= 0)
        back = np.empty(len(rows), dtype=np.int64)
        back[known], back[own] = np.arange(len(known)), len(known) + np.arange(len(own))
        name, domain = (
            pa.concat_arrays([of_firm.take(arrays.column(firm[known])), of_own]).take(arrays.column(back))
            for of_firm, of_own in ((self.names.name, made_up.name), (self.names.domain, made_up.domain))
        )
        return Employers(name, domain, places)

    @cached_property
    def numbers(self) -> Ints:
        """Return the number that stands in each person's address; 0 for those who have the plain one."""
        numbers, repeats = self.spill.array(self.leads + self.contacts), Repeats(self.spill, self.leads + self.contacts)
        for rows in parallel.cut(self.leads, SLICE):
            repeats.add(rows, self._lead_base(rows))
            self.spill.let_go()
        for rows in parallel.cut(self.contacts, SLICE):
            other = rows[self.world.contacts.lead[rows] < 0]
            repeats.add(self.leads + other, self._contact_base(other))
            self.spill.let_go()
        for persons, times in repeats.find(self._born):
            numbers[persons] = times + 1
        for rows in parallel.cut(self.contacts, SLICE):
            were = rows[self.world.contacts.lead[rows] >= 0]
            numbers[self.leads + were] = numbers[self.world.contacts.lead[were]]
            self.spill.let_go()
        return numbers

    def _born(self, persons: Ints) -> Ints:
        """Return when persons came, by number."""
        leads, contacts = self.world.leads.created, self.world.contacts.created
        of_lead = persons < self.leads
        born = np.empty(len(persons), dtype=np.int64)
        born[of_lead], born[~of_lead] = leads[persons[of_lead]], contacts[persons[~of_lead] - self.leads]
        return born

    def _lead_base(self, rows: Ints) -> Any:
        people = self.people(rows, self.lead_draws(rows))
        return strings.join(self.world.gazetteer.local_part(people), "@", self.employers(rows).domain)

    def _contact_base(self, rows: Ints) -> Any:
        return strings.join(self._contact_local(rows), "@", self._contact_domain(rows))

    def _contact_local(self, rows: Ints) -> Any:
        import pyarrow.compute as pc

        people, twice = self.people(self.leads + rows, self.contact_draws(rows)), self._is_twice(rows)
        plain = self.world.gazetteer.local_part(people)
        return pc.if_else(arrays.column(twice), self.world.gazetteer.local_part(people, short=True), plain)

    def _contact_domain(self, rows: Ints) -> Any:
        return self.names.domain.take(arrays.column(self.world.contacts.company[rows]))

    def _is_twice(self, rows: Ints) -> Bools:
        twice: Bools = self.world.contacts.original[rows] >= 0
        return twice

    def lead_emails(self, rows: Ints) -> Any:
        """Write the addresses of some leads, a slice of them."""
        people = self.people(rows, self.lead_draws(rows))
        return self._address(self.world.gazetteer.local_part(people), rows, self.employers(rows).domain)

    def contact_emails(self, rows: Ints) -> Any:
        """Write the addresses of some contacts: a lead's where they were one."""
        return self._address(self._contact_local(rows), self.leads + rows, self._contact_domain(rows))

    def _address(self, local: Any, persons: Ints, domain: Any) -> Any:
        import pyarrow.compute as pc

        numbers = self.numbers[persons]
        number = pc.if_else(arrays.column(numbers > 0), strings.text(numbers), arrays.text(""))
        return strings.join(local, number, "@", domain, ".example")

    def upper_cased(self, rows: Ints) -> Bools:
        """Return whose family name stands in capitals, as in imported lists: some of those who are there twice."""
        draws = self.world.contacts.draws.take(rows)
        result: Bools = self._is_twice(rows) & draws.chance("shouted", self._habits.upper_cased_per_mille)
        return result

    def untitled(self, rows: Ints) -> Bools:
        """Return of which contacts the title is not known: who converts is mostly asked for it."""
        found, draws = self.world.contacts, self.world.contacts.draws.take(rows)
        behaviour, habits = self.world.plan.config.behaviour, self._habits
        once = leads.left_out(draws, found.channel[rows], "title", habits.untitled_per_mille, behaviour)
        lead = np.maximum(found.lead[rows], 0)
        left_out = self.world.leads.left_out(lead, "title", behaviour)
        still = left_out & draws.chance("still_untitled", habits.still_untitled_per_mille)
        result: Bools = np.where(found.lead[rows] >= 0, still, once)
        return result
