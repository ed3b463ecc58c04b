"""Threads: what each activity was in the timeline of its parent.

Whether something is an answer, or one more try, is told by what lies before it; an e-mail that goes on with another
belongs to its thread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demogen.config.activity_behaviour import Emails
from demogen.draw.arrays import Bools, Ints
from demogen.draw.streams import Draws
from demogen.world.activities import CALL, EMAIL, Activities
from demogen.world.kinds import ANSWERS, INBOUND, MISSED, OUTBOUND, REPLIES, WRITTEN_ENDS, Kind
from demogen.world.timelines import Sequences, sequences


@dataclass(frozen=True)
class Threads:
    """What each activity was in its timeline: its kind, the row in which its thread began, whether it goes on."""

    kind: Ints
    start: Ints
    continues: Bools


def follow(found: Activities, habits: Emails) -> Threads:
    """Return which messages answer others, and which calls are another try."""
    every, kind = sequences(found), found.kind.copy()
    calls, mails = every.of(found.type == CALL), every.of(found.type == EMAIL)
    missed = np.isin(kind[calls.order], MISSED)
    again = calls.order[missed & (calls.before(missed) > 0)]
    kind[again] = np.where(kind[again] == Kind.VOICEMAIL, Kind.VOICEMAIL_AGAIN, Kind.NO_ANSWER_AGAIN)
    rows = mails.order
    inbound, before = found.inbound[rows], mails.before(found.inbound[rows]) > 0
    replies = inbound & ~mails.first & ~before
    thanked = mails.before(replies) > 0
    answers = ~inbound & before & ~thanked
    draws = found.draws.take(rows)
    kind[rows] = _topics(mails, habits, draws, kind[rows], inbound, replies, answers)
    goes_on = ~mails.first & ~inbound & draws.chance("thread", np.where(thanked, *habits.goes_on_per_mille))
    goes_on |= replies | answers
    nth = np.arange(len(rows), dtype=np.int64)
    start, continues = np.arange(len(found.parent), dtype=np.int64), np.zeros(len(found.parent), dtype=np.bool_)
    start[rows] = rows[np.maximum.accumulate(np.where(goes_on, 0, nth))]
    continues[rows] = goes_on
    return Threads(kind, start, continues)


def _topics(
    mails: Sequences, habits: Emails, draws: Draws, kind: Ints, inbound: Bools, replies: Bools, answers: Bools
) -> Ints:
    """Return the kinds of e-mails by what they are about, and of what answers them by the same."""
    ends, opens = np.isin(kind, WRITTEN_ENDS), np.isin(kind, (Kind.EMAIL_FIRST, Kind.EMAIL_REFERRED))
    asked = draws.pick("topic", [*habits.topics.values()])
    sent = draws.chance("asks", habits.ask_per_mille).astype(np.int64)
    to_what = np.where(mails.before(answers) > 0, len(REPLIES) - 1, mails.before(sent))
    replied = np.where(mails.before(opens) > 0, Kind.EMAIL_FIRST_REPLY, np.array(REPLIES, dtype=np.int64)[to_what])
    return np.select(
        [ends | opens, replies, inbound, answers],
        [
            kind,
            replied,
            np.array(INBOUND, dtype=np.int64)[asked],
            np.array(ANSWERS, dtype=np.int64)[mails.before(asked)],
        ],
        np.array(OUTBOUND, dtype=np.int64)[sent],
    )
