"""Decodes JSON of strangers: size, depth, number of values and of digits are bounded before anything is made of them.

The scan that counts goes over the text once, character by character at most, and stops at the first limit.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MAX_DIGITS = 20  # of a whole number, unless the caller reads numbers itself
MAX_NUMBER = 400  # characters of a number with a fraction or an exponent
# Possessive: what was matched is not tried again. A text without its end reaches to the end of everything.
TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]|,', re.DOTALL)


@dataclass(frozen=True)
class Limits:
    """The largest JSON that is decoded: bytes of its text, levels, and values (keys are none)."""

    size: int
    depth: int
    values: int


class JsonError(ValueError):
    """A text is not JSON, or more than is read; `line` and `column` are zero where they are not known."""

    def __init__(self, what: str, line: int = 0, column: int = 0) -> None:
        """Keep what is wrong and where."""
        super().__init__(what)
        self.what, self.line, self.column = what, line, column


def decode_json(
    data: bytes | str,
    limits: Limits,
    *,
    pairs: Callable[[list[tuple[str, Any]]], Any] | None = None,
    whole: Callable[[str], Any] | None = None,
    fraction: Callable[[str], Any] | None = None,
) -> Any:
    """Decode JSON within limits.

    Args:
        data: the text, in UTF-8 if it is bytes.
        limits: how much is decoded.
        pairs: makes an object of its keys and values; unless given, a key that stands twice is an error.
        whole: reads a whole number; unless given, one of at most MAX_DIGITS digits.
        fraction: reads any other number, NaN and Infinity, too; unless given, a finite one.

    Raises:
        JsonError: it is none, or beyond the limits.
    """
    if len(data) > limits.size:
        raise JsonError(f"is larger than {limits.size:,} bytes")
    try:
        text = data if isinstance(data, str) else data.decode("utf-8")
        _scan(text, limits)
        return json.loads(
            text,
            object_pairs_hook=pairs or _object,
            parse_int=whole or _whole,
            parse_float=fraction or _fraction,
            parse_constant=fraction or _fraction,
        )
    except UnicodeDecodeError as error:
        raise JsonError(f"is not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise JsonError(error.msg, error.lineno, error.colno) from error
    except RecursionError as error:
        raise JsonError("is nested too deeply") from error


def _scan(text: str, limits: Limits) -> None:
    """Count levels and values without decoding anything."""
    depth = values = 0
    for tokens, match in enumerate(TOKEN.finditer(text)):
        first = text[match.start()]
        if first in "[{":
            depth, values = depth + 1, values + 1
        elif first in "]}":
            depth -= 1
        elif first == ",":
            values += 1
        if depth > limits.depth:
            raise _beyond(text, match.start(), "is nested too deeply")
        # A value has at most a key, a text and a comma of its own, and an end.
        if values > limits.values or tokens > 4 * limits.values:
            raise _beyond(text, match.start(), f"has more than {limits.values:,} values")


def _beyond(text: str, at: int, what: str) -> JsonError:
    return JsonError(what, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _object(items: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(items)
    if len(found) < len(items):
        raise JsonError("has a key that stands twice")
    return found


def _whole(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise JsonError("has a number that is out of range")
    return int(text)


def _fraction(text: str) -> float:
    value = float(text) if len(text) <= MAX_NUMBER else math.inf
    if not math.isfinite(value):
        raise JsonError("has a number that is out of range")
    return value
