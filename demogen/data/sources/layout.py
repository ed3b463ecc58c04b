"""Lays out reference data as JSON that reads well in a diff: one entry of a list a line, also one day or number.

The same data always gives the same bytes: keys keep the order in which they are given, nothing else varies. Run with
`python -m demogen.data.sources.layout FILE…` to lay out files anew.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

WIDTH = 110
FIGURES = re.compile(r"[-+#\d]+")  # a day, or the pattern of a telephone or tax number


def dump(value: Any, indent: int = 0) -> str:
    """Return a value as JSON; lists of words, and what is short, stay on one line."""
    pad = " " * (indent + 1)
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) <= WIDTH or not isinstance(value, (dict, list)):
        return flat
    if isinstance(value, dict):
        rows = [f"{pad}{json.dumps(key, ensure_ascii=False)}: {dump(item, indent + 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(rows) + "\n" + " " * indent + "}"
    if all(map(_is_word, value)):
        return flat
    rows = [
        pad + (json.dumps(item, ensure_ascii=False) if _is_entry(item) else dump(item, indent + 1)) for item in value
    ]
    return "[\n" + ",\n".join(rows) + "\n" + " " * indent + "]"


def write(path: Path, value: Any) -> None:
    """Write a value as a JSON file that ends in a newline."""
    path.write_text(dump(value) + "\n", encoding="utf-8", newline="\n")


def _is_word(item: Any) -> bool:
    """Return whether an item of a list is a scalar other than a day or a number."""
    return not isinstance(item, (list, dict)) and not FIGURES.fullmatch(str(item))


def _is_entry(item: Any) -> bool:
    """Return whether an item of a list is one entry, which stays on its line however long it is."""
    return isinstance(item, list) or (isinstance(item, dict) and "city" in item)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        write(Path(name), json.loads(Path(name).read_bytes()))
