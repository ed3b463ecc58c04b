"""How amounts and times spread: won deals by amount, closed deals by days, leads by the time until their answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from demogen.show.report import axes, charts
from demogen.show.report.charts import Series
from demogen.show.report.figures import Figures, Row
from demogen.show.report.section import Figure, Section
from demogen.show.report.tables import Column, table

QUARTERS = {
    "shortest": "Shortest",
    "quarter": "Quarter",
    "median": "Median",
    "three_quarters": "Three quarters",
    "longest": "Longest",
}


def spread(found: Figures) -> Section:
    """Show sizes, cycles and response times, as far as there are rows."""
    says = "Columns count deals or leads; a class begins where its left edge says and ends before its right one."
    figures = (*_sizes(found), *_cycles(found), *_responses(found), *_quartiles(found))
    return Section("spread", "Sizes and times", says, figures)


def _classes(edges: Sequence[str], unit: str = "") -> list[str]:
    return [f"{low} to {high}{unit}" for low, high in pairwise(edges)]


def _sizes(found: Figures) -> list[Figure]:
    rows, currency = found["deal_sizes"], found.tenant["currency"]
    if not rows:
        return []
    whales = sum(r["whales"] for r in rows)
    edges = [axes.short(float(r["low"])) for r in rows] + [axes.short(float(rows[-1]["high"]))]
    heads = [
        Column("low", "From", "money"),
        Column("high", "Below", "money"),
        Column("others", "Deals", "count"),
        Column("whales", "Whales", "count"),
        Column("value", "Value", "money"),
    ]
    chart = charts.columns(
        f"Won deals by amount ({currency})",
        f"Won deals by amount, in classes from {edges[0]} to {edges[-1]} {currency}",
        _classes(edges, f" {currency}"),
        [Series("deals", "one", [r["others"] for r in rows]), Series("whales", "two", [r["whales"] for r in rows])],
        stacked=True,
        edges=edges,
    )
    many = "1 whale, worth" if whales == 1 else f"{whales:,} whales, each worth"
    note = f"{many} at least five times the median of the others." if whales else ""
    return [Figure(table("deal-sizes", f"Won deals by amount ({currency})", heads, rows), chart, note)]


def _cycles(found: Figures) -> list[Figure]:
    rows = found["cycles"]
    if not rows:
        return []
    heads = [
        Column("low", "From day", "count"),
        Column("high", "Below day", "count"),
        Column("won", "Won", "count"),
        Column("lost", "Lost", "count"),
    ]
    chart = charts.columns(
        "Closed deals by days",
        "Closed deals by the days from their creation to their close, won beside lost",
        _classes([str(r["low"]) for r in rows] + [str(rows[-1]["high"])], " days"),
        [Series("won", "one", [r["won"] for r in rows]), Series("lost", "three", [r["lost"] for r in rows])],
        edges=[str(r["low"]) for r in rows] + [str(rows[-1]["high"])],
    )
    medians = " and ".join(f"{r['median']} days when {r['status']}" for r in found["cycle_summary"])
    return [Figure(table("cycles", "Closed deals by days", heads, rows), chart, f"The median is {medians}.")]


def _quartiles(found: Figures) -> list[Figure]:
    heads = [Column("status", "Outcome"), Column("deals", "Deals", "count")]
    heads += [Column(key, head, "days") for key, head in QUARTERS.items()]
    rows = found["cycle_summary"]
    return [Figure(table("cycle-summary", "Days from creation to close", heads, rows))] if rows else []


def _responses(found: Figures) -> list[Figure]:
    rows = found["responses"]
    answered = sum(r["leads"] for r in rows)
    if not answered:
        return []
    hours = rows[0]["sla_hours"]
    edges = [axes.minutes(r["from_minutes"]) for r in rows] + [axes.minutes(rows[-1]["to_minutes"])]
    names = _classes(edges)
    data: list[Row] = [
        {"class": name, "leads": r["leads"], "within": "within" if r["within"] else "late"}
        for name, r in zip(names, rows, strict=True)
    ]
    heads = [Column("class", "Worked time"), Column("leads", "Leads", "count"), Column("within", f"SLA {hours} h")]
    kept, late = ([r["leads"] if r["within"] is flag else 0 for r in rows] for flag in (True, False))
    within = sum(kept)
    chart = charts.columns(
        "Leads by time to response",
        f"Leads by worked time until the first response; {within:,} of {answered:,} within {hours} hours",
        names,
        [Series("within SLA", "one", kept), Series("late", "two", late)],
        stacked=True,
        edges=edges,
    )
    note = f"{_share(within, answered)} of {answered:,} answered within {hours} hours of worked time."
    return [Figure(table("responses", "Leads by worked time until the first response", heads, data), chart, note)]


def _share(part: int, whole: int) -> str:
    return f"{(1000 * part + whole // 2) // whole / 10:.1f} %"
