"""Drafts: what is to be done when and by whom, before it is known what it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demogen.config.activity_behaviour import ActivityBehaviour
from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import scale
from demogen.draw.streams import Drawn
from demogen.draw.worktime import MINUTE, NEVER, SECOND
from demogen.world import meeting_slots
from demogen.world.activities import CALL, EMAIL, MEETING, TASK, Activities, Desk, talk_seconds
from demogen.world.kinds import ENDS, GOES_ON, LOST, SILENT, TALKS, WON, Kind

MOST_IN_PLACE = 2000


@dataclass(frozen=True)
class Drafts(Drawn):
    """What is to be done about parents, by number; `born` and `at` are positions on the axes of the seats' shifts.

    What explains a move is a conversation, a meeting that is held, or a message. `meetings` is the share of meetings in
    thousandths, `talk` the median of how many seconds calls last, `ending` how a deal ends with it. What is `unheard`
    reaches nobody: it is an e-mail, or an unanswered call.
    """

    parent: Ints
    born: Ints
    at: Ints
    seat: Ints
    explains: Bools
    meetings: Ints
    talk: Ints
    ending: Ints
    unheard: Bools


def describe(drafts: Drafts, desk: Desk) -> Activities:
    """Decide type, direction, outcome and times."""
    drafts = drafts.take(np.flatnonzero(drafts.at < desk.shifts.total - 1))
    draws, shift, habits = drafts.draws, desk.shift[drafts.seat], desk.habits
    lengths = np.array(habits.meeting_seconds, dtype=np.int64)
    meets = lengths[draws.below("duration_slot", len(lengths))]
    type_, at = _in_office(drafts, desk, _types(drafts, desk), meets)
    kind, inbound = _kinds(drafts, type_, habits)
    planned = type_ >= MEETING
    ahead = 20 * MINUTE + scale(draws.words("ahead"), desk.day * habits.ahead_days)
    slips = (type_ == TASK) & draws.chance("slips", habits.slips_per_mille)
    slip = np.where(slips, scale(draws.words("slip"), desk.day * habits.slip_days), 0)
    recorded = np.where(planned, np.maximum(at - ahead, drafts.born + 1), at)
    occurred = desk.shifts.moment(at, shift)
    due = desk.shifts.moment(np.maximum(at - slip, recorded), shift)
    due = np.where(type_ == TASK, desk.offices.moment(desk.offices.position(due, shift), shift), due)
    talks = np.where(np.isin(kind, TALKS), talk_seconds(draws, habits.talk, drafts.talk), 0)
    return Activities(
        parent=drafts.parent,
        at=at,
        created=np.where(planned, desk.shifts.moment(recorded, shift), occurred),
        due=np.where(planned, due, NEVER),
        occurred=occurred,
        cancelled=(type_ == MEETING) & ~drafts.explains & draws.chance("cancelled", habits.cancelled_per_mille),
        type=type_,
        inbound=inbound,
        kind=kind,
        seat=drafts.seat,
        seconds=np.where(type_ == MEETING, meets, talks),
        fixed=drafts.explains | drafts.unheard,
        bounced=np.zeros(len(at), dtype=np.bool_),
        draws=draws,
    )


def _in_office(drafts: Drafts, desk: Desk, type_: Ints, meets: Ints) -> tuple[Ints, Ints]:
    """Put meetings and tasks into office hours before them; what does not fit after its birth is a call or an e-mail.

    What explains a move stays in its stretch.
    """
    seat, at, draws = drafts.seat, drafts.at, drafts.draws
    length = np.where(type_ == MEETING, meets, 0) * SECOND
    planned = type_ >= MEETING
    put = np.where(planned, meeting_slots.earlier(desk, seat, at, length, draws.words("slot")), at)
    close = (
        meeting_slots.fits(desk, seat, put, length)
        & (put > drafts.born)
        & (~drafts.explains | (at - put < length + meeting_slots.SPREAD))
    )
    call = draws.below("instead", 1000 + desk.ratio) < desk.ratio
    return np.where(planned & ~close, np.where(call, CALL, EMAIL), type_), np.where(close, put, at)


def _types(drafts: Drafts, desk: Desk) -> Ints:
    """Draw the type of activities; calls and e-mails share what meetings and tasks leave.

    Of those that reach nobody none is a meeting, and those that end or explain a move can only be written; of the
    others of their parent more are calls.
    """
    talk = 1_000_000 - 1000 * (drafts.meetings + desk.habits.task_per_mille)
    written = (drafts.ending == SILENT) | (drafts.unheard & drafts.explains)
    calls = np.minimum(talk * desk.ratio // (1000 + desk.ratio) * _in_place(drafts.parent, written) // 1000, talk)
    steps = (calls, talk, talk + 1000 * drafts.meetings)
    drawn = drafts.draws.below("type", 1_000_000)
    type_ = np.asarray(sum((drawn >= step).astype(np.int64) for step in steps))
    type_ = np.where(drafts.explains & (type_ == TASK), MEETING, type_)
    tried = np.where(drafts.draws.below("instead", 1000 + desk.ratio) < desk.ratio, CALL, EMAIL)
    type_ = np.where(drafts.unheard & (type_ == MEETING), tried, type_)
    return np.where(written, EMAIL, type_)


def _in_place(parent: Ints, written: Bools) -> Ints:
    """Return how much more often, in thousandths, the free ones of a parent are calls for those that are written."""
    nth = parent - parent.min(initial=NEVER)
    forced = np.bincount(nth, written, minlength=1).astype(np.int64)
    every = np.bincount(nth, minlength=1)
    factor: Ints = 1000 * every // np.maximum(every - forced, 1)
    return np.minimum(factor, MOST_IN_PLACE)[nth]


def _kinds(drafts: Drafts, type_: Ints, habits: ActivityBehaviour) -> tuple[Ints, Bools]:
    """Draw what activities were, and whether the customer turned to us."""
    draws, ending, unheard = drafts.draws, drafts.ending, drafts.unheard
    decides = (type_ == EMAIL) & ((ending == WON) | (ending == LOST))
    turns = (type_ <= EMAIL) & draws.chance("inbound", habits.inbound_per_mille) & (ending == GOES_ON) & ~unheard
    inbound = decides | turns
    reached = np.where(drafts.explains, Kind.CONNECTED, draws.pick("outcome", [*habits.call_outcomes.values()]))
    reached = np.where(unheard & (reached == Kind.CONNECTED), Kind.NO_ANSWER, reached)
    called = np.where(inbound, Kind.CALL_INBOUND, reached)
    written = np.where(inbound, Kind.EMAIL_INBOUND, Kind.EMAIL_OUTBOUND)
    held = np.where(draws.chance("no_show", habits.no_show_per_mille) & ~drafts.explains, Kind.NO_SHOW, Kind.HELD)
    kind = np.choose(type_, [called, written, held, np.full_like(drafts.at, Kind.TASK)])
    ends = np.array(ENDS, dtype=np.int64)[ending, np.minimum(type_, MEETING)]
    return np.where(ending == GOES_ON, kind, ends), inbound
