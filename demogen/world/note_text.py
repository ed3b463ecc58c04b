"""What notes say: of the deal's stage, its amount, its end, what comes next, in the manner of whoever wrote them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import formats
from demogen.draw.arrays import Ints
from demogen.draw.worktime import SECOND
from demogen.draw.zones import DAY
from demogen.world.notes import KINDS, STRIDE, Notes
from demogen.world.wording import Cast, Wording, said

if TYPE_CHECKING:
    from demogen.world.engagement import Steps
    from demogen.world.lifecycles import World


OPEN, LOST = KINDS.index("deal.open"), KINDS.index("deal.lost")
PHASES = ("deal.early", "deal.late")
WHY_PER_MILLE, PHASE_PER_MILLE, DETAIL_PER_MILLE, STEP_PER_MILLE = 600, 500, 450, 450


@dataclass(frozen=True)
class Facts:
    """What notes are about, by note; -1 where there is none.

    `reason` is why the deal was lost, `phase` the number in PHASES of where it stood, `step` the type of what came
    next and `step_day` when.
    """

    product: Ints
    reason: Ints
    phase: Ints
    step: Ints
    step_day: Ints


def facts_of(notes: Notes, deal: Ints, product: Ints, world: World, steps: Steps) -> Facts:
    """Find out what notes are about; `deal` is -1 for those that are about none."""
    deals, zone = world.deals, world.plan.calendar.zone
    of_open = notes.kind == OPEN
    reason = np.where((deal >= 0) & (notes.kind == LOST), deals.paths.reason[deal], -1)
    entered = deals.paths.entered
    passed = (entered[np.maximum(deal, 0)] <= notes.created[:, None]).sum(axis=1) - 1
    third = np.clip(passed * 3 // entered.shape[1], 0, 2)
    tomorrow = zone.utc((zone.local(notes.created // SECOND) // DAY + 1) * DAY) * SECOND
    place = np.where(of_open, steps.after(deal, tomorrow), -1)
    return Facts(
        product=product,
        reason=reason,
        phase=np.where(of_open, np.array([0, -1, 1], dtype=np.int64)[third], -1),
        step=steps.type[place],
        step_day=zone.local(steps.occurred[place] // SECOND) // DAY,
    )


def note_bodies(
    notes: Notes,
    wording: Wording,
    facts: Facts,
    classes: Sequence[str],
    cast: Cast,
    slots: Mapping[str, Any],
) -> Any:
    """Choose what notes say: most of those on a lost deal why it was lost; some next to nothing.

    Args:
        notes: the notes.
        wording: the sentences.
        facts: what they are about.
        classes: the class of each reason; empty where it has none.
        cast: who wrote each, about whom.
        slots: what fills the slots of a row.
    """
    kinds = [*KINDS, *PHASES, *(f"lost.{name}" for name in sorted({*classes} - {""})), "trivial"]
    trivial = kinds.index("trivial")
    group = _groups(notes, facts, classes, kinds)
    group = np.where(notes.draws.chance("trivial", cast.manners.trivial[cast.user]), trivial, group)
    table, details, steps = wording.notes(kinds), wording.details(KINDS), wording.steps()
    chosen = table.take_turns(notes.draws, "body", group, facts.product, STRIDE)
    next_ = (facts.step >= 0) & (group != trivial) & notes.draws.chance("next", STEP_PER_MILLE)
    more = table.plain(chosen) & ~next_ & (group != trivial) & notes.draws.chance("detail", DETAIL_PER_MILLE)
    detail = details.choose(notes.draws, "details", np.where(more, notes.kind, -1), facts.product)
    step = steps.choose(notes.draws, "step", np.where(next_, facts.step, -1), np.zeros(len(group), dtype=np.int64))
    parts = [part.render(index, slots) for part, index in ((table, chosen), (details, detail), (steps, step))]
    return said(*parts, terse=cast.manners.terse[cast.user])


def _groups(notes: Notes, facts: Facts, classes: Sequence[str], kinds: Sequence[str]) -> Ints:
    """Give the group of sentences of each note: of its kind, of the deal's phase, or of the reason of a loss."""
    number = {kind: i for i, kind in enumerate(kinds)}
    phase = np.array([*(number[name] for name in PHASES), -1], dtype=np.int64)[facts.phase]
    because = np.array([*(number.get(f"lost.{name}", -1) for name in classes), -1], dtype=np.int64)[facts.reason]
    told = (phase >= 0) & notes.draws.chance("phase", PHASE_PER_MILLE)
    why = (because >= 0) & notes.draws.chance("why", WHY_PER_MILLE)
    return np.where(why, because, np.where(told, phase, notes.kind))


def note_slots(
    world: World, cast: Cast, company: Any, deal: Ints, expected: Ints, facts: Facts, text: Mapping[str, Any]
) -> dict[str, Any]:
    """Give what fills the slots of notes: the person, their company without a last dot, their deal, what comes next.

    `company` gives the names of the companies of rows, `expected` the days on which deals are expected to close.
    """
    import pyarrow.compute as pc

    config = world.plan.config
    symbol = formats.symbol(text["symbols"], text["number"]["money"], config.currency.code)
    pattern = config.country.data["dateFormat"]
    return {
        **cast.slots(np.zeros(len(deal), dtype=np.bool_)),
        "company": lambda rows: pc.utf8_rtrim(company(rows), "."),
        "amount": lambda rows: formats.money(
            world.deals.amount[deal[rows]], config.currency.minor, text["number"], symbol
        ),
        "day": lambda rows: formats.day(expected[rows], pattern),
        "next_day": lambda rows: formats.day(facts.step_day[rows], pattern),
    }
