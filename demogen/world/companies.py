"""Companies: when the tenant came to know them, where and how large they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from demogen.draw import ids, parallel
from demogen.draw.arrays import Ints
from demogen.draw.distributions import lognormal
from demogen.draw.parallel import SLICE
from demogen.draw.records import Spill
from demogen.draw.streams import Draws, Source, enumerate_slices
from demogen.draw.timed import birth_buckets, note_births, put_in_order
from demogen.plan.calendar import Calendar, staff_births

if TYPE_CHECKING:
    from demogen.config.behaviour import CompanyFacts
    from demogen.world.people import Gazetteer


@dataclass(frozen=True)
class Firms:
    """Companies in order of creation; `weight` is how many people one meets there."""

    created: Ints
    place: Ints
    weight: Ints
    ids: ids.Ids
    draws: Draws


@dataclass(frozen=True)
class Companies(Firms):
    """Companies, the `seat` that looks after each, and their `size`, the number of employees."""

    seat: Ints
    size: Ints


def draw_firms(
    source: Source, calendar: Calendar, counts: tuple[int, ...], gazetteer: Gazetteer, spill: Spill
) -> Firms:
    """Draw the companies of every period; the founding one is there when the tenant opens."""
    coming, facts = birth_buckets(spill, calendar.marks, counts), calendar.config.behaviour.companies
    for address in enumerate_slices(counts, SLICE):
        created = staff_births(source.of("companies", address), calendar)
        founder = (address.period == calendar.first_working) & (address.ordinal == 0)
        created = np.where(founder, calendar.founding, created)
        coming.add(note_births(created, address), created)
    born, _ = put_in_order(coming, source, "companies", spill)
    place, weight = (spill.array(len(born.created)) for _ in range(2))
    for span in spill.spans(len(born.created), SLICE):
        draws = born.draws.take(parallel.numbers(span))
        met = np.maximum(lognormal(draws.words("employee_count"), facts.median_size, facts.size_sigma), 1)
        place[span] = gazetteer.draw_places(draws)
        weight[span] = np.sqrt(np.minimum(met, 5_000) * 1_000_000).astype(np.int64)
    return Firms(born.created, place, weight, born.ids, born.draws)


def own_companies(firms: Firms, seat: Ints, size: Ints) -> Companies:
    """Return companies of a size that are looked after by seats."""
    return Companies(**vars(firms), seat=seat, size=size)


def draw_sizes(facts: CompanyFacts, draws: Draws, outcome: Ints, amount: npt.NDArray[np.uint32]) -> Ints:
    """Draw how many employees companies have: a part of them by the amount of their first deal.

    Larger firms are harder to win: `outcome` is 1 where the first deal was won, 2 where it was lost, 0 without one.
    """
    by_amount = draws.chance("size_by_amount", facts.size_by_amount_per_mille)
    words = np.where(by_amount, amount, draws.words("employee_count"))
    medians = (facts.median_size, facts.median_size_won, facts.median_size_lost)
    return np.maximum(lognormal(words, np.array(medians, dtype=np.int64)[outcome], facts.size_sigma), 1)
