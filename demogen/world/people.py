"""Persons and places: who somebody is, drawn as tuples that belong together.

First and last name come from one pool, city, state, postal code and area code from one place; numbers reach nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import isqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from demogen.config.behaviour import PeopleFacts
from demogen.config.country import Country
from demogen.config.name_lists import NameList, join_names
from demogen.config.slug import slugify
from demogen.draw import arrays, strings
from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import scale
from demogen.draw.streams import Drawn, Draws

ENOUGH_MOBILES = 5_000  # where fewer can reach nobody, fewer people have one
POWERS = np.array([10**i for i in range(9)], dtype=np.int64)


@dataclass(frozen=True)
class People(Drawn):
    """Persons by number: indices into the flat lists of a Gazetteer; `draws` still gives their numbers."""

    first: Ints
    last: Ints
    title: Ints
    female: Bools


@dataclass(frozen=True)
class Addresses:
    """What addresses are written with; of each place the first of its postal codes, and how many it has."""

    streets: strings.Choices
    street_weights: tuple[int, ...]
    cities: strings.Choices
    states: strings.Choices
    postal_codes: strings.Choices
    country: strings.Choices
    first_code: Ints
    codes_of: Ints


@dataclass(frozen=True)
class Numbers:
    """Ranges of telephone numbers: mobile ones, then those of each place; `free` is how many digits are drawn."""

    prefixes: strings.Choices
    free: Ints
    starts: Ints
    sizes: Ints
    scarce: int


class Gazetteer:
    """A country's names and places as flat lists with running weights."""

    def __init__(self, country: Country, facts: PeopleFacts, real_firms: frozenset[str]) -> None:
        """Lay out the lists of a country; no company is called like one of the real firms."""
        self.country, self.facts, self.real_firms = country, facts, sorted(real_firms)
        pools = country.name_pools
        self.first, self._first_spans = _flatten([names for pool in pools for names in (pool.female, pool.male)])
        self.last, self._last_spans = _flatten([pool.last for pool in pools])

    def draw_people(self, draws: Draws) -> People:
        """Draw the persons of some rows: who is higher up is older, and called as people of that age are."""
        pools, titles = self.country.name_pools, self.country.titles
        pool = draws.pick("name_pool", [p.weight for p in pools])
        female = draws.chance("gender", self.facts.female_per_mille)
        title = draws.pick("title", titles.weights)
        ages = np.array([self.facts.ages[seniority] for seniority in titles.seniorities], dtype=np.int64)[title]
        cohort = (draws.below("cohort", 100)[:, None] >= ages).sum(axis=1)
        first = _pick_span(draws.words("first_name"), self._first_spans, (cohort * len(pools) + pool) * 2 + ~female)
        last = _pick_span(draws.words("last_name"), self._last_spans, pool)
        return People(draws, first % len(self.first.latin), last, title, female)

    def draw_places(self, draws: Draws) -> Ints:
        """Draw places by the root of their population, as companies seek towns more than people do."""
        weights = [isqrt(place.population) for place in self.country.places]
        return draws.pick("place", weights)

    def home(self, timezone: str) -> int:
        """Return the largest place in a zone, or of all where none lies in it."""
        places = self.country.places
        inside = [i for i, place in enumerate(places) if place.timezone == timezone]
        return max(inside or range(len(places)), key=lambda i: places[i].population)

    def names(self, people: People, upper_cased: Bools | None = None) -> dict[str, Any]:
        """Write the names of persons; the family names of some in capitals."""
        import pyarrow.compute as pc

        first, last = self.first_names.at(people.first), self.last_names.at(people.last)
        if upper_cased is not None:
            capitals = pc.utf8_upper(last)
            same = pc.equal(pc.utf8_lower(capitals), pc.utf8_lower(last))  # not where a letter has no capital
            last = pc.if_else(pc.and_(arrays.column(upper_cased), same), capitals, last)
        return {
            "first_name": first,
            "last_name": last,
            "full_name": strings.join(first, " ", last),
            "native_name": self._in_script(people, *self._native),
            "phonetic_name": self._in_script(people, *self._phonetic),
        }

    @cached_property
    def title_texts(self) -> strings.Choices:
        """Return the titles."""
        return strings.Choices(self.country.titles.texts)

    @cached_property
    def first_names(self) -> strings.Choices:
        """Return the given names in Latin letters."""
        return strings.Choices(self.first.latin)

    @cached_property
    def last_names(self) -> strings.Choices:
        """Return the family names in Latin letters."""
        return strings.Choices(self.last.latin)

    @cached_property
    def native_first(self) -> strings.Choices:
        """Return the given names in a script of their own where they have one."""
        return _in_any_script(self.first)

    @cached_property
    def native_last(self) -> strings.Choices:
        """Return the family names in a script of their own where they have one."""
        return _in_any_script(self.last)

    def full_names(self, first: Ints, last: Ints) -> Any:
        """Write whole names in Latin letters."""
        return strings.join(self.first_names.at(first), " ", self.last_names.at(last))

    def has_script(self, people: People) -> Bools:
        """Return whose whole name has a script of its own."""
        first, last = self._scripted
        result: Bools = first[people.first] & last[people.last]
        return result

    @cached_property
    def _scripted(self) -> tuple[Bools, Bools]:
        both = (self.first, self.last)
        first, last = (np.array([name is not None for name in names.native], dtype=np.bool_) for names in both)
        return first, last

    def local_part(self, people: People, *, short: bool = False) -> Any:
        """Write the part of an address before the @, of the person's own name; a short one begins with an initial."""
        if short:
            return strings.join(self._initials.at(people.first), self._last_slugs.at(people.last))
        return strings.join(self._first_slugs.at(people.first), ".", self._last_slugs.at(people.last))

    @cached_property
    def _first_slugs(self) -> strings.Choices:
        return strings.Choices(self.first_slugs)

    @cached_property
    def _initials(self) -> strings.Choices:
        return strings.Choices([slug[:1] for slug in self.first_slugs])

    @cached_property
    def _last_slugs(self) -> strings.Choices:
        return strings.Choices(self.last_slugs)

    def pick_surname(self, draws: Draws, column: str) -> Ints:
        """Draw a family name of the largest pool."""
        pools = self.country.name_pools
        pool = max(range(len(pools)), key=lambda i: pools[i].weight)
        return _pick_span(draws.words(column), self._last_spans, np.full(len(draws.address), pool))

    def address(self, draws: Draws, place: Ints) -> dict[str, Any]:
        """Write street, city, state, postal code and country of rows at places."""
        lists = self._addresses
        street = lists.streets.at(draws.pick("street", lists.street_weights))
        low, high = self.country.house_numbers
        number = strings.text(
            low + ((draws.below("house_number", 1 << 16) * draws.below("house_spread", high - low + 1)) >> 16)
        )
        code = lists.first_code[place] + draws.below("postal_code", lists.codes_of[place])
        return {
            "street": strings.fill(self.country.street_format, {"street": street, "number": number}, len(place)),
            "city": lists.cities.coded(place),
            "state": lists.states.coded(place),
            "postal_code": lists.postal_codes.coded(code),
            "country": lists.country.coded(np.zeros(len(place), dtype=np.int64)),
        }

    @cached_property
    def _addresses(self) -> Addresses:
        places = self.country.places
        codes = [place.postal_codes or (None,) for place in places]
        sizes = np.array([len(c) for c in codes], dtype=np.int64)
        return Addresses(
            strings.Choices(self.country.streets.texts),
            self.country.streets.weights,
            strings.Choices([place.city for place in places]),
            strings.Choices([place.state for place in places]),
            strings.Choices([code for group in codes for code in group]),
            strings.Choices([self.country.code]),
            np.cumsum(sizes) - sizes,
            sizes,
        )

    def phones(self, draws: Draws, place: Ints, *, landlines: bool = False) -> Any:
        """Write telephone numbers: some of mobile type, `landlines` only where the place's area has no range."""
        ranges = self._numbers
        share = 0 if landlines else self.facts.mobile_per_mille * ranges.scarce // ENOUGH_MOBILES
        group = np.where(draws.chance("phone_kind", share) | (ranges.sizes[place + 1] == 0), 0, place + 1)
        chosen = ranges.starts[group] + draws.below("phone_range", ranges.sizes[group])
        free = ranges.free[chosen]
        numbers = scale(draws.words("phone"), POWERS[free])
        return strings.join(ranges.prefixes.at(chosen), strings.padded(numbers, free))

    @cached_property
    def _numbers(self) -> Numbers:
        mobiles = self.country.mobiles
        groups = [mobiles, *(place.landlines for place in self.country.places)]
        flat = [pattern for group in groups for pattern in group]
        sizes = np.array([len(group) for group in groups], dtype=np.int64)
        return Numbers(
            strings.Choices([pattern.rstrip("#") for pattern in flat]),
            np.array([pattern.count("#") for pattern in flat], dtype=np.int64),
            np.cumsum(sizes) - sizes,
            sizes,
            min(sum(10 ** pattern.count("#") for pattern in mobiles), ENOUGH_MOBILES),
        )

    @cached_property
    def first_slugs(self) -> list[str]:
        """Return the given names as they stand in addresses."""
        return [slugify(name).replace("-", "") for name in self.first.latin]

    @cached_property
    def last_slugs(self) -> list[str]:
        """Return the family names as they stand in addresses."""
        return [slugify(name).replace("-", "") for name in self.last.latin]

    @cached_property
    def _native(self) -> tuple[strings.Choices, strings.Choices]:
        return strings.Choices(self.first.native), strings.Choices(self.last.native)

    @cached_property
    def _phonetic(self) -> tuple[strings.Choices, strings.Choices]:
        return strings.Choices(self.first.phonetic), strings.Choices(self.last.phonetic)

    def _in_script(self, people: People, first: strings.Choices, last: strings.Choices) -> Any:
        """Write whole names in a script of their own, null where they have none."""
        if not first.known or not last.known:
            return strings.nulls(len(people.first))
        given, family = first.at(people.first), last.at(people.last)
        if self.country.family_first:
            return strings.join(family, " ", given)
        return strings.join(given, " ", family)


def _flatten(lists: list[NameList]) -> tuple[NameList, tuple[Ints, Ints, Ints]]:
    """Join lists of names; return them, their running weights, and where each list begins and ends.

    Where weights differ by cohort, all lists follow each other once for every cohort.
    """
    joined = join_names(lists)
    running = np.cumsum([0, *chain.from_iterable(joined.weights)]).astype(np.int64)
    sizes = np.array([len(names.latin) for names in lists] * len(joined.weights), dtype=np.int64)
    ends = np.cumsum(sizes)
    return joined, (running, ends - sizes, ends)


def _in_any_script(names: NameList) -> strings.Choices:
    """Return names in a script of their own where they have one, else in Latin letters."""
    pairs = zip(names.native, names.latin, strict=True)
    return strings.Choices([latin if native is None else native for native, latin in pairs])


def _pick_span(words: npt.NDArray[np.uint32], spans: tuple[Ints, Ints, Ints], group: Ints) -> Ints:
    running, starts, ends = spans
    low = running[starts[group]]
    target = low + scale(words, running[ends[group]] - low)
    return np.searchsorted(running, target, side="right").astype(np.int64) - 1
