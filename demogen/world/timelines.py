"""Timelines: makes what was drawn one by one follow from each other.

Within a parent, an e-mail of the customer is answered before the next one, answers come soon, whoever was not reached
is harder to reach, and conversations are over when the next move is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from demogen.config.activity_behaviour import Tired
from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import lognormal
from demogen.draw.worktime import HOUR, MINUTE, NEVER, SECOND
from demogen.world import meeting_slots
from demogen.world.activities import CALL, EMAIL, MEETING, Activities, Desk
from demogen.world.kinds import MISSED, WRITTEN_ENDS, Kind
from demogen.world.moves import SHORTEST_MEETING, moved, without_talk

Span = Callable[[Ints], tuple[Ints, Ints]]

FASTEST = 120  # seconds in which somebody answers an e-mail at the earliest


@dataclass(frozen=True)
class Sequences:
    """Calls and e-mails by parent, type and time: their rows in order, and which are the first of their type."""

    order: Ints
    first: Bools

    def of(self, chosen: Bools) -> Sequences:
        """Return those of a type; `chosen` is by row."""
        kept = chosen[self.order]
        return Sequences(self.order[kept], self.first[kept])

    def run(self, flags: Bools) -> Ints:
        """Count, for each place of the order that is flagged, how many in a row are up to it; zero elsewhere."""
        nth = np.arange(len(self.order), dtype=np.int64)
        start = np.maximum.accumulate(np.where(~flags | self.first, nth, 0))
        return (nth - start + flags[start]) * flags

    def before(self, values: Bools | Ints) -> Ints:
        """Return the value of the place before each place, zero at the first of a type."""
        return np.concatenate([[0], values[:-1].astype(np.int64)])[: len(values)] * ~self.first


def sequences(found: Activities) -> Sequences:
    """Put calls and e-mails into order."""
    rows = np.flatnonzero(found.type <= EMAIL)
    group = found.parent[rows] * 2 + found.type[rows]
    order = _by_group(group, found.occurred[rows])
    group = group[order]
    first = np.ones(len(rows), dtype=np.bool_)
    first[1:] = group[1:] != group[:-1]
    return Sequences(rows[order], first)


def _by_group(group: Ints, moments: Ints) -> Ints:
    """Return the order of rows by group, then by moment, ties by position: of one number where both fit into it."""
    first, lowest = int(moments.min(initial=NEVER)), int(group.min(initial=NEVER))
    width = max(int(moments.max(initial=0)) - first + 1, 1)
    if (int(group.max(initial=0)) - lowest + 1) * width >= 1 << 62:
        return np.lexsort((moments, group))
    return np.argsort((group - lowest) * width + (moments - first), kind="stable")


def settle(found: Activities, desk: Desk, span: Span | None = None) -> Activities:
    """Make the activities of contacts or deals follow from each other; every parent has all of its activities here.

    `span` gives, for parents that move on, a function from rows to the positions of the moves between which they lie.
    """
    settled = _attempts(_correspond(found, desk), desk.habits.tired)
    return _in_time(settled, desk, span) if span else settled


def _in_time(found: Activities, desk: Desk, span: Span) -> Activities:
    """Let conversations be over when the next move is made: they begin earlier, or are shorter.

    Meetings for which office hours leave no time before it are written, or are unanswered calls.
    """
    rows = np.flatnonzero(found.seconds > 0)
    low, high = span(rows)
    length, seat, meets = found.seconds[rows] * SECOND, found.seat[rows], found.type[rows] == MEETING
    at = np.maximum(np.minimum(found.at[rows], high - length - MINUTE), low + 1)
    put = meeting_slots.earlier(desk, seat, at, length, found.draws.take(rows).words("slot"))
    at = np.where(meets & (put > low), put, at)
    left = np.minimum(high - at, np.where(meets, meeting_slots.room_left(desk, seat, at), high - at)) // SECOND
    seconds = found.seconds.copy()
    seconds[rows] = np.minimum(seconds[rows], np.maximum(left, 1))
    other = at != found.at[rows]
    settled = moved(replace(found, seconds=seconds), rows[other], at[other], desk)
    return without_talk(settled, rows[meets & (left * SECOND < SHORTEST_MEETING)])


def _correspond(found: Activities, desk: Desk) -> Activities:
    """Let e-mails of the customer alternate with ours, and answers come soon after what they answer.

    Where we would write twice within hours, the second one is the customer's answer.
    """
    mails, habits = sequences(found).of(found.type == EMAIL), desk.habits.emails
    rows = mails.order
    ends = np.isin(found.kind[rows], WRITTEN_ENDS)
    inbound = np.where(ends, found.inbound[rows], mails.run(found.inbound[rows]) % 2 == 1)
    ours = ~inbound & ~mails.first & (mails.before(inbound) == 0)
    hasty = ours & (found.at[rows] - mails.before(found.at[rows]) < habits.haste_hours * HOUR) & ~found.fixed[rows]
    followed = np.append(inbound[1:] & ~mails.first[1:], False)
    inbound |= (mails.run(hasty) % 2 == 1) & ~followed
    draws = found.draws.take(rows)
    reply = lognormal(draws.words("reply_delay"), habits.reply_median_seconds, habits.delay_sigma)
    answer = lognormal(draws.words("answer_delay"), habits.answer_median_seconds, habits.delay_sigma)
    delay = np.clip(np.where(inbound, reply, answer), FASTEST, habits.slowest_seconds)
    soon = mails.before(found.at[rows]) + delay * SECOND
    replies = ~mails.first & (inbound != mails.before(inbound))
    moves = replies & ~found.fixed[rows] & (soon < found.at[rows])
    directions = found.inbound.copy()
    directions[rows] = inbound
    kind = found.kind.copy()
    kind[rows] = np.where(ends, kind[rows], np.where(inbound, Kind.EMAIL_INBOUND, Kind.EMAIL_OUTBOUND))
    return moved(replace(found, inbound=directions, kind=kind), rows[moves], soon[moves], desk)


def _attempts(found: Activities, habits: Tired) -> Activities:
    """Let calls that follow unanswered ones be answered less often."""
    calls = sequences(found).of(found.type == CALL)
    kind = found.kind[calls.order]
    tries = calls.before(calls.run(np.isin(kind, MISSED)))
    tired = found.draws.take(calls.order).chance("tired", habits.per_mille * np.minimum(tries, habits.most))
    rows = calls.order[(kind == Kind.CONNECTED) & ~found.fixed[calls.order] & tired]
    return _silenced(found, rows)


def _silenced(found: Activities, rows: Ints) -> Activities:
    """Make unanswered calls of calls."""
    kind, seconds = found.kind.copy(), found.seconds.copy()
    kind[rows], seconds[rows] = Kind.NO_ANSWER, 0
    return replace(found, kind=kind, seconds=seconds)
