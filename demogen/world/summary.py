"""The months of a world in figures: what the preview shows and the manifest records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.plan.targets import Plan

if TYPE_CHECKING:
    from demogen.world.deals import Family


def monthly(plan: Plan, families: Sequence[Family]) -> list[dict[str, Any]]:
    """Give the months up to `asOf`: who came, what was won, and the pipeline open at the end."""
    won = families[0]
    created, closed, amount = (
        np.concatenate([getattr(f, name) for f in families]) for name in ("created", "closed", "amount")
    )
    period = plan.calendar.period_of(won.closed)
    rows = []
    for i, p in enumerate(plan.calendar.periods[: plan.calendar.past]):
        end = int(plan.calendar.marks[i + 1])
        in_it = period == i
        is_open = (created < end) & (closed >= end)
        rows.append(
            {
                "month": p.month,
                "leads": plan.leads[i],
                "contacts": plan.contacts[i],
                "companies": plan.companies[i],
                "deals": int(in_it.sum()),
                "closedWonValue": units(plan, int(won.amount[in_it].sum())),
                "pipelineValue": units(plan, int(amount[is_open].sum())),
            }
        )
    return rows


def totals(plan: Plan) -> dict[str, Any]:
    """Give the totals at `asOf`, with the keys of the config's targets."""
    found: dict[str, Any] = plan.config.as_json()["targets"]
    return found


def units(plan: Plan, minor: int) -> int | float:
    """Give an amount of minor units in units of the currency."""
    whole, rest = divmod(minor, plan.config.currency.minor)
    return whole if not rest else minor / plan.config.currency.minor
