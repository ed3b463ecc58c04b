"""Days on which offices are closed, frozen from 2015 to 2035: from the package `holidays` and a country's `build.toml`.

Its table `holidays` may say: `subdivision`, `categories` (of the package), `least_states` (what is a holiday in at
least so many states), `optional` (names of optional holidays that are days off), `closed` (days of each year).
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from demogen.data.sources.facts import Facts

YEARS = range(2015, 2036)


def days_off(facts: Facts) -> list[str]:
    """Return the days off in their order."""
    import holidays

    def of(**options: Any) -> Any:
        return holidays.country_holidays(facts.code, years=YEARS, **options)

    asked = facts.settings("build.toml")["holidays"]
    if "least_states" in asked:
        states = [state for state in of().subdivisions if len(state) == 2]
        times = Counter(day for state in states for day in of(subdiv=state))
        found = {day for day, count in times.items() if count >= asked["least_states"]}
    else:
        found = set(of(subdiv=asked.get("subdivision"), categories=asked.get("categories")))
    if "optional" in asked:
        optional = of(categories=["optional"], language="en_US")
        found |= {day for day, name in optional.items() if {*asked["optional"]} & {*name.split("; ")}}
    found |= {date.fromisoformat(f"{year}-{day}") for year in YEARS for day in asked.get("closed", ())}
    return sorted(day.isoformat() for day in found if day.year in YEARS)
