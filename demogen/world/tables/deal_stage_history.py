"""The room of `deal_stage_history`: every stage that a deal entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import ids, parallel
from demogen.draw.parallel import Slices
from demogen.draw.records import Buckets, Records, pack
from demogen.draw.timed import ADDRESS, with_ids
from demogen.world import stages
from demogen.world.recorded import time_buckets

if TYPE_CHECKING:
    from demogen.world.observe import Observation

MOVE = np.dtype(
    [("part", "i1"), ("deal", "i4"), ("left", "i2"), ("stage", "i2"), ("seat", "i2"), ("created", "i8"), *ADDRESS]
)
DEALS = 16_384  # whose moves are listed at once


def slices(seen: Observation) -> Slices[tuple[Records, ids.Ids]]:
    """Return the slices of rows that are known, with their ids."""
    found = _moves(seen)
    return Slices(len(found), with_ids(found, seen.world.source, {0: "deal_stage_history"}))


def columns(seen: Observation, rows: tuple[Records, ids.Ids]) -> dict[str, Any]:
    """Return the columns of some rows."""
    world, (moves, keys) = seen.world, rows
    changed = moves["created"].astype(np.int64)
    return {
        "id": keys,
        "deal_id": (world.deals.ids, moves["deal"].astype(np.int64)),
        "from_stage_id": (world.tenant.stages, moves["left"].astype(np.int64)),
        "to_stage_id": (world.tenant.stages, moves["stage"].astype(np.int64)),
        "changed_by_id": (world.team.ids, world.team.holder(moves["seat"].astype(np.int64), changed)),
        "changed_at": changed,
    }


def _moves(seen: Observation) -> Buckets:
    """Return the moves of all deals that are known, in buckets of time; who made a deal entered its first stage."""
    world, deals = seen.world, seen.world.deals
    known, industry = seen.known(deals.created), world.plan.config.industry
    found = seen.spill.buckets(MOVE, time_buckets(world, seen.until, known * len(industry.stages("open"))))
    for some in parallel.cut(known, DEALS):
        history = stages.draw_history(deals.draws, some, industry, deals.paths, deals.closed, seen.until)
        address = history.draws.address
        seat = np.where(history.left < 0, deals.made_by[history.deal], deals.seat[history.deal])
        moves = {
            "part": np.zeros(len(seat)),
            "deal": history.deal,
            "left": history.left,
            "stage": history.stage,
            "seat": seat,
            "created": history.changed,
            "period": address.period,
            "ordinal": address.ordinal,
        }
        found.add(pack(MOVE, moves), history.changed)
        seen.spill.let_go()
    return found
