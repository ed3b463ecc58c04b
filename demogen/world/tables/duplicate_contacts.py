"""The room of `duplicate_contacts`: which contacts are somebody who is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import parallel
from demogen.draw.arrays import Ints
from demogen.draw.parallel import Slices

if TYPE_CHECKING:
    from demogen.world.observe import Observation


def slices(seen: Observation) -> Slices[Ints]:
    """Return the slices of rows that are known: numbers among those who are there twice."""
    count = len(_twice(seen))
    return parallel.sliced(count, max(count, 1))


def columns(seen: Observation, rows: Ints) -> dict[str, Any]:
    """Return the columns of some rows."""
    contacts, twice = seen.world.contacts, _twice(seen)[rows]
    ids = {"contact_id": (contacts.ids, twice), "original_id": (contacts.ids, contacts.original[twice])}
    return {**ids, "created_at": contacts.created[twice]}


def _twice(seen: Observation) -> Ints:
    contacts = seen.world.contacts
    return np.flatnonzero(contacts.original[: seen.known(contacts.created)] >= 0)
