"""Outreach: what staff and customers do about leads, contacts and deals, drawn one by one.

Each lies inside the life of what it is about. What one has to do with another is up to `timelines`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demogen.config.activity_behaviour import LeadTouches
from demogen.config.model import CHANNELS
from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import scale
from demogen.draw.streams import Draws
from demogen.draw.worktime import MINUTE, NEVER
from demogen.plan.effort import CONTACT_DECAY_DAYS
from demogen.world.activities import CALL, EMAIL, STRIDE, Activities, Desk, talk_seconds
from demogen.world.drafts import Drafts, describe
from demogen.world.kinds import GOES_ON, LOST, SILENT, TALKS, WON, Kind

if TYPE_CHECKING:
    from demogen.world.contacts import Contacts
    from demogen.world.leads import Leads


REFERRED = CHANNELS.index("referrals")


def lead_activities(leads: Leads, rows: Ints, desk: Desk, per_mille: int, until: int) -> Activities:
    """Return what is done about some leads: first responses, attempts at silent ones, replies and follow-ups.

    Of so many in a thousand leads more is done than what they need: an answer, and their reply.
    """
    seen, habits = rows[leads.responded[rows] < until], desk.habits
    found = leads.take(seen)
    extra = found.draws.below("attempts", 3)
    more = np.where(found.silent, 1 + extra, extra > 0)
    counts = np.where(found.silent, 1, 2) + np.where(found.draws.chance("persistence", per_mille), more, 0)
    row, k, address = found.draws.address.children(counts, STRIDE)
    draws = found.draws.source.of("activities.lead", address)
    seat = np.where(k == 0, found.answered_by[row], found.seat[row])
    at = _lead_moments(found, row, k, seat, desk, draws)
    lost = np.minimum(found.converted, found.disqualified)
    kept = np.flatnonzero((at < until) & ((k <= 1) | found.silent[row] | (at < lost[row])))
    row, k, seat, at = row[kept], k[kept], seat[kept], at[kept]
    draws, shift = draws.take(kept), desk.shift[seat]
    inbound = (k == 1) & ~found.silent[row]
    ours = np.where(found.silent, 0, np.bincount(row, ~inbound, minlength=len(seen)).astype(np.int64))
    call = draws.below("type", 1_000_000) < desk.calls(
        inbound, shift, found.phone_known(desk.behaviour)[row], ours[row]
    )
    call &= ~inbound | desk.shifts.inside(at, shift)
    call &= ~leads.left_out(seen, "phone", desk.behaviour)[row]  # whose number nobody has, nobody calls
    kind = _lead_kinds(found, habits.leads, row, k, call, draws)
    return Activities(
        parent=seen[row],
        at=desk.shifts.position(at, shift),
        created=at,
        due=np.full(len(row), NEVER),
        occurred=at,
        cancelled=np.zeros(len(row), dtype=np.bool_),
        type=np.where(call, CALL, EMAIL),
        inbound=inbound,
        kind=kind,
        seat=seat,
        seconds=np.where(np.isin(kind, TALKS), talk_seconds(draws, habits.talk, habits.talk.median_seconds), 0),
        fixed=np.ones(len(row), dtype=np.bool_),
        bounced=(found.silent & found.draws.chance("bounced", habits.leads.bounced_per_mille))[row] & ~call,
        draws=draws,
    )


def _lead_kinds(leads: Leads, habits: LeadTouches, row: Ints, k: Ints, call: Bools, draws: Draws) -> Ints:
    """Return what the k-th thing that is done about a lead is; the second one is the reply of who replies."""
    missed = np.where(draws.chance("missed", habits.no_answer_per_mille), Kind.NO_ANSWER, Kind.VOICEMAIL)
    reached = ~leads.silent[row] & ~draws.chance("unreached", habits.unreached_per_mille)
    first, referred = k == 0, (k == 0) & (leads.channel[row] == REFERRED)
    called = np.select([~reached, referred, first], [missed, Kind.CALL_REFERRED, Kind.CALL_FIRST], Kind.CONNECTED)
    written = np.select([referred, first], [Kind.EMAIL_REFERRED, Kind.EMAIL_FIRST], Kind.EMAIL_OUTBOUND)
    answered = np.where(call, Kind.CALL_INBOUND, Kind.EMAIL_INBOUND)
    return np.where((k == 1) & ~leads.silent[row], answered, np.where(call, called, written))


def _lead_moments(leads: Leads, row: Ints, k: Ints, seat: Ints, desk: Desk, draws: Draws) -> Ints:
    """Return when the k-th thing is done about a lead: the response, then attempts, or the reply and a follow-up."""
    shift, day = desk.shift[seat], desk.day
    start = desk.shifts.position(leads.responded[row], shift)
    attempt = desk.shifts.moment(start + k * (day * 3 // 4) + scale(draws.words("attempt"), day // 2), shift)
    replied = leads.replied[row]
    again = desk.shifts.position(np.where(replied < NEVER, replied, 0), shift) + 5 * MINUTE
    follow = desk.shifts.moment(again + scale(draws.words("follow_up"), day * 2), shift)
    later = np.where(k == 1, replied, np.where(replied < NEVER, follow, NEVER))
    return np.where(k == 0, leads.responded[row], np.where(leads.silent[row], attempt, later))


def contact_activities(
    contacts: Contacts, rows: Ints, seats: Ints, desk: Desk, mean: int, born_before: int
) -> Activities:
    """Return what is done about some contacts outside deals: thick at first, thinning out.

    Args:
        contacts: all contacts.
        rows: those that are asked for.
        seats: the seat of every contact.
        desk: who works when.
        mean: the mean number of activities, in thousandths.
        born_before: the moment before which contacts are known.
    """
    seen = rows[contacts.created[rows] < born_before]
    draws = contacts.draws.take(seen)
    parent, _, address = draws.address.children(_counts(draws, mean), STRIDE)
    row = seen[parent]
    child, seat = draws.source.of("activities.contact", address), seats[row]
    after = (child.exponential("delay") * (desk.day * CONTACT_DECAY_DAYS >> 10)) >> 10
    born = desk.shifts.position(contacts.created[row], desk.shift[seat])
    size = len(row)
    drafts = Drafts(
        parent=row,
        born=born,
        at=born + 10 * MINUTE + after,
        seat=seat,
        explains=np.zeros(size, dtype=np.bool_),
        meetings=np.full(size, desk.habits.contact_meeting_per_mille),
        talk=np.full(size, desk.habits.talk.median_seconds),
        ending=np.full(size, GOES_ON),
        unheard=np.zeros(size, dtype=np.bool_),
        draws=child,
    )
    return describe(drafts, desk)


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


def deal_activities(deals: Draws, rows: Ints, life: Life, desk: Desk, mean: int, born_before: int) -> Activities:
    """Return what is done about some deals between their creation and their close. `mean` is in thousandths.

    The first of a deal's activities explain its moves, the close before all others: each lies minutes before a move. Of
    the others some come shortly before another one, as work comes in bouts. A lost deal goes quiet first.
    """
    more, seen, habits = mean >= 2000, rows[life.created[rows] < born_before], desk.habits.deals
    draws = deals.take(seen)
    parent, k, address = draws.address.children(_counts(draws, mean - 1000 * more) + more, STRIDE)
    row = seen[parent]
    child, seat = draws.source.of("activities.deal", address), life.seat[row]
    low, high = (desk.shifts.position(moments[row], desk.shift[seat]) for moments in (life.created, life.closed))
    moves = np.concatenate([life.closed[seen][:, None], life.entered[seen, 1:]], axis=1)
    count = (moves < NEVER).sum(axis=1)
    explains = k < count[parent]
    move = desk.shifts.position(moves[parent, np.where(explains, k, 0)], desk.shift[seat])
    silent = life.silent[row]
    width = (high - low) * np.where(life.won[row] | silent, 100, habits.quiet_percent) // 100
    free = low + 1 + scale(child.words("at"), np.maximum(width - 2, 1))
    pause = 2 * MINUTE + scale(child.words("pause"), 45 * MINUTE)
    at = np.where(explains, move - pause, free)
    at = _bouts(at, ~explains & (k > 0) & child.chance("bout", habits.bout_per_mille), pause)
    at = np.clip(at, low + 1, np.maximum(high - 1, low + 1))
    meetings, talk = (np.where(life.won[row], *figures) for figures in (habits.meeting_per_mille, habits.talk_seconds))
    closes = np.where(life.won[row], WON, np.where(silent, SILENT, LOST))
    drafts = Drafts(
        parent=row,
        born=low,
        at=at,
        seat=seat,
        explains=explains,
        meetings=meetings,
        talk=talk,
        ending=np.where(explains & (k == 0), closes, GOES_ON),
        unheard=silent & (at - low > (high - low) * habits.heard_percent // 100),
        draws=child,
    )
    return describe(drafts, desk)


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


def moves_around(life: Life, found: Activities, rows: Ints, desk: Desk) -> tuple[Ints, Ints]:
    """Return the positions of the moves of deals between which some activities lie; the close is one."""
    deal, shift = found.parent[rows], desk.shift[found.seat[rows]]
    moves = np.concatenate([life.closed[deal][:, None], life.entered[deal]], axis=1)
    later = moves > found.occurred[rows][:, None]
    coming = np.where(later, moves, NEVER).min(axis=1)
    known = coming < NEVER
    before = desk.shifts.position(np.where(later, 0, moves).max(axis=1), shift)
    return before, np.where(known, desk.shifts.position(np.where(known, coming, 0), shift), desk.shifts.total)
