"""What was recorded in a world by a moment: activities, notes, stages, labels, as records in order of time.

A record holds what its text follows from: addresses, numbers of rows and kinds. Records of a table lie in buckets of
time, so that one bucket after the other can be put in order and written out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demogen.draw.arrays import Ints
from demogen.draw.records import Buckets, Records, Spill, pack
from demogen.draw.timed import ADDRESS, time_bounds
from demogen.draw.worktime import NEVER
from demogen.world import note_text, notes
from demogen.world.activities import Activities, happened_by, users_of
from demogen.world.activity_text import choose_subjects
from demogen.world.engagement import CONTACT, DEAL, LEAD, Engagement, Steps
from demogen.world.kinds import OUTCOME_OF, OUTCOMES, Kind
from demogen.world.notes import Notes
from demogen.world.persons import Persons
from demogen.world.phrasebook import Phrasebook
from demogen.world.skeleton import World
from demogen.world.threads import follow

PLANNED, DONE, CANCELLED = range(3)
ACTIVITY = np.dtype(
    [
        ("part", "i1"),
        ("parent", "i4"),
        ("person", "i4"),
        ("created", "i8"),
        ("due", "i8"),
        ("occurred", "i8"),
        ("type", "i1"),
        ("inbound", "?"),
        ("status", "i1"),
        ("kind", "i1"),
        ("outcome", "i1"),
        ("seconds", "i4"),
        ("user", "i4"),
        ("subject", "i4"),
        ("product", "i2"),
        ("formality", "i1"),
        *ADDRESS,
    ]
)
NOTE = np.dtype(
    [
        ("part", "i1"),
        ("parent", "i4"),
        ("contact", "i4"),
        ("kind", "i1"),
        ("user", "i4"),
        ("created", "i8"),
        ("product", "i2"),
        ("reason", "i2"),
        ("phase", "i1"),
        ("step", "i1"),
        ("step_day", "i4"),
        *ADDRESS,
    ]
)
NOTE_STREAMS = {CONTACT: "notes.contact", DEAL: "notes.deal"}
OUTCOME = np.array(OUTCOME_OF, dtype=np.int64)


@dataclass(frozen=True)
class Recorded:
    """Activities and notes as records, and when each contact was last active (NEVER before the first activity)."""

    activities: Buckets
    notes: Buckets
    last_activity: Ints


def record(world: World, until: int, persons: Persons, book: Phrasebook, spill: Spill, workers: int) -> Recorded:
    """Record everything that was done and written about leads, contacts and deals by a moment."""
    _ = persons.roll, book.subjects  # what several workers need is there before they begin
    recorder = _Recorder(world, until, persons, book)
    found = Recorded(
        spill.buckets(ACTIVITY, time_buckets(world, until, sum(map(len, recorder.parents)) * 8)),
        spill.buckets(NOTE, time_buckets(world, until, len(recorder.parents[DEAL]) * 2)),
        spill.array(len(world.contacts.created)),
    )
    for activities, written, contact in Engagement(world, until, spill, workers).slices(recorder.of):
        found.activities.add(activities, activities["created"])
        found.notes.add(written, written["created"])
        done = (activities["status"] == DONE) & (contact >= 0)
        np.maximum.at(found.last_activity, contact[done], activities["occurred"][done])
        spill.let_go()
    found.last_activity[found.last_activity == 0] = NEVER
    return found


def time_buckets(world: World, until: int, rows: int) -> Ints:
    """Return when buckets of time begin for so many rows of a world, which come about as leads do."""
    return time_bounds(world.plan.calendar.marks, world.plan.leads, rows, until)


class _Recorder:
    """Makes records of what is done about some parents."""

    def __init__(self, world: World, until: int, persons: Persons, book: Phrasebook) -> None:
        self.world, self.until, self.persons, self.book = world, until, persons, book
        self.parents = world.leads.created, world.contacts.created, world.deals.created
        self.products = world.plan.config.industry.products.weights

    def of(self, part: int, parents: Ints, found: Activities) -> tuple[Records, Records, Ints]:
        """Return the activities and the notes about some parents, and the contact of each activity, -1 for leads'."""
        seen = found.take(np.flatnonzero(found.created < self.until))
        known = parents[: int(np.searchsorted(self.parents[part][parents], self.until))]
        product, formality = self._manner(part, known)
        first = int(parents[0]) if len(parents) else 0
        contact = self._contact(part, seen.parent)
        return (
            self._activities(part, seen, contact, product[seen.parent - first], formality[seen.parent - first]),
            self._notes(part, known, product, found),
            contact,
        )

    def _manner(self, part: int, known: Ints) -> tuple[Ints, Ints]:
        """Return the product that each parent is about, and how formal one is with it."""
        draws = (self.world.leads, self.world.contacts, self.world.deals)[part].draws.take(known)
        formality = draws.below("formality", self.book.wording.formalities)
        return draws.pick("product", self.products), formality

    def _contact(self, part: int, parent: Ints) -> Ints:
        if part == LEAD:
            return np.full(len(parent), -1, dtype=np.int64)
        return parent if part == CONTACT else self.world.deals.contact[parent]

    def _activities(self, part: int, found: Activities, contact: Ints, product: Ints, formality: Ints) -> Records:
        threads = follow(found, self.world.plan.config.behaviour.activities.emails)
        person = np.where(contact >= 0, self.persons.leads + contact, found.parent)
        language = self.persons.roll.language[person].astype(np.int64)
        happened = happened_by(found, self.until)
        over = np.where(found.cancelled, found.due, found.occurred) < self.until
        outcome = np.where(found.bounced, OUTCOMES.index("bounced"), OUTCOME[threads.kind])
        took_time = happened & (found.seconds > 0) & (threads.kind != Kind.NO_SHOW)
        address = found.draws.address
        return pack(
            ACTIVITY,
            {
                "part": np.full(len(person), part),
                "parent": found.parent,
                "person": person,
                "created": found.created,
                "due": found.due,
                "occurred": np.where(happened, found.occurred, NEVER),
                "type": found.type,
                "inbound": found.inbound,
                "status": np.where(happened, DONE, np.where(found.cancelled & over, CANCELLED, PLANNED)),
                "kind": threads.kind,
                "outcome": np.where(happened, outcome, -1),
                "seconds": np.where(took_time, found.seconds, -1),
                "user": users_of(found, self.world.team, self.until),
                "subject": choose_subjects(found, threads, self.book, product, language),
                "product": product,
                "formality": formality,
                "period": address.period,
                "ordinal": address.ordinal,
            },
        )

    def _notes(self, part: int, known: Ints, product: Ints, activities: Activities) -> Records:
        """Return the notes about some contacts or deals; those about deals know what is done in them next."""
        world, calendar, habits = self.world, self.world.plan.calendar, self.world.plan.config.behaviour.notes
        shift = world.team.shift
        if part == LEAD or not len(known):
            return np.empty(0, dtype=NOTE)
        if part == CONTACT:
            found = notes.contact_notes(world.contacts, habits, known, world.contact_seats, calendar, shift, self.until)
            return self._packed(part, found, found.parent, product[found.parent - known[0]], None)
        deals = world.deals
        life = (deals.created, deals.closed, deals.won, deals.seat)
        found = notes.deal_notes(deals.draws, habits, known, *life, calendar.offices, shift, self.until)
        facts = note_text.facts_of(found, world, Steps.of(activities, int(calendar.marks[0])))
        return self._packed(part, found, deals.contact[found.parent], product[found.parent - known[0]], facts)

    def _packed(self, part: int, found: Notes, contact: Ints, product: Ints, facts: note_text.Facts | None) -> Records:
        none, address = np.full(len(contact), -1), found.draws.address
        return pack(
            NOTE,
            {
                "part": np.full(len(contact), part),
                "parent": found.parent,
                "contact": contact,
                "kind": found.kind,
                "user": self.world.team.holder(found.seat, found.created),
                "created": found.created,
                "product": product,
                "reason": facts.reason if facts else none,
                "phase": facts.phase if facts else none,
                "step": facts.step if facts else none,
                "step_day": facts.step_day if facts else none,
                "period": address.period,
                "ordinal": address.ordinal,
            },
        )
