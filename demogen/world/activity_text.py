"""What activities say: their subjects and bodies, and the other columns that tell what came of them.

Whether something is an answer, or one more try, is told by what lies before it in the timeline of its parent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from demogen.draw import arrays, strings
from demogen.draw.arrays import Bools, Ints
from demogen.draw.streams import Draws
from demogen.draw.worktime import NEVER
from demogen.world.activities import CALL, EMAIL, STRIDE, TYPES, Activities, happened_by
from demogen.world.kinds import (
    ANSWERS,
    INBOUND,
    KINDS,
    MISSED,
    MORE_PER_MILLE,
    OUTBOUND,
    OUTCOME_OF,
    OUTCOMES,
    REPLIES,
    WRITTEN_ENDS,
    Kind,
)
from demogen.world.timelines import Sequences, sequences
from demogen.world.wording import Cast, Wording, said, subject_texts

TOPICS = (30, 35, 25, 10)  # weights of what customers write about of their own accord, as in INBOUND
ASK_PER_MILLE = 550  # of what we write of our own accord
THREADS = (700, 350)  # of a thousand e-mails that answer no question, how many go on: after a reply, and else


@dataclass(frozen=True)
class Told:
    """What each activity was in its timeline: its kind, the row in which its thread began, whether it goes on."""

    kind: Ints
    start: Ints
    continues: Bools


def activity_columns(
    found: Activities,
    wording: Wording,
    product: Ints,
    cast: Cast,
    formality: Ints,
    until: int,
) -> dict[str, Any]:
    """Give the columns of activities, save ids, parents and users, as known at a moment.

    `product` and `formality` are each parent's.
    """
    happened = happened_by(found, until)
    over = np.where(found.cancelled, found.due, found.occurred) < until
    status = np.where(happened, 1, np.where(found.cancelled & over, 2, 0))
    told, about = tell(found), product[found.parent]
    outcome = np.where(found.bounced, OUTCOMES.index("bounced"), np.array(OUTCOME_OF, dtype=np.int64)[told.kind])
    took_time = happened & (found.seconds > 0) & (told.kind != Kind.NO_SHOW)
    return {
        "type": strings.coded(TYPES, found.type),
        "direction": strings.coded(
            ["outbound", "inbound"], np.where(found.type <= EMAIL, found.inbound.astype(np.int64), -1)
        ),
        "status": strings.coded(["planned", "done", "cancelled"], status),
        "subject": _subjects(found, told, wording, about, cast),
        "body": _bodies(found, told.kind, wording, about, cast, formality[found.parent], happened),
        "outcome": strings.coded(OUTCOMES, np.where(happened, outcome, -1)),
        "created_at": found.created,
        "due_at": found.due,
        "occurred_at": np.where(happened, found.occurred, NEVER),
        "duration_seconds": np.where(took_time, found.seconds, -1),
    }


def tell(found: Activities) -> Told:
    """Tell answers from messages that nobody asked for, and another try from the first."""
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
    kind[rows] = _topics(mails, found.draws.take(rows), kind[rows], inbound, replies, answers)
    goes_on = ~mails.first & ~inbound & found.draws.take(rows).chance("thread", np.where(thanked, *THREADS))
    goes_on |= replies | answers
    nth = np.arange(len(rows), dtype=np.int64)
    start, continues = np.arange(len(found.parent), dtype=np.int64), np.zeros(len(found.parent), dtype=np.bool_)
    start[rows] = rows[np.maximum.accumulate(np.where(goes_on, 0, nth))]
    continues[rows] = goes_on
    return Told(kind, start, continues)


def _topics(mails: Sequences, draws: Draws, kind: Ints, inbound: Bools, replies: Bools, answers: Bools) -> Ints:
    """Give the kinds of e-mails by what they are about, and of what answers them by the same."""
    ends, opens = np.isin(kind, WRITTEN_ENDS), np.isin(kind, (Kind.EMAIL_FIRST, Kind.EMAIL_REFERRED))
    asked = draws.pick("topic", TOPICS)
    sent = draws.chance("asks", ASK_PER_MILLE).astype(np.int64)
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


def _subjects(found: Activities, told: Told, wording: Wording, product: Ints, cast: Cast) -> Any:
    """Choose subjects: an e-mail that goes on with another keeps its subject."""
    table = wording.table(KINDS, "subjects")
    language = np.where(found.type == EMAIL, cast.language, 0)
    chosen = table.choose(found.draws, "subject", told.kind + language * len(KINDS), product)
    texts = subject_texts(table, [text["reply"] for text in wording.texts])
    return strings.coded(texts, chosen[told.start] + np.where(told.continues, len(texts) // 2, 0))


def _bodies(
    found: Activities,
    kind: Ints,
    wording: Wording,
    product: Ints,
    cast: Cast,
    formality: Ints,
    happened: Bools,
) -> Any:
    """Choose what was said, and put it between a salutation and an ending where it was written to somebody."""
    import pyarrow.compute as pc

    email = found.type == EMAIL
    language = np.where(email, cast.language, 0)
    bodies, dear, sign = wording.table(KINDS, "bodies"), wording.lines("dear"), wording.lines("sign")
    closers = wording.closers(TYPES)
    core = bodies.take_turns(found.draws, "body", kind + language * len(KINDS), product, STRIDE)
    own_manner = np.where(found.inbound, 0, cast.manners.formal[cast.user])
    degree = np.clip(formality + own_manner, 0, wording.formalities - 1)
    greeting = np.where(email & ~found.inbound, dear.starts[language * 2 + cast.female[cast.person]] + degree, -1)
    ending = np.where(email, sign.starts[language] + degree, -1)
    more = found.draws.chance("closer", np.array(MORE_PER_MILLE, dtype=np.int64)[kind])
    group = np.where(more, found.type + language * len(TYPES), -1)
    closer = closers.choose(found.draws, "closing", group, np.zeros(len(group), dtype=np.int64))
    slots = cast.slots(found.inbound)
    text = said(
        *(
            table.render(index, slots)
            for table, index in ((dear, greeting), (bodies, core), (closers, closer), (sign, ending))
        ),
        terse=~email & cast.manners.terse[cast.user],
    )
    return pc.if_else(arrays.column(happened), text, arrays.texts([None])[0])
