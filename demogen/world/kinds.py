"""Kinds of activities: what somebody did, and what came of it.

What is said depends on the kind (`demogen/data/text`); kinds have numbers, those of KINDS.
"""

from __future__ import annotations

OUTCOMES = ("connected", "voicemail", "no_answer", "sent", "received", "held", "no_show", "completed", "bounced")
# Name and outcome.
_TABLE = (
    ("call.connected", "connected"),
    ("call.voicemail", "voicemail"),
    ("call.no_answer", "no_answer"),
    ("email.outbound.material", "sent"),
    ("email.inbound.request", "received"),
    ("meeting.held", "held"),
    ("meeting.no_show", "no_show"),
    ("task.done", "completed"),
    ("call.inbound", "connected"),
    ("email.first", "sent"),
    ("call.first", "connected"),
    ("call.referred", "connected"),
    ("email.referred", "sent"),
    ("call.voicemail_again", "voicemail"),
    ("call.no_answer_again", "no_answer"),
    ("email.answer.request", "sent"),
    ("email.reply.material", "received"),
    ("call.won", "connected"),
    ("call.lost", "connected"),
    ("meeting.won", "held"),
    ("meeting.lost", "held"),
    ("email.won", "received"),
    ("email.lost", "received"),
    ("email.closing", "sent"),
    ("email.inbound.question", "received"),
    ("email.inbound.talk", "received"),
    ("email.inbound.news", "received"),
    ("email.answer.question", "sent"),
    ("email.answer.talk", "sent"),
    ("email.answer.news", "sent"),
    ("email.first_reply", "received"),
    ("email.outbound.ask", "sent"),
    ("email.reply.ask", "received"),
    ("email.reply.plain", "received"),
)
KINDS = tuple(name for name, _ in _TABLE)
OUTCOME_OF = tuple(OUTCOMES.index(outcome) for _, outcome in _TABLE)


class Kind:
    """The numbers of kinds; of e-mails whose topic is not known yet, that of the first."""

    CONNECTED = KINDS.index("call.connected")
    VOICEMAIL = KINDS.index("call.voicemail")
    NO_ANSWER = KINDS.index("call.no_answer")
    EMAIL_OUTBOUND = KINDS.index("email.outbound.material")
    EMAIL_INBOUND = KINDS.index("email.inbound.request")
    HELD = KINDS.index("meeting.held")
    NO_SHOW = KINDS.index("meeting.no_show")
    TASK = KINDS.index("task.done")
    CALL_INBOUND = KINDS.index("call.inbound")
    EMAIL_FIRST = KINDS.index("email.first")
    CALL_FIRST = KINDS.index("call.first")
    CALL_REFERRED = KINDS.index("call.referred")
    EMAIL_REFERRED = KINDS.index("email.referred")
    VOICEMAIL_AGAIN = KINDS.index("call.voicemail_again")
    NO_ANSWER_AGAIN = KINDS.index("call.no_answer_again")
    EMAIL_FIRST_REPLY = KINDS.index("email.first_reply")
    CALL_WON = KINDS.index("call.won")
    CALL_LOST = KINDS.index("call.lost")
    MEETING_WON = KINDS.index("meeting.won")
    MEETING_LOST = KINDS.index("meeting.lost")
    EMAIL_WON = KINDS.index("email.won")
    EMAIL_LOST = KINDS.index("email.lost")
    EMAIL_CLOSING = KINDS.index("email.closing")


def _topics(kind: str, *names: str) -> tuple[int, ...]:
    return tuple(KINDS.index(f"email.{kind}.{name}") for name in names)


# What the customer asks for of their own accord, and what is answered; what we write of our own accord, and what the
# customer replies to that, or to an answer.
INBOUND = _topics("inbound", "request", "question", "talk", "news")
ANSWERS = _topics("answer", "request", "question", "talk", "news")
OUTBOUND = _topics("outbound", "material", "ask")
REPLIES = _topics("reply", "material", "ask", "plain")

MISSED = (Kind.VOICEMAIL, Kind.NO_ANSWER)
TALKS = (Kind.CONNECTED, Kind.CALL_INBOUND, Kind.CALL_FIRST, Kind.CALL_REFERRED, Kind.CALL_WON, Kind.CALL_LOST)
# What ends a deal, by type (call, e-mail, meeting): nothing, won, lost, lost in silence.
GOES_ON, WON, LOST, SILENT = range(4)
ENDS = (
    (0, 0, 0),
    (Kind.CALL_WON, Kind.EMAIL_WON, Kind.MEETING_WON),
    (Kind.CALL_LOST, Kind.EMAIL_LOST, Kind.MEETING_LOST),
    (0, Kind.EMAIL_CLOSING, 0),
)
TALKED_ENDS = (Kind.CALL_WON, Kind.CALL_LOST, Kind.MEETING_WON, Kind.MEETING_LOST)
WRITTEN_ENDS = (Kind.EMAIL_WON, Kind.EMAIL_LOST, Kind.EMAIL_CLOSING)
