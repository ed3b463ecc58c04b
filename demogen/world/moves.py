"""What becomes of activities that are put elsewhere, and of conversations that nobody had time for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from demogen.draw.arrays import Ints
from demogen.draw.worktime import MINUTE, NEVER
from demogen.world.activities import CALL, EMAIL, MEETING, Activities, Desk
from demogen.world.kinds import TALKED_ENDS, Kind

SHORTEST_MEETING = 10 * MINUTE
# What is written where there was no time to talk; the ends of deals are the customer's to tell.
INSTEAD = {
    Kind.CALL_WON: Kind.EMAIL_WON,
    Kind.CALL_LOST: Kind.EMAIL_LOST,
    Kind.MEETING_WON: Kind.EMAIL_WON,
    Kind.MEETING_LOST: Kind.EMAIL_LOST,
}


def moved(found: Activities, rows: Ints, at: Ints, desk: Desk) -> Activities:
    """Put some activities elsewhere; what was recorded when it happened still is."""
    if not len(rows):
        return found
    columns = {name: getattr(found, name).copy() for name in ("at", "occurred", "due", "created")}
    moments = desk.shifts.moment(at, desk.shift[found.seat[rows]])
    planned = found.type[rows] == MEETING
    columns["at"][rows] = at
    columns["occurred"][rows] = moments
    columns["due"][rows] = np.where(planned, moments, found.due[rows])
    columns["created"][rows] = np.where(planned, np.minimum(found.created[rows], moments), moments)
    return replace(found, **columns)


def without_talk(found: Activities, rows: Ints, *, tries: bool = False) -> Activities:
    """Make unanswered calls of conversations that nobody had time for, or e-mails where they explain what follows.

    Where our calls are `tries`, as those of leads are, they explain nothing.
    """
    if not len(rows):
        return found
    kind, inbound = found.kind[rows], found.inbound[rows]
    missed = ~found.fixed[rows]
    missed |= tries & ~inbound
    inbound = inbound | np.isin(kind, TALKED_ENDS)
    written = np.where(inbound, Kind.EMAIL_INBOUND, Kind.EMAIL_OUTBOUND)
    for talked, wrote in INSTEAD.items():
        written[kind == talked] = wrote
    names = ("type", "kind", "inbound", "seconds", "created", "due", "cancelled")
    columns = {name: getattr(found, name).copy() for name in names}
    columns["type"][rows] = np.where(missed, CALL, EMAIL)
    columns["kind"][rows] = np.where(missed, Kind.NO_ANSWER, written)
    columns["inbound"][rows] = ~missed & inbound
    columns["seconds"][rows] = 0
    columns["cancelled"][rows] = False
    columns["created"][rows] = found.occurred[rows]
    columns["due"][rows] = NEVER
    return replace(found, **columns)
