"""What a tenant sells: the way from lead to won, the open pipeline, who won what, why deals were lost, and where."""

from __future__ import annotations

from demogen.show.report.figures import Figures
from demogen.show.report.section import Figure, Section
from demogen.show.report.tables import Column, table


def funnel(found: Figures) -> Section:
    """Show how many leads came how far, and what was lost at each step."""
    rows, title = found["funnel"], "From lead to won"
    if not rows:
        return Section("funnel", title, "", ())
    heads = [
        Column("step", "Step"),
        Column("leads", "Leads", "count", bar=True),
        Column("of_all", "Of all", "percent"),
        Column("dropped", "Dropped", "count"),
        Column("drop_off", "Drop-off", "percent"),
    ]
    says = (
        f"Of {rows[0]['leads']:,} leads {rows[-1]['leads']:,} have led to a won deal so far. "
        "Contacts who came without a lead, and their deals, are not counted here."
    )
    shown = table("funnel-steps", "Leads by how far they came", heads, rows)
    return Section("funnel", title, says, (Figure(shown),), columns=1)


def pipeline(found: Figures) -> Section:
    """Show the open deals by stage and by the month in which they are expected to close."""
    stages, due, currency = found["pipeline"], found["expected_close"], found.tenant["currency"]
    deals, value = (sum(row[key] for row in stages or due) for key in ("deals", "value"))
    late = sum(r["deals"] for r in due if r["expected"] == "overdue")
    overdue = f"; {late:,} of them past the day on which they were expected to close" if late else ""
    many = "1 open deal" if deals == 1 else f"{deals:,} open deals"
    says = f"{many} over {value:,.0f} {currency}{overdue}."
    stage_heads = [
        Column("stage", "Stage"),
        Column("value", f"Value ({currency})", "money", bar=True),
        Column("deals", "Deals", "count"),
        Column("probability", "Chance %", "count"),
        Column("weighted", "Weighted", "money"),
    ]
    due_heads = [
        Column("expected", "Expected"),
        Column("value", f"Value ({currency})", "money", bar=True),
        Column("deals", "Deals", "count"),
    ]
    tables = [
        table("pipeline-stages", "Open deals by stage", stage_heads, stages),
        table("pipeline-expected", "Open deals by expected close", due_heads, due),
    ]
    figures = tuple(Figure(shown) for shown in tables if shown.rows)
    return Section("pipeline", "Open pipeline", says, figures if deals else (), columns=2)


def won(found: Figures) -> Section:
    """Show what was won by whom and through which channel, and why deals were lost."""
    currency = found.tenant["currency"]
    reps = [
        Column("rep", "Rep"),
        Column("value", f"Won value ({currency})", "money", bar=True),
        Column("won", "Won", "count"),
        Column("lost", "Lost", "count"),
        Column("win_rate", "Win rate", "percent"),
        Column("open", "Open", "count"),
    ]
    channels = [
        Column("channel", "Channel"),
        Column("value", f"Won value ({currency})", "money", bar=True),
        Column("won", "Won", "count"),
        Column("leads", "Leads", "count"),
        Column("converted", "Contacts", "count"),
        Column("conversion", "Conversion", "percent"),
    ]
    reasons = [
        Column("reason", "Reason"),
        Column("deals", "Deals", "count", bar=True),
        Column("value", f"Value ({currency})", "money"),
    ]
    tables = [
        table("won-by-rep", "Won by rep", reps, found["reps"]),
        table("won-by-channel", "Won by channel", channels, found["channels"]),
        table("lost-reasons", "Lost by reason", reasons, found["lost_reasons"]),
    ]
    says = "A deal counts for whoever owns it now, and for the channel that brought its contact."
    figures = tuple(Figure(shown) for shown in tables if shown.rows)
    return Section("won", "Won and lost", says, figures, columns=2)


def places(found: Figures) -> Section:
    """Show where the companies are, and what was won there."""
    currency = found.tenant["currency"]
    heads = [
        Column("city", "Place"),
        Column("state", "State"),
        Column("companies", "Companies", "count", bar=True),
        Column("won", "Won deals", "count"),
        Column("value", f"Won value ({currency})", "money"),
    ]
    rows = found["places"]
    rest = any(row["rest"] for row in rows)
    shown = table("companies-by-place", "Companies by place", heads, rows, rest=rest)
    figures = (Figure(shown),) if rows else ()
    return Section("places", "Places", "Where the companies are that the tenant sells to.", figures, columns=1)
