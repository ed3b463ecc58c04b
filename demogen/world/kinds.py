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
