"""Amounts and days as people of a language write them, put together by Arrow kernels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from demogen.draw import arrays, strings
from demogen.draw.arrays import Ints
from demogen.draw.number_style import NumberStyle

MOST_GROUPS = 6


def grouped(numbers: Ints, separator: str) -> Any:
    """Write whole numbers from zero to 10^18 with a separator between thousands."""
    import pyarrow.compute as pc

    parts = []
    for i in reversed(range(MOST_GROUPS)):
        unit = 1000**i
        group = numbers // unit % 1000
        three = np.full(len(numbers), 3, dtype=np.int64)
        later = strings.join(separator, strings.padded(group, three)) if i < MOST_GROUPS - 1 else strings.text(group)
        leads = numbers < unit * 1000
        part = pc.if_else(arrays.column(leads), strings.text(group), later)
        parts.append(pc.if_else(arrays.column((numbers < unit) & (i > 0)), arrays.text(""), part))
    return strings.join(*parts)


def symbol(symbols: Mapping[str, str], pattern: str, code: str) -> str:
    """Return what stands for a currency in a language; its code, set off from the number, where it has no word.

    Args:
        symbols: what the language has, by code.
        pattern: a template of {symbol} and {number}.
        code: the currency's.
    """
    before = " " if "{number}{symbol}" in pattern else ""
    after = " " if "{symbol}{number}" in pattern else ""
    return symbols.get(code, f"{before}{code}{after}")


def money(minor_units: Ints, unit: int, style: NumberStyle, symbol: str) -> Any:
    """Write amounts; cents only where there are some.

    Args:
        minor_units: amounts in minor units.
        unit: minor units of one unit: 1 or 100.
        style: how the language writes numbers and amounts.
        symbol: how the currency is written.
    """
    import pyarrow.compute as pc

    number = grouped(minor_units // unit, style.group)
    cents = minor_units % unit
    two = np.full(len(cents), 2, dtype=np.int64)
    exact = strings.join(number, style.decimal, strings.padded(cents, two))
    written = pc.if_else(arrays.column(cents > 0), exact, number)
    return strings.fill(style.money.replace("{symbol}", symbol), {"number": written}, len(minor_units))


def day(numbers: Ints, pattern: str) -> Any:
    """Write days (since 1970-01-01) by a CLDR pattern of y, yy, M, MM, d and dd."""
    days = numbers.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    years = months.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    dom = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    two = np.full(len(numbers), 2, dtype=np.int64)
    known = {
        "yy": strings.padded(years % 100, two),
        "y": strings.text(years),
        "MM": strings.padded(month, two),
        "M": strings.text(month),
        "dd": strings.padded(dom, two),
        "d": strings.text(dom),
    }
    template, rest = "", pattern
    while rest:
        token = next((t for t in known if rest.startswith(t)), "")
        template += f"{{{token}}}" if token else rest[0]
        rest = rest[len(token) or 1 :]
    return strings.fill(template, known, len(numbers))
