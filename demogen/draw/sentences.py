"""Sentences to choose from: groups of them, each written out with every product and cut at its slots.

A choice is an integer; rendering takes the pieces of the chosen sentences and joins them with columns of slot values.
No sentence has more than two slots.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from demogen.draw import arrays, strings
from demogen.draw.arrays import Ints
from demogen.draw.streams import Draws

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

    def plain(self, chosen: Ints) -> npt.NDArray[np.bool_]:
        """Tell which of the chosen sentences have no slot; one below zero has none either."""
        bare = np.array([*(not any(names) for names in self.slots), True])
        result: npt.NDArray[np.bool_] = bare[chosen]
        return result

    def render(self, chosen: Ints, values: Slots) -> list[Any]:
        """Give the columns of text whose join says what was chosen; nothing where a choice is below zero.

        `values` gives, by the name of a slot, a function from rows to a column of its texts in those rows.
        """
        index = np.where(chosen < 0, len(self.pieces), chosen)
        columns = []
        for place in range(MOST_SLOTS + 1):
            texts = [piece[place] for piece in self.pieces]
            if any(texts):
                columns.append(strings.take([*texts, ""], index))
            if place < MOST_SLOTS and any(names[place] for names in self.slots):
                columns.append(self._slot(index, place, values))
        return columns

    def _slot(self, index: Ints, place: int, values: Slots) -> Any:
        """Give what fills a slot in each row."""
        import pyarrow as pa

        names = sorted({names[place] for names in self.slots} - {""})
        number = {name: i + 1 for i, name in enumerate(names)}
        which = np.array([*(number.get(slots[place], 0) for slots in self.slots), 0], dtype=np.int64)[index]
        found, at, offset = [arrays.texts([""])], np.zeros(len(index), dtype=np.int64), 1
        for name in names:
            rows = np.flatnonzero(which == number[name])
            texts = values[name](rows)
            found.append(texts.combine_chunks() if hasattr(texts, "combine_chunks") else texts)
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
