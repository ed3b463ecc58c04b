"""What companies are called: invented names, put together from the country's roots, sectors, surnames and towns.

Names are unique in the tenant; of two that would share a name the one that came later gets another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import arrays, parallel, strings
from demogen.draw.arrays import Bools, Ints
from demogen.draw.parallel import SLICE
from demogen.draw.streams import Draws
from demogen.draw.strings import Choices

if TYPE_CHECKING:
    from demogen.world.people import Gazetteer

ATTEMPTS = 6


@dataclass(frozen=True)
class Names:
    """What companies are called: name and web domain (without the top level) as text, sector as index."""

    name: Any
    domain: Any
    sector: Ints


class NameParts:
    """What a country's companies are named with, laid out once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Lay the parts out."""
        country = gazetteer.country
        self.gazetteer = gazetteer
        self.patterns, self.weights = country.company_patterns.texts, country.company_patterns.weights
        self.domains = [_domain_pattern(pattern) for pattern in self.patterns]
        wide = [i for i, pattern in enumerate(self.patterns) if "{sector}" in pattern]
        self.with_sector = np.array(wide, dtype=np.int64)
        self.roots, self.root_slugs = Choices(country.company_roots.texts), Choices(country.company_roots.slugs)
        self.root_count = len(country.company_roots.texts)
        self.sectors, self.sector_slugs = Choices(country.sectors.texts), Choices(country.sectors.slugs)
        self.sector_weights = country.sectors.weights
        self.surnames = gazetteer.native_last if country.native_companies else gazetteer.last_names
        self.surname_slugs = Choices(gazetteer.last_slugs)
        self.forms, self.form_weights = Choices(country.legal_forms.texts), country.legal_forms.weights
        self.form_pattern = country.legal_form_pattern
        self.cities = Choices([place.company_city for place in country.places])
        self.city_slugs = Choices([place.company_slug for place in country.places])
        self.real_firms = arrays.texts(gazetteer.real_firms)

    def compose(self, draws: Draws, place: Ints, choice: Ints, salt: str = "") -> Names:
        """Compose names by patterns; a salt makes the draws others."""
        root = draws.below(f"name_root{salt}", self.root_count)
        sector = draws.pick(f"sector{salt}", self.sector_weights)
        columns = ("name_surname", "name_surname2")
        first, second = (self.gazetteer.pick_surname(draws, f"{column}{salt}") for column in columns)
        legal = draws.pick("legal_form", self.form_weights)
        slots = {
            "root": self.roots.coded(root),
            "sector": self.sectors.coded(sector),
            "surname": self.surnames.coded(first),
            "surname2": self.surnames.coded(second),
            "city": self.cities.coded(place),
            "legal": self.forms.coded(legal),
        }
        slugs = {
            "root": self.root_slugs.coded(root),
            "sector": self.sector_slugs.coded(sector),
            "surname": self.surname_slugs.coded(first),
            "surname2": self.surname_slugs.coded(second),
            "city": self.city_slugs.coded(place),
        }
        name = strings.fill_by(self.patterns, choice, slots)
        return Names(name, strings.fill_by(self.domains, choice, slugs), sector)


def name_companies(parts: NameParts, draws: Draws, place: Ints, *, unique: bool) -> Names:
    """Name companies, in order of creation, so that a later one gives way; none like a real firm.

    Whose every attempt was in vain has a number.
    """
    names = _compose(parts, draws, place)
    real = _is_real(names, parts)
    for attempt in range(1, ATTEMPTS):
        taken = strings.occurrence(strings.codes(names.domain)) > 0 if unique else False
        again = np.flatnonzero(taken | real)
        if not len(again):
            break
        fewer = draws.take(again)
        choice = parts.with_sector[fewer.below(f"name_pattern.{attempt}", len(parts.with_sector))]
        fresh = parts.compose(fewer, place[again], choice, f".{attempt}")
        names, real[again] = _replace(names, again, fresh), _is_real(fresh, parts)
    if not unique and not real.any():
        return names
    texts = ((names.name, " "), (names.domain, "-"))
    times = (strings.occurrence(strings.codes(text)) if unique else np.zeros(len(real), np.int64) for text, _ in texts)
    name, domain = (strings.with_numbers(*text, n + real) for text, n in zip(texts, times, strict=True))
    return Names(name, domain, names.sector)


def _compose(parts: NameParts, draws: Draws, place: Ints) -> Names:
    """Compose names by patterns that are drawn, slice by slice."""
    import pyarrow as pa

    found = []
    for rows in parallel.cut(len(place), SLICE):
        some = draws.take(rows)
        found.append(parts.compose(some, place[rows], some.pick("name_pattern", parts.weights)))
    if len(found) == 1:
        return found[0]
    names, domains = ([getattr(part, key) for part in found] or [arrays.texts([])] for key in ("name", "domain"))
    sectors = [np.zeros(0, dtype=np.int64), *(part.sector for part in found)]
    return Names(pa.concat_arrays(names), pa.concat_arrays(domains), np.concatenate(sectors))


def _is_real(names: Names, parts: NameParts) -> Bools:
    """Return which companies are called like real firms: by their domain, or by their name without a legal form."""
    import pyarrow.compute as pc

    flags = np.zeros(len(names.sector), dtype=np.bool_)
    for bare in (
        pc.replace_substring(names.domain, "-", ""),
        pc.replace_substring_regex(names.name, parts.form_pattern, ""),
    ):
        flags |= arrays.flags(pc.is_in(bare, value_set=parts.real_firms)).astype(np.bool_)
    return flags


def _domain_pattern(pattern: str) -> str:
    """Return the slots of a name pattern that stand in its web domain, joined by hyphens."""
    return "-".join(f"{{{slot}}}" for slot in re.findall(r"\{(\w+)\}", pattern) if slot != "legal")


def _replace(names: Names, rows: Ints, fresh: Names) -> Names:
    """Put fresh names into some rows."""
    import pyarrow as pa

    index = np.arange(len(names.sector), dtype=np.int64)
    index[rows] = len(index) + np.arange(len(rows))
    sector = names.sector.copy()
    sector[rows] = fresh.sector
    merge = [
        pa.concat_arrays([old, new]).take(arrays.column(index))
        for old, new in ((names.name, fresh.name), (names.domain, fresh.domain))
    ]
    return Names(merge[0], merge[1], sector)
