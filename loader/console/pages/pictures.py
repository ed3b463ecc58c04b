"""Pictures of months: what a config will give, or what a job has loaded, drawn as the report draws them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from demogen.show.report.charts import Chart, Series, columns

TARGETS = (
    ("leads", "Leads"),
    ("contacts", "Contacts"),
    ("companies", "Companies"),
    ("closedWonCount", "Won deals"),
    ("closedWonValue", "Won value"),
    ("pipelineValue", "Open pipeline"),
)


def months(found: Sequence[Mapping[str, Any]], currency: str) -> list[Chart]:
    """Draw leads beside contacts, the value that was won, and the pipeline at each month's end."""
    names = [str(month["month"]) for month in found]

    def series(key: str, name: str, kind: str) -> Series:
        return Series(name, kind, [float(month[key]) for month in found])

    leads, contacts = series("leads", "leads", "one"), series("contacts", "contacts", "two")
    won, pipeline = series("closedWonValue", currency, "one"), series("pipelineValue", currency, "one")
    span = f"{names[0]} to {names[-1]}" if names else "no month"
    return [
        columns("Leads and contacts", f"Leads and contacts per month, {span}", names, [leads, contacts]),
        columns(f"Won value ({currency})", f"Won value per month, {span}", names, [won]),
        columns(f"Open pipeline ({currency})", f"Open pipeline at each month's end, {span}", names, [pipeline]),
    ]


def against_targets(config: Mapping[str, Any], totals: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each target beside what was counted."""
    return [
        {"name": name, "asked": asked, "found": totals[key], "same": asked == totals[key]}
        for key, name in TARGETS
        for asked in (config["targets"].get(key),)
        if key in totals
    ]
