"""How people work and write: the part of behaviour that is about activities, notes and their words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from demogen.config.records import exact_map_of, list_of, read_plain, record_of, take
from demogen.config.text import TOPICS

CALL_OUTCOMES = ("connected", "voicemail", "no_answer")
WITH_CLOSERS = (  # kinds of activities after which something more may be said
    "call.connected",
    "call.first",
    "call.inbound",
    "call.referred",
    "email.answer",
    "email.first",
    "email.outbound",
    "email.referred",
    "meeting.held",
    "task.done",
)


class Ends(NamedTuple):
    """A figure of deals that are won, and of those that are lost."""

    won: int
    lost: int


class Talk(NamedTuple):
    """How many seconds calls last; `sigma` is in units of 2^-20."""

    median_seconds: int
    sigma: int
    least_seconds: int
    most_seconds: int


class Tired(NamedTuple):
    """How many in a thousand calls are answered less for each try before, and how many tries count."""

    per_mille: int
    most: int


class LeadTouches(NamedTuple):
    """Calls and e-mails to leads: of a thousand that reply, how many are not reached first.

    Of those not reached so many do not pick up, the others have a voicemail. Of silent ones so many have an address
    that does not exist.
    """

    unreached_per_mille: int
    no_answer_per_mille: int
    bounced_per_mille: int


class DealTouches(NamedTuple):
    """What is done about deals: shares of meetings, medians of calls; who buys meets and talks more.

    Other lost deals see activities for `quiet_percent` of their life; the customer of one that is lost in silence
    answers for `heard_percent` of it. Of a thousand activities so many come shortly before another one.
    """

    meeting_per_mille: Ends
    talk_seconds: Ends
    quiet_percent: int
    heard_percent: int
    bout_per_mille: int


class GoesOn(NamedTuple):
    """How many in a thousand e-mails that answer no question go on with a thread: after a reply, and otherwise."""

    after_reply: int
    otherwise: int


class Emails(NamedTuple):
    """E-mails: after how many seconds customers reply and we answer, and what they are about.

    `delay_sigma` is in units of 2^-20. Where we would write again within `haste_hours`, the customer has written.
    `topics` are weights of what customers write of their own accord; of a thousand of ours so many ask something.
    """

    reply_median_seconds: int
    answer_median_seconds: int
    delay_sigma: int
    slowest_seconds: int
    haste_hours: int
    topics: Mapping[str, int]
    ask_per_mille: int
    goes_on_per_mille: GoesOn


class ActivityBehaviour(NamedTuple):
    """Activities: weights of what comes of calls, and how many in a thousand are what they are named after.

    Meetings and tasks are planned less than `ahead_days` before, tasks that slip are done less than `slip_days` late.
    """

    call_outcomes: Mapping[str, int]
    task_per_mille: int
    cancelled_per_mille: int
    inbound_per_mille: int
    no_show_per_mille: int
    slips_per_mille: int
    contact_meeting_per_mille: int
    ahead_days: int
    slip_days: int
    meeting_seconds: tuple[int, ...]
    talk: Talk
    tired: Tired
    leads: LeadTouches
    deals: DealTouches
    emails: Emails


class NoteBehaviour(NamedTuple):
    """How many in a thousand have a note: contacts; open deals, a first and a second one; closed deals.

    A contact's note follows after `contact_days` working days on average. Of a thousand notes so many say why a deal
    was lost, in which phase it is, name a detail, and the next step, where they can.
    """

    contact_per_mille: int
    contact_days: int
    open_deal_per_mille: tuple[int, ...]
    closed_deal_per_mille: int
    why_per_mille: int
    phase_per_mille: int
    detail_per_mille: int
    step_per_mille: int


class Diligence(NamedTuple):
    """Users of one kind: their weight, and how many in a thousand of their notes say next to nothing."""

    weight: int
    trivial_per_mille: int


class WritingBehaviour(NamedTuple):
    """How users write: how many in a thousand end without a stop, how formally, how diligently.

    `formality` are weights of one degree less, as usual, and one degree more. By kind of activity so many in a
    thousand say something more.
    """

    terse_per_mille: int
    formality: tuple[int, ...]
    diligence: tuple[Diligence, ...]
    closer_per_mille: Mapping[str, int]


def read_sigma(data: Any, _: str) -> int:
    """Read a sigma in units of 2^-20."""
    return int(Decimal(str(data)) * 2**20 + Decimal("0.5"))


read_ends = record_of(Ends)
read_activities = record_of(
    ActivityBehaviour,
    call_outcomes=exact_map_of(take, CALL_OUTCOMES),
    meeting_seconds=read_plain,
    talk=record_of(Talk, sigma=read_sigma),
    tired=record_of(Tired),
    leads=record_of(LeadTouches),
    deals=record_of(DealTouches, meeting_per_mille=read_ends, talk_seconds=read_ends),
    emails=record_of(
        Emails,
        delay_sigma=read_sigma,
        topics=exact_map_of(take, TOPICS),
        goes_on_per_mille=record_of(GoesOn),
    ),
)
read_notes = record_of(NoteBehaviour, open_deal_per_mille=read_plain)
read_writing = record_of(
    WritingBehaviour,
    formality=read_plain,
    diligence=list_of(record_of(Diligence)),
    closer_per_mille=exact_map_of(take, WITH_CLOSERS),
)
