"""Sentences to choose from: groups of them, each written out with every product, so that a choice is an integer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from demogen.draw.streams import Draws

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sentences:
    """All texts in a row; where each group begins and how many sentences it has, before products are filled in."""

    texts: list[str]
    starts: Ints
    sizes: Ints
    products: int

    def choose(self, draws: Draws, column: str, group: Ints, product: Ints) -> Ints:
        """Draw, for each row, the index of a text of its group that speaks of its product."""
        return (self.starts[group] + draws.below(column, self.sizes[group])) * self.products + product


def write_out(groups: Sequence[Sequence[str]], products: Sequence[str]) -> Sentences:
    """Write out every sentence of every group with every product."""
    texts = [sentence.replace("{product}", name) for group in groups for sentence in group for name in products]
    sizes = np.array([len(group) for group in groups], dtype=np.int64)
    return Sentences(texts, np.cumsum(sizes) - sizes, sizes, len(products))
