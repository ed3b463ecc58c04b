"""Builds `data/countries/<code>.json` from the facts in the country's folder and packages of the extra `sources`.

A country is its folder; only parts with rules of their own stand in a module (`OWN`). Run with
`python -m demogen.data.sources.build GB JP`, or without a code for all countries.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from demogen.data.sources import ae, br, days_off, gb, jp, layout, lists, names, places, us
from demogen.data.sources.facts import SOURCES, Facts
from demogen.schemas import load_schema

Part = Callable[[Facts], Any]
PARTS: dict[str, Part] = {
    "holidays": days_off.days_off,
    "namePools": names.pools,
    "places": places.listed,
    "streets": lists.streets,
    "legalForms": lists.table("legal_forms.csv", "form", "weight"),
    "companyRoots": lists.table("company_roots.csv", "root", "slug"),
    "sectors": lists.table("sectors.csv", "sector", "slug", "industry", "weight"),
    "companyPatterns": lists.table("company_patterns.csv", "pattern", "weight"),
    "titles": lists.table("titles.csv", "title", "seniority", "department", "weight"),
}
OWN: dict[str, dict[str, Part]] = {
    "AE": {"weeks": ae.weeks, "places": ae.places, "streets": ae.streets},
    "BR": {"namePools": br.pools},
    "GB": {"namePools": gb.pools, "places": gb.places, "streets": lists.streets_by_eights},
    "JP": {"namePools": jp.pools, "places": jp.places, "streets": jp.streets},
    "US": {"namePools": us.pools, "places": us.places, "streets": lists.streets_by_eights},
}


def codes() -> list[str]:
    """Return the codes of the countries that have a folder."""
    return sorted(path.parent.name for path in SOURCES.glob("*/country.toml"))


def parts(code: str) -> dict[str, Part]:
    """Return what makes each key of a country's file that does not stand in its `country.toml`."""
    return PARTS | OWN.get(code, {})


def country(code: str) -> dict[str, Any]:
    """Return a country's file, its keys in the order of the schema."""
    facts = Facts(SOURCES / code)
    found = facts.settings("country.toml") | {key: part(facts) for key, part in parts(code).items()}
    order = list(load_schema("country")["properties"])
    return dict(sorted(found.items(), key=lambda item: order.index(item[0])))


def main(asked: list[str]) -> None:
    """Write the files of the countries that are asked for."""
    for code in asked or codes():
        layout.write(SOURCES.parent / "countries" / f"{code}.json", country(code))


if __name__ == "__main__":
    main(sys.argv[1:])
