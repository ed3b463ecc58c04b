"""A world as known before a moment: which rows there are, and what the tables have in common.

The observation on an earlier day is what the observation on a later day knew by then: the same rows, ids and past.
What is held for every row are integers; text is written by the rooms of the tables, slice by slice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from demogen.draw import arrays, parallel
from demogen.draw.arrays import Ints
from demogen.draw.parallel import SLICE, Slices
from demogen.draw.records import Spill
from demogen.draw.worktime import NEVER
from demogen.world import company_names, wording
from demogen.world.company_names import NameParts, Names
from demogen.world.people import People
from demogen.world.persons import Persons
from demogen.world.phrasebook import Phrasebook
from demogen.world.recorded import Recorded, record
from demogen.world.skeleton import World


@dataclass(frozen=True)
class Observation:
    """A world as known before a moment (microseconds UTC).

    What does not fit into memory goes to `spill`; what was done is drawn by so many `workers` at a time.
    """

    world: World
    until: int
    spill: Spill = field(default_factory=Spill)
    workers: int = 1

    def known(self, created: Ints) -> int:
        """Count the rows, in order of creation, that are known."""
        return int(np.searchsorted(created, self.until))

    def slices(self, created: Ints) -> Slices[Ints]:
        """Return the rows that are known, in slices."""
        return parallel.sliced(self.known(created), SLICE)

    @cached_property
    def name_parts(self) -> NameParts:
        """Return what companies are named with."""
        return NameParts(self.world.gazetteer)

    @cached_property
    def names(self) -> Names:
        """Return the names of the companies that are known, or that leads who are known will belong to."""
        firms, people = self.world.companies, self.world.contacts
        of_lead = people.company[(people.lead >= 0) & (people.lead < self.known(self.world.leads.created))]
        count = max(self.known(firms.created), int(of_lead.max(initial=-1)) + 1)
        known = np.arange(count, dtype=np.int64)
        return company_names.name_companies(self.name_parts, firms.draws.take(known), firms.place[known], unique=True)

    @cached_property
    def persons(self) -> Persons:
        """Return who the leads and contacts are that are known."""
        world = self.world
        known = self.known(world.leads.created), self.known(world.contacts.created)
        return Persons(world, self.names, self.name_parts, known, len(self.book.wording.texts) > 1, self.spill)

    @cached_property
    def first_deals(self) -> tuple[Ints, Ints]:
        """Return when the first deal of each contact began, and when one was first won; NEVER where none."""
        deals, count = self.world.deals, len(self.world.contacts.created)
        began, won = (self.spill.full(count, NEVER) for _ in range(2))
        for span in self.spill.spans(len(deals.created), SLICE):
            contact, is_won = deals.contact[span], deals.won[span]
            np.minimum.at(began, contact, deals.created[span])
            np.minimum.at(won, contact[is_won], deals.closed[span][is_won])
        return began, won

    @cached_property
    def book(self) -> Phrasebook:
        """Return the sentences of the country's languages."""
        config = self.world.plan.config
        reasons = [reason.kind for reason in config.industry.lost_reasons]
        return Phrasebook(wording.Wording(config.texts, config.industry.products.texts), reasons, config.behaviour)

    @cached_property
    def crew(self) -> People:
        """Return who the users are."""
        return self.world.gazetteer.draw_people(self.world.team.draws)

    @cached_property
    def manners(self) -> wording.Manners:
        """Return how users write."""
        return wording.draw_manners(self.world.team.draws, self.world.plan.config.behaviour.writing)

    def cast(self, person: Ints, user: Ints) -> wording.Cast:
        """Return whom rows are about, by number of the person, and who writes, by number of the user."""
        roll = self.persons.roll
        return wording.Cast(
            self.world.gazetteer,
            roll.first[person],
            roll.last[person],
            roll.female[person],
            roll.language[person],
            user,
            (self.crew.first, self.crew.last),
            self.manners,
        )

    @cached_property
    def recorded(self) -> Recorded:
        """Return what was done and written about leads, contacts and deals."""
        return record(self.world, self.until, self.persons, self.book, self.spill, self.workers)

    def companies_called(self, rows: Ints) -> Any:
        """Return the names of some companies."""
        return self.names.name.take(arrays.column(rows))
