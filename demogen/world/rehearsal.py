"""A rehearsal of a world: just enough of it to know its months, or that it cannot be.

The same streams and functions as the world itself, so what it says is what a bundle then holds.
"""

from __future__ import annotations

from typing import Any

from demogen.draw.records import Spill
from demogen.plan.targets import Plan
from demogen.world import skeleton
from demogen.world.deals import draw_past
from demogen.world.enquiries import require_answers
from demogen.world.summary import Months


def rehearse(plan: Plan) -> list[dict[str, Any]]:
    """Return the months of a plan's world up to `asOf`.

    Raises:
        PlanError: the world cannot be drawn.
    """
    source = skeleton.source_of(plan)
    spill, months = Spill(), Months(plan)
    require_answers(source, plan, spill)
    for found in draw_past(source, plan, spill):
        months.add(found)
    return months.rows()
