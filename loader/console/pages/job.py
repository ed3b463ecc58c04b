"""One job: how far it is while it runs, what it came to, and what can be done with it."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse, RedirectResponse
from starlette.datastructures import FormData

from demogen.errors import DemogenError
from loader.console import actions
from loader.console.accounts.caller import Caller
from loader.console.api.events import JobId
from loader.console.audit import note
from loader.console.auth import require_form, require_scope
from loader.console.bodies import form_body, require_key, require_text
from loader.console.pages.connecting import how_to_connect
from loader.console.pages.pictures import against_targets, months
from loader.console.pages.rendering import page
from loader.console.problems import trouble
from loader.console.report import report_response
from loader.console.state import State, state_of
from loader.mapping.format import load_mapping

TABLES = load_mapping().tables
router = APIRouter(prefix="/jobs/{jobId}", include_in_schema=False)

Console = Annotated[State, Depends(state_of)]
Reader = Annotated[Caller, Depends(require_scope("read"))]
Writer = Annotated[Caller, Depends(require_form("write"))]
Deleter = Annotated[Caller, Depends(require_form("delete"))]
Form = Annotated[FormData, Depends(form_body)]


@router.get("")
def show(request: Request, console: Console, caller: Reader, job: JobId) -> Response:
    """Show a job."""
    return _show(request, console, caller, job)


@router.get("/report")
def report(console: Console, caller: Reader, job: JobId) -> Response:
    """Show the report of a job's bundle."""
    return report_response(actions.fetch_report(console, caller, job))


@router.get("/bundle")
def bundle(console: Console, caller: Reader, job: JobId) -> Response:
    """Download the bundle of a job."""
    path = actions.fetch_bundle(console, caller, job)
    return FileResponse(path, media_type="application/x-tar", filename=f"{job}.tar")


@router.post("/regenerate")
def regenerate(request: Request, console: Console, form: Form, caller: Writer, job: JobId) -> Response:
    """Regenerate the tenant of a job, and lead to the new job."""
    changes = {name: require_text(form, name).strip() or None for name in ("seed", "asOf")}
    try:
        made = actions.regenerate(console, caller, job, changes, require_key(form))
    except DemogenError as error:
        return _show(request, console, caller, job, wrong=("regenerate", error))
    return RedirectResponse(f"/jobs/{made['jobId']}", 303)


@router.post("/cancel")
def cancel(request: Request, console: Console, caller: Writer, job: JobId) -> Response:
    """Cancel a job that waits or runs."""
    try:
        actions.cancel(console, caller, job)
    except DemogenError as error:
        return _show(request, console, caller, job, wrong=("cancel", error))
    return RedirectResponse(f"/jobs/{job}", 303)


@router.post("/delete")
def delete(request: Request, console: Console, form: Form, caller: Deleter, job: JobId) -> Response:
    """Delete the tenant of a job, once its slug was typed."""
    known = actions.find(console, job)
    typed = require_text(form, "confirm").strip()
    if typed != known["tenantSlug"]:
        return _show(request, console, caller, job, mistyped=typed or " ")
    try:
        actions.delete(console, caller, job, force=require_text(form, "force") == "yes")
    except DemogenError as error:
        return _show(request, console, caller, job, wrong=("delete", error))
    return RedirectResponse(f"/jobs/{job}", 303)


def _show(
    request: Request,
    console: State,
    caller: Caller,
    job: str,
    *,
    wrong: tuple[str, DemogenError] | None = None,
    mistyped: str = "",
) -> Response:
    if wrong:
        note(request, wrong[1])
    found = actions.find(console, job)
    config, metrics = found["config"], found["metrics"]
    values: dict[str, Any] = {
        "job": found,
        "live": found["status"] in actions.OPEN,
        "rows": [(name, metrics["rows"][name]) for name in TABLES if name in metrics["rows"]] if metrics else [],
        "targets": against_targets(config, metrics["totals"]) if metrics else [],
        "charts": months(found["monthlyBreakdown"], config["currency"]) if found["monthlyBreakdown"] else [],
        "config_text": json.dumps(config, indent=2, ensure_ascii=False),
        "connect": how_to_connect(console, found),
        "wrong": wrong,
        "mistyped": mistyped,
    }
    status = trouble(wrong[1]).status if wrong else 422 if mistyped else 200
    return page(request, "job.html", caller, values, status=status)
