"""What can be said of a config only when two of its fields are seen together: dates, money, volume."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from demogen.config.model import (
    DECIMALS,
    EXTENDED_MONEY_FACTOR,
    EXTENDED_MONTHS,
    STANDARD_MAX,
    STANDARD_MAX_DOLLARS,
    STANDARD_MONTHS,
)
from demogen.config.reference import FIRST_DAY, LAST_DAY, Currency
from demogen.config.values import show
from demogen.errors import Problem

LOOKAHEAD_MONTHS = 24
LIFT = "`limits: extended` lifts this for load tests."


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier (later when negative), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def earlier_window(start: date, as_of: date, limits: str, days: int) -> tuple[tuple[str, str], ...]:
    """Return the settings of a window that begins so many days earlier, or ends later where it cannot."""
    earliest = earliest_start(as_of, limits)
    if start - timedelta(days=days) >= earliest:
        return (("/startDate", (start - timedelta(days=days)).isoformat()),)
    if start > earliest:
        return (("/startDate", earliest.isoformat()),)
    return (("/asOf", (as_of + timedelta(days=days)).isoformat()),)


def earliest_start(as_of: date, limits: str) -> date:
    """Return the first day on which a history up to `as_of` may begin."""
    months = EXTENDED_MONTHS if limits == "extended" else STANDARD_MONTHS
    return max(months_before(as_of, months), FIRST_DAY)


def most_money(name: str, currency: Currency, limits: str) -> Decimal:
    """Return the upper limit of a sum: dollars, times the rate where that is above one."""
    factor = EXTENDED_MONEY_FACTOR if limits == "extended" else 1
    return STANDARD_MAX_DOLLARS[name] * max(currency.per_dollar, Decimal(1)) * factor


def cross_checks(parsed: dict[str, Any], currency: Currency) -> list[Problem]:
    """Return what is wrong between the fields of a config, as far as they are there."""
    limits, targets = parsed["limits"], parsed["targets"]
    return [
        *_dates(parsed, limits),
        *_volume(targets, limits),
        *_money(targets, currency, limits),
        *_mix(parsed["channelMix"]),
    ]


def _day(value: str, where: str, problems: list[Problem]) -> date | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError:
        pass
    shape = re.match(r"\d{4}-\d{2}-\d{2}[T ]", value, re.ASCII)
    hint = f"Leave out the time: {value[:10]}." if shape else ""
    problems.append(Problem(where, "is not a calendar day", "YYYY-MM-DD", show(value), hint))
    return None


def _dates(parsed: dict[str, Any], limits: str) -> list[Problem]:
    problems: list[Problem] = []
    start = _day(parsed["startDate"], "/startDate", problems) if parsed["startDate"] is not None else None
    if parsed["asOf"] is None:
        hint = "Add `asOf` to the config, or give --as-of DATE (or --as-of today)."
        return [*problems, Problem("/asOf", "is missing", hint=hint)]
    as_of = _day(parsed["asOf"], "/asOf", problems)
    last = months_before(LAST_DAY, LOOKAHEAD_MONTHS)
    if as_of and not FIRST_DAY <= as_of <= last:
        problems.append(Problem("/asOf", "lies outside the calendars at hand", f"{FIRST_DAY} to {last}", str(as_of)))
    elif start and as_of:
        months = EXTENDED_MONTHS if limits == "extended" else STANDARD_MONTHS
        earliest = earliest_start(as_of, limits)
        if not earliest <= start <= as_of:
            later = f"Set startDate to {earliest} or later"
            is_early = start < FIRST_DAY
            hint = later + ("." if is_early or limits == "extended" else ", or `limits: extended` for ten years.")
            hint = "" if start > as_of else hint
            what = "lies after asOf" if start > as_of else f"is not within the {months} months up to asOf"
            what = "lies before the calendars at hand" if is_early else what
            problems.append(Problem("/startDate", what, f"{earliest} to {as_of}", str(start), hint))
    return problems


def _volume(targets: dict[str, Any], limits: str) -> list[Problem]:
    return [
        Problem(f"/targets/{name}", "is above the limit", f"at most {most:,}", f"{targets[name]:,}", LIFT)
        for name, most in STANDARD_MAX.items()
        if limits != "extended" and (targets[name] or 0) > most
    ]


def _money(targets: dict[str, Any], currency: Currency, limits: str) -> list[Problem]:
    return [
        Problem(
            f"/targets/{name}",
            "is above the limit",
            f"at most {most_money(name, currency, limits).normalize():,f} {currency.code}",
            f"{targets[name]:,f}",
            LIFT if limits != "extended" else "",
        )
        for name in STANDARD_MAX_DOLLARS
        if (targets[name] or 0) > most_money(name, currency, limits)
    ]


def _mix(mix: dict[str, Decimal] | None) -> list[Problem]:
    if mix is not None and not any(round(share, DECIMALS) for share in mix.values()):
        return [Problem("/channelMix", "has no channel above zero", hint="Give at least one share.")]
    return []
