"""Names of people: lists of them as columns, and the pools of first and family names that belong together."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from demogen.config.records import Texts, check_widths, read_plain, record_of

COHORTS = 3  # born 1955 to 1969, 1970 to 1984, 1985 to 2001
LEAST, MOST = 2, 4  # entries of a row: Latin name and weight, then native and phonetic spelling

Spellings = tuple[str | None, ...]


class NameList(NamedTuple):
    """Names in columns: Latin letters, and native and phonetic spelling where the script differs.

    `weights` holds a column for each cohort; names that are alike for all of them have one column.
    """

    latin: Texts
    weights: tuple[tuple[int, ...], ...]
    native: Spellings
    phonetic: Spellings


class NamePool(NamedTuple):
    """Names of people who name their children alike; first and family name of a person come from one pool."""

    origin: str
    weight: int
    female: NameList
    male: NameList
    last: NameList


def join_names(lists: Sequence[NameList]) -> NameList:
    """Return the names of some lists one after the other, with the weights of all cohorts that any of them has."""
    cohorts = max((len(names.weights) for names in lists), default=1)
    weights = [[names.weights[c % len(names.weights)] for names in lists] for c in range(cohorts)]
    return NameList(
        latin=_chain([names.latin for names in lists]),
        weights=tuple(_chain(columns) for columns in weights),
        native=_chain([names.native for names in lists]),
        phonetic=_chain([names.phonetic for names in lists]),
    )


def _chain(columns: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(value for column in columns for value in column)


def read_first_names(data: Any, where: str) -> NameList:
    """Read first names; a weight is one of each cohort, or the same for all."""
    latin, weight, native, phonetic = _columns(data, where)
    by_cohort = [w if isinstance(w, list) else [w] * COHORTS for w in weight]
    check_widths(by_cohort, where, {COHORTS})
    return NameList(latin, tuple(zip(*by_cohort, strict=True)), native, phonetic)


def read_last_names(data: Any, where: str) -> NameList:
    """Read family names."""
    latin, weight, native, phonetic = _columns(data, where)
    return NameList(latin, (weight,), native, phonetic)


def _columns(data: Any, where: str) -> tuple[tuple[Any, ...], ...]:
    """Return the four columns of a list of names, filled up where its rows have fewer."""
    rows = read_plain(data, where)
    check_widths(rows, where, range(LEAST, MOST + 1))
    if len(set(map(len, rows))) > 1:
        rows = tuple(row + [None] * (MOST - len(row)) for row in rows)
    columns = list(zip(*rows, strict=True))
    return *columns, *[(None,) * len(rows)] * (MOST - len(columns))


read_pool = record_of(NamePool, female=read_first_names, male=read_first_names, last=read_last_names)
