"""How long sales take: the shape of the cycles of won and of lost deals between the industry's shortest and longest.

A won deal passes every stage, so the shape of its cycle is the one whose mean is the sum of the stages' times, as far
as the bounds allow; a lost one ends sooner.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from demogen.config.industry import Industry
from demogen.draw.distributions import ONE, SKEWED_SIGMA, skewed_mean

DAY = 86_400 * 1_000_000
STEPS = 12


@dataclass(frozen=True)
class Cycles:
    """Bounds in microseconds, and how skewed the cycles are between them (sigma in units of 2^-20)."""

    shortest: int
    longest: int
    won_sigma: int
    lost_sigma: int
    win_rate: Decimal

    @property
    def mean_days(self) -> Decimal:
        """Return the mean cycle of all deals, in days."""
        won, lost = (self._mean(sigma) for sigma in (self.won_sigma, self.lost_sigma))
        return (won * self.win_rate + lost * (1 - self.win_rate)) / DAY

    @property
    def won_mean(self) -> int:
        """Return the mean cycle of won deals, in microseconds."""
        return self._mean(self.won_sigma)

    @property
    def won_days(self) -> float:
        """Return the mean cycle of won deals, in days."""
        return self.won_mean / DAY

    @property
    def open_win_per_mille(self) -> int:
        """Return how many in a thousand open deals will be won: more than of all, as those that are won take longer."""
        won, lost = (self._mean(sigma) for sigma in (self.won_sigma, self.lost_sigma))
        return int(1000 * won * self.win_rate / (won * self.win_rate + lost * (1 - self.win_rate)))

    def _mean(self, sigma: int) -> int:
        return self.shortest + ((self.longest - self.shortest) * skewed_mean(sigma) >> 20)


def plan_cycles(industry: Industry) -> Cycles:
    """Plan the cycles of an industry."""
    shortest, longest = industry.deals.cycle_days_min, industry.deals.cycle_days_max
    days = sum(stage.avg_days_in_stage for stage in industry.pipeline.stages if stage.type == "open")
    wanted = (days - shortest) * ONE // max(longest - shortest, 1)
    return Cycles(shortest * DAY, longest * DAY, _sigma_of(wanted), SKEWED_SIGMA, industry.deals.win_rate)


def _sigma_of(mean: int) -> int:
    """Return the sigma between 0.125 and 1.25 whose fractions come nearest to a mean; the mean falls as sigma grows."""
    low, high = ONE // 8, ONE * 5 // 4
    for _ in range(STEPS):
        middle = (low + high) // 2
        low, high = (middle, high) if skewed_mean(middle) > mean else (low, middle)
    return low
