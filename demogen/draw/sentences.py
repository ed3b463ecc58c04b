"""Sentences to choose from: groups of them, each written out with every product and cut at its slots.

A choice is an integer; rendering takes the pieces of the chosen sentences and joins them with columns of slot values.
No sentence has more than two slots.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from demogen.draw import arrays
from demogen.draw.arrays import Bools, Ints
from demogen.draw.streams import Draws
from demogen.draw.strings import Choices

Slots = Mapping[str, Callable[[Ints], Any]]

MOST_SLOTS = 2
STEPS, ROUND = (7, 5, 13), 1 << 20


@dataclass(frozen=True)
class Sentences:
    """All sentences in a row: pieces around slots; where each group begins and its size, before products are filled in.

    `pieces` holds three texts for every sentence, `slots` the names between them, empty where there is none.
    """

    pieces: tuple[tuple[str, ...], ...]
    slots: tuple[tuple[str, ...], ...]
    starts: Ints
    sizes: Ints
    products: int

    def choose(self, draws: Draws, column: str, group: Ints, product: Ints) -> Ints:
        """Draw, for each row, a sentence of its group that speaks of its product; a group below zero gives -1."""
        inside = np.maximum(group, 0)
        chosen = (self.starts[inside] + draws.below(column, self.sizes[inside])) * self.products + product
        return np.where(group < 0, -1, chosen)

    def take_turns(self, draws: Draws, column: str, group: Ints, product: Ints, stride: int) -> Ints:
        """Choose like `choose`, but the children of a parent (`stride` addresses each) say all before one twice."""
        address, inside = draws.address, np.maximum(group, 0)
        size = self.sizes[inside]
        step = np.where(size % STEPS[0] == 0, STEPS[1], STEPS[0])
        nth = (draws.shared(stride).below(column, ROUND) + inside * STEPS[2] + address.ordinal % stride * step) % size
        return np.where(group < 0, -1, (self.starts[inside] + nth) * self.products + product)

    def plain(self, chosen: Ints) -> Bools:
        """Return which of the chosen sentences have no slot; one below zero has none either."""
        result: Bools = self._bare[chosen]
        return result

    @cached_property
    def _bare(self) -> Bools:
        return np.array([*(not any(names) for names in self.slots), True])

    @cached_property
    def _pieces(self) -> list[Choices | None]:
        """Return the texts of each place, then none for what is not chosen; None for a place where all are empty."""
        columns = ([piece[place] for piece in self.pieces] for place in range(MOST_SLOTS + 1))
        return [Choices([*texts, ""]) if any(texts) else None for texts in columns]

    @cached_property
    def _named(self) -> list[tuple[list[str], Ints]]:
        """Return the names of the slots of each place, and which of them each sentence has, from one; zero is none."""
        found = []
        for place in range(MOST_SLOTS):
            names = sorted({names[place] for names in self.slots} - {""})
            number = {name: i + 1 for i, name in enumerate(names)}
            which = [*(number.get(slots[place], 0) for slots in self.slots), 0]
            found.append((names, np.array(which, dtype=np.int64)))
        return found

    def render(self, chosen: Ints, values: Slots) -> list[Any]:
        """Return the columns of text whose join says what was chosen; nothing where a choice is below zero.

        `values` gives, by the name of a slot, a function from rows to a column of its texts in those rows.
        """
        index = np.where(chosen < 0, len(self.pieces), chosen)
        columns = []
        for place, texts in enumerate(self._pieces):
            if texts is not None:
                columns.append(texts.at(index))
            if place < MOST_SLOTS and self._named[place][0]:
                columns.append(self._slot(index, place, values))
        return columns

    def _slot(self, index: Ints, place: int, values: Slots) -> Any:
        """Return what fills a slot in each row."""
        import pyarrow as pa

        names, numbers = self._named[place]
        which = numbers[index]
        found, at, offset = [arrays.texts([""])], np.zeros(len(index), dtype=np.int64), 1
        for i, name in enumerate(names):
            rows = np.flatnonzero(which == i + 1)
            if len(rows):
                found.append(values[name](rows))
                at[rows] = offset + np.arange(len(rows))
                offset += len(rows)
        return pa.concat_arrays(found).take(arrays.column(at))


def write_out(groups: Sequence[Sequence[str]], products: Sequence[str]) -> Sentences:
    """Write out every sentence of every group with every product.

    Raises:
        ValueError: a sentence has more slots than two beside {product}.
    """
    texts = [sentence.replace("{product}", name) for group in groups for sentence in group for name in products]
    cut = [re.split(r"\{(\w+)\}", text) for text in texts]
    if any(len(parts) > 2 * MOST_SLOTS + 1 for parts in cut):
        raise ValueError(f"more than {MOST_SLOTS} slots in a sentence")
    padded = [parts + [""] * (2 * MOST_SLOTS + 1 - len(parts)) for parts in cut]
    sizes = np.array([len(group) for group in groups], dtype=np.int64)
    pieces = tuple(tuple(parts[::2]) for parts in padded)
    return Sentences(pieces, tuple(tuple(p[1::2]) for p in padded), np.cumsum(sizes) - sizes, sizes, len(products))
