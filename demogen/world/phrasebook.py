"""The sentences of a tenant's languages, laid out once for all that is written in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from demogen.config.behaviour import Behaviour
from demogen.config.records import Texts
from demogen.draw.arrays import Ints
from demogen.draw.sentences import Sentences
from demogen.draw.strings import Choices
from demogen.world import notes
from demogen.world.activities import TYPES
from demogen.world.kinds import KINDS
from demogen.world.wording import Wording, subject_texts, without_topic

PHASES = ("deal.early", "deal.late")


@dataclass(frozen=True)
class Phrasebook:
    """Sentences of activities and notes, and how often they are said.

    `reasons` are the classes of reasons for losses, empty where one has none.
    """

    wording: Wording
    reasons: Sequence[str]
    behaviour: Behaviour

    @cached_property
    def subjects(self) -> Sentences:
        """Return the subjects of every kind of activity, language by language."""
        return self.wording.subjects(KINDS)

    @cached_property
    def subject_texts(self) -> Choices:
        """Return all subjects, then all of them as answers."""
        return Choices(subject_texts(self.subjects, [text.reply for text in self.wording.texts]))

    @property
    def subject_count(self) -> int:
        """Count the subjects that are no answers."""
        return len(self.subjects.pieces)

    @cached_property
    def bodies(self) -> Sentences:
        """Return what is said in every kind of activity, language by language."""
        return self.wording.bodies(KINDS)

    @cached_property
    def salutations(self) -> Sentences:
        """Return salutations of women and men, language by language."""
        return self.wording.salutations()

    @cached_property
    def endings(self) -> Sentences:
        """Return endings, language by language."""
        return self.wording.endings()

    @cached_property
    def closers(self) -> Sentences:
        """Return what may follow what was said, by type of activity, language by language."""
        return self.wording.closers(TYPES)

    @cached_property
    def closer_per_mille(self) -> Ints:
        """Return of how many in a thousand activities of each kind something more is said."""
        shares = self.behaviour.writing.closer_per_mille
        return np.array([shares.get(without_topic(kind), 0) for kind in KINDS], dtype=np.int64)

    @cached_property
    def note_kinds(self) -> list[str]:
        """Return the kinds of notes: by what they are about, by phase of the deal, by reason of a loss, trivial."""
        return [*notes.KINDS, *PHASES, *(f"lost.{name}" for name in sorted({*self.reasons} - {""})), "trivial"]

    @cached_property
    def notes(self) -> Sentences:
        """Return what is said in every kind of note."""
        return self.wording.notes(self.note_kinds)

    @cached_property
    def note_details(self) -> Sentences:
        """Return what may follow a note."""
        return self.wording.details(notes.KINDS)

    @cached_property
    def note_steps(self) -> Sentences:
        """Return what notes say of the next step."""
        return self.wording.steps()

    @property
    def deal_names(self) -> Texts:
        """Return the patterns of deals' names."""
        return self.wording.texts[0].deal_names
