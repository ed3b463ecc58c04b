"""Where a row's values come from: the draws behind it, and the sum that its amount is part of.

The world is made once to find the row's address, and once more from a source that listens to what is drawn there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from demogen.draw.ids import Ids
from demogen.draw.streams import Address
from demogen.draw.timed import in_order
from demogen.draw.trace import Draw, Tracer
from demogen.plan.targets import Plan
from demogen.show.explain.chain import TABLES
from demogen.world.deals import family_of
from demogen.world.engagement import STREAMS
from demogen.world.observe import Observation
from demogen.world.skeleton import World, build_world, source_of
from demogen.world.snapshot import whole_table

Places = dict[str, tuple[int, int]]


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


def find_origin(plan: Plan, until: date, kind: str, key: UUID) -> Origin | None:
    """Find what a row of a plan's world, observed on a day, was made of; None for a row that is not of that world."""
    moment = plan.calendar.midnight(until + timedelta(days=1))
    places = _places(build_world(plan), moment, kind, key)
    if not places:
        return None
    own = source_of(plan)
    tracer = Tracer(own.seed, own.salt, own.periods, places)
    whole_table(Observation(build_world(plan, tracer), moment), TABLES[kind])
    draws = tuple(sorted(tracer.heard.values(), key=lambda draw: (draw.stream, draw.ordinal)))
    return Origin(draws, _group(plan, *places["deals"]) if kind == "deal" else None)


def _places(world: World, moment: int, kind: str, key: UUID) -> Places:
    """Give the addresses of a row, by the tables that its values are drawn in; none for a row that is not there."""
    if kind == "activity":
        return _place_of_activity(world, moment, key)
    found = _find({"lead": world.leads.ids, "contact": world.contacts.ids, "deal": world.deals.ids}[kind], key)
    if not len(found):
        return {}
    row = int(found[0])
    if kind == "lead":
        at = _at(world.leads.draws.address, row)
        return {"leads": at, "prospects": at, "people": (at[0], at[1] * 2)}
    if kind == "contact":
        contacts = world.contacts
        original = int(contacts.original[row])
        person = _at(contacts.draws.address, original if original >= 0 else row)
        return {"contacts": _at(contacts.draws.address, row), "people": person}
    return {"deals": _at(world.deals.draws.address, row)}


def _place_of_activity(world: World, moment: int, key: UUID) -> Places:
    recorded = Observation(world, moment).recorded.activities
    for records, keys in in_order(recorded, world.source, dict(enumerate(STREAMS))):
        if len(rows := _find(keys, key)):
            record = records[int(rows[0])]
            return {STREAMS[record["part"]]: (int(record["period"]), int(record["ordinal"]))}
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
