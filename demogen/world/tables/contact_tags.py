"""The room of `contact_tags`: which contact has which label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import parallel
from demogen.draw.parallel import SLICE, Slices
from demogen.draw.records import Records, gather, pack
from demogen.world import notes
from demogen.world.recorded import time_buckets

if TYPE_CHECKING:
    from demogen.world.observe import Observation

LABEL = np.dtype([("contact", "i4"), ("tag", "i2"), ("created", "i8")])
CONTACTS = 4_096  # whose labels are drawn at once


def slices(seen: Observation) -> Slices[Records]:
    """Return the slices of rows that are known."""
    world, contacts = seen.world, seen.world.contacts
    known = seen.known(contacts.created)
    found = seen.spill.buckets(LABEL, time_buckets(world, seen.until, known * 2))
    for some in parallel.cut(known, CONTACTS):
        contact, tag, created = notes.draw_labels(contacts, some, world.plan.config.industry.tags, seen.until)
        found.add(pack(LABEL, {"contact": contact, "tag": tag, "created": created}), created)
        seen.spill.let_go()
    ordered = (gather(labels, np.argsort(labels["created"], kind="stable")) for labels in found.spans())
    return Slices(len(found), (labels[at : at + SLICE] for labels in ordered for at in range(0, len(labels), SLICE)))


def columns(seen: Observation, rows: Records) -> dict[str, Any]:
    """Return the columns of some rows."""
    return {
        "contact_id": (seen.world.contacts.ids, rows["contact"].astype(np.int64)),
        "tag_id": (seen.world.tenant.tags, rows["tag"].astype(np.int64)),
        "created_at": rows["created"].astype(np.int64),
    }
