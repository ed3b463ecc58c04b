"""Who buys: gives each deal its contact.

So many contacts as the industry qualifies have a deal of their own; the other deals are repeats of contacts that have one.
A contact of its own is one that came some days before the deal and has no other; nobody is claimed twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from demogen.draw.distributions import scale
from demogen.plan.calendar import Calendar
from demogen.plan.targets import DAY

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint32]

LEAD_TIME_DAYS = 9  # mean time from contact to deal


@dataclass(frozen=True)
class Wish:
    """What the draws say of deals in order of creation: when, who first, how long after the contact, which repeat."""

    created: Ints
    first: Words
    delay: Ints
    repeat: Words


def assign_contacts(calendar: Calendar, wish: Wish, contacts: Ints, qualified: int) -> Ints:
    """Give the index of each deal's contact; `contacts` are creation times in order.

    Deals up to `asOf` choose among the contacts up to `asOf`; later ones are settled behind them and never change them.
    """
    past = int(np.searchsorted(wish.created, calendar.as_of))
    there = int(np.searchsorted(contacts, calendar.as_of))
    chosen = np.zeros(len(wish.created), dtype=np.int64)
    own = _own(_part(wish, slice(0, past)), contacts[:there], qualified)
    chosen[:past] = _repeats(own, wish.repeat[:past], np.zeros(0, dtype=np.int64))
    claimed = own[own >= 0]
    free = np.setdiff1d(np.arange(len(contacts)), claimed)
    share = qualified * (len(wish.created) - past) // max(past, 1)
    later = _own(_part(wish, slice(past, None)), contacts[free], share)
    chosen[past:] = _repeats(np.where(later >= 0, np.append(free, 0)[later], -1), wish.repeat[past:], claimed)
    return chosen


def _part(wish: Wish, rows: slice) -> Wish:
    return Wish(wish.created[rows], wish.first[rows], wish.delay[rows], wish.repeat[rows])


def _own(wish: Wish, contacts: Ints, count: int) -> Ints:
    """Give the contacts of the deals that have one of their own, -1 for the others.

    The i-th such deal wants contact b_i; the largest increasing choice below all wishes is min over j >= i of (b_j - j), plus i.
    """
    own = np.full(len(wish.created), -1, dtype=np.int64)
    if not len(contacts):
        return own
    rows = np.sort(np.argsort(wish.first, kind="stable")[:count])
    wanted = np.searchsorted(contacts, wish.created[rows] - wish.delay[rows], side="right") - 1
    latest = np.searchsorted(contacts, wish.created[rows], side="right") - 1
    wanted = np.where(wanted < 0, latest, wanted)
    nth = np.arange(len(rows), dtype=np.int64)
    fitted = nth + np.minimum.accumulate((wanted - nth)[::-1])[::-1]
    own[rows] = np.maximum(fitted, -1)
    return own


def _repeats(own: Ints, words: Words, before: Ints) -> Ints:
    """Give the others the contact of an earlier deal; where there is none, the first contact of all."""
    claimed = np.concatenate([before, own[own >= 0]])
    known = len(before) + np.cumsum(own >= 0)
    pick = scale(words, np.maximum(known, 1))
    earlier = np.append(claimed, 0)[np.minimum(pick, max(len(claimed) - 1, 0))] if len(claimed) else np.zeros(len(own), dtype=np.int64)
    return np.where(own >= 0, own, np.where(known > 0, earlier, 0))


def delays(exponential: Ints) -> Ints:
    """Turn exponential draws (units of 2^-20) into the time that a contact takes to become a deal."""
    result: Ints = (exponential * ((LEAD_TIME_DAYS * DAY) >> 10)) >> 10
    return result
