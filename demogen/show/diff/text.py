"""What two bundles differ in, for a terminal: the settings, the months, a line per table, and examples."""

from __future__ import annotations

from collections import Counter
from typing import Any

from demogen.show import text

CUT = 44
MOST_COLUMNS = 4
LISTS = {("manifest", "tables"), ("manifest", "columns")}  # of names

Json = dict[str, Any]


def differences_text(found: Json) -> str:
    """Write the differences of two bundles."""
    if found["same"]:
        return f"the same: {found['contentDigest']['a']}"
    parts = [_digests(found)]
    if found["config"] or found["manifest"]:
        parts.append(_settings(found))
    if found["months"]:
        parts.append(_months(found["months"]))
    if found["tables"]:
        parts += [_tables(found["tables"]), _examples(found["tables"])]
    return "\n\n".join(part for part in parts if part)


def _digests(found: Json) -> str:
    stated = {
        side: "" if proven else "\n   (as stated; its values have another)"
        for side, proven in found["recomputed"].items()
    }
    return "\n".join(f"{side}  {digest}{stated[side]}" for side, digest in found["contentDigest"].items())


def _settings(found: Json) -> str:
    rows = [
        (where, one["path"], *(_alone(one) if (where, one["path"].split(".")[0]) in LISTS else _values(one)))
        for where in ("config", "manifest")
        for one in found[where]
    ]
    return text.table(("of", "setting", "a", "b"), rows, [False] * 4)


def _values(one: Json) -> tuple[str, str]:
    return _show(one["a"]), _show(one["b"])


def _alone(one: Json) -> tuple[str, str]:
    """Show the tables or columns that only one of the bundles has: the others are compared row by row."""
    alone = [sorted({*one[side]} - {*one[other]}) for side, other in ("ab", "ba")]
    return tuple(f"only here: {', '.join(names)}" if names else "" for names in alone)  # type: ignore[return-value]


def _months(months: list[Json]) -> str:
    counts = Counter(one["figure"] for one in months)
    first: dict[str, Json] = {}
    for one in months:
        first.setdefault(one["figure"], one)
    rows = [
        (figure, str(count), first[figure]["month"], _show(first[figure]["a"]), _show(first[figure]["b"]))
        for figure, count in counts.items()
    ]
    return text.table(("figure", "months", "first", "a", "b"), rows, [False, True, False, True, True])


def _tables(tables: list[Json]) -> str:
    head = ("table", "rows a", "rows b", "added", "removed", "changed", "columns")
    rows = [
        (
            one["name"],
            *(text.number(one["rows"][side]) for side in ("a", "b")),
            *(text.number(one[kind]) for kind in ("added", "removed", "changed")),
            _columns(one["columns"]),
        )
        for one in tables
    ]
    return text.table(head, rows, [False, True, True, True, True, True, False])


def _columns(columns: list[Json]) -> str:
    most = sorted(columns, key=lambda column: (-column["changed"], column["name"]))
    shown = ", ".join(f"{column['name']} {text.number(column['changed'])}" for column in most[:MOST_COLUMNS])
    return shown + (f", {len(most) - MOST_COLUMNS} more" if len(most) > MOST_COLUMNS else "")


def _examples(tables: list[Json]) -> str:
    rows = [
        (f"{one['name']}.{column['name']}", example["key"], *_around(example["a"], example["b"]))
        for one in tables
        for column in one["columns"]
        for example in column["examples"]
    ]
    rows += [
        (f"{one['name']} {kind}", key, "", "")
        for one in tables
        for kind in ("added", "removed")
        for key in one[f"{kind}Keys"]
    ]
    return text.table(("for example", "key", "a", "b"), rows, [False] * 4) if rows else ""


def _around(a: str | None, b: str | None) -> tuple[str, str]:
    """Show two long texts where they begin to differ."""
    same = next((i for i, (x, y) in enumerate(zip(a or "", b or "", strict=False)) if x != y), 0)
    start = max(same - CUT // 3, 0) if max(len(a or ""), len(b or "")) > CUT else 0
    return tuple(_show(text and ("…" + text[start:] if start else text)) for text in (a, b))  # type: ignore[return-value]


def _show(value: Any) -> str:
    line = "none" if value is None else " ".join(str(value).split())
    return line if len(line) <= CUT else line[: CUT - 1] + "…"
