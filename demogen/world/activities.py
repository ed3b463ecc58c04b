"""Activities: what staff and customers do about leads, contacts and deals.

Each lies inside the life of what it is about. Calls and e-mails happen when they are recorded; meetings and tasks are
recorded first and happen later, so on any day some of them are still planned and a few are overdue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from demogen.draw import arrays, ids, strings
from demogen.draw.distributions import lognormal, scale
from demogen.draw.shifts import Shifts
from demogen.draw.streams import Draws
from demogen.draw.worktime import HOUR, MINUTE, NEVER, SECOND
from demogen.plan.effort import CONTACT_DECAY_DAYS
from demogen.world.wording import Cast, Wording, said, subject_texts, threads

if TYPE_CHECKING:
    from demogen.world.contacts import Contacts
    from demogen.world.leads import Leads
    from demogen.world.team import Team

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

STRIDE = 64
AHEAD = 90 * 24 * HOUR  # meetings are recorded less than that before they happen, also over long holidays
TALK_MEDIAN, TALK_SIGMA, TALK_MOST = 180, 972030, 5400  # seconds; sigma 0.927 in units of 2^-20, as measured
CALL, EMAIL, MEETING, TASK = range(4)
TYPES = ("call", "email", "meeting", "task")
OUTCOMES = ("connected", "voicemail", "no_answer", "sent", "received", "held", "no_show", "completed", "bounced")
KINDS = (
    "call.connected",
    "call.voicemail",
    "call.no_answer",
    "email.outbound",
    "email.inbound",
    "meeting.held",
    "meeting.no_show",
    "task.done",
    "call.inbound",
    "email.first",
    "call.first",
)
CLOSED_PER_MILLE = (400, 0, 0, 350, 0, 500, 0, 250, 400, 350, 400)  # of each kind, how many say something more
BOUNCED_PER_MILLE = 90  # of the e-mails to leads that stay silent
MOST_CALLS = 950_000  # of a million replies in hours
QUIET_PERCENT, BOUT_PER_MILLE = 75, 300
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
    """Activities of one kind of parent: index of the parent, times, type, and the index of what was said in KINDS."""

    parent: Ints
    created: Ints
    due: Ints
    occurred: Ints
    cancelled: Bools
    type: Ints
    inbound: Bools
    kind: Ints
    seat: Ints
    bounced: Bools
    draws: Draws

    def take(self, rows: npt.NDArray[np.generic]) -> Activities:
        """Give some of the activities."""
        draws = Draws(self.draws.source, self.draws.table, self.draws.address.take(rows))
        return Activities(
            parent=self.parent[rows],
            created=self.created[rows],
            due=self.due[rows],
            occurred=self.occurred[rows],
            cancelled=self.cancelled[rows],
            type=self.type[rows],
            inbound=self.inbound[rows],
            kind=self.kind[rows],
            seat=self.seat[rows],
            bounced=self.bounced[rows],
            draws=draws,
        )


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
    row, k, seat, at, draws = (
        row[kept],
        k[kept],
        seat[kept],
        at[kept],
        Draws(draws.source, draws.table, address.take(kept)),
    )
    inbound = (k == 1) & ~leads.silent[row]
    call = draws.below("type", 1_000_000) < desk.calls(inbound, desk.shift[seat])
    call &= ~inbound | desk.shifts.inside(at, desk.shift[seat])
    missed = np.where(draws.chance("missed", 500), 1, 2)
    outbound = np.where(call, np.where(leads.silent[row] | draws.chance("unreached", 550), missed, 0), 3)
    first = np.where(k == 0, np.where(outbound == 3, 9, np.where(outbound == 0, 10, outbound)), outbound)
    kind = np.where(inbound, np.where(call, 8, 4), first)
    none, never = np.zeros(len(row), dtype=np.bool_), np.full(len(row), NEVER)
    bounced = leads.silent[row] & ~call & draws.chance("bounced", BOUNCED_PER_MILLE)
    return Activities(row, at, never, at, none, np.where(call, CALL, EMAIL), inbound, kind, seat, bounced, draws)


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
    draws = Draws(contacts.draws.source, "contacts", contacts.draws.address.take(seen))
    parent, _, address = draws.address.children(_counts(draws, mean), STRIDE)
    row = seen[parent]
    child, seat = draws.source.of("activities.contact", address), seats[row]
    after = (child.exponential("delay") * (desk.day * CONTACT_DECAY_DAYS >> 10)) >> 10
    born = desk.shifts.position(contacts.created[row], desk.shift[seat])
    none = np.zeros(len(row), dtype=np.bool_)
    return _describe(child, row, born, born + 10 * MINUTE + after, seat, desk, none, MEETING_PER_MILLE)


@dataclass(frozen=True)
class Life:
    """What deals go through: when they begin, close and enter each open stage, how they end, whose they are."""

    created: Ints
    closed: Ints
    entered: Ints
    won: Bools
    seat: Ints


def deal_activities(deals: Draws, life: Life, desk: Desk, mean: int, born_before: int) -> Activities:
    """Give what is done about deals between their creation and their close. `mean` is in thousandths.

    The first of a deal's activities explain its moves, the close before all others: each lies minutes before a move. Of
    the others three in ten come shortly before another one, as work comes in bouts. A lost deal goes quiet first.
    """
    more, seen = mean >= 2000, np.flatnonzero(life.created < born_before)
    draws = Draws(deals.source, "deals", deals.address.take(seen))
    parent, k, address = draws.address.children(_counts(draws, mean - 1000 * more) + more, STRIDE)
    row = seen[parent]
    child, seat = draws.source.of("activities.deal", address), life.seat[row]
    low, high = (desk.shifts.position(moments[row], desk.shift[seat]) for moments in (life.created, life.closed))
    moves = np.concatenate([life.closed[:, None], life.entered[:, 1:]], axis=1)
    count = (moves < NEVER).sum(axis=1)
    explains = k < count[row]
    move = desk.shifts.position(moves[row, np.where(explains, k, 0)], desk.shift[seat])
    width = np.where(life.won[row], high - low, (high - low) * QUIET_PERCENT // 100)
    free = low + 1 + scale(child.words("at"), np.maximum(width - 2, 1))
    pause = 2 * MINUTE + scale(child.words("pause"), 45 * MINUTE)
    at = np.where(explains, move - pause, free)
    at = _bouts(at, ~explains & (k > 0) & child.chance("bout", BOUT_PER_MILLE), pause)
    at = np.clip(at, low + 1, np.maximum(high - 1, low + 1))
    return _describe(child, row, low, at, seat, desk, explains, np.where(life.won[row], *MEETINGS_OF_DEALS))


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
    draws: Draws, row: Ints, born: Ints, at: Ints, seat: Ints, desk: Desk, explains: Bools, meetings: int | Ints
) -> Activities:
    """Decide type, direction, outcome and times; `born` and `at` are positions on the axes of the seats' shifts.

    What explains a move was a conversation, a meeting that was held, or a message; `meetings` is their share in
    thousandths.
    """
    kept = np.flatnonzero(at < desk.shifts.total - 1)
    meeting = np.broadcast_to(np.asarray(meetings, dtype=np.int64), len(row))[kept]
    row, born, at, seat, explains = row[kept], born[kept], at[kept], seat[kept], explains[kept]
    shift = desk.shift[seat]
    draws = Draws(draws.source, draws.table, draws.address.take(kept))
    talk = 1_000_000 - 1000 * (meeting + TASK_PER_MILLE)
    steps = (talk * desk.ratio // (1000 + desk.ratio), talk, talk + 1000 * meeting)
    drawn = draws.below("type", 1_000_000)
    type_ = sum((drawn >= step).astype(np.int64) for step in steps)
    type_ = np.where(explains & (type_ == TASK), MEETING, type_)
    planned = type_ >= MEETING
    ahead = 20 * MINUTE + scale(draws.words("ahead"), desk.day * 6)
    slip = np.where((type_ == TASK) & draws.chance("slips", 250), scale(draws.words("slip"), desk.day * 2), 0)
    recorded = np.where(planned, np.maximum(at - ahead, born + 1), at)
    occurred = desk.shifts.moment(at, shift)
    due = np.where(planned, desk.shifts.moment(np.maximum(at - slip, recorded), shift), NEVER)
    cancelled = (type_ == MEETING) & ~explains & draws.chance("cancelled", CANCELLED_PER_MILLE)
    inbound = (type_ <= EMAIL) & draws.chance("inbound", INBOUND_PER_MILLE)
    reached = np.where(explains, 0, draws.pick("outcome", [450, 250, 300]))
    held = np.where(draws.chance("no_show", 110) & ~explains, 6, 5)
    kind = np.choose(type_, [np.where(inbound, 8, reached), np.where(inbound, 4, 3), held, np.full(len(row), 7)])
    made = np.where(planned, desk.shifts.moment(recorded, shift), occurred)
    none = np.zeros(len(row), dtype=np.bool_)
    return Activities(row, made, due, occurred, cancelled, type_, inbound, kind, seat, none, draws)


def meeting_seconds(found: Activities) -> Ints:
    """Draw how long meetings last."""
    return np.array([1800, 2700, 3600], dtype=np.int64)[found.draws.below("duration_slot", 3)]


def part_meetings(parts: Mapping[str, Activities], team: Team) -> dict[str, Activities]:
    """Let nobody be in two meetings at once: one that begins while another of the same person goes on was a call.

    So nothing moves that explains something else. Whoever observes a day needs the meetings of everybody who is known
    AHEAD of it: those that are planned then may yet be calls.
    """
    found = list(parts.values())
    sizes = [len(part.parent) for part in found]
    meeting = np.concatenate([(part.type == MEETING) & ~part.cancelled for part in found])
    begins = np.concatenate([part.occurred for part in found])
    ends = begins + np.concatenate([meeting_seconds(part) for part in found]) * SECOND
    user = np.concatenate([team.holder(part.seat, part.occurred) for part in found])
    rows = np.flatnonzero(meeting)
    order = rows[np.lexsort((begins[rows], user[rows]))]
    nth = np.cumsum(np.concatenate([[0], user[order][1:] != user[order][:-1]])) if len(order) else order
    low = int(begins[order].min()) if len(order) else 0
    apart = int(ends[order].max()) - low + 1 if len(order) else 1
    until = np.maximum.accumulate(ends[order] - low + nth * apart) if len(order) else order
    clash = np.zeros(len(meeting), dtype=np.bool_)
    clash[order[1:]] = (begins[order] - low + nth * apart)[1:] < until[:-1]
    cut = np.split(clash, np.cumsum(sizes)[:-1])
    return {kind: _as_calls(part, rows) for (kind, part), rows in zip(parts.items(), cut, strict=True)}


def _as_calls(found: Activities, rows: Bools) -> Activities:
    """Make calls of some meetings: recorded when they happen."""
    return replace(
        found,
        type=np.where(rows, CALL, found.type),
        kind=np.where(rows, 0, found.kind),
        created=np.where(rows, found.occurred, found.created),
        due=np.where(rows, NEVER, found.due),
    )


def activity_ids(found: Activities) -> ids.Ids:
    """Draw the ids of activities."""
    return ids.draw(found.draws, found.created)


def activity_columns(
    found: Activities, wording: Wording, product: Ints, cast: Cast, formality: Ints, until: int
) -> dict[str, Any]:
    """Give the columns of activities, save ids, parents and users, as known at a moment.

    `product` and `formality` are each parent's.
    """
    happened = happened_by(found, until)
    over = np.where(found.cancelled, found.due, found.occurred) < until
    status = np.where(happened, 1, np.where(found.cancelled & over, 2, 0))
    connected = np.isin(found.kind, [0, 5, 8, 10])
    talk = np.minimum(lognormal(found.draws.words("duration"), TALK_MEDIAN, TALK_SIGMA), TALK_MOST)
    meeting = meeting_seconds(found)
    outcome = np.array([0, 1, 2, 3, 4, 5, 6, 7, 0, 3, 0], dtype=np.int64)[found.kind]
    outcome = np.where(found.bounced, OUTCOMES.index("bounced"), outcome)
    return {
        "type": strings.coded(TYPES, found.type),
        "direction": strings.coded(
            ["outbound", "inbound"], np.where(found.type <= EMAIL, found.inbound.astype(np.int64), -1)
        ),
        "status": strings.coded(["planned", "done", "cancelled"], status),
        "subject": _subjects(found, wording, product[found.parent], cast),
        "body": _bodies(found, wording, product[found.parent], cast, formality[found.parent], happened),
        "outcome": strings.coded(OUTCOMES, np.where(happened, outcome, -1)),
        "created_at": found.created,
        "due_at": found.due,
        "occurred_at": np.where(happened, found.occurred, NEVER),
        "duration_seconds": np.where(
            happened & connected, np.where(found.type == MEETING, meeting, np.maximum(talk, 10)), -1
        ),
    }


def happened_by(found: Activities, until: int) -> Bools:
    """Tell which activities have happened by a moment."""
    result: Bools = (found.occurred < until) & ~found.cancelled
    return result


def users_of(found: Activities, team: Team, until: int) -> Ints:
    """Give the user whose each activity is: who holds the seat when it is over, or at the moment of observation."""
    over = np.where(found.cancelled, found.due, found.occurred)
    return team.holder(found.seat, np.where(over < until, over, until - 1))


def _subjects(found: Activities, wording: Wording, product: Ints, cast: Cast) -> Any:
    """Choose subjects: an e-mail that goes on with another keeps its subject."""
    table = wording.table(KINDS, "subjects")
    language = np.where(found.type == EMAIL, cast.language, 0)
    chosen = table.choose(found.draws, "subject", found.kind + language * len(KINDS), product)
    start, continues = threads(found.parent, found.occurred, found.type == EMAIL, found.draws)
    texts = subject_texts(table, [text["reply"] for text in wording.texts])
    return strings.coded(texts, chosen[start] + np.where(continues, len(texts) // 2, 0))


def _bodies(found: Activities, wording: Wording, product: Ints, cast: Cast, formality: Ints, happened: Bools) -> Any:
    """Choose what was said, and put it between a salutation and an ending where it was written to somebody."""
    import pyarrow.compute as pc

    email = found.type == EMAIL
    language = np.where(email, cast.language, 0)
    bodies, dear, sign = wording.table(KINDS, "bodies"), wording.lines("dear"), wording.lines("sign")
    closers = wording.closers(TYPES)
    core = bodies.take_turns(found.draws, "body", found.kind + language * len(KINDS), product, STRIDE)
    degree = np.minimum(formality, wording.formalities - 1)
    greeting = np.where(email & ~found.inbound, dear.starts[language * 2 + cast.female[cast.person]] + degree, -1)
    ending = np.where(email, sign.starts[language] + degree, -1)
    more = found.draws.chance("closer", np.array(CLOSED_PER_MILLE, dtype=np.int64)[found.kind])
    group = np.where(more, found.type + language * len(TYPES), -1)
    closer = closers.choose(found.draws, "closing", group, np.zeros(len(group), dtype=np.int64))
    slots = cast.slots(found.inbound)
    text = said(
        *(
            table.render(index, slots)
            for table, index in ((dear, greeting), (bodies, core), (closers, closer), (sign, ending))
        )
    )
    return pc.if_else(arrays.column(happened), text, arrays.texts([None])[0])
