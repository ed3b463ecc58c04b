"""Which sums the deals make: groups of won deals, each with its sum, and the open deals as one group.

A group is a run of consecutive periods with at least eight won deals; its sum is planned by its count, a whale counting
eight, and inside it the draws decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demogen.errors import PlanError, Problem
from demogen.plan.apportion import sainte_lague
from demogen.plan.targets import Plan

MIN_DEALS = 8
WHALE_WEIGHT = 8
ABOVE_PERCENT = 110  # of the least amount, where a mean leaves room for amounts that differ and none below it
MIN_MEAN_MINOR = 20  # below this, amounts are too small to differ


@dataclass(frozen=True)
class MoneyGroup:
    """Deals that share a sum (minor units): the first and last period of a run, deals, whales among them."""

    first: int
    last: int
    deals: int
    whales: int
    total: int

    @property
    def bodies(self) -> int:
        """Count the deals that are no whales."""
        return self.deals - self.whales


def plan_money(plan: Plan) -> tuple[list[MoneyGroup], MoneyGroup]:
    """Plan the groups of won deals and the one of open deals.

    Raises:
        PlanError: a total is too small for its number of deals.
    """
    config = plan.config
    runs = _runs(plan.won)
    sizes = [sum(plan.won[a : b + 1]) for a, b in runs]
    whales = sainte_lague(plan.whales, sizes)
    weights = [size + (WHALE_WEIGHT - 1) * w for size, w in zip(sizes, whales, strict=True)]
    unit = config.currency.minor
    problems = []
    for name, total, weight, count in (
        ("closedWonValue", config.won_minor, sum(weights), config.won_count),
        ("pipelineValue", config.pipeline_minor, plan.open_deals, plan.open_deals),
    ):
        least = weight * MIN_MEAN_MINOR
        if total < least:
            where = f"/targets/{name}, /targets/closedWonCount" + (
                ", /realism/whaleRatio" if plan.whales and name == "closedWonValue" else ""
            )
            problems.append(
                Problem(
                    where,
                    f"is too small for {count} deals",
                    f"at least {least / unit:.2f} {config.currency.code}",
                    f"{total / unit:.2f}",
                    remedy=((f"/targets/{name}", -(-least // unit)),),
                )
            )
    if problems:
        raise PlanError(problems)
    totals = sainte_lague(config.won_minor, weights)
    groups = [
        MoneyGroup(a, b, size, w, total) for (a, b), size, w, total in zip(runs, sizes, whales, totals, strict=True)
    ]
    return groups, MoneyGroup(0, 0, plan.open_deals, 0, config.pipeline_minor)


def is_above(mean: int, least: int) -> bool:
    """Return whether a mean is so far above the least amount that no amount has to be below that; also for sums."""
    return mean * 100 > least * ABOVE_PERCENT


def body_mean(plan: Plan) -> int:
    """Return the mean won amount of those that are no whales, in minor units, as the groups are planned."""
    return plan.config.won_minor // (plan.config.won_count + (WHALE_WEIGHT - 1) * plan.whales)


def _runs(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Cut the periods into runs of at least MIN_DEALS deals; what is left at the end joins the last run."""
    runs: list[tuple[int, int]] = []
    first, held = 0, 0
    for i, count in enumerate(counts):
        held += count
        if held >= MIN_DEALS:
            runs.append((first, i))
            first, held = i + 1, 0
    if runs and first < len(counts):
        runs[-1] = (runs[-1][0], len(counts) - 1)
    return runs
