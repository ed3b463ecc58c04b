"""Gives names of people by when they were born, for countries where no package has such lists.

Three cohorts: born 1955 to 1969, 1970 to 1984, 1985 to 2001. Names known to be those of the first or of the last cohort
are listed by hand (`*_facts_ages.py`); all others are of the one between, or of all times.
"""

from __future__ import annotations

from typing import Any

# Tenths of a name's weight in each cohort.
OLDER, BETWEEN, YOUNGER = (24, 9, 1), (9, 13, 8), (1, 7, 24)


def aged(
    pools: list[dict[str, Any]], older: tuple[str, str], younger: tuple[str, str], first: int = 0
) -> list[dict[str, Any]]:
    """Give pools whose first names have three weights instead of one.

    Args:
        pools: the pools of a country.
        older: names of the first cohort, female and male; `_` in a name stands for a blank.
        younger: names of the last cohort.
        first: the part of an entry by which names are listed.

    Raises:
        ValueError: a listed name is in no pool, or is listed twice.
    """
    out = [dict(pool) for pool in pools]
    for at, sex in enumerate(("female", "male")):
        old, young = ([word.replace("_", " ") for word in texts[at].split()] for texts in (older, younger))
        listed, known = old + young, {row[first] for pool in pools for row in pool[sex]}
        if strange := [name for name in listed if name not in known or listed.count(name) > 1]:
            raise ValueError(f"{sex}: in no pool, or listed twice: {' '.join(strange)}")
        for pool in out:
            pool[sex] = [
                [
                    row[0],
                    _weights(row[1], OLDER if row[first] in old else YOUNGER if row[first] in young else BETWEEN),
                    *row[2:],
                ]
                for row in pool[sex]
            ]
    return out


def _weights(weight: int, tenths: tuple[int, int, int]) -> list[int]:
    return [max(1, weight * tenth // 10) for tenth in tenths]
