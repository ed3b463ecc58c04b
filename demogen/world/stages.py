"""The way of a deal through the pipeline: which stages it enters when, and where it ends.

Every deal enters the first stage when it is created; a won one enters all open stages in order, a lost one some of
them; the last row of its history is where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demogen.config.industry import Industry
from demogen.draw.arrays import Bools, Ints
from demogen.draw.shifts import Shifts
from demogen.draw.streams import Address
from demogen.draw.worktime import NEVER

if TYPE_CHECKING:
    from demogen.config.behaviour import DealBehaviour, Span
    from demogen.draw.streams import Draws


STRIDE = 16


@dataclass(frozen=True)
class Paths:
    """For every deal: when it enters each open stage (NEVER for those it does not), its last stage, its lost reason."""

    entered: Ints
    final: Ints
    reason: Ints


def draw_paths(
    draws: Draws,
    industry: Industry,
    habits: DealBehaviour,
    shifts: Shifts,
    shift: Ints,
    created: Ints,
    closed: Ints,
    won: Bools,
    whale: Bools,
    won_cycle: int,
) -> Paths:
    """Draw the paths of deals between creation and close, each moved on in the shift that looks after it.

    `won_cycle` is the mean time from creation to close of won deals, which pass every stage, in microseconds.
    """
    stages, reasons = industry.pipeline.stages, industry.lost_reasons
    open_stages, won_stages = industry.stages("open"), industry.stages("won")
    count = len(open_stages)
    days = np.array([max(stages[s].avg_days_in_stage, 1) for s in open_stages], dtype=np.int64)
    times, (low, high) = days * won_cycle // days.sum(), habits.stage_time
    reached = np.where(won, count, 1 + _stage_lost(draws, habits.lost_pace, times, closed - created))
    weights = days * np.stack([low + draws.below(f"stage_time.{i}", high - low) for i in range(count)], axis=1)
    weights = np.where(np.arange(count) < reached[:, None], weights, 0)
    running = np.cumsum(weights, axis=1)
    begin, end = shifts.position(created, shift), shifts.position(closed, shift)
    steps = ((running[:, :-1] << 20) // running[:, -1:]) * np.maximum((end - begin)[:, None] >> 10, 1) >> 10
    passed = [shifts.moment(begin + step, shift) for step in steps.T]
    entered = np.stack([created, *passed], axis=1)
    entered = np.where(np.arange(count) < reached[:, None], entered, NEVER)
    whale_stage = industry.pipeline.whale_stage or stages[won_stages[0]].name
    vip = next(s for s in won_stages if stages[s].name == whale_stage)
    reason = draws.pick("lost_reason", [r.weight for r in reasons])
    ends = [next(i for i, s in enumerate(stages) if s.name == r.stage) for r in reasons]
    lost = np.array(ends, dtype=np.int64)[reason]
    return Paths(entered, np.where(won, np.where(whale, vip, won_stages[0]), lost), np.where(won, -1, reason))


def _stage_lost(draws: Draws, span: Span, times: Ints, length: Ints) -> Ints:
    """Return the last open stage of deals that took so long and were lost: the one that ends about then, by their pace.

    The pace lies evenly in a span that is wide enough that the last stages do not hold the slow ones alone, and centred
    so that a stage takes as long in the mean as that of won deals. `times` are those of the stages, in microseconds
    like the lengths.
    """
    ends = np.cumsum(times)
    pace = span[0] + draws.below("lost_pace", span[1] - span[0])
    middles = (ends[:-1] + ends[1:]) // 2
    result: Ints = (length[:, None] // 1000 * pace[:, None] > middles).sum(axis=1)
    return result


@dataclass(frozen=True)
class History:
    """Stages that deals entered, deal by deal: stage left (-1 at creation) and entered, when, and the draws of each."""

    deal: Ints
    left: Ints
    stage: Ints
    changed: Ints
    draws: Draws


def draw_history(draws: Draws, deals: Ints, industry: Industry, paths: Paths, closed: Ints, until: int) -> History:
    """List the stages that some deals have entered by a moment; `draws` are those of all deals."""
    moments = np.concatenate([paths.entered[deals], closed[deals][:, None]], axis=1)
    nth, k = np.nonzero(moments < until)
    deal = deals[nth]
    opens = np.array(industry.stages("open"), dtype=np.int64)
    last = len(opens)
    stage = np.where(k == last, paths.final[deal], np.append(opens, 0)[k])
    left = np.where(k == 0, -1, np.concatenate([[0], stage[:-1]])[: len(stage)])
    address = draws.address.take(deal)
    child = draws.source.of("deal_stage_history", Address(address.period, address.ordinal * STRIDE + k))
    return History(deal, left, stage, moments[nth, k], child)


def stage_at(paths: Paths, deals: Ints, industry: Industry, closed: Ints, until: int) -> Ints:
    """Return the stage in which each of some deals stands at a moment; `closed` is when all deals close."""
    opens = np.array(industry.stages("open"), dtype=np.int64)
    reached = (paths.entered[deals] < until).sum(axis=1)
    return np.where(closed[deals] < until, paths.final[deals], opens[np.maximum(reached, 1) - 1])
