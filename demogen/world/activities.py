"""Activities: what staff and customers do about leads, contacts and deals.

Each lies inside the life of what it is about. Calls and e-mails happen when they are recorded; meetings and tasks are
recorded first and happen later, so on any day some of them are still planned and a few are overdue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from demogen.draw import ids, strings
from demogen.draw.distributions import lognormal, scale
from demogen.draw.sentences import write_out
from demogen.draw.shifts import Shifts
from demogen.draw.streams import Draws
from demogen.draw.worktime import MINUTE, NEVER
from demogen.plan.effort import CONTACT_DECAY_DAYS

if TYPE_CHECKING:
    from demogen.world.contacts import Contacts
    from demogen.world.leads import Leads
    from demogen.world.team import Team

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

STRIDE = 64
TALK_MEDIAN, TALK_SIGMA, TALK_MOST = 180, 972030, 5400  # seconds; sigma 0.927 in units of 2^-20, as measured
CALL, EMAIL, MEETING, TASK = range(4)
TYPES = ("call", "email", "meeting", "task")
OUTCOMES = ("connected", "voicemail", "no_answer", "sent", "received", "held", "no_show", "completed")
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
MOST_CALLS = 950_000  # of a million replies in hours
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
    return Activities(row, at, never, at, none, np.where(call, CALL, EMAIL), inbound, kind, seat, draws)


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


def contact_activities(contacts: Contacts, seats: Ints, desk: Desk, mean: int, until: int) -> Activities:
    """Give what is done about contacts outside deals: thick at first, thinning out. `mean` is in thousandths."""
    seen = np.flatnonzero(contacts.created < until)
    draws = Draws(contacts.draws.source, "contacts", contacts.draws.address.take(seen))
    parent, _, address = draws.address.children(_counts(draws, mean), STRIDE)
    row = seen[parent]
    child, seat = draws.source.of("activities.contact", address), seats[row]
    after = (child.exponential("delay") * (desk.day * CONTACT_DECAY_DAYS >> 10)) >> 10
    born = desk.shifts.position(contacts.created[row], desk.shift[seat])
    return _describe(child, row, born, born + 10 * MINUTE + after, seat, desk, until)


def deal_activities(
    deals: Draws, created: Ints, closed: Ints, seats: Ints, desk: Desk, mean: int, until: int
) -> Activities:
    """Give what is done about deals between their creation and their close. `mean` is in thousandths."""
    seen = np.flatnonzero(created < until)
    draws = Draws(deals.source, "deals", deals.address.take(seen))
    more = mean >= 2000
    parent, _, address = draws.address.children(_counts(draws, mean - 1000 * more) + more, STRIDE)
    row = seen[parent]
    child, seat = draws.source.of("activities.deal", address), seats[row]
    low, high = (desk.shifts.position(moments[row], desk.shift[seat]) for moments in (created, closed))
    at = low + 1 + scale(child.words("at"), np.maximum(high - low - 2, 1))
    return _describe(child, row, low, at, seat, desk, until)


def _counts(draws: Draws, mean: int) -> Ints:
    """Draw how many activities each row has: a gamma of shape two around the mean, at most 62."""
    pace = (draws.exponential("activities.a") + draws.exponential("activities.b")) >> 1
    return np.minimum(((pace * mean >> 20) + draws.below("activities.c", 1000)) // 1000, STRIDE - 2)


def _describe(draws: Draws, row: Ints, born: Ints, at: Ints, seat: Ints, desk: Desk, until: int) -> Activities:
    """Decide type, direction, outcome and times; `born` and `at` are positions on the axes of the seats' shifts."""
    kept = np.flatnonzero(at < desk.shifts.total - 1)
    row, born, at, seat = row[kept], born[kept], at[kept], seat[kept]
    shift = desk.shift[seat]
    draws = Draws(draws.source, draws.table, draws.address.take(kept))
    talk = 1_000_000 - 1000 * (MEETING_PER_MILLE + TASK_PER_MILLE)
    calls = talk * desk.ratio // (1000 + desk.ratio)
    type_ = draws.pick("type", [calls, talk - calls, 1000 * MEETING_PER_MILLE, 1000 * TASK_PER_MILLE])
    planned = type_ >= MEETING
    ahead = 20 * MINUTE + scale(draws.words("ahead"), desk.day * 6)
    slip = np.where((type_ == TASK) & draws.chance("slips", 250), scale(draws.words("slip"), desk.day * 2), 0)
    recorded = np.where(planned, np.maximum(at - ahead, born + 1), at)
    occurred = desk.shifts.moment(at, shift)
    due = np.where(planned, desk.shifts.moment(np.maximum(at - slip, recorded), shift), NEVER)
    cancelled = (type_ == MEETING) & draws.chance("cancelled", CANCELLED_PER_MILLE)
    inbound = (type_ <= EMAIL) & draws.chance("inbound", INBOUND_PER_MILLE)
    reached = draws.pick("outcome", [450, 250, 300])
    held = np.where(draws.chance("no_show", 110), 6, 5)
    kind = np.choose(type_, [np.where(inbound, 8, reached), np.where(inbound, 4, 3), held, np.full(len(row), 7)])
    made = np.where(planned, desk.shifts.moment(recorded, shift), occurred)
    found = Activities(row, made, due, occurred, cancelled, type_, inbound, kind, seat, draws)
    return found.take(found.created < until)


