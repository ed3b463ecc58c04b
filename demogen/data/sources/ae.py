"""Parts of `AE.json` with rules of their own: shorter days in Ramadan, parts of Dubai, and streets with numbers."""

from __future__ import annotations

from typing import Any

from demogen.config.slug import slugify
from demogen.data.sources import places as place_rows
from demogen.data.sources.facts import Facts

DUBAI = ", Dubai"  # what web addresses of companies leave out


def weeks(facts: Facts) -> list[dict[str, Any]]:
    """Return the working weeks: the usual ones, and in each Ramadan those that close earlier."""
    usual: list[dict[str, Any]] = facts.settings("country.toml")["weeks"]
    found = list(usual)
    for row in facts.rows("ramadan.csv"):
        days = next(week["days"] for week in reversed(usual) if week["from"] <= row["first"])
        found += [{"from": row["first"], "days": _shorter(facts, days)}, {"from": row["eid"], "days": days}]
    return sorted(found, key=lambda week: week["from"])


def _shorter(facts: Facts, days: dict[str, list[list[str]]]) -> dict[str, list[list[str]]]:
    """Return the days of a week in Ramadan."""
    ramadan = facts.settings("build.toml")["ramadan"]
    closing = {ramadan["usual"]: ramadan["closing"]}
    return {day: [[opens, closing.get(closes, closes)] for opens, closes in spans] for day, spans in days.items()}


def places(facts: Facts) -> list[place_rows.Place]:
    """Return the communities; companies in a part of Dubai are known by that part alone."""
    return [_with_short_slug(place) if place["city"].endswith(DUBAI) else place for place in place_rows.listed(facts)]


def _with_short_slug(place: place_rows.Place) -> place_rows.Place:
    """Return a place with its short slug behind its slug."""
    city, slug, *rest = place.items()
    return dict([city, slug, ("shortSlug", slugify(place["city"].removesuffix(DUBAI))), *rest])


def streets(facts: Facts) -> list[list[Any]]:
    """Return streets that have a name and those that have a number, which are as usual."""
    named = [[name, round(400 / (rank + 9) ** 0.5)] for rank, name in enumerate(facts.lines("streets.txt"), start=1)]
    numbered = [[f"{_ordinal(n)} Street", round(300 / (n + 9) ** 0.5)] for n in range(1, 61)]
    lettered = [[f"Street {n}{side}", round(150 / (n + 9) ** 0.5)] for n in range(2, 31) for side in "AB"]
    return named + numbered + lettered


def _ordinal(number: int) -> str:
    """Write 1st, 2nd, 3rd, 4th."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
