"""The columns of a sheet: what a cell of a column of the bundle holds, its format and its width.

A cell holds at most 32,767 characters of UTF-16, more than the longest text of a bundle. What Excel cannot hold, such
as a day before 1900, is refused before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from demogen.bundle.schema import Column, TableSpec
from demogen.bundle.tables import TABLES
from demogen.draw.zones import Zone
from demogen.errors import Problem, Refused

MOST_CHARACTERS = 32_767  # of a cell, in UTF-16
SOONEST, LATEST = "1900-03-01", "9999-12-30"  # Excel takes 1900 for a leap year; a day is left for the time zone
EXACT_BELOW = 10**13  # amounts with 15 digits, which is what Excel keeps
EPOCH_SERIAL = 25_569  # Excel's number of 1970-01-01
WIDTHS = {"uuid": 38, "int": 10, "bool": 8, "timestamp": 20, "date": 12, "money": 18}
WIDEST = 60
# Columns of a query that give what cells hold; moments are still UTC.
VALUES = {"uuid": '"{0}"::VARCHAR', "money": '"{0}"::DOUBLE', "timestamp": 'epoch_us("{0}")'}


@dataclass(frozen=True)
class SheetColumn:
    """A column of a table, and its width in characters."""

    column: Column
    width: int


def plan_columns(connection: Any, spec: TableSpec) -> list[SheetColumn]:
    """Measure the columns of a table."""
    texts = [column.name for column in spec.columns if column.type == "string"]
    asked = ", ".join(f'coalesce(max(length("{name}")), 0)' for name in texts)
    (found,) = connection.execute(f'SELECT {asked} FROM "{spec.name}"').fetchall() if texts else [()]  # noqa: S608 - our own names
    longest = dict(zip(texts, found, strict=True))
    return [
        SheetColumn(c, min(max(len(c.name) + 4, WIDTHS.get(c.type, longest.get(c.name, 0) + 2)), WIDEST))
        for c in spec.columns
    ]


def refuse_values(connection: Any) -> None:
    """Refuse tables with values that Excel cannot hold.

    Raises:
        Refused: there are some.
    """
    problems = [problem for spec in TABLES for problem in _unfit(connection, spec)]
    if problems:
        raise Refused(problems)


def _unfit(connection: Any, spec: TableSpec) -> Iterator[Problem]:
    conditions = {column.name: condition for column in spec.columns if (condition := _unfit_condition(column))}
    if not conditions:
        return
    asked = ", ".join(f"bool_or({condition})" for condition in conditions.values())
    (found,) = connection.execute(f'SELECT {asked} FROM "{spec.name}"').fetchall()  # noqa: S608 - our own names
    for name, bad in zip(conditions, found, strict=True):
        if bad:
            what = "holds a value that an Excel cell cannot hold"
            yield Problem(f"{spec.name}.{name}", what, _fit(spec.column(name)), hint="Choose another format.")


def _unfit_condition(column: Column) -> str:
    match column.type:
        case "timestamp" | "date":
            return f"\"{column.name}\" NOT BETWEEN '{SOONEST}' AND '{LATEST}'"
        case "money":
            return f'abs("{column.name}") >= {EXACT_BELOW}'
    return ""


def _fit(column: Column) -> str:
    if column.type == "money":
        return "an amount of at most 15 digits"
    return f"a day from {SOONEST} to {LATEST}"


def values_sql(spec: TableSpec) -> str:
    """Write the query that gives what the cells of a table hold."""
    values = ", ".join(VALUES.get(c.type, '"{0}"').format(c.name) + f' AS "{c.name}"' for c in spec.columns)
    return f'SELECT {values} FROM "{spec.name}"'  # noqa: S608 - our own names


def cells(column: Column, values: Any, zone: Zone) -> list[Any]:
    """Return what the cells of a batch of a column hold; None is an empty cell.

    Args:
        column: the column.
        values: an Arrow array, as `values_sql` gives it.
        zone: the zone whose clocks moments are written by.
    """
    if column.type not in {"timestamp", "date"}:
        return list(values.to_pylist())
    known = values.is_valid().to_numpy(zero_copy_only=False)
    if column.type == "date":
        serials = values.cast("int32").fill_null(0).to_numpy() + float(EPOCH_SERIAL)
    else:
        micros = values.fill_null(0).to_numpy()
        seconds, rest = np.divmod(micros, 1_000_000)
        serials = (zone.local(seconds) * 1_000_000 + rest) / 86_400_000_000 + EPOCH_SERIAL
    return [serial if there else None for serial, there in zip(serials.tolist(), known.tolist(), strict=True)]
