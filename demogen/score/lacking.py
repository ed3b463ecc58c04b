"""Which figures of the scorecard cannot be measured on a bundle that lacks tables or columns, and what each needs.

A query of figures gives a row for each, whatever is in the tables; what a query needs its plan tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from demogen.checks import needs
from demogen.score.run import figure_texts
from demogen.score.statistics import QUERIES

Lacking = dict[str, tuple[str, ...]]


def figures_lacking(connection: Any, missing: Collection[str]) -> Lacking:
    """Return what is missing that figures need, by the name of the figure.

    All checks have been prepared in the connection; nothing else may run in its database meanwhile.
    """
    if not missing:
        return {}
    with connection.cursor() as cursor:  # its temporary views are nobody else's
        cursor.execute(needs.as_views(figure_texts()["views"]))
        queries = [*_queries(cursor), *QUERIES]
        lacking = [tables for _, tables in needs.split(cursor, queries, missing)]
        return {
            name: tables
            for query, tables in zip(queries, lacking, strict=True)
            if tables
            for name in QUERIES.get(query) or _names(cursor, query)
        }


def _queries(cursor: Any) -> Iterator[str]:
    """Return every query of figures that SQL can tell."""
    for name, text in figure_texts().items():
        if name != "views":
            yield from (statement.query for statement in cursor.extract_statements(text))


def _names(cursor: Any, query: str) -> list[str]:
    return [row[0] for row in cursor.execute(query).fetchall()]
