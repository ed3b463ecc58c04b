"""What is inside a bundle, on one screen: tenant, tables, totals, months, digests, checks."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from demogen.bundle.footers import Span
from demogen.show import text

TARGETS = ("leads", "contacts", "companies", "closedWonCount", "closedWonValue", "pipelineValue")
STATED = ("contentDigest", "tables/contentDigest", "totals", "months", "warnings", "checks")
ROOM = 46
KEYS = (
    "tenant",
    "seed",
    "asOf",
    "until",
    "drawingVersion",
    "generator",
    "contentDigest",
    "totals",
    "months",
    "warnings",
    "checks",
)


def inspect(manifest: dict[str, Any], spans: Mapping[str, Span] | None = None) -> dict[str, Any]:
    """Return what a manifest says of its bundle, without the details of columns and files.

    Where the spans of its tables are given, the bundle was read, not made: each table tells when its first and its last
    row were created, and `asStated` names what was not computed anew.
    """
    tables = [
        {key: entry[key] for key in ("name", "rows", "sizeBytes", "contentDigest")} for entry in manifest["tables"]
    ]
    if spans is not None:
        for table in tables:
            table["firstCreatedAt"], table["lastCreatedAt"] = spans[table["name"]] or (None, None)
    stated = {} if spans is None else {"asStated": list(STATED)}
    return {**{key: manifest[key] for key in KEYS}, "tables": tables, **stated}


def inspect_text(found: dict[str, Any]) -> str:
    """Write it for a terminal of 80 columns."""
    parts = ["\n".join(_head(found)), _tables(found["tables"]), _totals(found)]
    if found["warnings"]:
        parts.append("\n".join(f"warning: {text.safe(w)}" for w in found["warnings"]))
    return "\n\n".join(parts)


def _head(found: dict[str, Any]) -> list[str]:
    months, checks = found["months"], found["checks"]
    span = f"{months[0]['month']} to {months[-1]['month']}" if months else ""
    facts = {
        "": f"{found['tenant']['name']} ({found['tenant']['slug']})",
        "seed": found["seed"],
        "as of": found["asOf"] + ("" if found["until"] == found["asOf"] else f", observed on {found['until']}"),
        "months": f"{len(months)}, {span}" if months else "none",
        "made by": f"demogen {found['generator']['version']}, drawing version {found['drawingVersion']}",
        "checks": f"{checks['passed']} passed" + (f", {_warned(checks)}" if checks["failed"] else ""),
        "content": found["contentDigest"].partition(":")[2],
        **(
            {"stated": "digests, totals, months, checks; `demogen verify` recomputes digests"}
            if "asStated" in found
            else {}
        ),
    }
    return [f"{name:<8} {text.safe(value)}" if name else text.safe(value) for name, value in facts.items()]


def _warned(checks: dict[str, Any]) -> str:
    """Name the checks that warn, as far as a line has room for them."""
    names = ", ".join(checks["failedNames"])
    return f"{checks['failed']} warn: {names if len(names) <= ROOM else names[: ROOM - 1] + '…'}"


def _tables(tables: list[dict[str, Any]]) -> str:
    """List the tables, and below them their sum and when their rows were created."""
    rows, size = sum(t["rows"] for t in tables), sum(t["sizeBytes"] for t in tables)
    moments = [t[key][:10] for t in tables for key in ("firstCreatedAt", "lastCreatedAt") if t.get(key)]
    span = f", created {min(moments)} to {max(moments)} (UTC)" if moments else ""
    return f"{_in_halves(tables)}\n{text.number(rows)} rows in {len(tables)} tables, {text.size(size)}{span}"


def _line(table: dict[str, Any]) -> tuple[str, str, str]:
    return text.safe(table["name"]), text.number(table["rows"]), text.size(table["sizeBytes"])


def _in_halves(tables: list[dict[str, Any]]) -> str:
    """Lay them out in two halves side by side."""
    lines = [_line(t) for t in tables]
    half = (len(lines) + 1) // 2
    rows = [(*left, "", *right) for left, right in zip_longest(lines[:half], lines[half:], fillvalue=("", "", ""))]
    head = ("table", "rows", "size")
    right = [False, True, True]
    return text.table((*head, "", *head), rows, [*right, False, *right])


def _totals(found: dict[str, Any]) -> str:
    rows = [
        (name, text.number(found["totals"][name]), _spark(name, found["months"]))
        for name in TARGETS
        if name in found["totals"]
    ]
    return text.table(("target", "total", "by month"), rows, [False, True, False])


def _spark(name: str, months: list[dict[str, Any]]) -> str:
    key = "deals" if name == "closedWonCount" else name
    return text.sparkline([month.get(key, 0) for month in months])
