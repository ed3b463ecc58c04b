"""Leads: what there is of each, how far it is at a moment, and what it left out.

A moment of NEVER means that it does not happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import ids
from demogen.draw.arrays import Bools, Ints
from demogen.draw.streams import Draws

if TYPE_CHECKING:
    from demogen.config.behaviour import Behaviour


OWN = ("ids", "draws")
MOST_LEFT_OUT = 950  # of a thousand, however careless


@dataclass(frozen=True)
class Enquiries:
    """Leads in order of creation; moments are microseconds UTC. `answered_by` is the seat of the first response."""

    created: Ints
    channel: Ints
    answered_by: Ints
    responded: Ints
    silent: Bools
    gave_up: Ints
    replied: Ints
    converted: Ints
    disqualified: Ints
    ids: ids.Ids
    draws: Draws


@dataclass(frozen=True)
class Leads(Enquiries):
    """Leads, and the `seat` that looks after each."""

    seat: Ints

    def take(self, rows: Ints) -> Leads:
        """Return some of the leads."""
        columns: dict[str, Any] = {name: values[rows] for name, values in vars(self).items() if name not in OWN}
        return Leads(**columns, ids=self.ids.take(rows), draws=self.draws.take(rows))

    def phone_known(self, behaviour: Behaviour) -> Ints:
        """Return of how many in a thousand leads of its channel the number is known, for each lead."""
        care, phone = behaviour.leads.care, behaviour.leads.left_out["phone"]
        usual = (care.careless * care.careless_per_mille + care.careful * (1000 - care.careless_per_mille)) // 1000
        return 1000 - phone * usual * _gaps(behaviour)[self.channel] // 10_000

    def left_out(self, rows: Ints, column: str, behaviour: Behaviour) -> Bools:
        """Return which of some leads left out their `phone`, `title` or `company_name`."""
        per_mille = behaviour.leads.left_out[column]
        return left_out(self.draws.take(rows), self.channel[rows], column, per_mille, behaviour)


def own_leads(enquiries: Enquiries, seat: Ints) -> Leads:
    """Return leads that are looked after by seats."""
    return Leads(**vars(enquiries), seat=seat)


def status_at(leads: Leads, rows: Ints, until: int) -> Ints:
    """Return the status of leads as known at a moment, as an index of LEAD_STATUSES."""
    steps = (
        (leads.responded, 1),
        (leads.replied, 2),
        (leads.gave_up, 3),
        (leads.disqualified, 4),
        (leads.converted, 5),
    )
    status = np.zeros(len(rows), dtype=np.int64)
    for moments, value in steps:
        status = np.where(moments[rows] < until, value, status)
    return status


def left_out(draws: Draws, channel: Ints, column: str, per_mille: int, behaviour: Behaviour) -> Bools:
    """Draw who leaves something out: so many in a thousand on the whole, more of the careless and by channel."""
    care = behaviour.leads.care
    factor = np.where(draws.chance("care", care.careless_per_mille), care.careless, care.careful)
    share = per_mille * factor * _gaps(behaviour)[channel] // 10_000
    return draws.chance(f"without_{column}", np.minimum(share, MOST_LEFT_OUT))


def _gaps(behaviour: Behaviour) -> Ints:
    """Return how much leads leave out, by channel."""
    return np.array([channel.gaps for channel in behaviour.channels.values()], dtype=np.int64)
