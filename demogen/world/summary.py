"""The months of a world in figures: what the preview shows and the manifest records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.plan.targets import Plan

if TYPE_CHECKING:
    from demogen.world.deals import Family


class Months:
    """What was won in each period up to `asOf`, and the pipeline open at its end."""

    def __init__(self, plan: Plan) -> None:
        """Begin without a deal."""
        self._plan = plan
        self._won, self._value, self._pipeline = (np.zeros(len(plan.calendar.marks), dtype=np.int64) for _ in range(3))

    def add(self, found: Family) -> None:
        """Add deals; amounts are minor units."""
        began, ended = (self._plan.calendar.period_of(moments) for moments in (found.created, found.closed))
        np.add.at(self._pipeline, began, found.amount)
        np.subtract.at(self._pipeline, ended, found.amount)
        np.add.at(self._won, ended[found.won], 1)
        np.add.at(self._value, ended[found.won], found.amount[found.won])

    def rows(self) -> list[dict[str, Any]]:
        """Return the months up to `asOf`."""
        plan, is_open = self._plan, np.cumsum(self._pipeline)
        return [
            {
                "month": period.month,
                "leads": plan.leads[i],
                "contacts": plan.contacts[i],
                "companies": plan.companies[i],
                "deals": int(self._won[i]),
                "closedWonValue": units(plan, int(self._value[i])),
                "pipelineValue": units(plan, int(is_open[i])),
            }
            for i, period in enumerate(plan.calendar.periods[: plan.calendar.past])
        ]


def totals(plan: Plan) -> dict[str, Any]:
    """Return the totals at `asOf`, with the keys of the config's targets."""
    found: dict[str, Any] = plan.config.as_json()["targets"]
    return found


def units(plan: Plan, minor: int) -> int | float:
    """Return an amount of minor units in units of the currency."""
    whole, rest = divmod(minor, plan.config.currency.minor)
    return whole if not rest else minor / plan.config.currency.minor
