"""Makes `data/countries/AE.json`.

Read from PyPI: holidays 0.109 (MIT; dates of Eid and other lunar days are its estimates where it says so, frozen
here). By hand from public facts: names by origin (`ae_facts_names`, `ae_facts_names2`), communities, streets,
titles and words of company names (`ae_facts`). Roots of company names are invented. The country has no postal
codes.

Pools are business contacts rather than residents: Indian 32, Arab without Emirati 18, Pakistani 14, Emirati 12,
Western 9, Filipino 8, Iranian 3, others 4 of a hundred. No source has weights of names: they fall as 1 / (rank +
2.7)^s with the s of each pool below (Arab and Pakistani first names are the most concentrated). Landlines: blocks
that begin with 1, mobiles: 51, 57 and 59, none of which is assigned. Before 2022 the week was Sunday to Thursday,
since then Monday to Friday noon.
Run with `python -m demogen.data.sources.ae`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import holidays

from demogen.data.sources import ae_facts, ae_facts_ages, ae_facts_names, ae_facts_names2, naming
from demogen.data.sources.ages import aged
from demogen.data.sources.layout import write

# origin, names, weight, exponents of first and last names
POOLS = [
    ("Indian (north and west)", ae_facts_names.INDIAN_NORTH, 130, 0.6, 0.7),
    ("Indian (south)", ae_facts_names.INDIAN_SOUTH, 100, 0.6, 0.7),
    ("Indian (Muslim)", ae_facts_names.INDIAN_MUSLIM, 55, 0.7, 0.7),
    ("Indian (Christian)", ae_facts_names.INDIAN_CHRISTIAN, 35, 0.6, 0.7),
    ("Pakistani", ae_facts_names.PAKISTANI, 140, 0.9, 0.8),
    ("Emirati", ae_facts_names.EMIRATI, 120, 0.9, 0.7),
    ("Levantine", ae_facts_names.LEVANTINE, 105, 0.7, 0.5),
    ("Egyptian", ae_facts_names.EGYPTIAN, 75, 0.9, 0.6),
    ("Filipino", ae_facts_names.FILIPINO, 80, 0.6, 0.7),
    ("British and Irish", ae_facts_names2.BRITISH, 52, 0.6, 0.6),
    ("Iranian", ae_facts_names.IRANIAN, 30, 0.8, 0.6),
    ("French", ae_facts_names2.FRENCH, 10, 0.5, 0.5),
    ("German", ae_facts_names2.GERMAN, 10, 0.5, 0.7),
    ("Italian", ae_facts_names2.ITALIAN, 9, 0.6, 0.6),
    ("Ukrainian", ae_facts_names2.UKRAINIAN, 9, 0.6, 0.6),
    ("Bangladeshi", ae_facts_names2.BANGLADESHI, 16, 0.8, 0.8),
    ("Sri Lankan", ae_facts_names2.SRI_LANKAN, 14, 0.6, 0.7),
    ("Chinese", ae_facts_names2.CHINESE, 10, 0.5, 0.6),
]


def entries(text: str, mark: str = ",") -> list[str]:
    """Split a text over several lines, without repeats."""
    return list(dict.fromkeys(part.strip() for part in text.replace("\n", " ").split(mark) if part.strip()))


def names(text: str, exponent: float) -> list[list[Any]]:
    """Weigh names by their rank; what follows "|" is the native spelling."""
    found = []
    for rank, entry in enumerate(entries(text), start=1):
        name, *native = entry.split("|")
        found.append([name, round(100000 / (rank + 2.7) ** exponent), *native])
    return found


def pool(origin: str, lists: dict[str, str], weight: int, first: float, last: float) -> dict[str, Any]:
    """Give one pool."""
    parts = {key: names(lists[key], last if key == "last" else first) for key in ("female", "male", "last")}
    return {"origin": origin, "weight": weight, **parts}


def pools() -> list[dict[str, Any]]:
    """Give the groups of people, with their names by age."""
    return aged([pool(*row) for row in POOLS], ae_facts_ages.OLDER, ae_facts_ages.YOUNGER)


def places() -> list[dict[str, Any]]:
    """Give the communities."""
    out = []
    for line in ae_facts.PLACES.strip().replace("\n ", " ").split("\n"):
        head, communities = line.split(":")
        digit = next(c for c in head if c.isdigit())
        emirate, city = (part.strip() for part in head.split(digit))
        for entry in communities.split(";"):
            name, thousands = entry.strip().rsplit(" ", 1)
            full = f"{name}, {city}" if city else name
            out.append({
                "city": full, "slug": full.lower().replace(",", "").replace(" ", "-"), "state": emirate,
                "postalCodes": [],
                "timezone": "Asia/Dubai", "population": int(thousands) * 1000, "areaCode": digit,
                "landlines": [f"+971{digit}1######"],
            })  # fmt: skip
    return out


def ordinal(number: int) -> str:
    """Write 1st, 2nd, 3rd, 4th."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def streets() -> list[list[Any]]:
    """Give named streets and numbered ones, which are as usual."""
    named = [[name, round(400 / (rank + 9) ** 0.5)] for rank, name in enumerate(entries(ae_facts.STREETS), start=1)]
    numbered = [[f"{ordinal(n)} Street", round(300 / (n + 9) ** 0.5)] for n in range(1, 61)]
    lettered = [[f"Street {n}{side}", round(150 / (n + 9) ** 0.5)] for n in range(2, 31) for side in "AB"]
    return named + numbered + lettered


