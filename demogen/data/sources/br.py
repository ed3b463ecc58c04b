"""Parts of `BR.json` with rules of their own: surnames that are counted, and surnames of both parents."""

from __future__ import annotations

from typing import Any

from demogen.data.sources import names
from demogen.data.sources.facts import Facts, Row

COMMON = 40  # so many surnames also stand before a second one
# First names of the smaller groups: the most usual ones of all, without Maria and Ana.
OTHERS = {"female": slice(2, 112), "male": slice(110)}


def pools(facts: Facts) -> list[dict[str, Any]]:
    """Return the groups of people; all have the same first names, the smaller ones fewer of them."""
    folders = (row["names"] for row in facts.rows("pools.csv"))
    return names.pools(facts, **(dict.fromkeys(folders, _smaller) | {"brazilian": _largest}))


def _largest(facts: Facts, row: Row) -> names.Lists:
    return {**_first(facts, row), "last": _surnames(facts)}


def _smaller(facts: Facts, row: Row) -> names.Lists:
    first = {sex: found[OTHERS[sex]] for sex, found in _first(facts, row).items()}
    last = facts.lines(f"names/{row['names']}/last.txt")
    return {**first, "last": names.ranked(last, float(row["last_exponent"]))}


def _first(facts: Facts, row: Row) -> names.Lists:
    exponent = float(row["first_exponent"])
    return {sex: names.ranked(facts.lines(f"names/brazilian/{sex}.txt"), exponent) for sex in ("female", "male")}


def _surnames(facts: Facts) -> names.Names:
    """Return the surnames: single ones, then those of both parents, which many people go by.

    The single ones go on below those that are counted as rank^-1.1 does; a double one has a common name in each place
    and together they have about a sixth of all weight.
    """
    counted = [[row["name"], int(row["thousands"])] for row in facts.rows("names/brazilian/counted_last.csv")]
    size, least = len(counted), counted[-1][1]
    single = counted + [
        [name, round(least * (size / (rank + size)) ** 1.1)]
        for rank, name in enumerate(facts.lines("names/brazilian/last.txt"), start=1)
    ]
    second = [(row["name"], int(row["weight"])) for row in facts.rows("names/brazilian/second_last.csv")]
    return single + [
        [f"{name} {other}", round(count * share / 300)]
        for name, count in single[:COMMON]
        for other, share in second
        if name != other.split()[-1]
    ]
