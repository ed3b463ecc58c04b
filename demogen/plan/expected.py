"""What the checks hold a bundle against: the plan, the clocks and the reference data as small tables.

The checks are SQL and know nothing of Python; whatever they need beside the bundle stands in these tables, which are
given as columns of plain values. Moments are microseconds UTC.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from demogen.config.model import CHANNELS
from demogen.draw import tax_numbers
from demogen.draw.arrays import Ints
from demogen.draw.worktime import Axis
from demogen.plan.figures import figures
from demogen.plan.targets import Plan

Columns = dict[str, Any]  # lists of plain values, or arrays of integers


def expected_tables(plan: Plan, until: date) -> dict[str, Columns]:
    """Return the tables by name."""
    return {
        "asked": _asked(plan, until),
        "periods": _periods(plan),
        "channels": {"channel": list(CHANNELS), "leads": list(plan.channels)},
        "work": _work(plan),
        "open": {"slot": _slots(plan, plan.calendar.staff)},
        "office": {"slot": _slots(plan, plan.calendar.office)},
        "office_hours": {
            "opens_us": plan.calendar.office.opens,
            "closes_us": plan.calendar.office.closes,
        },
        "holidays": {"slot": _holidays(plan)},
        "shifts": _shifts(plan),
        "stages": _stages(plan),
        "tags": _tags(plan),
        "places": _places(plan),
        "phones": _phones(plan),
        "figures": figures(plan),
        "real_firms": {"name": sorted(plan.config.reference.real_firms)},
        "lost_reasons": {
            "reason": [reason.reason for reason in plan.config.industry.lost_reasons],
            "stage": [reason.stage for reason in plan.config.industry.lost_reasons],
        },
    }


def _asked(plan: Plan, until: date) -> Columns:
    config, calendar = plan.config, plan.calendar
    row: dict[str, Any] = {
        "leads": config.leads,
        "contacts": config.contacts,
        "companies": config.companies,
        "won_count": config.won_count,
        "won_hundredths": config.won_minor * 100 // config.currency.minor,
        "pipeline_hundredths": config.pipeline_minor * 100 // config.currency.minor,
        "digits": config.currency.digits,
        "currency": config.currency.code,
        "country": config.country.code,
        "timezone": config.timezone,
        "industry": config.industry.id,
        "tenant_name": config.tenant_name,
        "slug": config.slug,
        "tax_id_form": tax_numbers.form_of(config.country.tax_numbers.patterns),
        "team_size": config.team_size,
        "silent": plan.silent,
        "whales": plan.whales,
        "duplicates": sum(plan.duplicates[: plan.calendar.past]),
        "open_deals": plan.open_deals,
        "sla_us": config.sla_hours * 3_600_000_000,
        "work_day_us": calendar.work_day,
        "slot_us": _slot(plan),
        "settled": plan.settled,
        "long_hours": len(calendar.shifts) > 1,
        "starts_us": int(calendar.marks[0]),
        "founded_us": calendar.founding,
        "as_of_us": calendar.as_of,
        "until_us": calendar.midnight(until + timedelta(days=1)),
        "until_on": until.isoformat(),
        "whale_stage": config.industry.pipeline.whale_stage,
    }
    return {name: [value] for name, value in row.items()}


def _periods(plan: Plan) -> Columns:
    calendar, periods = plan.calendar, plan.calendar.periods
    return {
        "period": [p.key for p in periods],
        "past": [p.past for p in periods],
        "begins_us": calendar.marks[:-1].tolist(),
        "ends_us": calendar.marks[1:].tolist(),
        "leads": list(plan.leads),
        "contacts": list(plan.contacts),
        "companies": list(plan.companies),
        "won": [*plan.won, *(None for p in periods if not p.past)],
    }


def _work(plan: Plan) -> Columns:
    """List the spans of worked time, with where each begins on the worked-time axis."""
    staff = plan.calendar.staff
    return {
        "opens_us": staff.opens,
        "closes_us": staff.closes,
        "position_us": staff.position(staff.opens),
    }


def _shifts(plan: Plan) -> Columns:
    """List when each shift is on duty."""
    axes = plan.calendar.shifts.axes
    return {
        "shift": np.repeat(np.arange(len(axes), dtype=np.int64), [len(axis.opens) for axis in axes]),
        "opens_us": np.concatenate([axis.opens for axis in axes]),
        "closes_us": np.concatenate([axis.closes for axis in axes]),
    }


def _slot(plan: Plan) -> int:
    """Return the longest time of which every opening and closing, and every midnight, is a multiple."""
    calendar = plan.calendar
    bounds = [bound for axis in (calendar.staff, calendar.office) for bound in (axis.opens, axis.closes)]
    return int(np.gcd.reduce(np.concatenate([*bounds, calendar.marks])))


def _slots(plan: Plan, axis: Axis) -> Ints:
    """List the numbers of the slots of an axis, as a hash table is faster than a search of spans."""
    slot = _slot(plan)
    first, count = axis.opens // slot, (axis.closes - axis.opens) // slot
    nth = np.arange(int(count.sum()), dtype=np.int64)
    result: Ints = np.repeat(first - (np.cumsum(count) - count), count) + nth
    return result


def _holidays(plan: Plan) -> list[int]:
    """List the numbers of the slots of the country's holidays."""
    calendar, slot = plan.calendar, _slot(plan)
    days = [
        day for day in sorted(calendar.hours.holidays) if calendar.periods[0].first <= day < calendar.periods[-1].end
    ]
    bounds = [(calendar.midnight(day), calendar.midnight(day + timedelta(days=1))) for day in days]
    return [number for begin, end in bounds for number in range(begin // slot, end // slot)]


def _stages(plan: Plan) -> Columns:
    stages = plan.config.industry.pipeline.stages
    total = sum(s.avg_days_in_stage for s in stages if s.type == "open")
    return {
        "position": list(range(1, len(stages) + 1)),
        "name": [s.name for s in stages],
        "type": [s.type for s in stages],
        "probability": [s.probability for s in stages],
        "days": [s.avg_days_in_stage for s in stages],
        "expected_days": [plan.cycles.won_days * s.avg_days_in_stage / max(total, 1) for s in stages],
    }


def _tags(plan: Plan) -> Columns:
    tags = plan.config.industry.tags
    return {"name": [tag.name for tag in tags], "color": [tag.color for tag in tags]}


def _places(plan: Plan) -> Columns:
    rows = [(p.city, p.state, code) for p in plan.config.country.places for code in (p.postal_codes or [None])]
    return {name: [row[i] for row in rows] for i, name in enumerate(("city", "state", "postal_code"))}


def _phones(plan: Plan) -> Columns:
    """List the ranges of numbers that reach nobody, none inside another: how a number begins, and how long it is."""
    country = plan.config.country
    patterns = [*country.mobiles, *(pattern for place in country.places for pattern in place.landlines)]
    ranges: list[tuple[str, int]] = []
    for length, prefix in sorted({(len(pattern), pattern.rstrip("#")) for pattern in patterns}):
        # In order, whatever a range holds follows it directly.
        if not (ranges and ranges[-1][1] == length and prefix.startswith(ranges[-1][0])):
            ranges.append((prefix, length))
    return {"prefix": [prefix for prefix, _ in ranges], "length": [length for _, length in ranges]}
