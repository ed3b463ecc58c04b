"""The week of a tenant: on which days and at which hours staff and customers do what, and what that is."""

from __future__ import annotations

from collections.abc import Sequence

from demogen.show.report import charts
from demogen.show.report.figures import Figures
from demogen.show.report.section import Figure, Section
from demogen.show.report.tables import Column, table

WHO = {"staff": ("What staff did", "activities"), "customers": ("What customers did", "messages and calls")}


def week(found: Figures) -> Section:
    """Show activities by day of the week and hour, in the tenant's time, and by kind."""
    heads = [Column("kind", "Activity"), Column("outcome", "Outcome"), Column("activities", "Number", "count")]
    mix = Figure(table("activity-mix", "Activities by kind", heads, found["activity_mix"]))
    says = f"Hours are those of {found.tenant['timezone']}; the stronger the colour, the more was done."
    figures = (*(_heat(found, key) for key in WHO), mix) if found["hours"] else ()
    return Section("week", "The week", says, figures)


def _heat(found: Figures, key: str) -> Figure:
    title, noun = WHO[key]
    counts = [[r[key] for r in found["hours"] if r["day"] == day] for day in range(1, 8)]
    heads = [Column("day", "Day"), *(Column(str(h), f"{h:02}", "count") for h in range(24))]
    data = [{"day": charts.DAYS[i], **{str(h): n for h, n in enumerate(row)}} for i, row in enumerate(counts)]
    total, fullest = sum(map(sum, counts)), _fullest(counts)
    chart = charts.heat(title, f"{title}, by day of the week and hour: {total:,} {noun}. {fullest}", counts, noun)
    return Figure(table(f"hours-{key}", f"{title}, by hour", heads, data), chart, fullest)


def _fullest(counts: Sequence[Sequence[int]]) -> str:
    most, day, hour = max((value, -d, -h) for d, row in enumerate(counts) for h, value in enumerate(row))
    return (
        f"The fullest hour is {charts.DAYS[-day]} from {-hour:02}:00, with {most:,}." if most else "There is nothing."
    )
