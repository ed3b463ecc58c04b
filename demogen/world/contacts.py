"""Contacts: converted leads, and people who came by referral or import; each works at a company known by then.

The first contact of a company comes soon after it: contacts claim companies that have none yet, oldest first; the
others join a company that has one, larger ones more often.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from demogen.config.model import CHANNELS
from demogen.draw import ids
from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import pick_prefix, scale
from demogen.draw.streams import Address, Source, enumerate_periods, join_addresses, of_family
from demogen.draw.worktime import NEVER
from demogen.plan.calendar import staff_births
from demogen.plan.targets import Plan

if TYPE_CHECKING:
    from demogen.draw.streams import Draws
    from demogen.world.companies import Firms
    from demogen.world.leads import Enquiries


REFERRALS, DIRECT = CHANNELS.index("referrals"), CHANNELS.index("direct")
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


def draw_contacts(source: Source, plan: Plan, leads: Enquiries, companies: Firms) -> Contacts:
    """Gather the contacts and give each a company."""
    converted = np.flatnonzero(leads.converted < NEVER)
    others = _direct(plan, leads.converted[converted])
    born = staff_births(source.of("contacts", of_family(others, 1, 2)), plan.calendar)
    founder = (others.period == plan.calendar.first_working) & (others.ordinal == 0)
    created = np.concatenate([leads.converted[converted], np.where(founder, plan.calendar.founding, born)])
    lead = np.concatenate([converted, np.full(len(others), -1, dtype=np.int64)])
    address = join_addresses(of_family(leads.draws.address.take(converted), 0, 2), of_family(others, 1, 2))
    order = ids.draw(source.of("contacts", address), created).order(created)
    draws, lead, created = source.of("contacts", address.take(order)), lead[order], created[order]
    twice = np.concatenate([np.zeros(len(converted), dtype=np.bool_), _twice(plan, others)])[order]
    original = _originals(created, twice, draws.words("original"))
    company = np.empty(len(created), dtype=np.int64)
    company[~twice] = _companies(created[~twice], draws.words("company")[~twice], companies)
    company[twice] = company[original[twice]]
    channel = np.where(draws.chance("channel", plan.config.behaviour.contacts.referral_per_mille), REFERRALS, DIRECT)
    return Contacts(
        created=created,
        lead=lead,
        original=original,
        company=company,
        channel=np.where(lead >= 0, leads.channel[lead], channel),
        ids=ids.draw(draws, created),
        draws=draws,
    )


def _direct(plan: Plan, converted: Ints) -> Address:
    """Address the contacts without a lead: what the conversions of each period leave of its plan."""
    found = np.bincount(plan.calendar.period_of(converted), minlength=len(plan.contacts))
    return enumerate_periods(np.array(plan.contacts, dtype=np.int64) - found)


def _twice(plan: Plan, others: Address) -> Bools:
    """Choose who is somebody that is there already: the last of the contacts without a lead of each period."""
    periods = len(plan.contacts)
    first = np.bincount(others.period, minlength=periods) - np.array(plan.duplicates, dtype=np.int64)
    founder = (others.period == plan.calendar.first_working) & (others.ordinal == 0)
    result: Bools = (others.ordinal >= first[others.period]) & ~founder
    return result


def _originals(created: Ints, twice: Bools, words: npt.NDArray[np.uint32]) -> Ints:
    """Give who those that are there twice are: anybody who came before them; -1 for all others."""
    once = np.flatnonzero(~twice)
    known = np.searchsorted(created[once], created[twice], side="left")
    original = np.full(len(created), -1, dtype=np.int64)
    original[twice] = once[scale(words[twice], np.maximum(known, 1))]
    return original


def _companies(created: Ints, words: npt.NDArray[np.uint32], companies: Firms) -> Ints:
    """Give each contact its company.

    With N companies known when the i-th contact comes, the number claimed after it is min(claimed before + 1, N);
    solved for all contacts at once this is i + min over j <= i of (N_j - j), at most i.
    """
    known = np.searchsorted(companies.created, created, side="right")
    nth = np.arange(1, len(created) + 1, dtype=np.int64)
    claimed = nth + np.minimum(np.minimum.accumulate(known - nth), 0)
    before = np.concatenate([[0], claimed[:-1]])
    other = pick_prefix(words, companies.weight, np.maximum(claimed, 1))
    return np.where(claimed > before, claimed - 1, other)
