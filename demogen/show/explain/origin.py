"""Where a row's values come from: the draws behind it, and the sum that its amount is part of.

The world is made once, from a source that listens to what is drawn where the row stands. Of its tables only the slice
with the row is written, as it was when the row came to be known: what is drawn for it does not depend on the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from demogen.draw.ids import Ids
from demogen.draw.streams import Address
from demogen.draw.trace import Draw, Tracer
from demogen.plan.targets import Plan
from demogen.show.explain.chain import TABLES, Chain
from demogen.show.explain.places import Places, find_place
from demogen.world.deals import family_of
from demogen.world.observe import Observation
from demogen.world.skeleton import World, build_world, source_of
from demogen.world.tables import ROOMS


@dataclass(frozen=True)
class Group:
    """Deals whose amounts sum to a part of a target: which deals, how many, and their sum in minor units."""

    family: str
    target: str
    first_period: str
    last_period: str
    deals: int
    whales: int
    total_minor: int


@dataclass(frozen=True)
class Origin:
    """The draws of a row in order of their streams, and for a deal its group; None where no target binds its amount."""

    draws: tuple[Draw, ...]
    group: Group | None


def find_origin(plan: Plan, until: date, chain: Chain) -> Origin | None:
    """Find what a row of a plan's world, observed on a day, was made of; None for a row that is not of that world."""
    places = find_place(plan, chain.kind, chain.row)
    if not places:
        return None
    (place,) = places.values()
    own, moment = source_of(plan), plan.calendar.midnight(until + timedelta(days=1))
    tracer = Tracer(own.seed, own.salt, own.periods, places)
    write = _write_activity if chain.kind == "activity" else _write_row
    if not write(build_world(plan, tracer), moment, chain, places):
        return None
    draws = tuple(sorted(tracer.heard.values(), key=lambda draw: (draw.stream, draw.ordinal)))
    return Origin(draws, _group(plan, *place) if chain.kind == "deal" else None)


def _write_row(world: World, moment: int, chain: Chain, places: Places) -> bool:
    """Write the slice of a lead, a contact or a deal; tell whether it is there. Its other places are found first."""
    rows: Any = {"lead": world.leads, "contact": world.contacts, "deal": world.deals}[chain.kind]
    found = _find(rows.ids, chain.id)
    if not len(found):
        return False
    row = int(found[0])
    places |= _others(world, chain.kind, row)
    seen = Observation(world, min(moment, int(rows.created[row]) + 1))
    room = ROOMS[TABLES[chain.kind]]
    room.columns(seen, next(own for own in room.slices(seen).each if own[0] <= row <= own[-1]))
    return True


def _write_activity(world: World, moment: int, chain: Chain, places: Places) -> bool:
    """Write an activity; tell whether it is there."""
    del places
    seen, room = Observation(world, moment), ROOMS[TABLES[chain.kind]]
    for records, keys in room.slices(seen).each:
        found = _find(keys, chain.id)
        if len(found):
            room.columns(seen, (records[found], keys.take(found)))
            return True
    return False


def _others(world: World, kind: str, row: int) -> Places:
    """Return where else the values of a row are drawn: the person, and what a lead says of where they work."""
    if kind == "lead":
        at = _at(world.leads.draws.address, row)
        return {"prospects": at, "people": (at[0], at[1] * 2)}
    if kind == "contact":
        original = int(world.contacts.original[row])
        return {"people": _at(world.contacts.draws.address, original if original >= 0 else row)}
    return {}


def _find(ids: Ids, key: UUID) -> Any:
    high, low = divmod(key.int, 1 << 64)
    return np.flatnonzero((ids.high == np.uint64(high)) & (ids.low == np.uint64(low)))


def _at(address: Address, row: int) -> tuple[int, int]:
    return int(address.period[row]), int(address.ordinal[row])


def _group(plan: Plan, period: int, ordinal: int) -> Group | None:
    family, target, group = family_of(plan, period, ordinal)
    if group is None:
        return None
    keys = [p.key for p in plan.calendar.periods]
    first, last = (keys[group.first], keys[group.last]) if family == "won" else (keys[plan.calendar.past - 1],) * 2
    return Group(family, target, first, last, group.deals, group.whales, group.total)
