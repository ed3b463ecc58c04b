"""The list of jobs: filters, order and pages stand in the address, so that they can be kept and sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ValidationError

from loader.console.accounts.caller import Caller
from loader.console.api.models import ListQuery
from loader.console.auth import require_scope
from loader.console.pages.rendering import page
from loader.console.state import State, state_of
from loader.jobs import listing

router = APIRouter(include_in_schema=False)
SORTS = (("createdAt", "Created"), ("completedAt", "Completed"), ("tenantName", "Tenant"))
STATUSES = ("pending", "running", "completed", "failed")


@router.get("/")
def show(
    request: Request,
    console: Annotated[State, Depends(state_of)],
    caller: Annotated[Caller, Depends(require_scope("read"))],
) -> Response:
    """Show a page of jobs; what stands in the address and is no filter is left out, and told."""
    query, ignored = _query(request.query_params)
    with console.connection() as connection:
        found = listing.list_jobs(connection, listing.Query(**query.model_dump()))
    reference = console.reference()
    values = {
        "jobs": found["data"],
        "meta": found["meta"],
        "query": query,
        "ignored": ignored,
        "filtered": any((query.status, query.country, query.industry, query.search)),
        "live": any(job["status"] in {"pending", "running"} for job in found["data"]),
        "statuses": STATUSES,
        "sorts": SORTS,
        "countries": reference.choices("countries"),
        "industries": reference.choices("industries"),
        "address": lambda **changes: _address(query, changes),
    }
    return page(request, "jobs.html", caller, values)


def _query(given: Mapping[str, str]) -> tuple[ListQuery, list[str]]:
    """Read the query; give it with the names of what was left out of it."""
    wanted = {name: value for name, value in given.items() if value}
    try:
        return ListQuery.model_validate(wanted), []
    except ValidationError as error:
        wrong = sorted({str(problem["loc"][0]) for problem in error.errors()})
        return ListQuery.model_validate({k: v for k, v in wanted.items() if k not in wrong}), wrong


def _address(query: ListQuery, changes: Mapping[str, Any]) -> str:
    """Return the address of the list with changes; another filter or order begins at the first page."""
    known = query.model_dump(by_alias=True, exclude_defaults=True)
    known = {**known, **changes} if "page" in changes else {**known, "page": None, **changes}
    words = {name: value for name, value in known.items() if value not in {None, ""}}
    return f"/?{urlencode(words)}" if words else "/"
