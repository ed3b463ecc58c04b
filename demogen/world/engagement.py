"""Engagement: everything that is done in a world about its leads, contacts and deals, up to a moment.

It comes about in three steps, none of which holds more than a slice of it: what is done about some parents is drawn and
made to follow from each other; everybody's conversations are queued, seat by seat; and what the queues changed is
applied to the slices. Plans that are known then reach into the days after it, so everything is drawn that far ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from demogen.draw import parallel
from demogen.draw.arrays import Ints
from demogen.draw.records import Buckets, Pile, Records, Spill, pack, unpack
from demogen.draw.streams import Address
from demogen.draw.worktime import HOUR, SECOND
from demogen.world import activities, outreach, timelines
from demogen.world.activities import MEETING, Activities, Desk
from demogen.world.queues import CHANGE, CONVERSATION, apply, line_up, queue, talking

if TYPE_CHECKING:
    from demogen.world.skeleton import World

Result = TypeVar("Result")

PARTS = ("lead", "contact", "deal")
LEAD, CONTACT, DEAL = range(len(PARTS))
STREAMS = tuple(f"activities.{part}" for part in PARTS)
PARENTS = (16_384, 4_096, 4_096)  # of which what is done about them is drawn at once
SOON = 14 * 24 * HOUR
QUEUED = 150_000  # conversations from which on a queue is taken alone
DRAFT = np.dtype(
    [
        ("parent", "i4"),
        ("at", "i8"),
        ("created", "i8"),
        ("due", "i8"),
        ("occurred", "i8"),
        ("cancelled", "?"),
        ("type", "i1"),
        ("inbound", "?"),
        ("kind", "i1"),
        ("seat", "i2"),
        ("seconds", "i4"),
        ("fixed", "?"),
        ("bounced", "?"),
        ("period", "i2"),
        ("ordinal", "u4"),
    ]
)


@dataclass(frozen=True)
class Engagement:
    """What is done in a world, as far as it is known at a moment or planned then."""

    world: World
    until: int
    spill: Spill
    workers: int

    def slices(self, then: Callable[[int, Ints, Activities], Result]) -> Iterator[Result]:
        """Call a function with slice after slice, on several threads, and return its results in order.

        It takes the number of the kind of parent in PARTS, some parents, and everything that is done about them.
        """

        def settle(item: tuple[int, Ints, Records, Records, int]) -> Result:
            part, parents, drafts, changes, first = item
            return then(part, parents, self._applied(part, drafts, changes, first))

        piles = tuple(self.spill.pile(DRAFT) for _ in PARTS)
        for part, (pile, changes) in enumerate(zip(piles, self._queued(piles), strict=True)):
            starts = np.cumsum([0, *pile.sizes[:-1]]).tolist()
            parts = zip(self._cut(part), pile.parts(), changes.spans(), starts, strict=True)
            yield from parallel.in_order(settle, ((part, *found) for found in parts), self.workers)
            pile.drop()

    def _cut(self, part: int) -> list[Ints]:
        parents = (self.world.leads.created, self.world.contacts.created, self.world.deals.created)[part]
        known = int(np.searchsorted(parents, self.until + activities.AHEAD))
        return list(parallel.cut(known, PARENTS[part])) or [np.empty(0, dtype=np.int64)]

    def _queued(self, piles: tuple[Pile, ...]) -> list[Buckets]:
        """Draw everything into piles; return what the queues of all seats change of it, slice by slice."""
        line = self.spill.buckets(CONVERSATION, np.arange(len(self.world.team.roles), dtype=np.int64))
        for part, pile in enumerate(piles):
            items = ((part, rows) for rows in self._cut(part))
            for drafts, conversations in parallel.in_order(self._draw, items, self.workers):
                conversations["row"] += len(pile)
                pile.add(drafts)
                line.add(conversations, conversations["seat"].astype(np.int64))
                self.spill.let_go()
        changes = [self.spill.buckets(CHANGE, np.cumsum([0, *pile.sizes[:-1]])) for pile in piles]
        for found in parallel.in_order(lambda seats: queue(seats, self._desk), _gathered(line), self.workers):
            for part, buckets in enumerate(changes):
                mine = found[found["part"] == part]
                buckets.add(mine, mine["row"].astype(np.int64))
        return changes

    @cached_property
    def _desk(self) -> Desk:
        plan = self.world.plan
        ratio = int(plan.config.industry.activities.call_to_email_ratio * 1000)
        calendar = plan.calendar
        return Desk(
            calendar.shifts,
            calendar.offices,
            self.world.team.shift,
            calendar.office_day,
            ratio,
            calendar.reachable,
            plan.config.behaviour,
        )

    @cached_property
    def _life(self) -> outreach.Life:
        deals = self.world.deals
        reasons = self.world.plan.config.industry.lost_reasons
        silent = np.array([*(reason.kind == "silent" for reason in reasons), False])[deals.paths.reason]
        return outreach.Life(deals.created, deals.closed, deals.paths.entered, deals.won, silent, deals.seat)

    def _draw(self, item: tuple[int, Ints]) -> tuple[Records, Records]:
        """Draw what is done about some parents; return it with the conversations in it."""
        part, rows = item
        world, desk, effort = self.world, self._desk, self.world.plan.effort
        known = self.until + activities.AHEAD
        if part == LEAD:
            found = outreach.lead_activities(world.leads, rows, desk, effort.lead_per_mille, known)
            return _packed(found), self._conversations(part, found, None)
        if part == CONTACT:
            seats = world.contact_seats
            found = outreach.contact_activities(world.contacts, rows, seats, desk, effort.per_contact, known)
            settled = timelines.settle(found, desk)
            return _packed(settled), self._conversations(part, settled, None)
        found = outreach.deal_activities(world.deals.draws, rows, self._life, desk, effort.per_deal, known)
        settled = timelines.settle(found, desk, lambda rows: outreach.moves_around(self._life, found, rows, desk))
        return _packed(settled), self._conversations(part, settled, found)

    def _conversations(self, part: int, found: Activities, drawn: Activities | None) -> Records:
        """Return the conversations among activities; those of deals, as they were `drawn`, may wait until a move."""
        rows = talking(found)
        room = np.full(len(rows), self._desk.shifts.total - 2, dtype=np.int64)
        if drawn is not None:
            room = np.minimum(room, outreach.moves_around(self._life, drawn, rows, self._desk)[1])
        return line_up(part, found, rows, room)

    def _applied(self, part: int, drafts: Records, changes: Records, first: int) -> Activities:
        """Return drafts with what the queues changed of them; `first` is the row of the first one in its pile."""
        changes = changes[np.argsort(changes["row"], kind="stable")]
        changes["row"] -= first
        return apply(self._unpacked(part, drafts), changes, self._desk, tries=part == LEAD)

    def _unpacked(self, part: int, drafts: Records) -> Activities:
        columns = unpack(drafts)
        address = Address(columns.pop("period"), columns.pop("ordinal"))
        return Activities(draws=self.world.source.of(STREAMS[part], address), **columns)


def _gathered(line: Buckets) -> Iterator[Records]:
    """Return the conversations of seats, of several together where each has few."""
    held: list[Records] = []
    for found in line.spans():
        held.append(found)
        if sum(map(len, held)) >= QUEUED:
            yield np.concatenate(held)
            held = []
    if held:
        yield np.concatenate(held)


def _packed(found: Activities) -> Records:
    address = found.draws.address
    columns = {name: values for name, values in vars(found).items() if name != "draws"}
    return pack(DRAFT, {**columns, "period": address.period, "ordinal": address.ordinal})


@dataclass(frozen=True)
class Steps:
    """What we do about some deals, in the order of deals and moments: its type as a number of wording.STEPS, and when.

    The last one, at place -1, is of no deal: its type is -1, its moment 0.
    """

    key: Ints
    base: int
    type: Ints
    occurred: Ints

    @classmethod
    def of(cls, found: Activities, base: int) -> Steps:
        """Return the steps among the activities of deals; `base` is a moment before all of them."""
        rows = np.flatnonzero((found.type <= MEETING) & ~found.inbound & ~found.cancelled)
        key = (found.parent[rows] << 32) + (found.occurred[rows] - base) // SECOND
        order = np.argsort(key, kind="stable")
        rows = rows[order]
        end = np.iinfo(np.int64).max
        return cls(
            np.append(key[order], end), base, np.append(found.type[rows], -1), np.append(found.occurred[rows], 0)
        )

    def after(self, deal: Ints, moments: Ints) -> Ints:
        """Return the place of the first step of each deal from a moment on, -1 where two weeks bring none."""
        place = np.searchsorted(self.key, (deal << 32) + (moments - self.base) // SECOND)
        soon = (self.key[place] >> 32 == deal) & (self.occurred[place] < moments + SOON)
        return np.where(soon, place, -1)
