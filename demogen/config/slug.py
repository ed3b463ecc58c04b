"""Names as they stand in addresses: lower-case ASCII words joined by hyphens, a tenant's also from other scripts."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import cache
from importlib import resources

MAX_SLUG = 63  # a label of a domain name
LETTERS = str.maketrans({  # letters that Unicode does not take apart, and German as it is written without dots
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "Ss", "ø": "o", "Ø": "O",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "\u0131": "i", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H",
})  # fmt: skip

KATAKANA = {hiragana: hiragana + 0x60 for hiragana in range(0x3041, 0x3097)}


def slugify(name: str) -> str:
    """Turn a name into lower-case ASCII words joined by hyphens; where none is left, into a digest of it."""
    return _words(name)[:MAX_SLUG].strip("-") or f"tenant-{_digest(name)}"


def tenant_slug(name: str) -> str:
    """Turn a tenant's name into a slug; where that loses letters, a digest keeps two names from sharing it."""
    latin = _romanize(unicodedata.normalize("NFKC", name))
    words = _words(latin)
    lost = any(char.isalnum() and not _words(char) for char in latin)
    if words and not lost and len(words) <= MAX_SLUG:
        return words
    return f"{words[: MAX_SLUG - 9].strip('-') or 'tenant'}-{_digest(name)}"


@cache
def _romanization() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what matches the longest word or letters of another script, and how each is written."""
    text = resources.files("demogen").joinpath("data/romanization.json").read_text(encoding="utf-8")
    table = json.loads(text)
    known = {**table["letters"], **{word: f" {latin} " for word, latin in table["words"].items()}}
    longest = sorted(known, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), known


def _romanize(name: str) -> str:
    """Write kana, Arabic letters and known words in Latin letters, and leave the rest."""
    pattern, known = _romanization()
    return pattern.sub(lambda found: known[found[0]], name.translate(KATAKANA))


def _words(name: str) -> str:
    composed = unicodedata.normalize("NFC", name).translate(LETTERS)
    letters = unicodedata.normalize("NFKD", composed).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
