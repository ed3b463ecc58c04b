"""How much each period weighs: growth curve times season times the share of its month that lies inside it.

Curves are the request's formulas, computed in decimal arithmetic of 28 digits and kept as integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext

from demogen.config.resolve import Config
from demogen.draw.worktime import Axis
from demogen.draw.zones import Zone
from demogen.plan.periods import Period

SCALE = 10**9
QUARTER = (94, 95, 113)  # percent
EXACT = Context(prec=28)


def curve_weights(curve: str, months: int, monthly_rate: Decimal) -> list[int]:
    """Return the weight of each month on a growth curve, of which the first is one (logistic: half at the middle)."""
    with localcontext(EXACT):
        rate = monthly_rate / 100
        if curve == "linear":
            values = [1 + i * rate for i in range(months)]
        elif curve == "exponential":
            values = [(1 + rate) ** i for i in range(months)]
        elif curve == "logistic":
            quarter = Decimal(months) / 4
            values = [1 / (1 + (-(i - Decimal(months) / 2) / quarter).exp()) for i in range(months)]
        else:
            values = [Decimal(i // 3 + 1) for i in range(months)]
        return [int(value * SCALE) for value in values]


def level_weights(config: Config, periods: Sequence[Period]) -> list[int]:
    """Return curve times season of each period; after `asOf` the mean level of the last three months goes on."""
    past = [p for p in periods if p.past]
    curve = curve_weights(config.curve, past[-1].index + 1, config.monthly_rate)
    recent = curve[-3:]
    after = sum(recent) // len(recent)
    seasons = config.industry.seasons if config.seasonality else (100,) * 12
    return [(curve[p.index] if p.past else after) * seasons[p.first.month - 1] for p in periods]


def close_weights(level: Sequence[int], periods: Sequence[Period]) -> list[int]:
    """Weigh the months of a quarter as sales people close: more in its last one (35 to 40 % where the pull is mild)."""
    return [weight * QUARTER[(p.first.month - 1) % 3] // 100 for weight, p in zip(level, periods, strict=True)]


def day_shares(periods: Sequence[Period]) -> list[int]:
    """Return the share of each period's month that lies in it, by calendar days, in millionths."""
    return [(p.end - p.first).days * 1_000_000 // (p.month_end - p.month_start).days for p in periods]


def work_shares(periods: Sequence[Period], staff: Axis, zone: Zone, not_before: int = 0) -> list[int]:
    """Return the share of each period's month that lies in it, by worked time from a moment (microseconds UTC) on."""
    shares = []
    for p in periods:
        first, end, month_start, month_end = (
            zone.midnight(day) * 1_000_000 for day in (p.first, p.end, p.month_start, p.month_end)
        )
        marks = [
            int(staff.position(max(moment, low)))
            for moment, low in ((first, not_before), (end, not_before), (month_start, 0), (month_end, 0))
        ]
        shares.append((marks[1] - marks[0]) * 1_000_000 // max(marks[3] - marks[2], 1))
    return shares
