"""The growth of a tenant: month by month what was planned and what the rows hold."""

from __future__ import annotations

from typing import Any

from demogen.show.report import charts
from demogen.show.report.charts import Series
from demogen.show.report.figures import Figures
from demogen.show.report.section import Figure, Section
from demogen.show.report.tables import Column, table

GROWTH = (
    ("leads", "Leads"),
    ("contacts", "Contacts"),
    ("companies", "Companies"),
    ("won", "Won deals"),
    ("won_value", "Won value"),
    ("pipeline", "Open pipeline"),
)
MONEY = {"pipeline", "won_value"}


def growth(found: Figures) -> Section:
    """Show what came, what was won and what was open, per month."""
    says = "Columns are the rows of the bundle, marks what was planned; the pipeline is what was open at a month's end."
    if not all(row["over"] for row in found["months"]):
        says += f" {found.manifest['until']} lies in a month that is not over."
    shown = GROWTH if found["months"] else ()
    return Section(
        "growth", "Growth", says, tuple(_monthly(found, *names, found.tenant["currency"]) for names in shown)
    )


def _monthly(found: Figures, key: str, title: str, currency: str) -> Figure:
    """Show a figure of the months: the plan as marks, the rows as columns."""
    rows, kind = found["months"], "money" if key in MONEY else "count"
    noun = currency if key in MONEY else title.lower()
    data = [
        {
            "month": r["month"],
            "plan": r[f"p_{key}"],
            "actual": r[key],
            "difference": _minus(r[key], r[f"p_{key}"]) if r["over"] else None,
        }
        for r in rows
    ]
    unit = f" ({currency})" if key in MONEY else ""
    heads = [
        Column("month", "Month"),
        *(Column(k, k.capitalize(), kind) for k in ("plan", "actual", "difference")),
    ]
    over, off = sum(r["over"] for r in rows), sum(1 for row in data if row["difference"])
    summary = f"{title} per month; of {over} months that are over {off or 'none'} differ from the plan"
    return Figure(
        table(f"months-{key.replace('_', '-')}", f"{title} per month{unit}", heads, data),
        charts.columns(
            title + unit,
            summary,
            [r["month"] for r in rows],
            [Series(noun, "one", [_float(r[key]) for r in rows])],
            plan=Series("plan", "plan", [_float(r[f"p_{key}"]) for r in rows]),
        ),
    )


def _minus(a: Any, b: Any) -> Any:
    return None if a is None or b is None else a - b


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
