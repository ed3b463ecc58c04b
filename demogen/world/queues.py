"""Queues: nobody is in two conversations at once.

What clashes waits until the one before is over. What stays where it is, and what would have to wait beyond a move, is
cut short or told as something that needs no conversation. Everything depends on what lies before it, or within the
length of a conversation after it, and on nobody else's work: seats can be queued one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import scale
from demogen.draw.records import Records, pack, unpack
from demogen.draw.worktime import MINUTE, SECOND
from demogen.world import meeting_slots
from demogen.world.activities import MEETING, Activities, Desk
from demogen.world.moves import SHORTEST_MEETING, moved, without_talk

ROUNDS = 4
PAUSE = 10 * MINUTE
SHORTEST_CALL = 30 * SECOND
APART = 1 << 50  # between seats, far more than the longest queue of one
# A conversation: its kind of parent and its row, whose it is, where it lies and until where it may wait (positions on
# the axis of the seat's shift), its length, the pause after it, whether it stays, whether it is a meeting.
CONVERSATION = np.dtype(
    [
        ("part", "i1"),
        ("row", "i4"),
        ("seat", "i2"),
        ("at", "i8"),
        ("room", "i8"),
        ("seconds", "i4"),
        ("pause", "i8"),
        ("fixed", "?"),
        ("meets", "?"),
    ]
)
# What a queue changes: where the conversation lies now, how long it is, whether there was time for it.
CHANGE = np.dtype([("part", "i1"), ("row", "i4"), ("at", "i8"), ("seconds", "i4"), ("talks", "?")])


def talking(found: Activities) -> Ints:
    """Return the rows of activities that are conversations."""
    return np.flatnonzero((found.seconds > 0) & ~found.cancelled)


def line_up(part: int, found: Activities, rows: Ints, room: Ints) -> Records:
    """Return some activities as CONVERSATION; `room` is until where each may wait."""
    columns = {
        "part": np.full(len(rows), part),
        "row": rows,
        "seat": found.seat[rows],
        "at": found.at[rows],
        "room": room,
        "seconds": found.seconds[rows],
        "pause": scale(found.draws.take(rows).words("wait"), PAUSE),
        "fixed": found.fixed[rows],
        "meets": found.type[rows] == MEETING,
    }
    return pack(CONVERSATION, columns)


def apply(found: Activities, changes: Records, desk: Desk, *, tries: bool) -> Activities:
    """Return activities as the queues changed them; where our calls are `tries`, they explain nothing."""
    rows, at, talks = changes["row"].astype(np.int64), changes["at"], changes["talks"]
    later = at != found.at[rows]
    found = moved(found, rows[later], at[later], desk)
    seconds = found.seconds.copy()
    seconds[rows] = changes["seconds"]
    return without_talk(replace(found, seconds=seconds), rows[~talks], tries=tries)


def queue(conversations: Records, desk: Desk) -> Records:
    """Let nobody be in two conversations at once; return what changes, in the order of the conversations.

    Args:
        conversations: all those of some seats, as CONVERSATION.
        desk: who works when.
    """
    line = _Line.of(conversations, desk)
    at, length = line.at.copy(), line.length.copy()
    for _ in range(ROUNDS):
        if not line.wait():
            break
    line.give_up()
    rows = np.flatnonzero((line.at != at) | (line.length != length) | ~line.talks)
    changes = np.empty(len(rows), dtype=CHANGE)
    for name in ("part", "row"):
        changes[name] = conversations[name][rows]
    changes["at"], changes["seconds"], changes["talks"] = line.at[rows], line.length[rows] // SECOND, line.talks[rows]
    return changes


@dataclass
class _Line:
    """Conversations: whose, from when on, how long, until when they may wait, whether each stays.

    What no longer `talks` takes no time.
    """

    seat: Ints
    at: Ints
    room: Ints
    length: Ints
    pause: Ints
    fixed: Bools
    meets: Bools
    talks: Bools
    desk: Desk

    @classmethod
    def of(cls, conversations: Records, desk: Desk) -> _Line:
        """Line conversations up."""
        found = unpack(conversations)
        return cls(
            seat=found["seat"],
            at=found["at"],
            room=found["room"],
            length=found["seconds"] * SECOND,
            pause=found["pause"],
            fixed=found["fixed"],
            meets=found["meets"],
            talks=np.ones(len(conversations), dtype=np.bool_),
            desk=desk,
        )

    def _ordered(self) -> tuple[Ints, Ints]:
        """Return what talks by seat and time, and where it begins: seats follow each other, well apart."""
        rows = np.flatnonzero(self.talks)
        starts = self.seat[rows] * APART + self.at[rows]
        order = np.argsort(starts, kind="stable")
        return rows[order], starts[order]

    def wait(self) -> bool:
        """Let conversations wait that begin too early: the later one, or the earlier one where the later one stays.

        Each begins when it was to begin, or when those before it are over and a pause has passed (Lindley, 1952).
        """
        rows, starts = self._ordered()
        taken = self.length[rows] + self.pause[rows]
        earlier = np.cumsum(taken) - taken
        begins = earlier + np.maximum.accumulate(starts - earlier)
        late, stays = begins > starts, self.fixed[rows]
        yields = np.append((late & stays)[1:], False) & ~stays
        after = np.append((starts + taken)[1:], 0)
        movers = np.flatnonzero((late & ~stays) | yields)
        at = np.where(yields, np.maximum(begins, after), begins)[movers] - (starts - self.at[rows])[movers]
        self._move(rows[movers], at)
        return len(movers) > 0

    def _move(self, rows: Ints, at: Ints) -> None:
        """Put conversations later, meetings where the office is open; those that would be too late are given up."""
        meets = np.flatnonzero(self.meets[rows])
        which = rows[meets]
        at[meets] = meeting_slots.later(self.desk, self.seat[which], at[meets], self.length[which], self.pause[which])
        fits = at + self.length[rows] < self.room[rows]
        fits[meets] &= meeting_slots.fits(self.desk, self.seat[which], at[meets], self.length[which])
        self.talks[rows[~fits]] = False
        self.at[rows[fits]] = at[fits]

    def give_up(self) -> None:
        """Cut short or give up what still clashes: the earlier one where only the later one stays, or the later."""
        rows, starts = self._ordered()
        room = (np.diff(starts) // SECOND - 1) * SECOND
        meeting = min(self.desk.habits.meeting_seconds) * SECOND
        least = np.where(self.length[rows] >= meeting, SHORTEST_MEETING, SHORTEST_CALL)[:-1]
        cut = (room < self.length[rows[:-1]]) & (room >= least)
        self.length[rows[:-1][cut]] = room[cut]
        for yielding in (True, False):
            rows, starts = self._ordered()
            ends = np.maximum.accumulate(starts + self.length[rows])
            clash = starts[1:] < ends[:-1]
            first, second = rows[:-1][clash], rows[1:][clash]
            self.talks[first[self.fixed[second] & ~self.fixed[first]] if yielding else second] = False
