"""Suggestions for words that are not known: what was probably meant, or what there is."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

MAX_WORD = 60
MAX_LISTED = 30


def suggest(word: str, known: Sequence[str], others: Mapping[str, str] | None = None, example: str = "") -> str:
    """Return a hint for a word that is not among the known ones; `others` are further words for some of them."""
    if found := closest(word, known, others):
        return found
    if len(known) > MAX_LISTED:
        return f"Write one such as {example or known[0]}."
    return f"Known: {', '.join(known)}." if known else ""


def suggest_file(word: str, known: Sequence[str], others: Mapping[str, str] | None = None) -> str:
    """Return a hint for a country or an industry, which may have a file of one's own that was not looked for."""
    own = "One of your own needs --reference DIR, or DEMOGEN_REFERENCE."
    return closest(word, known, others) or f"{suggest(word, known, others)} {own}"


def closest(word: str, known: Sequence[str], others: Mapping[str, str] | None = None) -> str:
    """Return a hint that names the known word that was probably meant; empty where none is near."""
    found = _closest(word[:MAX_WORD].strip(), known, others or {})
    return f"Did you mean `{found}`?" if found else ""


def _closest(word: str, known: Sequence[str], others: Mapping[str, str]) -> str:
    plain = _plain(word)
    names = {_plain(name): name for name in known} | {_plain(other): name for other, name in others.items()}
    if not plain:
        return ""
    if plain in names:
        return names[plain]
    last = [name for name in known if _plain(name.rpartition("/")[2]) == plain]
    if last:
        return last[0]
    close = difflib.get_close_matches(plain, list(names), n=1, cutoff=0.6)
    return names[close[0]] if close else ""


def _plain(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum() or char == "/")
