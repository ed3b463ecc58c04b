"""Kinds of activities: what somebody did, what came of it, and how often more is said about it.

What is said depends on the kind (`demogen/data/text`); kinds have numbers, those of KINDS.
"""

from __future__ import annotations

OUTCOMES = ("connected", "voicemail", "no_answer", "sent", "received", "held", "no_show", "completed", "bounced")
# Name, outcome, and of how many in a thousand something more is said.
_TABLE = (
    ("call.connected", "connected", 400),
    ("call.voicemail", "voicemail", 0),
    ("call.no_answer", "no_answer", 0),
    ("email.outbound.material", "sent", 350),
    ("email.inbound.request", "received", 0),
    ("meeting.held", "held", 500),
    ("meeting.no_show", "no_show", 0),
    ("task.done", "completed", 250),
    ("call.inbound", "connected", 400),
    ("email.first", "sent", 350),
    ("call.first", "connected", 400),
    ("call.referred", "connected", 400),
    ("email.referred", "sent", 350),
    ("call.voicemail_again", "voicemail", 0),
    ("call.no_answer_again", "no_answer", 0),
    ("email.answer.request", "sent", 300),
    ("email.reply.material", "received", 0),
    ("call.won", "connected", 0),
    ("call.lost", "connected", 0),
    ("meeting.won", "held", 0),
    ("meeting.lost", "held", 0),
    ("email.won", "received", 0),
    ("email.lost", "received", 0),
    ("email.closing", "sent", 0),
    ("email.inbound.question", "received", 0),
    ("email.inbound.talk", "received", 0),
    ("email.inbound.news", "received", 0),
    ("email.answer.question", "sent", 300),
    ("email.answer.talk", "sent", 300),
    ("email.answer.news", "sent", 300),
    ("email.first_reply", "received", 0),
    ("email.outbound.ask", "sent", 350),
    ("email.reply.ask", "received", 0),
    ("email.reply.plain", "received", 0),
)
KINDS = tuple(name for name, _, _ in _TABLE)
OUTCOME_OF = tuple(OUTCOMES.index(outcome) for _, outcome, _ in _TABLE)
MORE_PER_MILLE = tuple(more for _, _, more in _TABLE)


class Kind:
    """The numbers of kinds; where one has topics, that of the first."""

    CONNECTED, VOICEMAIL, NO_ANSWER, EMAIL_OUTBOUND, EMAIL_INBOUND, HELD, NO_SHOW, TASK = range(8)
    CALL_INBOUND, EMAIL_FIRST, CALL_FIRST, CALL_REFERRED, EMAIL_REFERRED = range(8, 13)
    VOICEMAIL_AGAIN, NO_ANSWER_AGAIN, EMAIL_ANSWER, EMAIL_REPLY = range(13, 17)
    CALL_WON, CALL_LOST, MEETING_WON, MEETING_LOST, EMAIL_WON, EMAIL_LOST, EMAIL_CLOSING = range(17, 24)
    EMAIL_FIRST_REPLY = KINDS.index("email.first_reply")


def _topics(kind: str, *names: str) -> tuple[int, ...]:
    return tuple(KINDS.index(f"email.{kind}.{name}") for name in names)


# What the customer asks for of their own accord, and what is answered; what we write of our own accord, and what the
# customer replies to that, or to an answer.
INBOUND = _topics("inbound", "request", "question", "talk", "news")
ANSWERS = _topics("answer", "request", "question", "talk", "news")
OUTBOUND = _topics("outbound", "material", "ask")
REPLIES = _topics("reply", "material", "ask", "plain")

TALKS = (Kind.CONNECTED, Kind.CALL_INBOUND, Kind.CALL_FIRST, Kind.CALL_REFERRED, Kind.CALL_WON, Kind.CALL_LOST)
# What ends a deal, by type (call, e-mail, meeting): nothing, won, lost, lost in silence.
GOES_ON, WON, LOST, SILENT = range(4)
ENDS = (
    (0, 0, 0),
    (Kind.CALL_WON, Kind.EMAIL_WON, Kind.MEETING_WON),
    (Kind.CALL_LOST, Kind.EMAIL_LOST, Kind.MEETING_LOST),
    (0, Kind.EMAIL_CLOSING, 0),
)
