"""Tables of a report: what stands in a picture, in figures; values are written here and nowhere else.

A table's cells are text: counts with thousands separated, money with the digits that its column needs, shares with one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

NUMBERS = ("count", "money", "percent", "days", "written")


@dataclass(frozen=True)
class Column:
    """A column: the key of its values, its head, what kind they are, and whether a bar shows them, too."""

    key: str
    head: str
    kind: str = "text"
    bar: bool = False

    @property
    def numeric(self) -> bool:
        """Return whether its values stand to the right."""
        return self.kind in NUMBERS


@dataclass(frozen=True)
class Cell:
    """A cell: its text, whether it stands to the right, and how long its bar is, in tenths of a percent."""

    text: str
    numeric: bool
    bar: int | None = None


@dataclass(frozen=True)
class Table:
    """A table under its caption; `name` is its id in the page."""

    name: str
    caption: str
    heads: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(
    name: str, caption: str, heads: Sequence[Column], rows: Sequence[dict[str, Any]], *, rest: bool = False
) -> Table:
    """Write rows as a table; with `rest` the last row stands for all others and has no bar."""
    written = [_column(head, [row[head.key] for row in rows], len(rows) - rest) for head in heads]
    return Table(name, caption, tuple(heads), tuple(zip(*written, strict=True)))


def _column(head: Column, values: Sequence[Any], shown: int) -> list[Cell]:
    digits = 2 if head.kind == "money" and any(v is not None and v != int(v) for v in values) else 0
    most = max((v for v in values[:shown] if v is not None), default=0) or 1
    bars = [int(1000 * (value or 0) / most) if i < shown else 0 for i, value in enumerate(values)] if head.bar else []
    return [
        Cell(write(value, head.kind, digits), head.numeric, bars[i] if bars else None) for i, value in enumerate(values)
    ]


def write(value: Any, kind: str, digits: int = 0) -> str:
    """Write a value of a kind; nothing is a dash."""
    if value is None or value == "":
        return "\N{EN DASH}"
    if kind == "money":
        return f"{value:,.{digits}f}"
    if kind == "count":
        return f"{int(value):,}"
    if kind == "percent":
        return f"{Decimal(value):.1f} %"
    if kind == "days":
        return f"{Decimal(value):.1f}"
    return str(value)
