"""Activities: calls, e-mails, meetings and tasks of one kind of parent, and who does them when.

Calls and e-mails happen when they are recorded; meetings and tasks are recorded first and happen later, so on any day
some of them are still planned and a few are overdue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import lognormal
from demogen.draw.shifts import Offices, Shifts
from demogen.draw.streams import Drawn, Draws
from demogen.draw.worktime import HOUR

if TYPE_CHECKING:
    from demogen.config.activity_behaviour import ActivityBehaviour, Talk
    from demogen.config.behaviour import Behaviour
    from demogen.world.team import Team


STRIDE = 64
AHEAD = 90 * 24 * HOUR  # meetings are recorded less than that before they happen, also over long holidays
CALL, EMAIL, MEETING, TASK = range(4)
TYPES = ("call", "email", "meeting", "task")
LEAST_REACHABLE = 50
SOONER_PERCENT = 115  # replies come while we are there more often than customers' own day says: soon after we wrote
MOST_CALLS = 950_000  # of a million touches that can be one


@dataclass(frozen=True)
class Desk:
    """Who works when and how: the shifts, the one of each seat, the length of a day in it, calls per thousand e-mails.

    `offices` is the part of shifts in which the office is open, `reachable`, in thousandths of the customers' own time,
    how much of it each shift is on duty.
    """

    shifts: Shifts
    offices: Offices
    shift: Ints
    day: int
    ratio: int
    reachable: Ints
    behaviour: Behaviour

    @property
    def habits(self) -> ActivityBehaviour:
        """Return how people work."""
        return self.behaviour.activities

    def calls(self, reply: Bools, shift: Ints, known: Ints, ours: Ints) -> Ints:
        """Return how many in a million touches of leads are calls, more of those that can be to make up for the rest.

        The number is `known` of so many in a thousand, and nobody picks up a reply out of hours. What replies still
        lack is made up by what is done beside them: so many touches are `ours`, zero for leads that do not reply.
        """
        share = 1_000_000 * self.ratio // (1000 + self.ratio)
        inside = np.clip(self.reachable[shift] * SOONER_PERCENT // 100, LEAST_REACHABLE, 1000)
        open_ = known * inside // 1000
        replies = np.minimum(share * 1000 // open_, MOST_CALLS)
        lacking = np.where(ours > 0, (share - replies * open_ // 1000) // np.maximum(ours, 1), 0)
        return np.where(reply, replies, np.minimum((share + lacking) * 1000 // known, MOST_CALLS))


@dataclass(frozen=True)
class Activities(Drawn):
    """Activities of one kind of parent, by number of the parent.

    `at` is where each lies on the axis of its seat's shift, `kind` the number of what it was in KINDS, `seconds` how
    long a conversation takes. What is `fixed` stays where it is.
    """

    parent: Ints
    at: Ints
    created: Ints
    due: Ints
    occurred: Ints
    cancelled: Bools
    type: Ints
    inbound: Bools
    kind: Ints
    seat: Ints
    seconds: Ints
    fixed: Bools
    bounced: Bools


def talk_seconds(draws: Draws, talk: Talk, median: int | Ints) -> Ints:
    """Draw how many seconds calls of a median last."""
    usual = lognormal(draws.words("duration"), talk.median_seconds, talk.sigma)
    seconds = usual * np.asarray(median, dtype=np.int64) // talk.median_seconds
    return np.clip(seconds, talk.least_seconds, talk.most_seconds)


def happened_by(found: Activities, until: int) -> Bools:
    """Return which activities have happened by a moment."""
    result: Bools = (found.occurred < until) & ~found.cancelled
    return result


def users_of(found: Activities, team: Team, until: int) -> Ints:
    """Return the user whose each activity is: who holds the seat when it is over, or at the moment of observation."""
    over = np.where(found.cancelled, found.due, found.occurred)
    return team.holder(found.seat, np.where(over < until, over, until - 1))
