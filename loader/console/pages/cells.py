"""How values of rows are written: moments in the tenant's zone, money with its currency, ids as links, null as null."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from demogen.bundle.schema import Column
from demogen.config.reference import Reference
from loader.tenants.rows.read import Home

FOLD = 80  # characters; a longer text is folded


@dataclass(frozen=True)
class Cell:
    """A value as it is written: `kind` says how, `link` leads to the row that it names, `whole` is what is folded."""

    kind: str
    text: str
    link: str = ""
    whole: str = ""
    title: str = ""


def cells(
    row: Mapping[str, Any],
    columns: Sequence[Column],
    home: Home,
    labels: Mapping[tuple[str, UUID], str],
    most: int,
) -> list[Cell]:
    """Write a row; `most` is the number of characters that were read of a text, save one."""
    return [_cell(row, column, home, labels, most) for column in columns]


def _cell(
    row: Mapping[str, Any], column: Column, home: Home, labels: Mapping[tuple[str, UUID], str], most: int
) -> Cell:
    value = row[column.name]
    if value is None:
        return Cell("null", "null")
    if column.references:
        label = labels.get((column.references, value))
        return Cell(
            "ref", label or short(value), f"{column.references}/{value}" if label is not None else "", "", str(value)
        )
    if column.type == "money":
        currency = str(row.get("currency") or home.currency)
        return Cell("number", f"{value:,.{digits(currency, value)}f} {currency}")
    return _plain(value, column, home, most)


def _plain(value: Any, column: Column, home: Home, most: int) -> Cell:
    if column.type == "timestamp":
        return Cell("moment", local(value, home.timezone), title=value.astimezone(UTC).isoformat())
    if column.type == "string":
        return _text(str(value), most)
    if isinstance(value, bool):
        return Cell("code", str(value).lower())
    return Cell("number", f"{value:,}") if isinstance(value, int) else Cell("code", str(value))


def _text(value: str, most: int) -> Cell:
    if not value.strip():
        return Cell("null", "empty" if not value else "blank")
    whole = f"{value[:most]}…" if len(value) > most else value
    if len(whole) <= FOLD and "\n" not in whole:
        return Cell("text", whole)
    first = whole.strip().split("\n", 1)[0]
    return Cell("long", f"{first[: FOLD - 20].rstrip()}…", whole=whole)


def short(value: UUID) -> str:
    """Write the end of an id: rows of one moment begin alike."""
    return f"…{str(value)[-12:]}"


def local(moment: datetime, zone: str) -> str:
    """Write a moment in a time zone; in UTC, and saying so, where the zone is unknown."""
    known = _zone(zone)
    return moment.astimezone(known or UTC).strftime("%Y-%m-%d %H:%M:%S") + ("" if known else " UTC")


def digits(currency: str, value: Any) -> int:
    """Return the digits after the point that an amount is written with: those of its currency, and all that it has."""
    known = Reference().currencies.get(currency)
    return known.digits if known and value == round(value, known.digits) else 2


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
