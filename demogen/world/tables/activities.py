"""The room of `activities`: calls, e-mails, meetings and tasks, with what was said in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import ids, strings
from demogen.draw.parallel import Slices
from demogen.draw.records import Records, unpack
from demogen.draw.timed import draws_of, with_ids
from demogen.world.activities import EMAIL, TYPES
from demogen.world.activity_text import write_bodies
from demogen.world.engagement import DEAL, LEAD, STREAMS
from demogen.world.kinds import OUTCOMES
from demogen.world.recorded import DONE

if TYPE_CHECKING:
    from demogen.world.observe import Observation

BY_PART = dict(enumerate(STREAMS))
DIRECTIONS = ("outbound", "inbound")
STATUSES = ("planned", "done", "cancelled")


def slices(seen: Observation) -> Slices[tuple[Records, ids.Ids]]:
    """Return the slices of rows that are known, with their ids."""
    found = seen.recorded.activities
    return Slices(len(found), with_ids(found, seen.world.source, BY_PART))


def columns(seen: Observation, rows: tuple[Records, ids.Ids]) -> dict[str, Any]:
    """Return the columns of some rows."""
    world, (records, keys) = seen.world, rows
    found = unpack(records)
    part, parent, type_ = found["part"], found["parent"], found["type"]
    contact = np.where(part == DEAL, world.deals.contact[np.where(part == DEAL, parent, 0)], parent)
    contact = np.where(part == LEAD, -1, contact)
    company = np.where(contact >= 0, world.contacts.company[contact], -1)
    direction = np.where(type_ <= EMAIL, found["inbound"].astype(np.int64), -1)
    body = write_bodies(
        draws_of(records, world.source, BY_PART),
        found["kind"],
        type_,
        found["inbound"],
        found["status"] == DONE,
        seen.book,
        seen.cast(found["person"], found["user"]),
        found["product"],
        found["formality"],
    )
    return {
        "id": keys,
        "type": strings.coded(TYPES, type_),
        "direction": strings.coded(DIRECTIONS, direction),
        "status": strings.coded(STATUSES, found["status"]),
        "subject": seen.book.subject_texts.coded(found["subject"]),
        "body": body,
        "outcome": strings.coded(OUTCOMES, found["outcome"]),
        "lead_id": (world.leads.ids, np.where(part == LEAD, parent, -1)),
        "contact_id": (world.contacts.ids, contact),
        "deal_id": (world.deals.ids, np.where(part == DEAL, parent, -1)),
        "company_id": (world.companies.ids, company),
        "user_id": (world.team.ids, found["user"]),
        "created_at": found["created"],
        "due_at": found["due"],
        "occurred_at": found["occurred"],
        "duration_seconds": found["seconds"],
    }