def roots() -> list[list[str]]:
    """Combine the invented parts of roots."""
    found = [front + back for front in entries(ae_facts.ROOT_FRONTS) for back in entries(ae_facts.ROOT_BACKS)]
    return [[root, root.lower()] for root in found]


def week(begins: str, *, ramadan: bool) -> dict[str, Any]:
    """Give the working week from a day on: Sunday to Thursday before 2022, then Monday to Friday noon; in Ramadan shorter."""
    full = [["09:00", "13:00"], ["13:30", "16:00" if ramadan else "18:00"]]
    days: dict[str, Any] = {**dict.fromkeys(("mon", "tue", "wed", "thu"), full), "fri": [], "sat": [], "sun": full}
    return {"from": begins, "days": days if begins < "2022" else {**days, "fri": [["09:00", "12:00"]], "sun": []}}


def weeks() -> list[dict[str, Any]]:
    """Give the working weeks: before and since 2022, and in each Ramadan two hours less a day."""
    found = [week(begins, ramadan=False) for begins in ("2015-01-01", "2022-01-01")]
    for line in ae_facts.RAMADAN.strip().splitlines():
        first, eid = line.split()
        found += [week(first, ramadan=True), week(eid, ramadan=False)]
    return sorted(found, key=lambda week: week["from"])


def days_off() -> list[str]:
    """Give the public holidays of 2015 to 2035."""
    return sorted(day.isoformat() for day in holidays.country_holidays("AE", years=range(2015, 2036)))


def weighted(text: str) -> list[list[Any]]:
    """Split entries of a text and its weight."""
    return [[name, int(weight)] for name, weight in (entry.rsplit(" ", 1) for entry in text.split("|"))]


def sectors() -> list[list[Any]]:
    """Split the sectors into text, slug, industry and weight."""
    rows = [entry.rsplit(" ", 3) for entry in ae_facts.SECTORS.strip().replace("\n", "|").split("|")]
    return [[text, slug, industry.replace("-", " "), int(weight)] for text, slug, industry, weight in rows]


def titles() -> list[list[Any]]:
    """Split the titles into title, seniority, department and weight."""
    out = []
    for line in ae_facts.TITLES.strip().split("\n"):
        grade, rest = line.split(": ")
        out += [[title, *grade.split(), weight] for title, weight in weighted(rest)]
    return out


def country() -> dict[str, Any]:
    """Put the file together."""
    return {
        "$schema": "../../../schemas/country.schema.json", "code": "AE", "name": "United Arab Emirates",
        "language": "en-AE", "secondLanguage": {"language": "ar-AE", "perMille": 500},
        "currency": "AED", "timezone": "Asia/Dubai", "callingCode": "971",
        "dateFormat": "dd/MM/y", "nameOrder": "given_first", "absentAddressParts": ["postal_code"],
        "weeks": weeks(), "holidays": days_off(), "namePools": pools(), "places": places(),
        "streets": streets(), "streetFormat": "Office {number}, {street}", "houseNumbers": [101, 2912],
        "mobiles": ["+97151#######", "+97157#######", "+97159#######"],
        "legalForms": weighted(ae_facts.LEGAL_FORMS), "companyRoots": roots(), "sectors": sectors(),
        "companyPatterns": weighted(ae_facts.PATTERNS.strip().replace("\n", "|")),
        **naming.facts("AE"), "titles": titles(),
        "credits": [
            "Holidays: holidays 0.109 (MIT).",
            "Names, communities, populations, area codes, streets, company words, titles: by hand from public facts.",
        ],
    }  # fmt: skip


def main() -> None:
    """Write the file."""
    write(Path(__file__).parents[1] / "countries" / "AE.json", country())


if __name__ == "__main__":
    main()
