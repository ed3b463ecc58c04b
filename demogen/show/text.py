"""Tables and small bars for a terminal; what stands in data can never move the cursor or change a colour."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Control characters of both kinds, those that turn the direction of writing or break lines, and halves of characters.
UNSEEN = "\\x7f-\\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"  # what JSON does not demand to be escaped
CONTROL = re.compile(f"[\\x00-\\x1f{UNSEEN}\ud800-\udfff]")
BLOCKS = " ▏▎▍▌▋▊▉█"
SPARKS = "▁▂▃▄▅▆▇█"


def safe(text: str) -> str:
    """Make text fit for a terminal: control characters are shown, not obeyed."""
    return CONTROL.sub(_spell, text)


def json_safe(text: str) -> str:
    """Make JSON text fit for a terminal: what it would obey is written as JSON escapes it; line ends stay."""
    return CONTROL.sub(lambda found: found.group() if found.group() in "\n\r" else f"\\u{ord(found.group()):04x}", text)


def csv_safe(text: str) -> str:
    """Make CSV text fit for a terminal; line ends stay."""
    return CONTROL.sub(lambda found: found.group() if found.group() in "\n\r" else _spell(found), text)


def _spell(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def width(text: str) -> int:
    """Return the columns that text takes in a terminal."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(c: str) -> int:
    if unicodedata.category(c) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    """Lay out rows of text under their heads, numbers to the right."""
    cells = [[safe(cell) for cell in row] for row in [head, *rows]]
    widths = [max(width(row[i]) for row in cells) for i in range(len(head))]
    lines = ["  ".join(_pad(cell, widths[i], right[i]) for i, cell in enumerate(row)).rstrip() for row in cells]
    rule = "  ".join("─" * w for w in widths)
    return "\n".join([lines[0], rule, *lines[1:]])


def _pad(cell: str, columns: int, right: bool) -> str:
    space = " " * (columns - width(cell))
    return space + cell if right else cell + space


def bar(value: float, most: float, columns: int) -> str:
    """Draw a bar of at most so many columns, to an eighth of one."""
    eighths = round(value / most * columns * 8) if most > 0 else 0
    return BLOCKS[8] * (eighths // 8) + (BLOCKS[eighths % 8] if eighths % 8 else "")


def sparkline(values: Sequence[float]) -> str:
    """Draw values as one line of small columns."""
    most = max(values, default=0)
    return "".join(SPARKS[round(max(value, 0) / most * 7)] if most > 0 else SPARKS[0] for value in values)


def number(value: float) -> str:
    """Write a number with thousands separated, and cents only where there are some."""
    return f"{value:,.2f}" if value != int(value) else f"{int(value):,}"


def size(bytes_: int) -> str:
    """Write a size in bytes, kB or MB."""
    return (
        f"{bytes_} B"
        if bytes_ < 1000
        else f"{bytes_ / 1000:.1f} kB"
        if bytes_ < 1_000_000
        else f"{bytes_ / 1_000_000:.1f} MB"
    )
