"""The room of `leads`: enquiries, with what was known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.config.behaviour import CAN_BE_LEFT_OUT, LEAD_STATUSES
from demogen.config.model import CHANNELS
from demogen.draw import arrays, strings
from demogen.draw.arrays import Ints
from demogen.draw.parallel import Slices
from demogen.draw.worktime import NEVER
from demogen.world.leads import status_at

if TYPE_CHECKING:
    from demogen.world.observe import Observation


def slices(seen: Observation) -> Slices[Ints]:
    """Return the slices of rows that are known."""
    return seen.slices(seen.world.leads.created)


def columns(seen: Observation, rows: Ints) -> dict[str, Any]:
    """Return the columns of some rows, a slice."""
    leads, team, persons, gazetteer = seen.world.leads, seen.world.team, seen.persons, seen.world.gazetteer
    behaviour = seen.world.plan.config.behaviour
    status, converted = status_at(leads, rows, seen.until), leads.converted[rows]
    over = np.minimum(np.minimum(converted, leads.disqualified[rows]), leads.gave_up[rows])
    contact = np.where(converted < seen.until, persons.contact_of_lead[rows], -1)
    people, firm = persons.people(rows, persons.lead_draws(rows)), persons.employers(rows)
    without = {column: leads.left_out(rows, column, behaviour) for column in CAN_BE_LEFT_OUT}
    return {
        "id": leads.ids.take(rows),
        "owner_id": (team.ids, team.holder(leads.seat[rows], np.minimum(over, seen.until - 1))),
        "contact_id": (seen.world.contacts.ids, contact),
        **gazetteer.names(people),
        "email": persons.lead_emails(rows),
        "phone": arrays.where_not(without["phone"], gazetteer.phones(people.draws, firm.place)),
        "company_name": arrays.where_not(without["company_name"], firm.name),
        "title": gazetteer.title_texts.coded(np.where(without["title"], -1, people.title)),
        "channel": strings.coded(CHANNELS, leads.channel[rows]),
        "status": strings.coded(LEAD_STATUSES, status),
        "score": _scores(seen, rows, status),
        "created_at": leads.created[rows],
        "first_response_at": np.where(leads.responded[rows] < seen.until, leads.responded[rows], NEVER),
        "converted_at": np.where(converted < seen.until, converted, NEVER),
    }


def _scores(seen: Observation, rows: Ints, status: Ints) -> Ints:
    """Return the scores of leads of a status: up to 100."""
    habits, draws = seen.world.plan.config.behaviour.leads.score, seen.world.leads.draws.take(rows)
    adds = np.array([*habits.by_status.values()], dtype=np.int64)[status]
    return np.clip(habits.base + draws.below("score", habits.spread) + adds, 0, 100)
