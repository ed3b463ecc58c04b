"""What an explanation says, as JSON has it and for a terminal."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from demogen.checks.needs import named
from demogen.plan.targets import Plan
from demogen.show import text
from demogen.show.explain.chain import Chain
from demogen.show.explain.origin import Group, Origin

WORDS = 1 << 32
CUT = 72


def explanation(chain: Chain, plan: Plan | None, origin: Origin | None, unknown: str) -> dict[str, Any]:
    """Gather an explanation: the row, its timeline, the group of its amount and its draws, None where they are unknown.

    Args:
        chain: what the tables tell.
        plan: the plan that the world was made from.
        origin: where the row's values come from.
        unknown: why the draws are not known, empty if they are.
    """
    return {
        "kind": chain.kind,
        "id": str(chain.id),
        "row": chain.row,
        "timeline": chain.timeline,
        "amountGroup": _group(plan, origin.group) if plan and origin and origin.group else None,
        "draws": [_draw(draw) for draw in origin.draws] if origin else None,
        "unknown": unknown or None,
    }


def _group(plan: Plan, group: Group) -> dict[str, Any]:
    config, currency = plan.config, plan.config.currency
    return {
        "family": group.family,
        "target": group.target,
        "firstPeriod": group.first_period,
        "lastPeriod": group.last_period,
        "deals": group.deals,
        "whales": group.whales,
        "whole": group.total_minor
        == {"closedWonValue": config.won_minor, "pipelineValue": config.pipeline_minor}[group.target],
        "total": f"{Decimal(group.total_minor) / currency.minor:.{currency.digits}f}",
        "currency": currency.code,
    }


def _draw(draw: Any) -> dict[str, Any]:
    salt = {"salt": draw.salt} if draw.salt else {}
    return {"stream": draw.stream, **salt, "period": draw.period, "ordinal": draw.ordinal, "word": draw.word}


def explanation_text(found: dict[str, Any]) -> str:
    """Write an explanation for a terminal."""
    rows = [(name, _short(value)) for name, value in found["row"].items() if value is not None]
    parts = [f"{found['kind']} {found['id']}", text.table(("column", "value"), rows, [False, False])]
    parts.append(f"What happened and what is planned, in the tenant's time\n\n{_timeline(found)}")
    if missing := found.get("missing"):
        parts.append(f"What stands there, or is told with its help, is left out: {named(missing)}.")
    if found["amountGroup"]:
        parts.append(_sum(found["amountGroup"]))
    elif found["kind"] == "deal" and found["draws"] is not None:
        parts.append("Its amount belongs to no target: it was drawn around the mean of its kind.")
    parts.append(
        _draws(found) if found["draws"] is not None else f"Its draws are not known: {text.safe(found['unknown'])}"
    )
    return "\n\n".join(parts)


def _short(value: Any) -> str:
    line = " ".join(str(value).split())
    return line if len(line) <= CUT else line[: CUT - 1] + "…"


def _timeline(found: dict[str, Any]) -> str:
    head = ("", "when", "what", "how", "who", "words")
    rows = [
        (
            "▸" if event["id"] == found["id"] and event["table"] != "contact_tags" else "",
            event["localTime"],
            event["what"],
            event["says"],
            event["who"] or "",
            _short(event["detail"] or ""),
        )
        for event in found["timeline"]
    ]
    return text.table(head, rows, [False] * len(head))


def _sum(group: dict[str, Any]) -> str:
    span = f"{group['firstPeriod']} to {group['lastPeriod']}"
    whales = {0: "none of them a whale", 1: "one of them a whale"}.get(
        group["whales"], f"{group['whales']} of them whales"
    )
    won = f"won in {span}, {whales}"
    which = f"the {group['deals']} deals {won if group['family'] == 'won' else 'open at asOf'}"
    part = "all of" if group["whole"] else "a part of"
    sums = f"together they are {group['total']} {group['currency']}, {part} {group['target']}"
    return f"Its amount is one of those of {which}; {sums}."


def _draws(found: dict[str, Any]) -> str:
    head = ("stream", "period", "ordinal", "draw", "of 1")
    rows = [
        (d["stream"], d["period"], str(d["ordinal"]), f"{d['word']:08x}", f"{d['word'] / WORDS:.4f}")
        for d in found["draws"]
    ]
    return "What was drawn for it\n\n" + text.table(head, rows, [False, False, True, False, True])
