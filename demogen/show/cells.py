"""Cells of CSV (RFC 4180): null is nothing, empty text stands in quotes, and no text is a formula.

Spreadsheets run a cell that begins with one of `= + - @`, also after a tab or an end of line, in full width where that
is how people write, and some of them after spaces, quotes or separators that they drop (OWASP, CSV injection; ASVS
1.2.10; CWE-1236). Such text gets an apostrophe in front. Telephone numbers in E.164 and plain numbers stay as they are.

Apostrophes are among what may stand before a formula. So nothing is lost: what begins with an apostrophe is text that
got one if, and only if, the rest matches HARMFUL.

The patterns mean the same to Python and to DuckDB; the macros do to columns what the functions do to one text.
"""

from __future__ import annotations

import re

# What programs drop before they look: controls, spaces, marks that are not seen, quotes and separators.
_UNSEEN = (
    "\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
_DROPPED = r"[\x00-\x20\x7f-\xa0\xad" + _UNSEEN + "\"',;|]*"
HARMFUL = r"^(?:[\x00\t\r\n]|" + _DROPPED + r"[=+\-@＝＋－＠])"  # noqa: RUF001 - the full-width signs are meant
PLAIN = r"\+[0-9]{7,15}|-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
_SPACE = r"[\x09-\x0d\x1c-\x20\x85\xa0" + "\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
QUOTED = r"[,\x22\r\n]|^" + _SPACE + "|" + _SPACE + "$"

_HARMFUL, _PLAIN, _QUOTED = re.compile(HARMFUL), re.compile(PLAIN), re.compile(QUOTED)


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if _HARMFUL.search(text) and not _PLAIN.fullmatch(text) else text


def csv_cell(text: str | None) -> str:
    """Write a cell of CSV."""
    if text is None:
        return ""
    cell = harmless(text)
    return '"' + cell.replace('"', '""') + '"' if not cell or _QUOTED.search(cell) else cell


def sql_text(text: str) -> str:
    """Write text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


# DuckDB: `harmless(text)` and `csv_cell(text)`, as above.
MACROS = (
    f"""CREATE TEMP MACRO harmless(cell) AS CASE
    WHEN regexp_matches(cell, {sql_text(HARMFUL)}) AND NOT regexp_full_match(cell, {sql_text(PLAIN)}) THEN '''' || cell
    ELSE cell END""",
    f"""CREATE TEMP MACRO quoted(cell) AS CASE
    WHEN cell = '' OR regexp_matches(cell, {sql_text(QUOTED)}) THEN '"' || replace(cell, '"', '""') || '"'
    ELSE cell END""",
    "CREATE TEMP MACRO csv_cell(cell) AS coalesce(quoted(harmless(cell)), '')",
)
