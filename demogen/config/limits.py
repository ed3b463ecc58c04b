"""What can be said of a config only when two of its fields are seen together: dates, money, volume."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from demogen.config.model import EXTENDED_FACTOR, EXTENDED_MONTHS, STANDARD_MAX, STANDARD_MAX_DOLLARS, STANDARD_MONTHS
from demogen.config.reference import FIRST_DAY, LAST_DAY, Currency, Industry
from demogen.errors import Problem

LOOKAHEAD_MONTHS = 24


def months_before(day: date, months: int) -> date:
    """Give the same day some months earlier (later when negative), or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


def cross_checks(parsed: dict[str, Any], industry: Industry | None, currency: Currency | None) -> list[Problem]:
    """Tell what is wrong between the fields of a config, as far as they are there."""
    del industry
    if not parsed:
        return []
    extended = parsed["limits"] == "extended"
    return [*_dates(parsed, extended), *_volume(parsed["targets"], extended), *_money(parsed["targets"], currency, extended), *_mix(parsed["channelMix"])]


def _day(value: str, where: str, problems: list[Problem]) -> date | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError:
        pass
    problems.append(Problem(where, "is no day of the calendar", "YYYY-MM-DD", ascii(value)[:40]))
    return None


def _dates(parsed: dict[str, Any], extended: bool) -> list[Problem]:
    problems: list[Problem] = []
    start = _day(parsed["startDate"], "/startDate", problems) if parsed["startDate"] else None
    if not parsed["asOf"]:
        problems.append(Problem("/asOf", "is missing", hint="Add `asOf` to the config, or give --as-of DATE (or --as-of today)."))
        return problems
    as_of = _day(parsed["asOf"], "/asOf", problems)
    if as_of and not FIRST_DAY <= as_of <= months_before(LAST_DAY, LOOKAHEAD_MONTHS):
        problems.append(Problem("/asOf", "lies outside the calendars at hand", f"{FIRST_DAY} to {months_before(LAST_DAY, LOOKAHEAD_MONTHS)}", str(as_of)))
    elif start and as_of:
        months = EXTENDED_MONTHS if extended else STANDARD_MONTHS
        earliest = max(months_before(as_of, months), FIRST_DAY)
        if not earliest <= start <= as_of:
            hint = "" if extended else "`limits: extended` allows ten years."
            problems.append(Problem("/startDate", f"is not within the {months} months up to asOf", f"{earliest} to {as_of}", str(start), hint))
    return problems


def _volume(targets: dict[str, Any], extended: bool) -> list[Problem]:
    hint = "`limits: extended` lifts this for load tests."
    return [
        Problem(f"/targets/{name}", "is above the limit", f"at most {limit}", str(targets[name]), hint)
        for name, limit in STANDARD_MAX.items()
        if not extended and (targets.get(name) or 0) > limit
    ]


def _money(targets: dict[str, Any], currency: Currency | None, extended: bool) -> list[Problem]:
    if currency is None:
        return []
    problems = []
    for name, dollars in STANDARD_MAX_DOLLARS.items():
        limit = dollars * max(currency.per_dollar, Decimal(1)) * (EXTENDED_FACTOR if extended else 1)
        if (targets.get(name) or 0) > limit:
            problems.append(Problem(f"/targets/{name}", "is above the limit", f"at most {limit:f} {currency.code}", str(targets[name])))
    return problems


def _mix(mix: dict[str, Decimal] | None) -> list[Problem]:
    if mix is not None and not any(mix.values()):
        return [Problem("/channelMix", "has no channel above zero", hint="Give at least one share.")]
    return []
