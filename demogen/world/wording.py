"""What people write: the sentences of a tenant's languages, chosen by what happened and filled in from the row.

A body is a salutation, what is said, what may follow it, and an ending; parts that a row does not have are empty. An
e-mail that goes on with another keeps its subject, behind the language's prefix of an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.config.activity_behaviour import WritingBehaviour
from demogen.config.records import Texts
from demogen.config.text import Text
from demogen.draw import arrays, strings
from demogen.draw.arrays import Bools, Ints
from demogen.draw.sentences import Sentences, Slots, write_out
from demogen.draw.streams import Draws

if TYPE_CHECKING:
    from demogen.world.people import Gazetteer

# Kinds that say nothing of their own in a subject: it tells no outcome, and an answer keeps the one that it answers.
SUBJECT_OF = {
    "meeting.no_show": "meeting.held",
    "call.voicemail_again": "call.voicemail",
    "call.no_answer_again": "call.no_answer",
    "email.answer": "email.outbound",
    "email.reply": "email.inbound",
    "email.first_reply": "email.inbound",
    "call.won": "call.connected",
    "call.lost": "call.connected",
    "meeting.won": "meeting.held",
    "meeting.lost": "meeting.held",
}
# By kind of note: the slots of those that agree with every other one.
DETAILS = {
    "contact": ("{company}",),
    "deal.open": ("{amount}", "{day}"),
    "deal.won": ("{amount}",),
    "deal.lost": ("{amount}",),
}
STEPS = ("call", "email", "meeting")


@dataclass(frozen=True)
class Wording:
    """The sentences of some languages, the tenant's own first; every language has all groups, one after the other."""

    texts: Sequence[Text]
    products: Sequence[str]

    def subjects(self, kinds: Sequence[str]) -> Sentences:
        """Write out the subjects of kinds of activities, language by language."""
        return write_out([_subjects(text, kind) for text in self.texts for kind in kinds], self.products)

    def bodies(self, kinds: Sequence[str]) -> Sentences:
        """Write out what is said in kinds of activities, language by language."""
        return write_out([_bodies(text, kind) for text in self.texts for kind in kinds], self.products)

    def notes(self, kinds: Sequence[str]) -> Sentences:
        """Write out notes, of the tenant's own language: kinds, `lost.` and a class of reasons, or `trivial`."""
        text = self.texts[0]
        lost = {f"lost.{name}": sentences for name, sentences in text.lost.items()}
        groups = {**text.notes, **lost, "trivial": text.trivial}
        return write_out([groups[kind] for kind in kinds], self.products)

    def details(self, kinds: Sequence[str]) -> Sentences:
        """Write out the notes of kinds that name an amount, a day or the company, as what may follow another note."""
        text = self.texts[0]
        groups = [[s for s in text.notes[kind] if any(slot in s for slot in DETAILS[kind])] for kind in kinds]
        return write_out([[text.between + s for s in group] for group in groups], self.products)

    def steps(self) -> Sentences:
        """Write out what notes say of the next call, e-mail or meeting, as what may follow another note."""
        text = self.texts[0]
        return write_out([[text.between + s for s in text.next[kind]] for kind in STEPS], [""])

    def salutations(self) -> Sentences:
        """Write out salutations of a man and of a woman, language by language; each on its own line."""
        return write_out(
            [[line + "\n" for line in lines] for text in self.texts for lines in (text.dear.male, text.dear.female)],
            [""],
        )

    def endings(self) -> Sentences:
        """Write out endings, language by language; each on its own line."""
        return write_out([["\n" + line for line in text.sign] for text in self.texts], [""])

    def closers(self, kinds: Sequence[str]) -> Sentences:
        """Write out what may follow a body of each type of activity, language by language."""
        return write_out(
            [[text.between + s for s in text.closers[kind]] for text in self.texts for kind in kinds], [""]
        )

    @property
    def formalities(self) -> int:
        """Return how many degrees of formality there are."""
        return min(len(text.sign) for text in self.texts)


@dataclass(frozen=True)
class Manners:
    """How users write: without a last stop, so much more formally, so many in a thousand notes trivially."""

    terse: Bools
    formal: Ints
    trivial: Ints


def draw_manners(users: Draws, habits: WritingBehaviour) -> Manners:
    """Draw how users write."""
    kind = users.pick("diligence", [some.weight for some in habits.diligence])
    trivial = np.array([some.trivial_per_mille for some in habits.diligence], dtype=np.int64)[kind]
    terse, formal = users.chance("terse", habits.terse_per_mille), users.pick("formal", habits.formality) - 1
    return Manners(terse, formal, trivial)


@dataclass(frozen=True)
class Cast:
    """Whom rows are about and who writes, row by row; `language` is the person's, 0 the tenant's own.

    Names are numbers in the lists of the gazetteer; `user` is the number of whoever writes, `first` and `last` of
    `writers` are those of all of them.
    """

    gazetteer: Gazetteer
    first: Ints
    last: Ints
    female: Bools
    language: Ints
    user: Ints
    writers: tuple[Ints, Ints]
    manners: Manners

    def slots(self, inbound: Bools) -> Slots:
        """Return the slots: first, last, full, native_first, … of the person; rep, rep_last, … of whoever writes."""
        names = self.gazetteer
        first, last = (
            np.where(inbound, person, writer[self.user])
            for person, writer in zip((self.first, self.last), self.writers, strict=True)
        )
        return {
            "first": lambda rows: names.first_names.at(self.first[rows]),
            "last": lambda rows: names.last_names.at(self.last[rows]),
            "full": lambda rows: names.full_names(self.first[rows], self.last[rows]),
            "native_first": lambda rows: names.native_first.at(self.first[rows]),
            "native_last": lambda rows: names.native_last.at(self.last[rows]),
            "rep": lambda rows: names.first_names.at(first[rows]),
            "rep_last": lambda rows: names.last_names.at(last[rows]),
            "rep_full": lambda rows: names.full_names(first[rows], last[rows]),
            "rep_native_first": lambda rows: names.native_first.at(first[rows]),
            "rep_native": lambda rows: names.native_last.at(last[rows]),
        }


def _subjects(text: Text, kind: str) -> Texts:
    """Return the subjects of a kind, or of the one whose subjects it has."""
    known = without_topic(kind)
    return text.activities[SUBJECT_OF.get(known, known)].subjects


def _bodies(text: Text, kind: str) -> Texts:
    """Return what is said in a kind; where it names a topic, on that topic."""
    known = without_topic(kind)
    return text.activities[known].bodies_on(kind.removeprefix(known).removeprefix("."))


def without_topic(kind: str) -> str:
    """Return the kind as files of text have it: `email.inbound` of `email.inbound.talk`."""
    return ".".join(kind.split(".")[:2])


def subject_texts(subjects: Sentences, replies: Sequence[str]) -> list[str]:
    """List all subjects, then all of them as answers, with the prefix of their language."""
    plain = [piece[0] for piece in subjects.pieces]
    groups = len(subjects.starts) // len(replies)
    ends = [int(subjects.starts[groups * i]) * subjects.products for i in range(1, len(replies))]
    language = np.searchsorted(np.array(ends, dtype=np.int64), np.arange(len(plain)), side="right")
    return plain + [replies[int(k)] + text for k, text in zip(language, plain, strict=True)]


def said(*parts: list[Any], terse: Bools | None = None) -> Any:
    """Join what parts of a text say, row by row; terse rows end without a stop."""
    import pyarrow.compute as pc

    text = strings.join(*(column for part in parts for column in part))
    return text if terse is None else pc.if_else(arrays.column(terse), pc.utf8_rtrim(text, ".。"), text)
