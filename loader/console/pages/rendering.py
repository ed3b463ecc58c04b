"""Pages from templates: whatever they are given is escaped, and numbers, moments and amounts are written for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse

from demogen.show.report.page import clean
from loader.console.accounts.caller import Caller
from loader.console.pages.fate import fate
from loader.console.state import state_of


def templates() -> jinja2.Environment:
    """Return the environment of the console's templates; the report's pictures are drawn by the report's own macro."""
    own = jinja2.PackageLoader("loader.console", "templates")
    pictures = jinja2.PackageLoader("demogen.show.report", ".")
    found = jinja2.Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.ChoiceLoader([own, jinja2.PrefixLoader({"report": pictures})]),
        finalize=clean,
    )
    found.filters |= {"number": number, "moment": moment, "duration": duration, "fate": fate}
    return found


def page(
    request: Request, name: str, caller: Caller | None, values: Mapping[str, Any], *, status: int = 200
) -> HTMLResponse:
    """Fill a template in."""
    known = {"caller": caller, "path": request.url.path, "csrf": caller.csrf if caller else "", **values}
    text = state_of(request).templates.get_template(name).render(known)
    return HTMLResponse(text.encode("utf-8", "replace"), status)


def number(value: Any) -> str:
    """Write a number with thousands apart, and cents where there are any."""
    if value is None:
        return ""
    return f"{value:,.2f}" if isinstance(value, float) and value != int(value) else f"{int(value):,}"


def moment(text: str | None) -> str:
    """Write a moment to the second, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") if text else ""


def duration(seconds: float | None) -> str:
    """Write how long something takes."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds != int(seconds) else f"{int(seconds)} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"
