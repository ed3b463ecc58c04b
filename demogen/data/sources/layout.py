"""Lays out reference data as JSON that reads well in a diff: one entry of a list a line.

The same data always gives the same bytes: keys keep the order in which they are given, nothing else varies.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def dump(value: Any, indent: int = 0) -> str:
    """Lay out a value; lists of scalars and small objects stay on one line, other lists take a line an entry."""
    pad = " " * (indent + 1)
    flat = json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict) and value and len(flat) > 110:
        rows = [f"{pad}{json.dumps(key, ensure_ascii=False)}: {dump(item, indent + 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(rows) + "\n" + " " * indent + "}"
    if isinstance(value, list) and value and len(flat) > 110 and any(isinstance(item, (list, dict)) for item in value):
        rows = [
            pad + (json.dumps(item, ensure_ascii=False) if _is_entry(item) else dump(item, indent + 1))
            for item in value
        ]
        return "[\n" + ",\n".join(rows) + "\n" + " " * indent + "]"
    return flat


def write(path: Path, value: Any) -> None:
    """Write a value as a JSON file that ends in a newline."""
    path.write_text(dump(value) + "\n", encoding="utf-8", newline="\n")


def _is_entry(item: Any) -> bool:
    """Tell whether an item of a list is one entry, which stays on its line however long it is."""
    return isinstance(item, list) or (isinstance(item, dict) and "city" in item)
