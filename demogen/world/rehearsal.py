"""A rehearsal of a world: just enough of it to know its months, or that it cannot be.

The same streams and functions as the world itself, so what it says is what a bundle then holds.
"""

from __future__ import annotations

from typing import Any

from demogen.plan.targets import Plan
from demogen.world import leads, sales, skeleton, summary


def rehearse(plan: Plan) -> list[dict[str, Any]]:
    """Give the months of a plan's world up to `asOf`.

    Raises:
        PlanError: the world cannot be drawn.
    """
    source = skeleton.source_of(plan)
    leads.demand_answers(source, plan)
    return summary.monthly(plan, sales.draw_families(source, plan))
