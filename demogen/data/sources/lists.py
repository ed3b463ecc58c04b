"""Parts of a country's file that stand in its lists and tables as they are: streets, titles, words of company names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from demogen.config.slug import slugify
from demogen.data.sources import names
from demogen.data.sources.facts import Facts, Row

Entries = list[list[Any]]


def table(name: str, *columns: str) -> Callable[[Facts], Entries]:
    """Return what makes entries of these columns from the rows of a table."""
    return lambda facts: [[_value(row, column, row[columns[0]]) for column in columns] for row in facts.rows(name)]


def streets(facts: Facts) -> Entries:
    """Return the streets, weighted by their rank."""
    return names.ranked(facts.lines("streets.txt"))


def streets_by_eights(facts: Facts) -> Entries:
    """Return the streets, eight of them with the same weight, which falls from eight to eight."""
    return [[street, round(1000 / (rank // 8 + 2))] for rank, street in enumerate(facts.lines("streets.txt"))]


def _value(row: Row, column: str, text: str) -> str | int:
    """Return a part of an entry; a weight is a number, and a slug that is not given follows from the text."""
    if column == "weight":
        return int(row[column])
    return row.get(column) or slugify(text) if column == "slug" else row[column]
