"""Plain values of a config, before anything is known of their meaning.

A reader puts an `Odd` in the place of what no config may hold; `plain` collects these with everything else that is
unfit, so that each is told with its place. What it gives back has no null: a key without a value counts as not given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from demogen.errors import Problem

MAX_DIGITS = 64  # a seed may be that long
MAX_DEPTH = 3  # a config has two levels
MAX_PROBLEMS = 50
# Control characters, half surrogate pairs, and marks that turn the direction of writing or hide themselves.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


@dataclass(frozen=True)
class Odd:
    """A value that a reader could not take: what is wrong with it, and what stood there."""

    what: str
    found: str = ""
    hint: str = ""


def decimal(text: str) -> Decimal | Odd:
    """Read a number with a fraction or an exponent exactly."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return Odd("is not a number", show(text))
    if not value.is_finite():
        return Odd("is not a finite number", show(text))
    if abs(value.adjusted()) > MAX_DIGITS or len(value.as_tuple().digits) > MAX_DIGITS:
        return Odd("is a number out of range", show(text))
    return value


def integer(text: str) -> int | Odd:
    """Read a whole number."""
    return int(text) if len(text) <= MAX_DIGITS else Odd("is a number out of range", show(text))


def show(value: Any, limit: int = 60) -> str:
    """Show a value in an error: short, on one line, with every unprintable character spelt out."""
    if isinstance(value, str):
        return repr(value[:limit]) + ("…" if len(value) > limit else "")
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, (Decimal, int, float)):
        return str(value) if not isinstance(value, int) or abs(value) < 10**MAX_DIGITS else "a huge number"
    kinds: dict[type, str] = {dict: "keys and values", list: "a list", tuple: "a list"}
    return kinds.get(type(value), f"a value of type {type(value).__name__}")


def pointer(*keys: object) -> str:
    """Write the place of a value as a JSON pointer; long keys are cut, unprintable characters spelt out."""
    parts = (str(key)[:80].replace("~", "~0").replace("/", "~1") for key in keys)
    return "".join(f"/{repr(part)[1:-1]}" for part in parts)


def plain(raw: Mapping[Any, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Return the config without what no config may hold, and a problem for each thing left out."""
    problems: list[Problem] = []
    clean = _mapping(raw, (), problems)
    if len(problems) > MAX_PROBLEMS:
        problems = [
            *problems[:MAX_PROBLEMS],
            Problem("", f"and {len(problems) - MAX_PROBLEMS} more problems like these"),
        ]
    return clean, problems


def _mapping(raw: Mapping[Any, Any], place: tuple[str, ...], problems: list[Problem]) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    where = pointer(*place) or "/"
    for key, value in raw.items():
        if not isinstance(key, str):
            problems.append(Problem(where, "a key is not text", found=show(key), hint="Put it in quotes."))
        elif UNSAFE.search(key):
            problems.append(Problem(where, "a key holds an unprintable character", found=show(key), hint="Remove it."))
        else:
            item = _value(value, (*place, key), problems)
            if item is not None:
                clean[key] = item
    return clean


def _value(value: Any, place: tuple[str, ...], problems: list[Problem]) -> Any:
    if isinstance(value, Mapping):
        if len(place) < MAX_DEPTH:
            return _mapping(value, place, problems)
        problems.append(Problem(pointer(*place), "is nested too deeply", f"at most {MAX_DEPTH} levels"))
        return None
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float):
        value = decimal(repr(value))
    if isinstance(value, str) and UNSAFE.search(value):
        return _left_out(Odd("holds an unprintable character", show(value), "Remove it."), place, problems)
    if isinstance(value, Decimal) and not isinstance(decimal(str(value)), Decimal):
        value = decimal(str(value))
    if isinstance(value, int) and abs(value) >= 10**MAX_DIGITS:
        value = Odd("is a number out of range", "a huge number")
    return _left_out(value, place, problems) if isinstance(value, Odd) else value


def _left_out(odd: Odd, place: tuple[str, ...], problems: list[Problem]) -> None:
    problems.append(Problem(pointer(*place), odd.what, found=odd.found, hint=odd.hint))
