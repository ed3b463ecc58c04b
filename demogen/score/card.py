"""The scorecard as data: figures, their bands, where the bands come from, and what real data sets measure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from demogen.config.industry import Band


@dataclass(frozen=True)
class Figure:
    """A figure and its band; of fewer rows than `least_rows` it says nothing.

    `real` is what known data sets measure, `counted` marks shares of counts, which are the same on every processor.
    """

    name: str
    says: str
    low: float
    high: float
    least_rows: int
    unless: str
    real: Mapping[str, float]
    counted: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Part:
    """A check of the card: exact by the checks that it names, or statistical by its figures."""

    name: str
    title: str
    source: str
    checks: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def exact(self) -> bool:
        """Return whether it must hold without any exception."""
        return bool(self.checks)


@cache
def load_card() -> tuple[Part, ...]:
    """Load the card."""
    text = resources.files("demogen").joinpath("score/card.json").read_text(encoding="utf-8")
    found = json.loads(text)
    exact = [Part(p["name"], p["title"], "", tuple(p["checks"])) for p in found["exact"]]
    return (
        *exact,
        *(Part(p["name"], p["title"], p["source"], figures=tuple(_figures(p))) for p in found["statistical"]),
    )


def _figures(part: Mapping[str, Any]) -> Iterator[Figure]:
    for f in part["figures"]:
        yield Figure(
            f["name"],
            f["says"],
            f["low"],
            f["high"],
            f["leastRows"],
            f.get("unless", ""),
            f.get("real", {}),
            f.get("counted", False),
        )


def narrowed(card: tuple[Part, ...], bands: Mapping[str, Band]) -> tuple[Part, ...]:
    """Return the card with the bands of an industry whose own bounds make the usual ones unreachable."""
    return tuple(replace(part, figures=tuple(_narrow(figure, bands) for figure in part.figures)) for part in card)


def _narrow(figure: Figure, bands: Mapping[str, Band]) -> Figure:
    band = bands.get(figure.name)
    return figure if band is None else replace(figure, low=band.low, high=band.high, reason=band.reason)
