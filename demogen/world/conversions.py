"""Conversions: which leads become contacts, and when.

In each period the planned number of those whose conversion would fall there converts; appeal and haste help.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from demogen.draw.arrays import Ints
from demogen.draw.records import Spill, pack
from demogen.draw.streams import Draws
from demogen.draw.worktime import MINUTE, NEVER
from demogen.plan.targets import Plan

if TYPE_CHECKING:
    from demogen.world.answers import Answers

# A lead that may convert at a moment: those with the lowest keys of a period do.
CHANCE = np.dtype([("row", "i4"), ("key", "i8"), ("moment", "i8")])


class Conversions:
    """Leads that may convert, by the period in which they would."""

    def __init__(self, plan: Plan, spill: Spill) -> None:
        """Begin without a lead."""
        self._plan, self._chances = plan, spill.buckets(CHANCE, plan.calendar.marks[:-1])

    def add(self, rows: Ints, draws: Draws, channel: Ints, answers: Answers, replied: Ints) -> None:
        """Add leads; everything is theirs."""
        calendar, behaviour = self._plan.calendar, self._plan.config.behaviour
        answered, mean = behaviour.leads.answered, calendar.office_day * behaviour.leads.conversion_days
        arrival = calendar.office.position(np.minimum(replied, calendar.marks[-1]))
        wait = 10 * MINUTE + ((draws.exponential("conversion") * (mean >> 10)) >> 10)
        moment = np.where(replied < NEVER, calendar.office.reach(arrival + wait), NEVER)
        some = np.flatnonzero(moment < calendar.marks[-1])
        slower = ((answered.fast - answered.slow) * answers.wait) >> 20
        haste = np.where(answers.late, answered.too_late, answered.fast - slower)[some]
        appeal = np.array([ch.appeal for ch in behaviour.channels.values()], dtype=np.int64)
        key = (draws.exponential("conversion_rank")[some] << 20) // (appeal[channel[some]] * haste)
        self._chances.add(pack(CHANCE, {"row": rows[some], "key": key, "moment": moment[some]}), moment[some])

    def settle(self, converted: Ints) -> None:
        """Write into the leads that convert when they do."""
        calendar, plan = self._plan.calendar, self._plan
        planned = np.array(plan.contacts, dtype=np.int64)
        planned[calendar.first_working] -= 1
        planned = np.maximum(planned - np.array(plan.duplicates, dtype=np.int64), 0)
        for count, found in zip(planned.tolist(), self._chances.spans(), strict=True):
            kept = found[np.argsort(found["key"], kind="stable")[:count]]
            converted[kept["row"]] = kept["moment"]
