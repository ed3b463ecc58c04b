"""Who buys: gives each deal its contact.

So many contacts as the industry qualifies have a deal of their own; the other deals are repeats of contacts that
have one. A contact of its own is one that came some days before the deal and has no other; nobody is claimed twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from demogen.draw import parallel
from demogen.draw.arrays import Ints, Words
from demogen.draw.distributions import scale
from demogen.draw.parallel import SLICE
from demogen.plan.calendar import Calendar
from demogen.plan.cycles import DAY


@dataclass(frozen=True)
class Wish:
    """What the draws say of deals in order of creation: when, who first, how long after the contact, which repeat."""

    created: Ints
    first: Words
    delay: Ints
    repeat: Words


def assign_contacts(calendar: Calendar, wish: Wish, contacts: Ints, qualified: int) -> Ints:
    """Return the index of each deal's contact; `contacts` are creation times in order.

    Deals up to `asOf` choose among the contacts up to `asOf`; later ones are settled behind them and never change them.
    """
    past = int(np.searchsorted(wish.created, calendar.as_of))
    there = int(np.searchsorted(contacts, calendar.as_of))
    chosen = np.zeros(len(wish.created), dtype=np.int64)
    own = _own(_part(wish, slice(0, past)), contacts[:there], qualified)
    chosen[:past] = _repeats(own, wish.repeat[:past], np.zeros(0, dtype=np.int64))
    claimed = own[own >= 0]
    unclaimed = np.ones(len(contacts), dtype=np.bool_)
    unclaimed[claimed] = False
    free = np.flatnonzero(unclaimed)
    share = qualified * (len(wish.created) - past) // max(past, 1)
    later = _own(_part(wish, slice(past, None)), contacts[free], share)
    chosen[past:] = _repeats(np.where(later >= 0, np.append(free, 0)[later], -1), wish.repeat[past:], claimed)
    return chosen


def _part(wish: Wish, rows: slice) -> Wish:
    return Wish(wish.created[rows], wish.first[rows], wish.delay[rows], wish.repeat[rows])


def _own(wish: Wish, contacts: Ints, count: int) -> Ints:
    """Return the contacts of the deals that have one of their own, -1 for the others.

    The i-th such deal wants contact b_i. The latest increasing choice below all wishes is min over j >= i of (b_j - j),
    plus i; where that lies before the i-th contact, the i-th contact itself is free and known.
    """
    own = np.full(len(wish.created), -1, dtype=np.int64)
    known = np.searchsorted(contacts, wish.created, side="right").astype(np.int32)
    rows = np.flatnonzero(_served(wish.first, known, count))
    if not len(rows):
        return own
    wanted = np.searchsorted(contacts, wish.created[rows] - wish.delay[rows], side="right") - 1
    nth = np.arange(len(rows), dtype=np.int64)
    fitted = nth + np.minimum.accumulate((wanted - nth)[::-1])[::-1]
    own[rows] = np.maximum(fitted, nth)
    return own


def _served(first: Words, known: npt.NDArray[np.int32], count: int) -> npt.NDArray[np.bool_]:
    """Choose the deals with a contact of their own: the first by rank, as many as the contacts known by then allow.

    Who finds none left gives way to the next by rank. After a deal at most `known` contacts have been served, so the
    number served is the number chosen, held back by min over j <= i of (known_j - chosen_j).
    """
    order = np.argsort(first, kind="stable")
    served = np.zeros(len(first), dtype=np.bool_)
    tried = 0
    while tried < len(order) and served.sum() < count:
        more = int(count - served.sum())
        served[order[tried : tried + more]] = True
        tried += more
        chosen = np.cumsum(served, dtype=np.int32)
        reached = chosen + np.minimum(np.minimum.accumulate(known - chosen), 0)
        served = np.diff(reached, prepend=0) > 0
    return served


def _repeats(own: Ints, words: Words, before: Ints) -> Ints:
    """Assign to the others the contact of an earlier deal; where there is none, the first contact of all."""
    claimed = np.concatenate([before, own[own >= 0], [0]])
    chosen, come = np.empty(len(own), dtype=np.int64), len(before)
    for span in parallel.spans(len(own), SLICE):
        known = come + np.cumsum(own[span] >= 0)
        pick = scale(words[span], np.maximum(known, 1))
        earlier = np.where(known > 0, claimed[np.minimum(pick, max(len(claimed) - 2, 0))], 0)
        chosen[span], come = np.where(own[span] >= 0, own[span], earlier), int(known[-1])
    return chosen


def delays(exponential: Ints, mean_days: int) -> Ints:
    """Turn exponential draws (units of 2^-20) into the time that a contact takes to become a deal."""
    result: Ints = (exponential * ((mean_days * DAY) >> 10)) >> 10
    return result
