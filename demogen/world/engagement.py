"""Engagement: everything that is done in a world about its leads, contacts and deals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from demogen.world import activities, timelines

if TYPE_CHECKING:
    from demogen.world.lifecycles import World

Ints = npt.NDArray[np.int64]


def draw_engagement(world: World, until: int) -> dict[str, activities.Activities]:
    """Give what has been recorded by a moment about `lead`, `contact` and `deal`.

    Plans that are known then reach into the days after it, so everything is drawn that far ahead.
    """
    plan, deals = world.plan, world.deals
    ratio = int(plan.config.industry.figure("activities", "callToEmailRatio") * 1000)
    calendar, effort, known = plan.calendar, plan.effort, until + activities.AHEAD
    desk = activities.Desk(calendar.shifts, world.team.shift, calendar.shift_day, ratio, calendar.reachable)
    life = activities.Life(deals.created, deals.closed, deals.paths.entered, deals.won, deals.seat)
    about = {
        "lead": activities.lead_activities(world.leads, desk, effort.lead_per_mille, known),
        "contact": activities.contact_activities(world.contacts, world.contact_seats, desk, effort.per_contact, known),
        "deal": activities.deal_activities(deals.draws, life, desk, effort.per_deal, known),
    }

    def limit(kind: str, rows: Ints) -> Ints:
        if kind == "deal":
            return activities.last_moves(life, about[kind], rows, desk)
        return np.full(len(rows), desk.shifts.total)

    settled = timelines.settle(about, desk, limit)
    return {kind: found.take(found.created < until) for kind, found in settled.items()}
