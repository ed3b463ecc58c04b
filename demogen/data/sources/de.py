"""Makes `data/countries/DE.json` from facts written by hand (de_facts*.py) and the holidays of `holidays` 0.109 (PyPI, MIT).

Run with `python -m demogen.data.sources.de`. Holidays: what holds in at least nine of the sixteen Länder, which is the nine
holidays of the whole country and Reformation Day (31 October 2017 everywhere, since 2018 in nine Länder); besides 24 and 31
December, on which offices and banks are closed though they are no holidays. Phones: landlines of the five cities and mobiles that
the Bundesnetzagentur set aside for films (notice 148/2021, Amtsblatt 7/2021); elsewhere numbers that begin with 0 behind the area
code, which no subscriber's does. Weights of names follow rank as (rank + 2.7)^-0.75.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import holidays

from demogen.data.sources import de_facts_ages, layout, naming
from demogen.data.sources.ages import aged
from demogen.data.sources.de_facts import (
    COMPANY_PATTERNS,
    LEGAL_FORMS,
    NOT_THESE,
    ROOT_HEADS,
    ROOT_TAILS,
    SECTORS,
    TITLES,
)
from demogen.data.sources.de_facts_names import POOLS
from demogen.data.sources.de_facts_places import PLACES, STREETS

CREDITS = [
    "Holidays: package holidays 0.109 (MIT).",
    "Names, places, postal codes, streets, company parts and titles: written by hand from public facts for this project.",
    "Telephone numbers: ranges for films and television, Bundesnetzagentur, notice 148/2021.",
]
LANDLINES = {
    "Berlin": "+493023125###",
    "Frankfurt am Main": "+496990009###",
    "Hamburg": "+494066969###",
    "Köln": "+492214710###",
    "München": "+498999998###",
}
MOBILES = ["+4917139200##", "+49176040690##"]
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-"})


def slug(text: str) -> str:
    """Give a text in small ASCII letters, words joined by hyphens."""
    return text.lower().translate(LETTERS).replace("(", "").replace(")", "")


def ranked(text: str) -> list[list[Any]]:
    """Weigh words by their rank; `_` in a word stands for a blank."""
    return [[word.replace("_", " "), round(100_000 / (i + 3.7) ** 0.75)] for i, word in enumerate(text.split())]


def rows(text: str) -> list[list[Any]]:
    """Split lines at `|`; the last part of each is a number."""
    parts = [line.split("|") for line in text.strip().splitlines()]
    return [[*row[:-1], int(row[-1])] for row in parts]


def places() -> list[dict[str, Any]]:
    """Give the places, the largest first."""
    found = []
    for city, land, area, thousands, codes in (line.split("|") for line in PLACES.strip().splitlines()):
        found.append(
            {
                "city": city,
                "slug": slug(city),
                "state": land,
                "postalCodes": codes.split(),
                "timezone": "Europe/Berlin",
                "population": int(thousands) * 1000,
                "areaCode": area,
                "landlines": [LANDLINES.get(city) or f"+49{area}0{'#' * (10 - len(area))}"],
            }
        )
    return sorted(found, key=lambda place: -place["population"])


def days_off() -> list[str]:
    """Give the days that are holidays in at least nine Länder, and the last days of December on which offices are closed."""
    years = range(2015, 2036)
    lands = [land for land in holidays.Germany.subdivisions if len(land) == 2]
    count = Counter(day for land in lands for day in holidays.Germany(years=years, subdiv=land))
    closed = {day for day, times in count.items() if times >= 9}
    closed |= {date(year, 12, day) for year in years for day in (24, 31)}
    return sorted(day.isoformat() for day in closed)


def roots() -> list[list[str]]:
    """Join the heads and tails of invented names, a part of all pairs so that they sound less alike."""
    left_out = set(NOT_THESE.split())
    words = [
        head + tail
        for i, head in enumerate(ROOT_HEADS.split())
        for j, tail in enumerate(ROOT_TAILS.split())
        if (i + j) % 3
    ]
    return [[word, slug(word)] for word in sorted(set(words) - left_out) if len(word) <= 10]


def week() -> dict[str, Any]:
    """Give the office hours: 8 to 17 with a break at noon, Fridays to 15."""
    usual = [["08:00", "12:00"], ["12:30", "17:00"]]
    days: dict[str, Any] = dict.fromkeys(("mon", "tue", "wed", "thu"), usual)
    return {
        "from": "2015-01-01",
        "days": {**days, "fri": [["08:00", "12:00"], ["12:30", "15:00"]], "sat": [], "sun": []},
    }


def pools() -> list[dict[str, Any]]:
    """Give the groups of people with their names."""
    keys = ("origin", "weight", "female", "male", "last")
    found = [dict(zip(keys, (*pool[:2], *map(ranked, pool[2:])), strict=True)) for pool in POOLS]
    return aged(found, de_facts_ages.OLDER, de_facts_ages.YOUNGER)


def country() -> dict[str, Any]:
    """Put the file together."""
    head = {"code": "DE", "name": "Germany", "language": "de-DE", "currency": "EUR", "timezone": "Europe/Berlin"}
    return {
        **head,
        "callingCode": "49",
        "dateFormat": "dd.MM.yy",
        "nameOrder": "given_first",
        "absentAddressParts": [],
        "weeks": [week()],
        "holidays": days_off(),
        "namePools": pools(),
        "places": places(),
        "streets": ranked(STREETS),
        "streetFormat": "{street} {number}",
        "houseNumbers": [1, 180],
        "mobiles": MOBILES,
        "legalForms": rows(LEGAL_FORMS),
        "companyRoots": roots(),
        "sectors": rows(SECTORS),
        "companyPatterns": rows(COMPANY_PATTERNS),
        **naming.facts("DE"),
        "titles": rows(TITLES),
        "credits": CREDITS,
    }


def main() -> None:
    """Write the file."""
    layout.write(Path(__file__).parents[1] / "countries" / "DE.json", country())


if __name__ == "__main__":
    main()
