"""Persons and places: who somebody is, drawn as tuples that belong together.

First and last name come from one pool, city, state, postal code and area code from one place; numbers reach nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from demogen.config.reference import Country
from demogen.config.resolve import slugify
from demogen.draw import arrays, strings
from demogen.draw.arrays import Ints
from demogen.draw.distributions import scale
from demogen.draw.streams import Drawn, Draws

MOBILE_PER_MILLE = 600
ENOUGH_MOBILES = 5_000  # where fewer can reach nobody, fewer people have one
COHORTS = 3  # born 1955 to 1969, 1970 to 1984, 1985 to 2001
# Of a hundred with a title of each rank, how many belong to the first cohort, and to the first two.
AGES = {"executive": (45, 90), "head": (30, 82), "manager": (18, 65), "specialist": (12, 48)}


@dataclass(frozen=True)
class People(Drawn):
    """Persons by number: indices into the flat lists of a Gazetteer; `draws` still gives their numbers."""

    first: Ints
    last: Ints
    title: Ints
    female: npt.NDArray[np.bool_]


class Gazetteer:
    """A country's names and places as flat lists with running weights."""

    def __init__(self, country: Country, real_firms: frozenset[str] = frozenset()) -> None:
        """Lay out the lists of a country; no company is called like one of the real firms."""
        self.country, self.real_firms = country, sorted(real_firms)
        self.data = country.data
        self.first, self._first_spans = _flatten(
            [pool[sex] for pool in self.data["namePools"] for sex in ("female", "male")], COHORTS
        )
        self.last, self._last_spans = _flatten([pool["last"] for pool in self.data["namePools"]])
        self.places = self.data["places"]
        self.titles = [row[0] for row in self.data["titles"]]

    def draw_people(self, draws: Draws, seniority: tuple[str, ...] = ()) -> People:
        """Draw the persons of some rows: who is higher up is older, and called as people of that age are."""
        pools = len(self.data["namePools"])
        pool = draws.pick("name_pool", [p["weight"] for p in self.data["namePools"]])
        female = draws.chance("gender", 480)
        weights = [row[3] if not seniority or row[1] in seniority else 0 for row in self.data["titles"]]
        title = draws.pick("title", weights)
        ages = np.array([AGES[row[1]] for row in self.data["titles"]], dtype=np.int64)[title]
        cohort = (draws.below("cohort", 100)[:, None] >= ages).sum(axis=1)
        first = _pick_span(draws.words("first_name"), self._first_spans, (cohort * pools + pool) * 2 + ~female)
        last = _pick_span(draws.words("last_name"), self._last_spans, pool)
        return People(draws, first % len(self.first), last, title, female)

    def draw_places(self, draws: Draws) -> Ints:
        """Draw places by the root of their population, as companies seek towns more than people do."""
        weights = [isqrt(place["population"]) for place in self.places]
        return draws.pick("place", weights)

    def home(self, timezone: str) -> int:
        """Give the largest place in a zone, or of all where none lies in it."""
        inside = [i for i, place in enumerate(self.places) if place["timezone"] == timezone]
        return max(inside or range(len(self.places)), key=lambda i: self.places[i]["population"])

    def names(self, people: People, shouted: npt.NDArray[np.bool_] | None = None) -> dict[str, Any]:
        """Write the names of persons; the family names of some in capitals."""
        import pyarrow.compute as pc

        first, last = self._texts(self.first, 0, people.first), self._texts(self.last, 0, people.last)
        if shouted is not None:
            capitals = pc.utf8_upper(last)
            same = pc.equal(pc.utf8_lower(capitals), pc.utf8_lower(last))  # not where a letter has no capital
            last = pc.if_else(pc.and_(arrays.column(shouted), same), capitals, last)
        return {
            "first_name": first,
            "last_name": last,
            "full_name": strings.join(first, " ", last),
            "native_first": strings.take([row[2] if len(row) > 2 else row[0] for row in self.first], people.first),
            "native_last": self.surnames(people.last, native=True),
            "native_name": self._native(people, 2),
            "phonetic_name": self._native(people, 3),
        }

    def local_part(self, people: People, *, short: bool = False) -> Any:
        """Write the part of an address before the @, of the person's own name; a short one begins with an initial."""
        firsts = [slug[:1] for slug in self.first_slugs] if short else self.first_slugs
        between = "" if short else "."
        return strings.join(strings.take(firsts, people.first), between, strings.take(self.last_slugs, people.last))

    def surnames(self, index: Ints, *, native: bool) -> Any:
        """Write family names, in a script of their own where they have one."""
        return strings.take([row[2] if native and len(row) > 2 else row[0] for row in self.last], index)

    def pick_surname(self, draws: Draws, column: str) -> Ints:
        """Draw a family name of the largest pool."""
        pool = max(range(len(self.data["namePools"])), key=lambda i: self.data["namePools"][i]["weight"])
        return _pick_span(draws.words(column), self._last_spans, np.full(len(draws.address), pool))

    def address(self, draws: Draws, place: Ints) -> dict[str, Any]:
        """Write street, city, state, postal code and country of rows at places."""
        street = strings.take(
            [row[0] for row in self.data["streets"]], draws.pick("street", [row[1] for row in self.data["streets"]])
        )
        low, high = self.data["houseNumbers"]
        number = strings.text(
            low + ((draws.below("house_number", 1 << 16) * draws.below("house_spread", high - low + 1)) >> 16)
        )
        codes = [place["postalCodes"] or [None] for place in self.places]
        starts = np.cumsum([0, *(len(c) for c in codes)])[:-1]
        chosen = starts[place] + draws.below("postal_code", np.array([len(c) for c in codes], dtype=np.int64)[place])
        return {
            "street": strings.fill(self.data["streetFormat"], {"street": street, "number": number}, len(place)),
            "city": strings.coded([p["city"] for p in self.places], place),
            "state": strings.coded([p["state"] for p in self.places], place),
            "postal_code": strings.coded([code for group in codes for code in group], chosen),
            "country": strings.coded([self.country.code], np.zeros(len(place), dtype=np.int64)),
        }

    def phones(self, draws: Draws, place: Ints, mobile_per_mille: int = MOBILE_PER_MILLE) -> Any:
        """Write telephone numbers: of the place's area where it has a range, else of mobile type."""
        mobiles = self.data["mobiles"]
        groups = [mobiles] + [p["landlines"] for p in self.places]
        flat = [pattern for group in groups for pattern in group]
        sizes = np.array([len(group) for group in groups], dtype=np.int64)
        starts = np.cumsum(sizes) - sizes
        scarce = min(sum(10 ** pattern.count("#") for pattern in mobiles), ENOUGH_MOBILES)
        share = mobile_per_mille * scarce // ENOUGH_MOBILES
        group = np.where(draws.chance("phone_kind", share) | (sizes[place + 1] == 0), 0, place + 1)
        chosen = starts[group] + draws.below("phone_range", sizes[group])
        free = np.array([pattern.count("#") for pattern in flat], dtype=np.int64)[chosen]
        numbers = scale(draws.words("phone"), np.array([10**i for i in range(9)], dtype=np.int64)[free])
        return strings.join(
            strings.take([pattern.rstrip("#") for pattern in flat], chosen), strings.padded(numbers, free)
        )

    @cached_property
    def first_slugs(self) -> list[str]:
        """Give the given names as they stand in addresses."""
        return [slugify(row[0]).replace("-", "") for row in self.first]

    @cached_property
    def last_slugs(self) -> list[str]:
        """Give the family names as they stand in addresses."""
        return [slugify(row[0]).replace("-", "") for row in self.last]

    @staticmethod
    def _texts(entries: list[Any], column: int, index: Ints) -> Any:
        return strings.take([row[column] if len(row) > column else None for row in entries], index)

    def _native(self, people: People, column: int) -> Any:
        first, last = self._texts(self.first, column, people.first), self._texts(self.last, column, people.last)
        return (
            strings.join(last, " ", first)
            if self.data["nameOrder"] == "family_first"
            else strings.join(first, " ", last)
        )


def _flatten(groups: list[list[Any]], cohorts: int = 1) -> tuple[list[Any], tuple[Ints, Ints, Ints]]:
    """Join lists of [text, weight, …]; give the entries, the running weights, and where each list begins and ends.

    A weight may be a list, one for each cohort: then all lists follow each other once for every cohort.
    """
    entries = [row for group in groups for row in group]
    weights = [row[1][c] if isinstance(row[1], list) else row[1] for c in range(cohorts) for row in entries]
    running = np.cumsum([0, *weights]).astype(np.int64)
    sizes = np.array([len(group) for group in groups] * cohorts, dtype=np.int64)
    ends = np.cumsum(sizes)
    return entries, (running, ends - sizes, ends)


def _pick_span(words: npt.NDArray[np.uint32], spans: tuple[Ints, Ints, Ints], group: Ints) -> Ints:
    running, starts, ends = spans
    low = running[starts[group]]
    target = low + scale(words, running[ends[group]] - low)
    return np.searchsorted(running, target, side="right").astype(np.int64) - 1
