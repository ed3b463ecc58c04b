"""Cells of CSV: no text is a formula for any spreadsheet, nothing is lost, and DuckDB writes what Python writes."""

# ruff: noqa: RUF001 - the full-width signs are meant

from __future__ import annotations

import csv
import io
import re

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from demogen.show.cells import MACROS, csv_cell, harmless

# Written here once more, so that the rule is not its own judge.
SIGNS = "=+-@＝＋－＠"
DROPPED = re.compile("[\\s\"',;|\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*")
PHONE = re.compile(r"\+[0-9]{7,15}", re.ASCII)
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.ASCII)

# A text, and the cell as it stands in the file.
CELLS = {
    "nothing": (None, ""),
    "empty": ("", '""'),
    "plain": ("Acme", "Acme"),
    "comma": ("a,b", '"a,b"'),
    "quote": ('a"b', '"a""b"'),
    "lines": ("a\r\nb", '"a\r\nb"'),
    "space_before": (" a", '" a"'),
    "space_after": ("a\u3000", '"a\u3000"'),
    "equals": ("=1+1", "'=1+1"),
    "link": ('=HYPERLINK("http://x.example","y")', '"\'=HYPERLINK(""http://x.example"",""y"")"'),
    "plus": ("+1+1", "'+1+1"),
    "minus": ("-1-1", "'-1-1"),
    "dash": ("- a point", "'- a point"),
    "at": ("@SUM(A1)", "'@SUM(A1)"),
    "tab": ("\ta", "'\ta"),
    "return": ("\ra", '"\'\ra"'),
    "line": ("\na", '"\'\na"'),
    "nul": ("\0a", "'\0a"),
    "wide_equals": ("＝1", "'＝1"),
    "wide_plus": ("＋1", "'＋1"),
    "wide_minus": ("－1", "'－1"),
    "wide_at": ("＠SUM", "'＠SUM"),
    "wide_number": ("-１２", "'-１２"),
    "space_equals": ("  =1", "'  =1"),
    "wide_space_equals": ("\u3000=1", "'\u3000=1"),
    "mark_equals": ("\u202e\u200f=1", "'\u202e\u200f=1"),
    "bom_equals": ("\ufeff=1", "'\ufeff=1"),
    "quote_equals": ('"=1', '"\'""=1"'),
    "separator_equals": (",=1", '"\',=1"'),
    "semicolon_equals": (";=1", "';=1"),
    "apostrophe_equals": ("'=1", "''=1"),
    "apostrophe": ("'tis", "'tis"),
    "phone": ("+16025550173", "+16025550173"),
    "phone_shortest": ("+1234567", "+1234567"),
    "phone_longest": ("+123456789012345", "+123456789012345"),
    "phone_too_short": ("+123456", "'+123456"),
    "phone_too_long": ("+1234567890123456", "'+1234567890123456"),
    "phone_spaces": ("+1 602 555", "'+1 602 555"),
    "phone_then_line": ("+16025550173\n", '"\'+16025550173\n"'),
    "number": ("-12.50", "-12.50"),
    "whole": ("-7", "-7"),
    "float": ("-1e-05", "-1e-05"),
    "number_then_formula": ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
    "number_grouped": ("-1,000", '"\'-1,000"'),
    "inside": ("a=b", "a=b"),
    "address": ("x@y.example", "x@y.example"),
}


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        for macro in MACROS:
            opened.execute(macro)
        yield opened


@pytest.mark.parametrize(("text", "cell"), CELLS.values(), ids=CELLS)
def test_a_cell(connection, text, cell):
    assert csv_cell(text) == cell
    assert connection.execute("SELECT csv_cell($1::VARCHAR)", [text]).fetchall() == [(cell,)]


odd = st.text(
    st.one_of(
        st.sampled_from(SIGNS + " \t\r\n\0\"',;|0123456789.eE\u3000\u00a0\ufeff\u202e"), st.characters(codec="utf-8")
    ),
    max_size=12,
)


@given(st.lists(odd, min_size=1, max_size=20))
@example(["=1", "'=1", "''=1", "+1234567", "'+1234567", "-1", "\n"])
def test_no_text_is_a_formula_and_nothing_is_lost_property(connection, texts):
    file = "".join(csv_cell(text) + "\r\n" for text in texts)
    cells = [row[0] for row in csv.reader(io.StringIO(file, newline=""), strict=True)]
    assert len(cells) == len(texts)
    for text, cell in zip(texts, cells, strict=True):
        behind = (
            DROPPED.sub("", cell.removeprefix("'"), count=1) if cell.startswith("'") else DROPPED.sub("", cell, count=1)
        )
        if cell == text:
            assert cell[:1] not in {"\t", "\r", "\n", "\0"}
            assert not behind.startswith(tuple(SIGNS)) or PHONE.fullmatch(cell) or NUMBER.fullmatch(cell)
        else:
            assert cell == f"'{text}"
            assert harmless(text) == cell
    again = [cell[1:] if cell[:1] == "'" and harmless(cell[1:]) == cell else cell for cell in cells]
    assert again == texts
    rows = connection.execute("SELECT csv_cell(unnest($1::VARCHAR[]))", [texts]).fetchall()
    assert "".join(f"{cell}\r\n" for (cell,) in rows) == file
