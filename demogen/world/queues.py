"""Queues: nobody is in two conversations at once.

What clashes waits until the one before is over. What stays where it is, and what would have to wait beyond a move, is
cut short or told as something that needs no conversation. Everything depends on what lies before it, or within the
length of a conversation after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import scale
from demogen.draw.worktime import HOUR, MINUTE, NEVER, SECOND
from demogen.world import meeting_slots
from demogen.world.activities import CALL, EMAIL, MEETING, MEETING_SECONDS, Activities, Desk
from demogen.world.kinds import TALKED_ENDS, Kind

Spans = Mapping[str, Callable[[Ints], tuple[Ints, Ints]]]

ROUNDS = 4
PAUSE = 10 * MINUTE
SHORTEST_CALL, SHORTEST_MEETING = 30 * SECOND, 10 * MINUTE
# What is written where there was no time to talk; the ends of deals are the customer's to tell.
INSTEAD = {
    Kind.CALL_WON: Kind.EMAIL_WON,
    Kind.CALL_LOST: Kind.EMAIL_LOST,
    Kind.MEETING_WON: Kind.EMAIL_WON,
    Kind.MEETING_LOST: Kind.EMAIL_LOST,
}


def queue(parts: Mapping[str, Activities], desk: Desk, spans: Spans) -> dict[str, Activities]:
    """Let nobody be in two conversations at once."""
    out = dict(parts)
    busy = {kind: np.flatnonzero((part.seconds > 0) & ~part.cancelled) for kind, part in parts.items()}
    line = _Line.of(out, busy, desk)
    for _ in range(ROUNDS):
        if not line.wait(spans):
            break
    line.give_up()
    for number, (kind, rows) in enumerate(busy.items()):
        mine = line.part == number
        later = line.at[mine] != out[kind].at[rows]
        part = moved(out[kind], rows[later], line.at[mine][later], desk)
        seconds = part.seconds.copy()
        seconds[rows] = line.length[mine] // SECOND
        out[kind] = without_talk(replace(part, seconds=seconds), rows[~line.talks[mine]], tries=kind == "lead")
    return out


@dataclass
class _Line:
    """Conversations of everybody: which part and row each is, whose, from when on, how long, whether it stays.

    What no longer `talks` takes no time.
    """

    kinds: list[str]
    part: Ints
    row: Ints
    seat: Ints
    at: Ints
    length: Ints
    pause: Ints
    fixed: Bools
    meets: Bools
    talks: Bools
    desk: Desk

    @classmethod
    def of(cls, parts: Mapping[str, Activities], busy: Mapping[str, Ints], desk: Desk) -> _Line:
        """Line up what takes time: some rows of each part."""

        def each(name: str) -> npt.NDArray[Any]:
            return np.concatenate([getattr(parts[kind], name)[rows] for kind, rows in busy.items()])

        sizes, rows = [len(rows) for rows in busy.values()], np.concatenate(list(busy.values()))
        return cls(
            kinds=list(busy),
            part=np.repeat(np.arange(len(busy), dtype=np.int64), sizes),
            row=rows,
            seat=each("seat"),
            at=each("at"),
            length=each("seconds") * SECOND,
            pause=np.concatenate([scale(parts[k].draws.take(r).words("wait"), PAUSE) for k, r in busy.items()]),
            fixed=each("fixed"),
            meets=each("type") == MEETING,
            talks=np.ones(len(rows), dtype=np.bool_),
            desk=desk,
        )

    def _ordered(self) -> tuple[Ints, Ints]:
        """Give what talks by seat and time, and where it begins: seats follow each other, well apart."""
        rows = np.flatnonzero(self.talks)
        starts = self.seat[rows] * (self.desk.shifts.total + 24 * HOUR) + self.at[rows]
        order = np.argsort(starts, kind="stable")
        return rows[order], starts[order]

    def wait(self, spans: Spans) -> bool:
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
        self._move(rows[movers], at, spans)
        return len(movers) > 0

    def _move(self, rows: Ints, at: Ints, spans: Spans) -> None:
        """Put conversations later, meetings where the office is open; those that would be too late are given up."""
        meets = np.flatnonzero(self.meets[rows])
        which = rows[meets]
        at[meets] = meeting_slots.later(self.desk, self.seat[which], at[meets], self.length[which], self.pause[which])
        room = np.full(len(rows), self.desk.shifts.total - 2, dtype=np.int64)
        for kind, span in spans.items():
            mine = self.part[rows] == self.kinds.index(kind)
            room[mine] = np.minimum(room[mine], span(self.row[rows[mine]])[1])
        fits = at + self.length[rows] < room
        fits[meets] &= meeting_slots.fits(self.desk, self.seat[which], at[meets], self.length[which])
        self.talks[rows[~fits]] = False
        self.at[rows[fits]] = at[fits]

    def give_up(self) -> None:
        """Cut short or give up what still clashes: the earlier one where only the later one stays, or the later."""
        rows, starts = self._ordered()
        room = (np.diff(starts) // SECOND - 1) * SECOND
        least = np.where(self.length[rows] >= MEETING_SECONDS[0] * SECOND, SHORTEST_MEETING, SHORTEST_CALL)[:-1]
        cut = (room < self.length[rows[:-1]]) & (room >= least)
        self.length[rows[:-1][cut]] = room[cut]
        for yielding in (True, False):
            rows, starts = self._ordered()
            ends = np.maximum.accumulate(starts + self.length[rows])
            clash = starts[1:] < ends[:-1]
            first, second = rows[:-1][clash], rows[1:][clash]
            self.talks[first[self.fixed[second] & ~self.fixed[first]] if yielding else second] = False


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
