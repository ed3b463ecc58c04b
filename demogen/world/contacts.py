"""Contacts: converted leads, and people who came by referral or import; each works at a company known by then.

The first contact of a company comes soon after it: contacts claim companies that have none yet, oldest first; the
others join a company that has one, larger ones more often.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demogen.config.model import CHANNELS
from demogen.draw import ids, parallel
from demogen.draw.arrays import Ints, Words
from demogen.draw.distributions import pick_running, scale
from demogen.draw.parallel import SLICE
from demogen.draw.records import Buckets, Spill
from demogen.draw.streams import Source, enumerate_slices, of_family
from demogen.draw.timed import BIRTH, birth_buckets, note_births, put_in_order
from demogen.draw.worktime import NEVER
from demogen.plan.calendar import staff_births
from demogen.plan.targets import Plan

if TYPE_CHECKING:
    from demogen.draw.streams import Draws
    from demogen.world.companies import Firms
    from demogen.world.leads import Enquiries


REFERRALS, DIRECT = CHANNELS.index("referrals"), CHANNELS.index("direct")
BORN = [*BIRTH, ("lead", "i4"), ("twice", "?")]
LIFECYCLE = ("contact", "opportunity", "customer")


@dataclass(frozen=True)
class Contacts:
    """Contacts in order of creation; `lead` is the lead it was, -1 for the others.

    `original` is the contact who somebody is that is there twice, -1 for all others.
    """

    created: Ints
    lead: Ints
    original: Ints
    company: Ints
    channel: Ints
    ids: ids.Ids
    draws: Draws


def draw_contacts(source: Source, plan: Plan, leads: Enquiries, companies: Firms, spill: Spill) -> Contacts:
    """Gather the contacts and give each a company."""
    born, also = put_in_order(_births(source, plan, leads, spill), source, "contacts", spill, ("lead", "twice"))
    lead, twice = also["lead"], also["twice"]
    count, referred = len(born.created), plan.config.behaviour.contacts.referral_per_mille
    columns = {name: spill.array(count) for name in ("company", "channel")}
    claims = _Claims(companies)
    for span in spill.spans(count, SLICE):
        draws = born.draws.take(parallel.numbers(span))
        once = ~twice[span]
        columns["company"][span][once] = claims.claim(born.created[span][once], draws.words("company")[once])
        channel = np.where(draws.chance("channel", referred), REFERRALS, DIRECT)
        columns["channel"][span] = np.where(lead[span] >= 0, leads.channel[lead[span]], channel)
    original, again = spill.full(count, -1), np.flatnonzero(twice)
    original[again] = _originals(born.created, again, born.draws.take(again).words("original"))
    columns["company"][again] = columns["company"][original[again]]
    return Contacts(born.created, lead, original, **columns, ids=born.ids, draws=born.draws)


def _births(source: Source, plan: Plan, leads: Enquiries, spill: Spill) -> Buckets:
    """Note who comes about: the leads that convert, and the others."""
    calendar, made = plan.calendar, np.zeros(len(plan.contacts), dtype=np.int64)
    born = birth_buckets(spill, calendar.marks, plan.contacts, BORN)
    for span in spill.spans(len(leads.created), SLICE):
        rows = span.start + np.flatnonzero(leads.converted[span] < NEVER)
        created, address = leads.converted[rows], of_family(leads.draws.address.take(rows), 0, 2)
        made += np.bincount(calendar.period_of(created), minlength=len(made))
        once = np.zeros(len(rows), dtype=np.bool_)
        born.add(note_births(created, address, {"lead": rows, "twice": once}, BORN), created)
    # Without a lead are those whom the conversions of each period leave of its plan.
    rest = np.array(plan.contacts, dtype=np.int64) - made
    for others in enumerate_slices(rest, SLICE):
        founder = (others.period == calendar.first_working) & (others.ordinal == 0)
        address = of_family(others, 1, 2)
        created = np.where(founder, calendar.founding, staff_births(source.of("contacts", address), calendar))
        # The last of a period are people who are there already.
        twice = (others.ordinal >= (rest - np.array(plan.duplicates))[others.period]) & ~founder
        no_lead = np.full(len(others), -1, dtype=np.int64)
        born.add(note_births(created, address, {"lead": no_lead, "twice": twice}, BORN), created)
    return born


def _originals(created: Ints, twice: Ints, words: Words) -> Ints:
    """Return who those rows are that are there twice: anybody, who is not, who came before them."""
    first = np.searchsorted(created, created[twice], side="left")
    known = first - np.searchsorted(twice, first, side="left")
    nth = scale(words, np.maximum(known, 1))
    # Of those who are not there twice, the one after so many: behind those who are and lie before.
    return nth + np.searchsorted(twice - np.arange(len(twice)), nth, side="right")


class _Claims:
    """The companies that contacts claim one after the other.

    With N companies known when the i-th contact comes, the number claimed after it is min(claimed before + 1, N);
    solved for all contacts at once this is i + min over j <= i of (N_j - j), at most i.
    """

    def __init__(self, companies: Firms) -> None:
        self._created, self._weights = companies.created, np.cumsum(companies.weight)
        self._come = self._claimed = self._least = 0

    def claim(self, created: Ints, words: Words) -> Ints:
        """Return the company of each of the next contacts, in order of creation."""
        if not len(created):
            return np.zeros(0, dtype=np.int64)
        known = np.searchsorted(self._created, created, side="right")
        nth = self._come + np.arange(1, len(created) + 1, dtype=np.int64)
        least = np.minimum.accumulate(np.append(self._least, known - nth))[1:]
        claimed = nth + least
        before = np.append(self._claimed, claimed[:-1])
        self._come, self._claimed, self._least = int(nth[-1]), int(claimed[-1]), int(least[-1])
        other = pick_running(words, self._weights, np.maximum(claimed, 1))
        return np.where(claimed > before, claimed - 1, other)
