"""What activities say: which subject each has, and its body, between a salutation and an ending where it is written."""

from __future__ import annotations

from typing import Any

import numpy as np

from demogen.draw import arrays
from demogen.draw.arrays import Bools, Ints
from demogen.draw.streams import Draws
from demogen.world.activities import EMAIL, STRIDE, TYPES, Activities
from demogen.world.kinds import KINDS
from demogen.world.phrasebook import Phrasebook
from demogen.world.threads import Threads
from demogen.world.wording import Cast, said


def choose_subjects(found: Activities, threads: Threads, book: Phrasebook, product: Ints, language: Ints) -> Ints:
    """Choose subjects, as numbers of the book's texts: an e-mail that goes on with another keeps its subject.

    `product` and `language` are those of each activity's parent and person.
    """
    own = np.where(found.type == EMAIL, language, 0)
    chosen = book.subjects.choose(found.draws, "subject", threads.kind + own * len(KINDS), product)
    return chosen[threads.start] + np.where(threads.continues, book.subject_count, 0)


def write_bodies(
    draws: Draws,
    kind: Ints,
    type_: Ints,
    inbound: Bools,
    happened: Bools,
    book: Phrasebook,
    cast: Cast,
    product: Ints,
    formality: Ints,
) -> Any:
    """Write what was said in activities that happened; null in all others.

    Args:
        draws: the draws of the activities.
        kind: the number of each in KINDS.
        type_: the number of each in TYPES.
        inbound: whether the customer turned to us.
        happened: whether it happened.
        book: the sentences.
        cast: who wrote each, about whom.
        product: the product that each is about.
        formality: how formal its parent is.
    """
    import pyarrow.compute as pc

    email = type_ == EMAIL
    language = np.where(email, cast.language, 0)
    bodies, dear, sign, closers = book.bodies, book.salutations, book.endings, book.closers
    core = bodies.take_turns(draws, "body", kind + language * len(KINDS), product, STRIDE)
    own_manner = np.where(inbound, 0, cast.manners.formal[cast.user])
    degree = np.clip(formality + own_manner, 0, book.wording.formalities - 1)
    greeting = np.where(email & ~inbound, dear.starts[language * 2 + cast.female] + degree, -1)
    ending = np.where(email, sign.starts[language] + degree, -1)
    more = draws.chance("closer", book.closer_per_mille[kind])
    group = np.where(more, type_ + language * len(TYPES), -1)
    closer = closers.choose(draws, "closing", group, np.zeros(len(group), dtype=np.int64))
    slots = cast.slots(inbound)
    text = said(
        *(
            table.render(index, slots)
            for table, index in ((dear, greeting), (bodies, core), (closers, closer), (sign, ending))
        ),
        terse=~email & cast.manners.terse[cast.user],
    )
    return pc.if_else(arrays.column(happened), text, arrays.texts([None])[0])
