"""Engagement: everything that is done in a world about its leads, contacts and deals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demogen.draw.arrays import Ints
from demogen.draw.worktime import HOUR, SECOND
from demogen.world import activities, outreach, timelines
from demogen.world.activities import Activities

if TYPE_CHECKING:
    from demogen.world.lifecycles import World


SOON = 14 * 24 * HOUR


@dataclass(frozen=True)
class Engagement:
    """What has been recorded by a moment about `lead`, `contact` and `deal`, and what comes next in deals."""

    parts: Mapping[str, Activities]
    steps: Steps


@dataclass(frozen=True)
class Steps:
    """What we do about deals, in the order of deals and moments: its type as a number of wording.STEPS, and when.

    The last one, at place -1, is of no deal: its type is -1, its moment 0.
    """

    key: Ints
    base: int
    type: Ints
    occurred: Ints

    def after(self, deal: Ints, moments: Ints) -> Ints:
        """Give the place of the first step of each deal from a moment on, -1 where two weeks bring none."""
        place = np.searchsorted(self.key, (deal << 32) + (moments - self.base) // SECOND)
        soon = (self.key[place] >> 32 == deal) & (self.occurred[place] < moments + SOON)
        return np.where(soon, place, -1)


def draw_engagement(world: World, until: int) -> Engagement:
    """Draw everything that is done in a world, as far as it is known at a moment.

    Plans that are known then reach into the days after it, so everything is drawn that far ahead.
    """
    plan, deals = world.plan, world.deals
    ratio = int(plan.config.industry.figure("activities", "callToEmailRatio") * 1000)
    calendar, effort, known = plan.calendar, plan.effort, until + activities.AHEAD
    desk = activities.Desk(
        calendar.shifts, calendar.offices, world.team.shift, calendar.office_day, ratio, calendar.reachable
    )
    classes = [row.get("kind") for row in plan.config.industry.data["lostReasons"]]
    silent = np.array([*(name == "silent" for name in classes), False])[deals.paths.reason]
    life = outreach.Life(deals.created, deals.closed, deals.paths.entered, deals.won, silent, deals.seat)
    about = {
        "lead": outreach.lead_activities(world.leads, desk, effort.lead_per_mille, known),
        "contact": outreach.contact_activities(world.contacts, world.contact_seats, desk, effort.per_contact, known),
        "deal": outreach.deal_activities(deals.draws, life, desk, effort.per_deal, known),
    }

    def span(rows: Ints) -> tuple[Ints, Ints]:
        return outreach.moves_around(life, about["deal"], rows, desk)

    settled = timelines.settle(about, desk, {"deal": span})
    steps = _steps(settled["deal"], int(calendar.marks[0]))
    return Engagement({kind: found.take(found.created < until) for kind, found in settled.items()}, steps)


def _steps(found: Activities, base: int) -> Steps:
    rows = np.flatnonzero((found.type <= activities.MEETING) & ~found.inbound & ~found.cancelled)
    key = (found.parent[rows] << 32) + (found.occurred[rows] - base) // SECOND
    order = np.argsort(key, kind="stable")
    rows = rows[order]
    end = np.iinfo(np.int64).max
    return Steps(np.append(key[order], end), base, np.append(found.type[rows], -1), np.append(found.occurred[rows], 0))
