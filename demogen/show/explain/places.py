"""Where a row stands among the draws of its plan: its table and its address, which its id alone tells.

Most bits of an id are drawn, and a draw depends on its address alone. So the bits of every address that the plan may
fill are compared with the row's, and no world has to be made to find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any
from uuid import UUID

import numpy as np

from demogen.draw import ids
from demogen.draw.streams import Address
from demogen.plan.targets import Plan
from demogen.show.explain.chain import TABLES
from demogen.world.activities import STRIDE
from demogen.world.deals import FAMILIES
from demogen.world.engagement import PARTS, STREAMS
from demogen.world.skeleton import source_of

Places = dict[str, tuple[int, int]]  # period and ordinal, by table
DRAWN = 0xFFFF  # of the upper half of an id: its version and its drawn bits, without the time


def find_place(plan: Plan, kind: str, row: Mapping[str, Any]) -> Places:
    """Return the table in which a row's id was drawn, with its address there; nothing where no address gives that id.

    Args:
        plan: the plan of its world.
        kind: what the row is, a key of TABLES.
        row: its columns; of an activity those that tell what it is about, too.
    """
    if kind != "activity":
        return _search(plan, TABLES[kind], row["id"], _addresses(plan))
    parent = next((part for part in reversed(PARTS) if row[f"{part}_id"]), None)
    above = find_place(plan, parent, {"id": row[f"{parent}_id"]}) if parent else {}
    children = (_run(period, ordinal * STRIDE, STRIDE) for period, ordinal in above.values())
    return _search(plan, STREAMS[PARTS.index(parent)], row["id"], children) if parent else {}


def _addresses(plan: Plan) -> Iterator[Address]:
    """Return every address that leads, contacts and deals of a plan may have, and some more, period by period."""
    counts = zip_longest(plan.leads, plan.contacts, plan.won, plan.lost, plan.later_deals, fillvalue=0)
    for period, rows in enumerate(counts):
        still_open = plan.open_deals if period == plan.calendar.past - 1 else 0
        yield _run(period, 0, max(*rows, still_open) * len(FAMILIES))


def _run(period: int, first: int, count: int) -> Address:
    """Return addresses of a period in a row."""
    return Address(np.full(count, period, dtype=np.int64), np.arange(first, first + count, dtype=np.int64))


def _search(plan: Plan, table: str, key: str, addresses: Iterable[Address]) -> Places:
    """Return the address that gives the drawn bits of an id."""
    source, (high, low) = source_of(plan), divmod(UUID(key).int, 1 << 64)
    for address in addresses:
        drawn = ids.draw(source.of(table, address), np.zeros(len(address), dtype=np.int64))
        same = (drawn.high == np.uint64(high & DRAWN)) & (drawn.low == np.uint64(low))
        for found in np.flatnonzero(same):
            return {table: (int(address.period[found]), int(address.ordinal[found]))}
    return {}
