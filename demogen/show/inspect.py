"""What is inside a bundle, on one screen: tenant, tables, totals, months, digests, checks."""

from __future__ import annotations

from typing import Any

from demogen.show import text

TARGETS = ("leads", "contacts", "companies", "closedWonCount", "closedWonValue", "pipelineValue")


def inspect(manifest: dict[str, Any]) -> dict[str, Any]:
    """Give what a manifest says of its bundle, without the details of columns and files."""
    keys = (
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
    tables = [
        {key: entry[key] for key in ("name", "rows", "sizeBytes", "contentDigest")} for entry in manifest["tables"]
    ]
    return {**{key: manifest[key] for key in keys}, "tables": tables}


def inspect_text(found: dict[str, Any]) -> str:
    """Write it for a terminal."""
    months = found["months"]
    span = f"{months[0]['month']} to {found['until']}" if months else found["until"]
    observed = "" if found["until"] == found["asOf"] else f", observed {found['until']}"
    checks = found["checks"]
    head = [
        f"{text.safe(found['tenant']['name'])} ({text.safe(found['tenant']['slug'])})",
        f"seed {text.safe(found['seed'])}, as of {found['asOf']}{observed}, {span}",
        f"{found['contentDigest']}, drawing version {found['drawingVersion']}",
        f"{checks['passed']} checks passed, {checks['failed']} failed",
    ]
    rows = [(t["name"], text.number(t["rows"]), text.size(t["sizeBytes"])) for t in found["tables"]]
    rows.append(
        (
            "total",
            text.number(sum(t["rows"] for t in found["tables"])),
            text.size(sum(t["sizeBytes"] for t in found["tables"])),
        )
    )
    totals = [(name, text.number(value), _spark(name, months)) for name, value in _in_order(found["totals"])]
    parts = [
        "\n".join(head),
        text.table(("table", "rows", "size"), rows, [False, True, True]),
        text.table(("target", "total", "by month"), totals, [False, True, False]),
    ]
    if found["warnings"]:
        parts.append("\n".join(f"warning: {text.safe(w)}" for w in found["warnings"]))
    return "\n\n".join(parts)


def _in_order(totals: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, totals[name]) for name in TARGETS if name in totals]


def _spark(name: str, months: list[dict[str, Any]]) -> str:
    key = "deals" if name == "closedWonCount" else name
    return text.sparkline([month.get(key, 0) for month in months])
