"""The facts of one country: lists with an entry a line, tables with a header, settings as TOML.

A line that begins with `#` is a comment. An entry that is listed twice and a row of another length are refused.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parent
Row = dict[str, str]


@dataclass(frozen=True)
class Facts:
    """The folder of a country, which is named by its code."""

    folder: Path

    @property
    def code(self) -> str:
        """Return the country's code."""
        return self.folder.name

    def has(self, name: str) -> bool:
        """Return whether there is a file of that name."""
        return (self.folder / name).is_file()

    def lines(self, name: str) -> list[str]:
        """Return the entries of a list in their order.

        Raises:
            ValueError: an entry is listed twice.
        """
        text = (self.folder / name).read_text(encoding="utf-8")
        found = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
        if twice := [entry for entry, times in Counter(found).items() if times > 1]:
            raise ValueError(f"{self.folder / name}: listed twice: {', '.join(twice)}")
        return found

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table, each by the names of its columns.

        Raises:
            ValueError: a row has more or fewer parts than the header.
        """
        header, *rows = csv.reader(self.lines(name), strict=True)
        if odd := [row for row in rows if len(row) != len(header)]:
            raise ValueError(f"{self.folder / name}: not of {len(header)} columns: {','.join(odd[0])}")
        return [dict(zip(header, row, strict=True)) for row in rows]

    def settings(self, name: str) -> dict[str, Any]:
        """Return what a TOML file says."""
        return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))
