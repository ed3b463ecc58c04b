"""Time zones as frozen tables: local midnights in UTC, the same wherever demogen runs.

Offsets come from `data/zones.json`, never from the machine. A local time that does not exist is the moment at which the
clocks were put forward; one that exists twice is the first of the two.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from demogen.draw.arrays import Ints

DAY = 86_400
EPOCH = date(1970, 1, 1)


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        resources.files("demogen").joinpath("data/zones.json").read_text(encoding="utf-8")
    )
    return loaded


def names() -> list[str]:
    """List the zones that are known."""
    return sorted(_table()["zones"])


@dataclass(frozen=True)
class Zone:
    """One zone: the moments (seconds UTC) at which its offset changes, and the offsets around them."""

    at: Ints
    offsets: Ints

    def local(self, utc: Ints) -> Ints:
        """Return the local clock, as seconds since 1970-01-01T00:00 local, of moments in seconds UTC."""
        result: Ints = utc + self.offsets[np.searchsorted(self.at, utc, side="right")]
        return result

    def utc(self, local: Ints) -> Ints:
        """Return the moments in seconds UTC of local clock readings."""
        passed = np.searchsorted(self.at + self.offsets[:-1], local, side="right")
        moments = local - self.offsets[passed]
        if not len(self.at):
            return moments
        changed = self.at[np.maximum(passed, 1) - 1]
        result: Ints = np.where(passed > 0, np.maximum(moments, changed), moments)
        return result

    def midnight(self, day: date) -> int:
        """Return the start of a local day in seconds UTC."""
        return int(self.utc(np.array([day_number(day) * DAY], dtype=np.int64))[0])


@cache
def load(name: str) -> Zone:
    """Load a zone by its IANA name; raises KeyError for a name that is not known."""
    table = _table()
    rule = table["rules"][table["zones"][name]]
    return Zone(np.array(rule["at"], dtype=np.int64), np.array(rule["offsets"], dtype=np.int64))


def day_number(day: date) -> int:
    """Count the days from 1970-01-01 to a day."""
    return (day - EPOCH).days
