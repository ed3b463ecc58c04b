"""Activities: what staff and customers do about leads, contacts and deals, drawn one by one.

Each lies inside the life of what it is about. Calls and e-mails happen when they are recorded; meetings and tasks are
recorded first and happen later, so on any day some of them are still planned and a few are overdue. What one has to do
with another is up to `timelines`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from demogen.config.model import CHANNELS
from demogen.draw import ids
from demogen.draw.distributions import lognormal, scale
from demogen.draw.shifts import Shifts
from demogen.draw.streams import Draws
from demogen.draw.worktime import HOUR, MINUTE, NEVER
from demogen.plan.effort import CONTACT_DECAY_DAYS
from demogen.world.kinds import ENDS, GOES_ON, LOST, SILENT, TALKS, WON, Kind

if TYPE_CHECKING:
    from demogen.world.contacts import Contacts
    from demogen.world.leads import Leads
    from demogen.world.team import Team

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

STRIDE = 64
AHEAD = 90 * 24 * HOUR  # meetings are recorded less than that before they happen, also over long holidays
TALK_MEDIAN, TALK_SIGMA, TALK_LEAST, TALK_MOST = 180, 972030, 10, 5400  # seconds; sigma 0.927 in units of 2^-20
TALK_OF_DEALS = (270, 150)  # seconds; who buys talks longer
MEETING_SECONDS = (1800, 2700, 3600)
CALL, EMAIL, MEETING, TASK = range(4)
TYPES = ("call", "email", "meeting", "task")
REFERRED = CHANNELS.index("referrals")
BOUNCED_PER_MILLE = 70  # of the leads that stay silent have an address that does not exist
MOST_CALLS = 950_000  # of a million replies in hours
QUIET_PERCENT, BOUT_PER_MILLE = 75, 300
HEARD_PERCENT = 55  # of the life of deals that are lost in silence, how long the customer still answers
OUTCOME_WEIGHTS = (450, 250, 300)  # of calls: connected, voicemail, no answer
MEETINGS_OF_DEALS = (190, 80)  # of a thousand activities, where the deal is won, and lost
MEETING_PER_MILLE, TASK_PER_MILLE, CANCELLED_PER_MILLE, INBOUND_PER_MILLE = 120, 100, 60, 280


@dataclass(frozen=True)
class Desk:
    """Who works when: the shifts, the one of each seat, the length of a day in it, and calls per thousand e-mails.

    `reachable` is, in thousandths of the customers' own time, how much of it each shift is on duty.
    """

    shifts: Shifts
    shift: Ints
    day: int
    ratio: int
    reachable: Ints

    def calls(self, reply: Bools, shift: Ints) -> Ints:
        """Give how many in a million touches are calls: of replies more, as nobody picks up out of hours."""
        share = 1_000_000 * self.ratio // (1000 + self.ratio)
        return np.where(reply, np.minimum(share * 1000 // np.maximum(self.reachable[shift], 50), MOST_CALLS), share)


@dataclass(frozen=True)
class Activities:
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
    draws: Draws

    def take(self, rows: npt.NDArray[np.generic]) -> Activities:
        """Give some of the activities."""
        columns: dict[str, Any] = {name: values[rows] for name, values in vars(self).items() if name != "draws"}
        return Activities(**columns, draws=self.draws.take(rows))


def lead_activities(leads: Leads, desk: Desk, per_mille: int, until: int) -> Activities:
    """Give what is done about leads: first responses, attempts at silent ones, replies and follow-ups of the others.

    Of so many in a thousand leads more is done than what they need: an answer, and their reply.
    """
    seen = np.flatnonzero(leads.responded < until)
    extra = leads.draws.below("attempts", 3)[seen]
    more = np.where(leads.silent[seen], 1 + extra, extra > 0)
    counts = np.where(leads.silent[seen], 1, 2) + np.where(leads.draws.chance("persistence", per_mille)[seen], more, 0)
    parent, k, address = leads.draws.address.take(seen).children(counts, STRIDE)
    row, draws = seen[parent], leads.draws.source.of("activities.lead", address)
    seat = np.where(k == 0, leads.answered_by[row], leads.seat[row])
    at = _lead_moments(leads, row, k, seat, desk, draws)
    lost = np.minimum(leads.converted[row], leads.disqualified[row])
    kept = np.flatnonzero((at < until) & ((k <= 1) | leads.silent[row] | (at < lost)))
    row, k, seat, at = row[kept], k[kept], seat[kept], at[kept]
    draws, shift = draws.take(kept), desk.shift[seat]
    inbound = (k == 1) & ~leads.silent[row]
    call = draws.below("type", 1_000_000) < desk.calls(inbound, shift)
    call &= ~inbound | desk.shifts.inside(at, shift)
    call &= ~leads.without("phone")[row]  # whose number nobody has, nobody calls
    missed = np.where(draws.chance("missed", 500), Kind.NO_ANSWER, Kind.VOICEMAIL)
    reached = ~leads.silent[row] & ~draws.chance("unreached", 550)
    first, referred = k == 0, (k == 0) & (leads.channel[row] == REFERRED)
    called = np.select([~reached, referred, first], [missed, Kind.CALL_REFERRED, Kind.CALL_FIRST], Kind.CONNECTED)
    written = np.select([referred, first], [Kind.EMAIL_REFERRED, Kind.EMAIL_FIRST], Kind.EMAIL_OUTBOUND)
    answered = np.where(call, Kind.CALL_INBOUND, Kind.EMAIL_INBOUND)
    kind = np.where(inbound, answered, np.where(call, called, written))
    return Activities(
        parent=row,
        at=desk.shifts.position(at, shift),
        created=at,
        due=np.full(len(row), NEVER),
        occurred=at,
        cancelled=np.zeros(len(row), dtype=np.bool_),
        type=np.where(call, CALL, EMAIL),
        inbound=inbound,
        kind=kind,
        seat=seat,
        seconds=np.where(np.isin(kind, TALKS), _talk(draws, TALK_MEDIAN), 0),
        fixed=np.ones(len(row), dtype=np.bool_),
        bounced=leads.silent[row] & ~call & leads.draws.chance("bounced", BOUNCED_PER_MILLE)[row],
        draws=draws,
    )


def _talk(draws: Draws, median: int | Ints) -> Ints:
    """Draw how many seconds calls last."""
    talk = (
        lognormal(draws.words("duration"), TALK_MEDIAN, TALK_SIGMA) * np.asarray(median, dtype=np.int64) // TALK_MEDIAN
    )
    return np.clip(talk, TALK_LEAST, TALK_MOST)


def _lead_moments(leads: Leads, row: Ints, k: Ints, seat: Ints, desk: Desk, draws: Draws) -> Ints:
    """Give when the k-th thing is done about a lead: the response, then attempts, or the reply and a follow-up."""
    shift, day = desk.shift[seat], desk.day
    start = desk.shifts.position(leads.responded[row], shift)
    attempt = desk.shifts.moment(start + k * (day * 3 // 4) + scale(draws.words("attempt"), day // 2), shift)
    replied = leads.replied[row]
    again = desk.shifts.position(np.where(replied < NEVER, replied, 0), shift) + 5 * MINUTE
    follow = desk.shifts.moment(again + scale(draws.words("follow_up"), day * 2), shift)
    later = np.where(k == 1, replied, np.where(replied < NEVER, follow, NEVER))
    return np.where(k == 0, leads.responded[row], np.where(leads.silent[row], attempt, later))


def contact_activities(contacts: Contacts, seats: Ints, desk: Desk, mean: int, born_before: int) -> Activities:
    """Give what is done about contacts outside deals: thick at first, thinning out. `mean` is in thousandths."""
    seen = np.flatnonzero(contacts.created < born_before)
    draws = contacts.draws.take(seen)
    parent, _, address = draws.address.children(_counts(draws, mean), STRIDE)
    row = seen[parent]
    child, seat = draws.source.of("activities.contact", address), seats[row]
    after = (child.exponential("delay") * (desk.day * CONTACT_DECAY_DAYS >> 10)) >> 10
    born = desk.shifts.position(contacts.created[row], desk.shift[seat])
    none = np.zeros(len(row), dtype=np.bool_)
    at = born + 10 * MINUTE + after
    return _describe(child, row, born, at, seat, desk, none, MEETING_PER_MILLE, TALK_MEDIAN)


@dataclass(frozen=True)
class Life:
    """What deals go through: when they begin, close and enter each open stage, how they end, whose they are.

    `silent` are those that were lost because nobody answered any more.
    """

    created: Ints
    closed: Ints
    entered: Ints
    won: Bools
    silent: Bools
    seat: Ints


def deal_activities(deals: Draws, life: Life, desk: Desk, mean: int, born_before: int) -> Activities:
    """Give what is done about deals between their creation and their close. `mean` is in thousandths.

    The first of a deal's activities explain its moves, the close before all others: each lies minutes before a move. Of
    the others three in ten come shortly before another one, as work comes in bouts. A lost deal goes quiet first.
    """
    more, seen = mean >= 2000, np.flatnonzero(life.created < born_before)
    draws = deals.take(seen)
    parent, k, address = draws.address.children(_counts(draws, mean - 1000 * more) + more, STRIDE)
    row = seen[parent]
    child, seat = draws.source.of("activities.deal", address), life.seat[row]
    low, high = (desk.shifts.position(moments[row], desk.shift[seat]) for moments in (life.created, life.closed))
    moves = np.concatenate([life.closed[:, None], life.entered[:, 1:]], axis=1)
    count = (moves < NEVER).sum(axis=1)
    explains = k < count[row]
    move = desk.shifts.position(moves[row, np.where(explains, k, 0)], desk.shift[seat])
    silent = life.silent[row]
    width = (high - low) * np.where(life.won[row] | silent, 100, QUIET_PERCENT) // 100
    free = low + 1 + scale(child.words("at"), np.maximum(width - 2, 1))
    pause = 2 * MINUTE + scale(child.words("pause"), 45 * MINUTE)
    at = np.where(explains, move - pause, free)
    at = _bouts(at, ~explains & (k > 0) & child.chance("bout", BOUT_PER_MILLE), pause)
    at = np.clip(at, low + 1, np.maximum(high - 1, low + 1))
    meetings, talk = (np.where(life.won[row], *figures) for figures in (MEETINGS_OF_DEALS, TALK_OF_DEALS))
    ending = np.where(
        explains & (k == 0), np.where(life.won[row], WON, np.where(life.silent[row], SILENT, LOST)), GOES_ON
    )
    unheard = silent & (at - low > (high - low) * HEARD_PERCENT // 100)
    return _describe(child, row, low, at, seat, desk, explains, meetings, talk, ending, unheard)


def _bouts(at: Ints, joins: Bools, pause: Ints) -> Ints:
    """Put what joins a bout shortly before what stands before it in the list."""
    nth = np.arange(len(at), dtype=np.int64)
    anchor = np.maximum.accumulate(np.where(joins, 0, nth))
    running = np.cumsum(np.where(joins, pause, 0))
    return at[anchor] - (running - running[anchor])


def _counts(draws: Draws, mean: int) -> Ints:
    """Draw how many activities each row has: uneven (two exponentials, seven to one) around the mean, at most 62."""
    pace = (draws.exponential("activities.a") * 7 + draws.exponential("activities.b")) >> 3
    return np.minimum(((pace * mean >> 20) + draws.below("activities.c", 1000)) // 1000, STRIDE - 2)


def _describe(
    draws: Draws,
    row: Ints,
    born: Ints,
    at: Ints,
    seat: Ints,
    desk: Desk,
    explains: Bools,
    meetings: int | Ints,
    talk: int | Ints,
    ending: int | Ints = GOES_ON,
    unheard: bool | Bools = False,
) -> Activities:
    """Decide type, direction, outcome and times; `born` and `at` are positions on the axes of the seats' shifts.

    What explains a move was a conversation, a meeting that was held, or a message; `meetings` is their share in
    thousandths, `talk` the median of how many seconds calls last, `ending` how a deal ends with it. What is `unheard`
    reaches nobody: an e-mail, or an unanswered call.
    """
    kept = np.flatnonzero(at < desk.shifts.total - 1)
    meetings, talk, ending = (
        np.broadcast_to(np.asarray(value, dtype=np.int64), len(row))[kept] for value in (meetings, talk, ending)
    )
    unheard = np.broadcast_to(np.asarray(unheard, dtype=np.bool_), len(row))[kept]
    row, born, at, seat, explains = row[kept], born[kept], at[kept], seat[kept], explains[kept]
    shift, draws = desk.shift[seat], draws.take(kept)
    type_ = _types(draws, desk, meetings)
    type_ = np.where(explains & (type_ == TASK), MEETING, type_)
    type_ = np.where((ending == SILENT) | (unheard & ((type_ == MEETING) | explains)), EMAIL, type_)
    planned = type_ >= MEETING
    ahead = 20 * MINUTE + scale(draws.words("ahead"), desk.day * 6)
    slip = np.where((type_ == TASK) & draws.chance("slips", 250), scale(draws.words("slip"), desk.day * 2), 0)
    recorded = np.where(planned, np.maximum(at - ahead, born + 1), at)
    occurred = desk.shifts.moment(at, shift)
    decides = (type_ == EMAIL) & ((ending == WON) | (ending == LOST))
    inbound = decides | ((type_ <= EMAIL) & draws.chance("inbound", INBOUND_PER_MILLE) & ~unheard)
    reached = np.where(explains, Kind.CONNECTED, draws.pick("outcome", OUTCOME_WEIGHTS))
    held = np.where(draws.chance("no_show", 110) & ~explains, Kind.NO_SHOW, Kind.HELD)
    reached = np.where(unheard & (reached == Kind.CONNECTED), Kind.NO_ANSWER, reached)
    called = np.where(inbound, Kind.CALL_INBOUND, reached)
    written = np.where(inbound, Kind.EMAIL_INBOUND, Kind.EMAIL_OUTBOUND)
    kind = np.choose(type_, [called, written, held, np.full_like(at, Kind.TASK)])
    kind = np.where(ending == GOES_ON, kind, np.array(ENDS, dtype=np.int64)[ending, np.minimum(type_, MEETING)])
    meets = np.array(MEETING_SECONDS, dtype=np.int64)[draws.below("duration_slot", len(MEETING_SECONDS))]
    talks = np.where(np.isin(kind, TALKS), _talk(draws, talk), 0)
    return Activities(
        parent=row,
        at=at,
        created=np.where(planned, desk.shifts.moment(recorded, shift), occurred),
        due=np.where(planned, desk.shifts.moment(np.maximum(at - slip, recorded), shift), NEVER),
        occurred=occurred,
        cancelled=(type_ == MEETING) & ~explains & draws.chance("cancelled", CANCELLED_PER_MILLE),
        type=type_,
        inbound=inbound,
        kind=kind,
        seat=seat,
        seconds=np.where(type_ == MEETING, meets, talks),
        fixed=explains | unheard,
        bounced=np.zeros(len(row), dtype=np.bool_),
        draws=draws,
    )


def _types(draws: Draws, desk: Desk, meetings: Ints) -> Ints:
    """Draw the type of activities; calls and e-mails share what meetings and tasks leave."""
    talk = 1_000_000 - 1000 * (meetings + TASK_PER_MILLE)
    steps = (talk * desk.ratio // (1000 + desk.ratio), talk, talk + 1000 * meetings)
    drawn = draws.below("type", 1_000_000)
    return np.asarray(sum((drawn >= step).astype(np.int64) for step in steps))


def moves_around(life: Life, found: Activities, rows: Ints, desk: Desk) -> tuple[Ints, Ints]:
    """Give the positions of the moves of deals between which some activities lie; the close is one."""
    deal, shift = found.parent[rows], desk.shift[found.seat[rows]]
    moves = np.concatenate([life.closed[deal][:, None], life.entered[deal]], axis=1)
    later = moves > found.occurred[rows][:, None]
    coming = np.where(later, moves, NEVER).min(axis=1)
    known = coming < NEVER
    before = desk.shifts.position(np.where(later, 0, moves).max(axis=1), shift)
    return before, np.where(known, desk.shifts.position(np.where(known, coming, 0), shift), desk.shifts.total)


def activity_ids(found: Activities) -> ids.Ids:
    """Draw the ids of activities."""
    return ids.draw(found.draws, found.created)


def happened_by(found: Activities, until: int) -> Bools:
    """Tell which activities have happened by a moment."""
    result: Bools = (found.occurred < until) & ~found.cancelled
    return result


def users_of(found: Activities, team: Team, until: int) -> Ints:
    """Give the user whose each activity is: who holds the seat when it is over, or at the moment of observation."""
    over = np.where(found.cancelled, found.due, found.occurred)
    return team.holder(found.seat, np.where(over < until, over, until - 1))
