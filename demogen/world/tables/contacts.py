"""The room of `contacts`: people at companies, with how far they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.config.model import CHANNELS
from demogen.draw import strings
from demogen.draw.arrays import Ints
from demogen.draw.parallel import Slices
from demogen.world.contacts import LIFECYCLE

if TYPE_CHECKING:
    from demogen.world.observe import Observation


def slices(seen: Observation) -> Slices[Ints]:
    """Return the slices of rows that are known."""
    return seen.slices(seen.world.contacts.created)


def columns(seen: Observation, rows: Ints) -> dict[str, Any]:
    """Return the columns of some rows."""
    world, persons, gazetteer = seen.world, seen.persons, seen.world.gazetteer
    contacts, firms, team = world.contacts, world.companies, world.team
    people, company = persons.people(persons.leads + rows, persons.contact_draws(rows)), contacts.company[rows]
    place = firms.place[company]
    return {
        "id": contacts.ids.take(rows),
        "company_id": (firms.ids, company),
        "owner_id": (team.ids, team.holder(firms.seat[company], seen.until - 1)),
        **gazetteer.names(people, persons.upper_cased(rows)),
        "email": persons.contact_emails(rows),
        "phone": gazetteer.phones(people.draws, place),
        "title": gazetteer.title_texts.coded(np.where(persons.untitled(rows), -1, people.title)),
        "channel": strings.coded(CHANNELS, contacts.channel[rows]),
        "lifecycle_stage": strings.coded(LIFECYCLE, _stages(seen, rows)),
        **gazetteer.address(world.source.of("companies", firms.draws.address.take(company)), place),
        "created_at": contacts.created[rows],
        "last_activity_at": seen.recorded.last_activity[rows],
    }


def _stages(seen: Observation, rows: Ints) -> Ints:
    """Return how far contacts are: whether a deal has begun, whether one was won."""
    first_deal, first_won = seen.first_deals
    return np.where(first_won[rows] < seen.until, 2, (first_deal[rows] < seen.until).astype(np.int64))
