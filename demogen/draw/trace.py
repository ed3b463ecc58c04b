"""A source that draws as any other does, and remembers what one row drew.

Tables in which the row's values are drawn are given with its place in each; all else is drawn and forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from demogen.draw.arrays import Words
from demogen.draw.streams import Address, Draws, Source

UNKNOWN, NOWHERE = -1, -2


@dataclass(frozen=True)
class Draw:
    """A draw: the stream (its column, and the salt that streams of ids have), the place in it, and the 32 bits."""

    stream: str
    salt: str
    period: str
    ordinal: int
    word: int


@dataclass(frozen=True)
class Tracer(Source):
    """A source with the place of one row, period and ordinal, by table; `heard` is filled while it is drawn from."""

    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    heard: dict[tuple[str, int], Draw] = field(default_factory=dict)

    def of(self, table: str, address: Address) -> Draws:
        """Return the draws of a table's rows; where the row may be among them, they are listened to."""
        return Heard(self, table, address) if table in self.places else Draws(self, table, address)


@dataclass(frozen=True)
class Heard(Draws):
    """Draws that tell their source what the row drew; `row` is its index where the address alone does not tell."""

    source: Tracer
    row: int = UNKNOWN

    def shared(self, stride: int) -> Draws:
        """Return the draws of the parent's address: the row stands where it stood, though its address is another."""
        parent = Address(self.address.period, self.address.ordinal // stride)
        return Heard(self.source, self.table, parent, row=self._find())

    def words(self, column: str, salt: str = "") -> Words:
        """Draw 32 bits for every row."""
        found, row = super().words(column, salt), self._find()
        if row >= 0:
            ordinal, period = int(self.address.ordinal[row]), self.source.periods[self.address.period[row]]
            stream = f"{self.table}.{column}"
            self.source.heard[stream, ordinal] = Draw(stream, salt, period, ordinal, int(found[row]))
        return found

    def _find(self) -> int:
        if self.row != UNKNOWN:
            return self.row
        period, ordinal = self.source.places[self.table]
        rows = np.flatnonzero((self.address.period == period) & (self.address.ordinal == ordinal))
        return int(rows[0]) if len(rows) else NOWHERE
