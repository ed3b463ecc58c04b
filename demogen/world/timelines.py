"""Timelines: makes what was drawn one by one follow from each other, and puts everybody's work into one queue.

Within a parent, an e-mail of the customer is answered before the next one, answers come soon, and whoever was not
reached is harder to reach. Across parents nobody is in two conversations at once: what clashes waits until the one
before is over. First responses, what explains a move and whatever would have to wait beyond a move stays where it is,
and is told as something that needs no conversation.

Everything depends on what lies before it, or within the length of a conversation after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from demogen.draw.distributions import lognormal, scale
from demogen.draw.worktime import HOUR, MINUTE, NEVER, SECOND
from demogen.world.activities import CALL, EMAIL, MEETING, Activities, Desk, Kind

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Limit = Callable[[str, Ints], Ints]

ROUNDS = 4
PAUSE = 10 * MINUTE
REPLY_MEDIAN, REPLY_SIGMA = 47 * 60, 1866465  # seconds; sigma 1.78 in units of 2^-20, as measured
ANSWER_MEDIAN, SLOWEST = 95 * 60, 16 * 3600
TIRED_PER_MILLE, MOST_TIRED = 90, 4


@dataclass(frozen=True)
class Sequences:
    """Calls and e-mails by parent, type and time: their rows in order, and which are the first of their type."""

    order: Ints
    first: Bools

    def of(self, chosen: Bools) -> Sequences:
        """Give those of a type; `chosen` is by row."""
        kept = chosen[self.order]
        return Sequences(self.order[kept], self.first[kept])

    def run(self, flags: Bools) -> Ints:
        """Count, for each place of the order that is flagged, how many in a row are up to it; zero elsewhere."""
        nth = np.arange(len(self.order), dtype=np.int64)
        start = np.maximum.accumulate(np.where(~flags | self.first, nth, 0))
        return (nth - start + flags[start]) * flags

    def before(self, values: Bools | Ints) -> Ints:
        """Give the value of the place before each place, zero at the first of a type."""
        return np.concatenate([[0], values[:-1].astype(np.int64)])[: len(values)] * ~self.first


def sequences(found: Activities) -> Sequences:
    """Put calls and e-mails into order."""
    rows = np.flatnonzero(found.type <= EMAIL)
    group = found.parent[rows] * 2 + found.type[rows]
    moments = found.occurred[rows]
    seconds = (moments - (int(moments.min()) if len(rows) else 0)) // SECOND
    order = np.argsort((group << 32) + seconds, kind="stable")
    group = group[order]
    first = np.ones(len(rows), dtype=np.bool_)
    first[1:] = group[1:] != group[:-1]
    return Sequences(rows[order], first)


def settle(parts: Mapping[str, Activities], desk: Desk, limit: Limit) -> dict[str, Activities]:
    """Make the activities of all kinds of parents follow from each other.

    `limit` gives, for a kind of parent and rows of its activities, the position before which they have to be.
    """
    settled = {kind: part if kind == "lead" else _attempts(_correspond(part, desk)) for kind, part in parts.items()}
    return _queue(settled, desk, limit)


def _correspond(found: Activities, desk: Desk) -> Activities:
    """Let e-mails of the customer alternate with ours, and answers come soon after what they answer."""
    mails = sequences(found).of(found.type == EMAIL)
    rows = mails.order
    inbound = mails.run(found.inbound[rows]) % 2 == 1
    draws = found.draws.take(rows)
    reply = lognormal(draws.words("reply_delay"), REPLY_MEDIAN, REPLY_SIGMA)
    answer = lognormal(draws.words("answer_delay"), ANSWER_MEDIAN, REPLY_SIGMA)
    soon = mails.before(found.at[rows]) + np.clip(np.where(inbound, reply, answer), 120, SLOWEST) * SECOND
    replies = ~mails.first & (inbound != mails.before(inbound))
    moves = replies & ~found.fixed[rows] & (soon < found.at[rows])
    directions = found.inbound.copy()
    directions[rows] = inbound
    kind = np.where(found.type == EMAIL, np.where(directions, Kind.EMAIL_INBOUND, Kind.EMAIL_OUTBOUND), found.kind)
    return _moved(replace(found, inbound=directions, kind=kind), rows[moves], soon[moves], desk)


def _attempts(found: Activities) -> Activities:
    """Let calls that follow unanswered ones be answered less often."""
    calls = sequences(found).of(found.type == CALL)
    kind = found.kind[calls.order]
    tries = calls.before(calls.run((kind == Kind.VOICEMAIL) | (kind == Kind.NO_ANSWER)))
    tired = found.draws.take(calls.order).chance("tired", TIRED_PER_MILLE * np.minimum(tries, MOST_TIRED))
    rows = calls.order[(kind == Kind.CONNECTED) & ~found.fixed[calls.order] & tired]
    return _silenced(found, rows)


def _queue(parts: Mapping[str, Activities], desk: Desk, limit: Limit) -> dict[str, Activities]:
    """Let nobody be in two conversations at once."""
    out = dict(parts)
    busy = {kind: np.flatnonzero((part.seconds > 0) & ~part.cancelled) for kind, part in parts.items()}
    line = _Line.of(out, busy, desk)
    for _ in range(ROUNDS):
        if not line.wait(limit):
            break
    line.give_up()
    for number, (kind, rows) in enumerate(busy.items()):
        mine = line.part == number
        later = line.at[mine] != out[kind].at[rows]
        part = _moved(out[kind], rows[later], line.at[mine][later], desk)
        out[kind] = _without_talk(part, rows[~line.talks[mine]])
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
    talks: Bools
    total: int

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
            talks=np.ones(len(rows), dtype=np.bool_),
            total=desk.shifts.total,
        )

    def _ordered(self) -> tuple[Ints, Ints]:
        """Give what talks by seat and time, and where it begins: seats follow each other, well apart."""
        rows = np.flatnonzero(self.talks)
        starts = self.seat[rows] * (self.total + 24 * HOUR) + self.at[rows]
        order = np.argsort(starts, kind="stable")
        return rows[order], starts[order]

    def wait(self, limit: Limit) -> bool:
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
        self._move(rows[movers], at, limit)
        return len(movers) > 0

    def _move(self, rows: Ints, at: Ints, limit: Limit) -> None:
        """Put conversations later; those that would be too late are given up."""
        room = np.full(len(rows), self.total - 2, dtype=np.int64)
        for number, kind in enumerate(self.kinds):
            mine = self.part[rows] == number
            room[mine] = np.minimum(room[mine], limit(kind, self.row[rows[mine]]))
        fits = at < room
        self.talks[rows[~fits]] = False
        self.at[rows[fits]] = at[fits]

    def give_up(self) -> None:
        """Give up what still clashes: the earlier one where only the later one stays, else the later one."""
        for yielding in (True, False):
            rows, starts = self._ordered()
            ends = np.maximum.accumulate(starts + self.length[rows])
            clash = starts[1:] < ends[:-1]
            first, second = rows[:-1][clash], rows[1:][clash]
            self.talks[first[self.fixed[second] & ~self.fixed[first]] if yielding else second] = False


def _moved(found: Activities, rows: Ints, at: Ints, desk: Desk) -> Activities:
    """Put some activities elsewhere; what was recorded when it happened still is."""
    if not len(rows):
        return found
    columns = {name: getattr(found, name).copy() for name in ("at", "occurred", "due", "created")}
    moments = desk.shifts.moment(at, desk.shift[found.seat[rows]])
    planned = found.type[rows] == MEETING
    columns["at"][rows] = at
    columns["occurred"][rows] = moments
    columns["due"][rows] = np.where(planned, moments, found.due[rows])
    columns["created"][rows] = np.where(planned, found.created[rows], moments)
    return replace(found, **columns)


def _silenced(found: Activities, rows: Ints) -> Activities:
    """Make unanswered calls of calls."""
    kind, seconds = found.kind.copy(), found.seconds.copy()
    kind[rows], seconds[rows] = Kind.NO_ANSWER, 0
    return replace(found, kind=kind, seconds=seconds)


def _without_talk(found: Activities, rows: Ints) -> Activities:
    """Make unanswered calls of conversations that nobody had time for, or e-mails where they explain a move."""
    if not len(rows):
        return found
    type_, kind, inbound = found.type[rows], found.kind[rows], found.inbound[rows]
    missed = (type_ == CALL) & ~found.fixed[rows]
    written = np.select(
        [kind == Kind.CALL_FIRST, kind == Kind.CALL_REFERRED, inbound],
        [Kind.EMAIL_FIRST, Kind.EMAIL_REFERRED, Kind.EMAIL_INBOUND],
        Kind.EMAIL_OUTBOUND,
    )
    names = ("type", "kind", "inbound", "seconds", "created", "due")
    columns = {name: getattr(found, name).copy() for name in names}
    columns["type"][rows] = np.where(missed, CALL, EMAIL)
    columns["kind"][rows] = np.where(missed, Kind.NO_ANSWER, written)
    columns["inbound"][rows] = ~missed & inbound
    columns["seconds"][rows] = 0
    columns["created"][rows] = found.occurred[rows]
    columns["due"][rows] = NEVER
    return replace(found, **columns)
