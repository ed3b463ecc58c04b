"""Makes `data/countries/BR.json` from facts written by hand (br_facts*.py) and the holidays of `holidays` 0.109 (PyPI, MIT).

Run with `python -m demogen.data.sources.br`. Holidays: those of the whole country, and as further days off Carnival Monday and
Tuesday, Ash Wednesday and Corpus Christi. Phones: Brazil has set none aside for fiction. Landlines begin with 0 after the area code
of the city, which no subscriber's number does; mobiles have area codes that are not assigned, and begin with 90, which is not
either. Mobiles that begin with 90 after a real area code would pass as valid. Weights of names follow rank (see `ranked`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import holidays

from demogen.data.sources import br_facts_ages, layout, naming
from demogen.data.sources.ages import aged
from demogen.data.sources.br_facts import (
    COMPANY_PATTERNS,
    LEGAL_FORMS,
    NOT_THESE,
    ROOT_HEADS,
    ROOT_TAILS,
    SECTORS,
    TITLES,
)
from demogen.data.sources.br_facts_names import FEMALE, LAST, MALE, POOLS, TOP_LAST
from demogen.data.sources.br_facts_places import PLACES, STREETS

CREDITS = [
    "Holidays: package holidays 0.109 (MIT).",
    "Names, places, postal codes, streets, company parts and titles: written by hand from public facts for this project.",
]
# Area codes that are neither assigned nor the code of a carrier.
MOBILES = [f"+55{code}90#######" for code in (20, 52, 59, 70, 78)]
OFF = {"Carnival", "Ash Wednesday", "Corpus Christi"}
ZONES = {
    "AC": "Rio_Branco", "AL": "Maceio", "AM": "Manaus", "AP": "Belem", "BA": "Bahia", "CE": "Fortaleza", "MA": "Fortaleza",
    "MS": "Campo_Grande", "MT": "Cuiaba", "PA": "Belem", "PB": "Fortaleza", "PE": "Recife", "PI": "Fortaleza", "RN": "Fortaleza",
    "RO": "Porto_Velho", "RR": "Boa_Vista", "SE": "Maceio", "TO": "Araguaina",
}  # fmt: skip
LETTERS = str.maketrans("áàâãéêíóôõúüç ", "aaaaeeiooouuc-")


def slug(text: str) -> str:
    """Give a text in small ASCII letters, words joined by hyphens."""
    return text.lower().translate(LETTERS)


def ranked(text: str, power: float = 0.9, scale: int = 100_000) -> list[list[Any]]:
    """Weigh words by their rank; `_` in a word stands for a blank."""
    return [[word.replace("_", " "), round(scale / (i + 3.7) ** power)] for i, word in enumerate(text.split())]


def rows(text: str) -> list[list[Any]]:
    """Split lines at `|`; the last part of each is a number."""
    parts = [line.split("|") for line in text.strip().splitlines()]
    return [[*row[:-1], int(row[-1])] for row in parts]


def surnames() -> list[list[Any]]:
    """Give the surnames: single ones, then those of both parents, which many people go by.

    The single ones go on below the ten that are counted as rank^-1.1 does; a double one has a common name in each place and together
    they have about a sixth of all weight.
    """
    top = [[name, int(count)] for name, count in (entry.split("|") for entry in TOP_LAST.split())]
    single = top + [[name, round(4861 * (10 / (i + 11)) ** 1.1)] for i, name in enumerate(LAST.split())]
    second = [
        ("da Silva", 30),
        ("dos Santos", 20),
        ("de Oliveira", 12),
        ("de Souza", 9),
        ("Pereira", 7),
        ("Ferreira", 6),
    ]
    second += [("Lima", 6), ("Alves", 6), ("da Costa", 5), ("Rodrigues", 5), ("Ribeiro", 4), ("do Nascimento", 4)]
    pairs = [(row, two, share) for row in single[:40] for two, share in second if row[0] != two.split()[-1]]
    double = [[f"{name} {two}", round(count * share / 300)] for (name, count), two, share in pairs]
    return single + double


def places() -> list[dict[str, Any]]:
    """Give the places, the largest first."""
    found = []
    for city, state, area, thousands, codes in (line.split("|") for line in PLACES.strip().splitlines()):
        zone = "Santarem" if city == "Santarém" else ZONES.get(state, "Sao_Paulo")
        place = {
            "city": city,
            "slug": slug(city),
            "state": state,
            "postalCodes": codes.split(),
            "timezone": f"America/{zone}",
        }
        found.append(
            {**place, "population": int(thousands) * 1000, "areaCode": area, "landlines": [f"+55{area}0#######"]}
        )
    return sorted(found, key=lambda place: -place["population"])


def days_off() -> list[str]:
    """Give the holidays of the whole country and the further days on which offices are closed."""
    years = range(2015, 2036)
    closed = set(holidays.Brazil(years=years, language="en_US"))
    optional = holidays.Brazil(years=years, categories=("optional",), language="en_US")
    closed |= {day for day, name in optional.items() if OFF & set(name.split("; "))}
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


def pools() -> list[dict[str, Any]]:
    """Give the groups of people with their names; the smaller groups have the commonest first names of all."""
    large = {"origin": "Brazilian", "weight": 1000 - sum(weight for _, weight, _ in POOLS)}
    found = [{**large, "female": ranked(FEMALE), "male": ranked(MALE), "last": surnames()}]
    short = {"female": ranked(FEMALE)[2:112], "male": ranked(MALE)[:110]}
    found += [{"origin": origin, "weight": weight, **short, "last": ranked(last)} for origin, weight, last in POOLS]
    return aged(found, br_facts_ages.OLDER, br_facts_ages.YOUNGER)


def week() -> dict[str, Any]:
    """Give the office hours: 9 to 18 with a break from noon to half past one."""
    usual = [["09:00", "12:00"], ["12:30", "18:00"]]
    days: dict[str, Any] = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), usual)
    return {"from": "2015-01-01", "days": {**days, "sat": [], "sun": []}}


def country() -> dict[str, Any]:
    """Put the file together."""
    head = {"code": "BR", "name": "Brazil", "language": "pt-BR", "currency": "BRL", "timezone": "America/Sao_Paulo"}
    return {
        **head,
        "callingCode": "55",
        "dateFormat": "dd/MM/y",
        "nameOrder": "given_first",
        "absentAddressParts": [],
        "weeks": [week()],
        "holidays": days_off(),
        "namePools": pools(),
        "places": places(),
        "streets": ranked(STREETS, 0.75),
        "streetFormat": "{street}, {number}",
        "houseNumbers": [10, 2400],
        "mobiles": MOBILES,
        "legalForms": rows(LEGAL_FORMS),
        "companyRoots": roots(),
        "sectors": rows(SECTORS),
        "companyPatterns": rows(COMPANY_PATTERNS),
        **naming.facts("BR"),
        "titles": rows(TITLES),
        "credits": CREDITS,
    }


def main() -> None:
    """Write the file."""
    layout.write(Path(__file__).parents[1] / "countries" / "BR.json", country())


if __name__ == "__main__":
    main()
