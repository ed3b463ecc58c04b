"""Groups of people with their names, weighted by rank and by age.

No package has weights of names for most countries: they fall with the rank in the list as (rank + 2.7)^-exponent. Three
cohorts: born 1955 to 1969, 1970 to 1984, 1985 to 2001. Names known to be those of the first or of the last cohort are
listed (`names/older_*.txt`, `names/younger_*.txt`); all others are of the one between, or of all times.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from demogen.data.sources.facts import Facts, Row

Names = list[list[Any]]
Lists = dict[str, Names]
EXPONENT = "0.75"
# Tenths of a name's weight in each cohort.
OLDER, BETWEEN, YOUNGER = (24, 9, 1), (9, 13, 8), (1, 7, 24)


def pools(facts: Facts, **made: Callable[[Facts, Row], Lists]) -> list[dict[str, Any]]:
    """Return the groups of people: lists of names by rank, those of a group in `made` from its function."""
    rows = facts.rows("pools.csv")
    found = [(row, made.get(row["names"], listed)(facts, row)) for row in rows]
    if facts.has("names/older_female.txt"):
        _give_ages(facts, [lists for _, lists in found])
    return [{"origin": row["origin"], "weight": int(row["weight"]), **lists} for row, lists in found]


def listed(facts: Facts, row: Row) -> Lists:
    """Return the names of one group from the lists in its folder."""
    first, last = (float(row.get(f"{part}_exponent", EXPONENT)) for part in ("first", "last"))
    exponents = {"female": first, "male": first, "last": last}
    return {key: ranked(facts.lines(f"names/{row['names']}/{key}.txt"), power) for key, power in exponents.items()}


def ranked(entries: list[str], exponent: float = float(EXPONENT)) -> Names:
    """Return names weighted by their rank, and behind the weight the native spelling that stands behind "|"."""
    parts = ([part.strip() for part in entry.split("|")] for entry in entries)
    return [
        [name, round(100_000 / (rank + 2.7) ** exponent), *native]
        for rank, (name, *native) in enumerate(parts, start=1)
    ]


def _give_ages(facts: Facts, pools: list[Lists]) -> None:
    """Write three weights instead of one to each first name.

    Raises:
        ValueError: a listed name is in no pool, or in both lists.
    """
    for sex in ("female", "male"):
        older, younger = (facts.lines(f"names/{word}_{sex}.txt") for word in ("older", "younger"))
        strange = {*older, *younger} - {row[0] for lists in pools for row in lists[sex]} | {*older} & {*younger}
        if strange:
            raise ValueError(f"{facts.code}, {sex}, by age: in no pool, or in both lists: {' '.join(sorted(strange))}")
        tenths = dict.fromkeys(older, OLDER) | dict.fromkeys(younger, YOUNGER)
        for lists in pools:
            lists[sex] = [
                [name, [max(1, weight * tenth // 10) for tenth in tenths.get(name, BETWEEN)], *native]
                for name, weight, *native in lists[sex]
            ]
