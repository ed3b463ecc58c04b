"""The texts of a config that data depends on, its seed and its tenant's name: what looks the same is the same.

They are read in Unicode's normal form C, whatever an editor or a file system made of them. Characters that nobody can
see are refused where they mean nothing and told where they do (joiners of scripts and emoji, blanks at an end).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from demogen.config.values import show
from demogen.errors import Problem

TEXTS = ("tenantName", "seed")
# Soft hyphens, fillers, marks of direction, zero-width blanks: whoever pastes one does not know it.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\u2800\u3164\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
    "\ue000-\uf8ff\U000f0000-\U0010ffff]"  # of private use: what they look like is nobody's business but their font's
)
# They change how a text looks or where its lines break, in some scripts and fonts.
FAINT = re.compile("[\u00a0\u2000-\u200a\u200c\u200d\u202f\u205f\ufe00-\ufe0f\U000e0000-\U000e01ef]")


def read_texts(values: dict[str, Any]) -> tuple[dict[str, Any], list[str], list[Problem]]:
    """Return a config with its texts in normal form, warnings of what was changed or is odd, and problems."""
    result, warnings, problems = dict(values), [], []
    for key in TEXTS:
        text = values.get(key)
        if not isinstance(text, str):
            continue
        if hidden := INVISIBLE.search(text):
            what = f"holds an invisible character (U+{ord(hidden[0]):04X})"
            problems.append(Problem(f"/{key}", what, found=show(text), hint="Remove it."))
            del result[key]
            continue
        result[key] = unicodedata.normalize("NFC", text)
        warnings += [f"/{key}: {oddity}" for oddity in _oddities(key, text, result[key])]
    return result, warnings, problems


def _oddities(key: str, written: str, read: str) -> list[str]:
    found = []
    if read != written:
        found.append("was not in Unicode's normal form C and was brought into it")
    if faint := FAINT.search(read.strip()):
        found.append(f"holds U+{ord(faint[0]):04X}, which cannot be seen; a text that looks the same is another")
    if key == "seed" and read != read.strip():
        found.append("begins or ends with a blank, which is a part of it")
    return found
