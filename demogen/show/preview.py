"""The preview: month by month what generate will produce, without producing it."""

from __future__ import annotations

from typing import Any

from demogen.config.resolve import Config
from demogen.plan.targets import make_plan
from demogen.show import text
from demogen.world.rehearsal import rehearse
from demogen.world.remedy import remedied
from demogen.world.summary import totals

BAR = 12


def preview(config: Config) -> dict[str, Any]:
    """Return months, totals and warnings of a config with a seed.

    Raises:
        PlanError: the config cannot be met.
    """
    with remedied(config):
        plan = make_plan(config)
        months = rehearse(plan)
    return {
        "tenantName": config.tenant_name,
        "currency": config.currency.code,
        "seed": config.seed,
        "asOf": config.as_of.isoformat(),
        "months": months,
        "totals": totals(plan),
        "warnings": list(plan.warnings),
    }


def preview_text(found: dict[str, Any]) -> str:
    """Write a preview as a table with small bars."""
    months = found["months"]
    most = max(month["closedWonValue"] for month in months)
    most_leads = max(month["leads"] for month in months)
    head = (
        "month",
        "leads",
        "",
        "contacts",
        "companies",
        "won",
        f"won {found['currency']}",
        "",
        f"pipeline {found['currency']}",
    )
    rows: list[tuple[str, ...]] = [
        (
            m["month"],
            text.number(m["leads"]),
            text.bar(m["leads"], most_leads, BAR),
            text.number(m["contacts"]),
            text.number(m["companies"]),
            text.number(m["deals"]),
            text.number(m["closedWonValue"]),
            text.bar(m["closedWonValue"], most, BAR),
            text.number(m["pipelineValue"]),
        )
        for m in months
    ]
    total = found["totals"]
    rows.append(
        (
            "total",
            *(text.number(total["leads"]) if i == 0 else "" for i in range(2)),
            text.number(total["contacts"]),
            text.number(total["companies"]),
            text.number(total["closedWonCount"]),
            text.number(total["closedWonValue"]),
            "",
            text.number(total["pipelineValue"]),
        )
    )
    title = f"{text.safe(found['tenantName'])}, seed {text.safe(found['seed'])}, as of {found['asOf']}"
    return title + "\n\n" + text.table(head, rows, [False, True, False, True, True, True, True, False, True])
