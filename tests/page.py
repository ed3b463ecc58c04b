"""Reads pages as a reader's program does: tables by their id, headings, pictures, and whatever could load something."""

from __future__ import annotations

import re
from html.parser import HTMLParser

NUMBER = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?( %)?")
VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """A page's tables (head and rows of text, by id), elements with their attributes, and text outside of tags."""

    def __init__(self, html):
        """Parse a page; every element that is opened must be closed."""
        super().__init__(convert_charrefs=True)
        self.tables, self.elements, self.texts, self.open = {}, [], [], []
        self._table = self._cell = None
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.elements.append((tag, attrs))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self._table = self.tables.setdefault(attrs.get("id", f"table-{len(self.tables)}"), [])
        elif tag == "tr" and self._table is not None:
            self._table.append([])
        elif tag in {"td", "th"} and "aria-hidden" not in attrs:
            self._cell = []

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
        if tag == "table":
            self._table = None
        elif tag in {"td", "th"} and self._cell is not None:
            self._table[-1].append("".join(self._cell))
            self._cell = None

    def handle_data(self, data):
        self.texts.append(data)
        if self._cell is not None:
            self._cell.append(data)

    def rows(self, name):
        """Return the rows of a table below its head."""
        return self.tables[name][1:]


def plain(cell):
    """Return a written number as it is computed with: no separators, no sign of percent; a dash is nothing."""
    if cell == "\N{EN DASH}":
        return None
    return cell.replace(",", "").removesuffix(" %") if NUMBER.fullmatch(cell) else cell
