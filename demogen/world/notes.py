"""Notes and labels: what people wrote down about contacts and deals, and how they marked contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demogen.draw import ids
from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import scale
from demogen.draw.shifts import Offices
from demogen.draw.streams import Address, Draws
from demogen.draw.worktime import HOUR, MINUTE
from demogen.plan.calendar import Calendar

if TYPE_CHECKING:
    from demogen.config.activity_behaviour import NoteBehaviour
    from demogen.config.industry import Tag
    from demogen.world.contacts import Contacts


STRIDE = 4
KINDS = ("contact", "deal.open", "deal.won", "deal.lost")


@dataclass(frozen=True)
class Notes:
    """Notes of one kind of parent: index of the parent, when, and the index of what they say in KINDS."""

    parent: Ints
    created: Ints
    kind: Ints
    seat: Ints
    draws: Draws


def contact_notes(
    contacts: Contacts,
    habits: NoteBehaviour,
    known: Ints,
    seats: Ints,
    calendar: Calendar,
    shift: Ints,
    until: int,
) -> Notes:
    """Return the notes about some contacts: at most one, some days after the contact.

    `known` are the contacts that are asked for, `seats` those of all contacts, `shift` that of each seat.
    """
    rows = known[
        (contacts.created[known] < until) & contacts.draws.take(known).chance("note", habits.contact_per_mille)
    ]
    draws = contacts.draws.source.of(
        "notes.contact", Address(contacts.draws.address.period[rows], contacts.draws.address.ordinal[rows] * STRIDE)
    )
    after = (draws.exponential("delay") * (calendar.office_day * habits.contact_days >> 10)) >> 10
    offices, on = calendar.offices, shift[seats[rows]]
    at = offices.position(contacts.created[rows], on) + 15 * MINUTE + after
    kind = np.zeros(len(rows), dtype=np.int64)
    return _seen(Notes(rows, offices.moment(at, on), kind, seats[rows], draws), at < offices.total - 1, until)


def deal_notes(
    deals: Draws,
    habits: NoteBehaviour,
    known: Ints,
    created: Ints,
    closed: Ints,
    won: Bools,
    seats: Ints,
    offices: Offices,
    shift: Ints,
    until: int,
) -> Notes:
    """Return the notes about some deals, `known`: up to two while they are open, and one on the way they ended."""
    every = known[created[known] < until]
    draws = deals.take(every)
    parent, k, address = draws.address.children(np.full(len(every), 3, dtype=np.int64), STRIDE)
    row = every[parent]
    child = draws.source.of("notes.deal", address)
    on = shift[seats[row]]
    low, high = (offices.position(moments[row], on) for moments in (created, closed))
    # Who comes late the next day writes before they leave.
    left = offices.stretch(closed[row], on)[1] - closed[row] if len(offices) > 1 else HOUR + MINUTE
    room = np.clip(left, 1, HOUR + MINUTE)
    pause = np.minimum(room // 2, MINUTE)
    at = np.where(
        k == 2,
        high + pause + scale(child.words("delay"), room - pause),
        low + MINUTE + scale(child.words("at"), np.maximum(high - low - 2 * MINUTE, 1)),
    )
    shares = np.array([*habits.open_deal_per_mille, habits.closed_deal_per_mille], dtype=np.int64)
    written = child.chance("written", shares[k]) & (at < offices.total - 1)
    moment = offices.moment(at, on)
    written &= (k == 2) | (moment < closed[row])
    kind = np.where(k == 2, np.where(won[row], 2, 3), 1)
    return _seen(Notes(row, moment, kind, seats[row], child), written, until)


def _seen(notes: Notes, written: Bools, until: int) -> Notes:
    rows = np.flatnonzero(written & (notes.created < until))
    return Notes(notes.parent[rows], notes.created[rows], notes.kind[rows], notes.seat[rows], notes.draws.take(rows))


def note_ids(notes: Notes) -> ids.Ids:
    """Draw the ids of notes."""
    return ids.draw(notes.draws, notes.created)


def draw_labels(contacts: Contacts, known: Ints, tags: Sequence[Tag], until: int) -> tuple[Ints, Ints, Ints]:
    """Return contact, tag and time of the labels of some contacts by a moment; of a group a contact has at most one."""
    count = len(tags)
    rows = known[contacts.created[known] < until]
    contact, tag = np.repeat(rows, count), np.tile(np.arange(count, dtype=np.int64), len(rows))
    address = contacts.draws.address.take(contact)
    draws = contacts.draws.source.of("contact_tags", Address(address.period, address.ordinal * 32 + tag))
    draw_of, low = _shares(tags)
    word = draws.below("set", 1000).reshape(len(rows), count)[:, draw_of].ravel()
    share = np.array([label.percent for label in tags], dtype=np.int64)[tag] * 10
    created = contacts.created[contact] + MINUTE + scale(draws.words("created_at"), 45 * MINUTE)
    kept = np.flatnonzero((word >= low[tag]) & (word < low[tag] + share) & (created < until))
    return contact[kept], tag[kept], created[kept]


def _shares(tags: Sequence[Tag]) -> tuple[Ints, Ints]:
    """Return for each tag the one whose draw decides on it, and from where on: those of a group share a draw."""
    first: dict[str, int] = {}
    taken: dict[int, int] = {}
    draw_of, low = [], []
    for i, label in enumerate(tags):
        of = first.setdefault(label.group, i) if label.group else i
        draw_of.append(of)
        low.append(taken.get(of, 0))
        taken[of] = low[-1] + label.percent * 10
    return np.array(draw_of, dtype=np.int64), np.array(low, dtype=np.int64)
