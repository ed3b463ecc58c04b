"""The API: the request's six endpoints, and cancel, live progress, bundle, report and the API's own description."""

from __future__ import annotations

from collections.abc import AsyncIterable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from loader.console import actions
from loader.console.accounts.caller import Caller
from loader.console.api import events, models
from loader.console.api.changes import Changes as Wanted
from loader.console.api.changes import Choice as Chosen
from loader.console.api.changes import read_changes, read_choice
from loader.console.api.openapi import CONFIG_BODY, CREATE_BODY, answers, document
from loader.console.auth import require_scope
from loader.console.bodies import json_body
from loader.console.report import report_response
from loader.console.state import State, state_of
from loader.jobs import listing

PREFIX = "/api/master/demo-generator"
router = APIRouter(prefix=PREFIX, tags=["demo generator"])

Console = Annotated[State, Depends(state_of)]
Reader = Annotated[Caller, Depends(require_scope("read"))]
Writer = Annotated[Caller, Depends(require_scope("write"))]
Deleter = Annotated[Caller, Depends(require_scope("delete"))]
Body = Annotated[dict[str, Any], Depends(json_body)]
Changes = Annotated[Wanted, Depends(read_changes)]
Choice = Annotated[Chosen, Depends(read_choice)]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key", min_length=1, max_length=255, description="Asking twice with one key is asking once."
    ),
]


@router.post(
    "",
    status_code=202,
    response_model=models.Created,
    responses=answers(403, 409, 413, 415, 422, 429),
    openapi_extra=CREATE_BODY,
    summary="Start a generation",
)
def create(console: Console, caller: Writer, raw: Body, response: Response, key: Key = None) -> Any:
    """Ask for a new tenant: answers at once, a worker generates and loads it. A create always makes another tenant."""
    return _accepted(response, actions.create(console, caller, raw, key))


@router.get("", response_model=models.JobList, responses=answers(403, 422), summary="List jobs")
def list_jobs(console: Console, caller: Reader, query: Annotated[models.ListQuery, Query()]) -> Any:
    """List jobs, the newest first."""
    del caller
    country = console.reference().code(query.country.upper()) if query.country else None
    with console.connection() as connection:
        return listing.list_jobs(connection, listing.Query(**{**query.model_dump(), "country": country}))


@router.post(
    "/preview",
    response_model=models.Preview,
    responses=answers(403, 413, 415, 422, 429),
    openapi_extra=CONFIG_BODY,
    summary="Preview metrics",
)
def preview(console: Console, caller: Reader, raw: Body) -> Any:
    """Preview what a config gives, month by month, without generating it; without a seed, one is drawn and returned."""
    ahead = actions.look_ahead(console, caller, raw)
    data = {
        "monthlyProjection": ahead.found["months"],
        "totals": ahead.found["totals"],
        "estimatedGenerationSeconds": ahead.estimate.seconds,
        "estimateBasis": ahead.estimate.basis,
        "seed": ahead.config.seed,
        "config": ahead.config.as_json(),
        "warnings": ahead.found["warnings"],
    }
    return {"data": data}


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request, console: Console, caller: Reader) -> JSONResponse:
    """Describe the API as OpenAPI."""
    del caller
    return JSONResponse(document(request.app, console.reference()))


@router.get("/{jobId}", response_model=models.Job, responses=answers(403, 404), summary="Get job detail")
def show(console: Console, caller: Reader, job: events.JobId) -> Any:
    """Show a job in full: config, progress, log, metrics, and month by month what was loaded."""
    del caller
    return {"data": actions.find(console, job)}


@router.delete(
    "/{jobId}", response_model=models.Removed, responses=answers(403, 404, 409), summary="Delete demo tenant"
)
def delete(
    console: Console,
    caller: Deleter,
    job: events.JobId,
    force: Annotated[bool, Query(description="Also when the tenant has grown since it was loaded.")] = False,
) -> Any:
    """Delete the tenant of a job; the job stays on record. A job that waits is cancelled. May be repeated.

    Where the tenant was regenerated since, the living one is deleted; where it was replaced by that of another bundle,
    the answer is 409 and names its job.
    """
    return {"data": actions.delete(console, caller, job, force=force)}


@router.post(
    "/{jobId}/regenerate",
    status_code=202,
    response_model=models.Created,
    responses=answers(403, 404, 409, 413, 415, 422, 429),
    summary="Regenerate from config",
)
def regenerate(
    console: Console, caller: Writer, job: events.JobId, changes: Changes, response: Response, key: Key = None
) -> Any:
    """Ask for the tenant of a job once more, with another seed or day where given; it replaces the living one."""
    given = changes.model_dump(mode="json", by_alias=True, exclude_none=True)
    return _accepted(response, actions.regenerate(console, caller, job, given, key))


@router.patch(
    "/{jobId}",
    response_model=models.Job,
    responses=answers(403, 404, 409, 413, 415, 422),
    summary="Exclude from analytics, or include",
)
def change(console: Console, caller: Writer, job: events.JobId, choice: Choice) -> Any:
    """Let analytics leave the tenant of a job out, or count it."""
    return {"data": actions.exclude(console, caller, job, excluded=choice.excluded_from_analytics)}


@router.post(
    "/{jobId}/cancel",
    response_model=models.Job,
    responses=answers(403, 404, 409),
    summary="Cancel a pending or running job",
)
def cancel(console: Console, caller: Writer, job: events.JobId) -> Any:
    """Cancel a job that waits or runs: its worker stops, and nothing of it is left. 409 once it has ended."""
    return {"data": actions.cancel(console, caller, job)}


@router.get(
    "/{jobId}/events",
    response_class=EventSourceResponse,
    responses=answers(403, 404, 429),
    summary="Live progress",
)
async def follow(
    request: Request,
    console: Console,
    stream: Annotated[None, Depends(events.hold_stream)],
    job: Annotated[UUID, Depends(events.known_job)],
    last_event_id: Annotated[str | None, Header()] = None,
) -> AsyncIterable[ServerSentEvent]:
    """Follow a job as server-sent events: `progress` with what is new in its log, `end` when it has ended."""
    del stream
    async for event in events.follow(request, console, job, last_event_id):
        yield event


@router.get(
    "/{jobId}/bundle",
    response_class=FileResponse,
    responses={200: {"content": {"application/x-tar": {}}}, **answers(403, 404, 409, 410, 429)},
    summary="Download the bundle",
)
def bundle(console: Console, caller: Reader, job: events.JobId) -> FileResponse:
    """Download the bundle of a job as one tar; a missing one is made again, and is the same to the digest."""
    path = actions.fetch_bundle(console, caller, job)
    return FileResponse(path, media_type="application/x-tar", filename=f"{job}.tar")


@router.get(
    "/{jobId}/report",
    response_class=Response,
    responses={200: {"content": {"text/html": {}}}, **answers(403, 404, 409, 410, 429)},
    summary="Report page",
)
def report(console: Console, caller: Reader, job: events.JobId) -> Response:
    """Show the report of a job's bundle: one page that needs nothing else."""
    return report_response(actions.fetch_report(console, caller, job))


def _accepted(response: Response, data: dict[str, Any]) -> dict[str, Any]:
    response.headers["Location"] = f"{PREFIX}/{data['jobId']}"
    return {"data": data}
