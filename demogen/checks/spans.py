"""Cuts a large table into spans of time with about as many rows in each as can be worked on at once.

Conditions compare the column itself, so that DuckDB reads the row groups of a span alone.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from demogen.bundle.schema import TableSpec

AT_ONCE = 1_000_000  # rows
Moments = tuple[int | None, int | None]  # milliseconds: the first of a span, and the first after it; None is no bound


def moments(connection: Any, spec: TableSpec) -> list[Moments]:
    """Return the spans of all time in which the rows of a table come, at least one."""
    (rows,) = connection.execute(f"SELECT count(*) FROM {spec.name}").fetchall()[0]  # noqa: S608 - our own names
    parts = rows // AT_ONCE
    shares = [i / (parts + 1) for i in range(1, parts + 1)] or [0.5]
    query = f"SELECT approx_quantile(epoch_ms({spec.born}), {shares}) FROM {spec.name}"  # noqa: S608 - our own names
    (cuts,) = connection.execute(query).fetchall()[0] if parts else [()]
    return list(pairwise([None, *sorted({int(cut) for cut in cuts or ()}), None]))


def within(spec: TableSpec, span: Moments) -> str:
    """Return the condition that a row of a table comes in a span; rows without a moment are in the first one."""
    begin, end = span
    if end is None:
        return f"{spec.born} >= make_timestamptz({begin * 1000})" if begin is not None else "true"
    before = f"{spec.born} < make_timestamptz({end * 1000})"
    if begin is None:
        return f"({before} OR {spec.born} IS NULL)"
    return f"{spec.born} >= make_timestamptz({begin * 1000}) AND {before}"


def conditions(connection: Any, spec: TableSpec) -> list[str]:
    """Return the conditions of the spans of a large table, none where it is small."""
    found = moments(connection, spec)
    return [within(spec, span) for span in found] if len(found) > 1 else []
