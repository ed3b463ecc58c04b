"""Tax numbers of a country's form that can be nobody's: they fail its check digits, or lie where none are issued."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

GB_WEIGHTS = (8, 7, 6, 5, 4, 3, 2)
BR_WEIGHTS = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


def form_of(patterns: Sequence[str]) -> str:
    """Return the regular expression of numbers that have the form of one of the patterns."""
    return "|".join(re.escape(p).replace(r"\#", "#").replace("#", "[0-9]").replace("@", "[1-9]") for p in patterns)


def fill(pattern: str, check: str, below: Callable[[int, int], int]) -> str:
    """Return the number of a pattern: # is any digit, @ one above zero.

    `below` draws the n-th digit below a bound. Where the digits pass the country's `check`, the last drawn one is moved
    on until they do not.
    """
    drawn = [1 + below(i, 9) if c == "@" else below(i, 10) for i, c in enumerate(pattern) if c in "@#"]
    while passes(check, _put(pattern, drawn)):
        drawn[-1] = (drawn[-1] + 1) % 10
    return _put(pattern, drawn)


def _put(pattern: str, drawn: list[int]) -> str:
    digits = iter(drawn)
    return "".join(str(next(digits)) if c in "@#" else c for c in pattern)


def passes(check: str, number: str) -> bool:
    """Return whether a number's check digits are right; where none are known, nothing is."""
    digits = [int(c) for c in number if c.isdigit()]
    return check in CHECKS and CHECKS[check](digits)


def _gb_vat(digits: list[int]) -> bool:
    """Check modulo 97, and in the newer series with 55 added."""
    total = sum(w * d for w, d in zip(GB_WEIGHTS, digits, strict=False)) + digits[7] * 10 + digits[8]
    return total % 97 == 0 or (total + 55) % 97 == 0


def _de_vat(digits: list[int]) -> bool:
    """Check by ISO 7064, Mod 11,10."""
    product = 10
    for digit in digits[:-1]:
        product = ((digit + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == digits[-1]


def _jp_corporate(digits: list[int]) -> bool:
    """Check the first digit: nine less the sum of the others modulo nine, weighted by one and two from the right."""
    total = sum(digit * (1 + i % 2) for i, digit in enumerate(reversed(digits[1:])))
    return digits[0] == 9 - total % 9


def _br_cnpj(digits: list[int]) -> bool:
    """Check the two last digits, each by weights modulo eleven."""

    def digit(before: list[int]) -> int:
        rest = sum(w * d for w, d in zip(BR_WEIGHTS[-len(before) :], before, strict=True)) % 11
        return 0 if rest < 2 else 11 - rest

    return digits[12] == digit(digits[:12]) and digits[13] == digit(digits[:13])


CHECKS: dict[str, Callable[[list[int]], bool]] = {
    "gb-vat": _gb_vat,
    "de-vat": _de_vat,
    "jp-corporate": _jp_corporate,
    "br-cnpj": _br_cnpj,
}