def activity_ids(found: Activities) -> ids.Ids:
    """Draw the ids of activities."""
    return ids.draw(found.draws, found.created)


def activity_columns(
    found: Activities, text: dict[str, Any], products: list[str], product: Ints, team: Team, until: int
) -> dict[str, Any]:
    """Give the columns of activities, save ids and parents, as known at a moment; `product` is each parent's."""
    happened = (found.occurred < until) & ~found.cancelled
    over = np.where(found.cancelled, found.due, found.occurred) < until
    status = np.where(happened, 1, np.where(found.cancelled & over, 2, 0))
    subject, body = _texts(found, text, products, product[found.parent])
    connected = np.isin(found.kind, [0, 5, 8, 10])
    talk = np.minimum(lognormal(found.draws.words("duration"), TALK_MEDIAN, TALK_SIGMA), TALK_MOST)
    meeting = np.array([1800, 2700, 3600], dtype=np.int64)[found.draws.below("duration_slot", 3)]
    outcome = np.array([0, 1, 2, 3, 4, 5, 6, 7, 0, 3, 0], dtype=np.int64)[found.kind]
    moment = np.where(over, np.where(found.cancelled, found.due, found.occurred), until - 1)
    return {
        "type": strings.coded(TYPES, found.type),
        "direction": strings.coded(
            ["outbound", "inbound"], np.where(found.type <= EMAIL, found.inbound.astype(np.int64), -1)
        ),
        "status": strings.coded(["planned", "done", "cancelled"], status),
        "subject": subject,
        "body": strings.coded(body[0], np.where(happened, body[1], -1)),
        "outcome": strings.coded(OUTCOMES, np.where(happened, outcome, -1)),
        "user_id": (team.ids, team.holder(found.seat, moment)),
        "created_at": found.created,
        "due_at": found.due,
        "occurred_at": np.where(happened, found.occurred, NEVER),
        "duration_seconds": np.where(
            happened & connected, np.where(found.type == MEETING, meeting, np.maximum(talk, 10)), -1
        ),
    }


def _texts(
    found: Activities, text: dict[str, Any], products: list[str], product: Ints
) -> tuple[Any, tuple[list[str], Ints]]:
    """Choose subject and body by what happened; the two speak of one product, a subject never of how a meeting went."""
    sayings, neutral = text["activities"], {"meeting.no_show": "meeting.held"}
    subjects = write_out([sayings[neutral.get(kind, kind)]["subjects"] for kind in KINDS], products)
    bodies = write_out([sayings[kind]["bodies"] for kind in KINDS], products)
    subject, body = (
        table.choose(found.draws, column, found.kind, product)
        for column, table in (("subject", subjects), ("body", bodies))
    )
    return strings.coded(subjects.texts, subject), (bodies.texts, body)
