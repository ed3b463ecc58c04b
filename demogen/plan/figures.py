"""The industry's figures as a bundle must show them: expected value, band, and why where a target forces another one.

A band is as wide as the figure allows, plus what chance does to a mean of so few rows.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from demogen.plan.effort import LEAST_LEAD_TOUCHES
from demogen.plan.money import body_mean, is_above
from demogen.plan.targets import Plan

WIDE = Decimal("0.25")
WIDE_CALLS, WIDE_CALLS_FULL = (
    Decimal("0.1"),
    Decimal("0.5"),
)  # of calls per e-mail; where reps are full, many are missing
SIGMAS = 4  # a mean of n rows lies farther out once in 16,000 bundles


def figures(plan: Plan) -> dict[str, list[Any]]:
    """Return name, the industry's figure, what is expected here, lowest and highest value that pass, and a note."""
    rows = [*_funnel(plan), *_deals(plan), *_activities(plan)]
    names = ("name", "figure", "expected", "low", "high", "note")
    return {name: [row[i] if i in {0, 5} else float(row[i]) for row in rows] for i, name in enumerate(names)}


def _row(name: str, figure: Decimal, expected: Decimal, slack: Decimal, note: str = "") -> tuple[Any, ...]:
    return (name, figure, expected, max(expected - slack, Decimal(0)), expected + slack, note)


def _funnel(plan: Plan) -> list[tuple[Any, ...]]:
    """Rates: targets fix leads, contacts and won deals, so a rate is what they leave."""
    config, leads, win = plan.config, plan.config.industry.leads, plan.config.industry.deals.win_rate
    conversion, qualification = leads.conversion_rate, leads.qualification_rate
    asked = Decimal(config.contacts) / config.leads
    forced = abs(asked - conversion) > Decimal("0.02")
    rows = [
        _row(
            "conversion_rate",
            conversion,
            asked,
            Decimal("0.001"),
            f"forced by {config.contacts} contacts of {config.leads} leads" if forced else "",
        )
    ]
    deals = config.won_count + sum(plan.lost) + plan.open_deals
    wanted = int(config.contacts * qualification)
    possible = Decimal(min(deals, wanted)) / config.contacts
    note = f"forced by {deals} deals for {config.contacts} contacts" if deals < wanted else ""
    rows.append(_row("qualification_rate", qualification, possible, max(Decimal("0.03"), possible * WIDE), note))
    rows.append(_row("win_rate", win, win, Decimal(1) / config.won_count))
    return rows


def _deals(plan: Plan) -> list[tuple[Any, ...]]:
    """Values and cycles: the mean follows from the targets, the bounds are the industry's unless the mean is not."""
    config, figures = plan.config, plan.config.industry.deals
    low, average, high = (
        Decimal(config.currency.from_dollars(dollars)) / config.currency.minor
        for dollars in (figures.min_value, figures.avg_value, figures.max_value)
    )
    mean = Decimal(config.won_minor) / config.currency.minor / config.won_count
    forced = not average * Decimal("0.8") <= mean <= average * Decimal("1.25")
    note = f"forced by {config.won_count} won deals in all" if forced else ""
    scale = mean / average
    least, most = (min(low, low * scale), max(high, high * scale * 2))
    # Whales that came out heavier than planned leave less for the others.
    kept = body_mean(plan) > low * config.currency.minor * 2
    day, shortest, longest = Decimal(1), Decimal(figures.cycle_days_min), Decimal(figures.cycle_days_max)
    spread = longest - shortest
    return [
        ("avg_deal_value", average, mean, mean * Decimal("0.999"), mean * Decimal("1.001"), note),
        ("min_deal_value", low, low, low if kept else least / 100, max(mean, low), _forced_low(plan, low)),
        ("max_deal_value", high, high, mean * (3 if plan.whales else 1), most * Decimal("1.5"), note),
        ("cycle_days_min", shortest, shortest, shortest - day, shortest + spread * Decimal("0.25"), ""),
        (
            "cycle_days_max",
            longest,
            longest,
            shortest + spread * Decimal("0.3") if plan.settled else shortest - day,
            longest + 8 * day,
            "" if plan.settled else "bounded by a young tenant",
        ),
    ]


def _forced_low(plan: Plan, low: Decimal) -> str:
    """Return why won amounts lie below the industry's least one, where their mean makes them."""
    if is_above(body_mean(plan), int(low * plan.config.currency.minor)):
        return ""
    return f"forced by a mean of {plan.config.won_count} won deals that is hardly above it"


def _activities(plan: Plan) -> list[tuple[Any, ...]]:
    """Activities: thinned where the team could not do them, fewer where the tenant is young."""
    config, effort, usual = plan.config, plan.effort, plan.config.industry.activities
    contact, deal, ratio = usual.avg_per_contact, usual.avg_per_deal, usual.call_to_email_ratio
    seen_contact, seen_deal = Decimal(effort.seen_per_contact) / 1000, Decimal(effort.seen_per_deal) / 1000
    thin_contact = abs(seen_contact - contact) > contact * Decimal("0.05")
    note_contact = "thinned: a small team or a young tenant" if thin_contact else ""
    note_deal = "" if seen_deal == deal else "thinned: a small team"
    # Of a young tenant the plan only estimates what has happened so far.
    young = 1 if effort.seen_per_contact * 8 >= effort.per_contact * 7 else 2
    closed = config.won_count + sum(plan.lost)
    touches = LEAST_LEAD_TOUCHES * config.leads + seen_contact * config.contacts + seen_deal * closed
    # Touches of one parent are alike: they count for half as many.
    chance = (1 + ratio) * (ratio / (touches / 2)).sqrt()
    return [
        _row(
            "activities_per_contact", contact, seen_contact, young * _slack(seen_contact, config.contacts), note_contact
        ),
        _row("activities_per_deal", deal, seen_deal, _slack(seen_deal, closed), note_deal),
        _calls(ratio, chance, full=effort.lead_per_mille < 1000),
    ]


def _calls(ratio: Decimal, chance: Decimal, *, full: bool) -> tuple[Any, ...]:
    """Calls to e-mails: where reps are full, what would have to wait too long for a call is written instead."""
    low = ratio * (1 - (WIDE_CALLS_FULL if full else WIDE_CALLS)) - SIGMAS * chance
    note = "fewer calls: reps are full" if full else ""
    return ("call_to_email_ratio", ratio, ratio, max(low, Decimal(0)), ratio * (1 + WIDE_CALLS) + SIGMAS * chance, note)


def _slack(mean: Decimal, rows: int) -> Decimal:
    """Return how far a mean number of activities may lie off: their variance is 25/32 of the square, and rounding's."""
    variance = mean * mean * 25 / 32 + mean
    return max(mean * WIDE, Decimal("0.3")) + SIGMAS * (variance / rows).sqrt()
