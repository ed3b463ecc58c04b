"""What notes say: of the deal's stage, its amount, its end, what comes next, in the manner of whoever wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw.arrays import Ints
from demogen.draw.streams import Draws
from demogen.draw.worktime import SECOND
from demogen.draw.zones import DAY
from demogen.world.notes import KINDS, STRIDE, Notes
from demogen.world.phrasebook import PHASES, Phrasebook
from demogen.world.wording import Cast, said

if TYPE_CHECKING:
    from demogen.world.engagement import Steps
    from demogen.world.skeleton import World

OPEN, LOST = KINDS.index("deal.open"), KINDS.index("deal.lost")


@dataclass(frozen=True)
class Facts:
    """What notes about deals know, by note; -1 where there is none.

    `reason` is why the deal was lost, `phase` the number in PHASES of where it stood, `step` the type of what came
    next and `step_day` when.
    """

    reason: Ints
    phase: Ints
    step: Ints
    step_day: Ints


def facts_of(notes: Notes, world: World, steps: Steps) -> Facts:
    """Find out what notes about deals know."""
    deals, zone, deal = world.deals, world.plan.calendar.zone, notes.parent
    of_open = notes.kind == OPEN
    entered = deals.paths.entered[deal]
    passed = (entered <= notes.created[:, None]).sum(axis=1) - 1
    third = np.clip(passed * 3 // entered.shape[1], 0, 2)
    tomorrow = zone.utc((zone.local(notes.created // SECOND) // DAY + 1) * DAY) * SECOND
    place = np.where(of_open, steps.after(deal, tomorrow), -1)
    return Facts(
        reason=np.where(notes.kind == LOST, deals.paths.reason[deal], -1),
        phase=np.where(of_open, np.array([0, -1, 1], dtype=np.int64)[third], -1),
        step=steps.type[place],
        step_day=zone.local(steps.occurred[place] // SECOND) // DAY,
    )


def write_notes(
    draws: Draws, kind: Ints, product: Ints, facts: Facts, book: Phrasebook, cast: Cast, slots: Mapping[str, Any]
) -> Any:
    """Write notes: most of those on a lost deal say why it was lost; some say next to nothing.

    Args:
        draws: the draws of the notes.
        kind: the number of each in the kinds of notes.
        product: the product that each is about.
        facts: what they know.
        book: the sentences.
        cast: who wrote each, about whom.
        slots: what fills the slots of a row.
    """
    trivial, habits = book.note_kinds.index("trivial"), book.behaviour.notes
    group = np.where(
        draws.chance("trivial", cast.manners.trivial[cast.user]), trivial, _groups(draws, kind, facts, book)
    )
    table, details, steps = book.notes, book.note_details, book.note_steps
    chosen = table.take_turns(draws, "body", group, product, STRIDE)
    next_ = (facts.step >= 0) & (group != trivial) & draws.chance("next", habits.step_per_mille)
    more = table.plain(chosen) & ~next_ & (group != trivial) & draws.chance("detail", habits.detail_per_mille)
    detail = details.choose(draws, "details", np.where(more, kind, -1), product)
    step = steps.choose(draws, "step", np.where(next_, facts.step, -1), np.zeros(len(group), dtype=np.int64))
    parts = [part.render(index, slots) for part, index in ((table, chosen), (details, detail), (steps, step))]
    return said(*parts, terse=cast.manners.terse[cast.user])


def _groups(draws: Draws, kind: Ints, facts: Facts, book: Phrasebook) -> Ints:
    """Return the group of sentences of each note: of its kind, of the deal's phase, or of the reason of a loss."""
    number = {name: i for i, name in enumerate(book.note_kinds)}
    phase = np.array([*(number[name] for name in PHASES), -1], dtype=np.int64)[facts.phase]
    classes = [number.get(f"lost.{name}", -1) for name in book.reasons]
    because = np.array([*classes, -1], dtype=np.int64)[facts.reason]
    told = (phase >= 0) & draws.chance("phase", book.behaviour.notes.phase_per_mille)
    why = (because >= 0) & draws.chance("why", book.behaviour.notes.why_per_mille)
    return np.where(why, because, np.where(told, phase, kind))
