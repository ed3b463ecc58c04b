"""The rows of a job's tenant: its tables, a page of one of them, one row with what it names and what names it.

Search, order and page stand in the address, so that they can be kept and sent; nothing here needs a script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from demogen.bundle.schema import Column, TableSpec
from loader.console import actions, browsing
from loader.console.accounts.caller import Caller
from loader.console.api.events import JobId
from loader.console.auth import require_scope
from loader.console.pages.cells import cells, short
from loader.console.pages.rendering import page
from loader.console.problems import trouble
from loader.console.state import State, state_of
from loader.errors import TimedOut
from loader.tenants.rows.read import LABELS, PAGE_CHARACTERS, ROW_CHARACTERS, RowPage
from loader.tenants.rows.statements import MOST_OFFSET, find_table, known_tables

router = APIRouter(prefix="/jobs/{jobId}/tables", include_in_schema=False)

Console = Annotated[State, Depends(state_of)]
Reader = Annotated[Caller, Depends(require_scope("read"))]


@router.get("")
def tables(request: Request, console: Console, caller: Reader, job: JobId) -> Response:
    """Show the tables of a tenant."""
    known, counted = browsing.list_tables(console, caller, job)
    values = {"job": known, "tables": [(spec, counted[spec.name]) for spec in known_tables()]}
    return page(request, "tables.html", caller, values)


@router.get("/{table}")
def rows(
    request: Request,
    console: Console,
    caller: Reader,
    job: JobId,
    table: str,
) -> Response:
    """Show a page of a table; where reading takes too long, what to do about it."""
    query, late = _query(request), None
    try:
        known, spec, found = browsing.show_rows(console, caller, job, table, query)
    except TimedOut as error:
        known, spec, found, late = actions.find(console, job), find_table(table), None, trouble(error)
    base = f"/jobs/{known['id']}/tables"
    values = {
        "job": known,
        "spec": spec,
        "found": found,
        "query": query,
        "late": late,
        "tables": known_tables(),
        "address": lambda **changes: _address(f"{base}/{spec.name}", query, changes),
        "last": query.page * query.page_size >= MOST_OFFSET,
        "base": base,
        **(_table(spec, found) if found else {}),
    }
    return page(request, "rows.html", caller, values, status=late.status if late else 200)


@router.get("/{table}/{row}")
def row(request: Request, console: Console, caller: Reader, job: JobId, table: str, row: str) -> Response:
    """Show one row in full."""
    known, spec, found = browsing.show_row(console, caller, job, table, row)
    base = f"/jobs/{known['id']}/tables"
    written = cells(found.row, found.columns, found.home, found.labels, ROW_CHARACTERS)
    values = {
        "job": known,
        "spec": spec,
        "home": found.home,
        "name": _label(spec, found.row),
        "fields": list(zip(found.columns, written, strict=True)),
        "named_by": [
            (other, column, count, more, _address(f"{base}/{other}", None, {"where": f"{column}:{found.row['id']}"}))
            for other, column, count, more in found.named_by
        ],
        "base": base,
    }
    return page(request, "row.html", caller, values)


def _table(spec: TableSpec, found: RowPage) -> dict[str, Any]:
    """Return columns and cells of a page: what a row is called comes first, and leads to it."""
    columns = _ordered(spec, found.columns)
    lines = [
        (
            _label(spec, row),
            str(row["id"]) if "id" in row else "",
            cells(row, columns, found.home, found.labels, PAGE_CHARACTERS),
        )
        for row in found.rows
    ]
    return {"columns": columns, "lines": lines, "home": found.home}


def _ordered(spec: TableSpec, columns: Sequence[Column]) -> list[Column]:
    """Return columns as they are read: what a row is called, what it holds, what it names, and its own id last."""
    place = {"id": 3, LABELS.get(spec.name, "id"): 0}
    return sorted(columns, key=lambda column: place.get(column.name, 2 if column.references else 1))


def _label(spec: TableSpec, row: Mapping[str, Any]) -> str:
    """Return what a row is called; its id where it has no name."""
    name = row.get(LABELS.get(spec.name, ""))
    known = row.get("id")
    return str(name)[:100] if name else short(known) if isinstance(known, UUID) else spec.name


def _query(request: Request) -> browsing.RowsQuery:
    """Read the query; a field of the form that was left empty is not asked for.

    Raises:
        RequestValidationError: it has other keys or values.
    """
    try:
        return browsing.RowsQuery.model_validate({k: v for k, v in request.query_params.items() if v})
    except ValidationError as error:
        found = [{**e, "loc": ("query", *e["loc"])} for e in error.errors(include_url=False)]
        raise RequestValidationError(found) from error


def _address(path: str, query: browsing.RowsQuery | None, changes: Mapping[str, Any]) -> str:
    """Return the address of a table with changes; another search or order begins at the first page."""
    known = query.model_dump(by_alias=True, exclude_defaults=True) if query else {}
    known = {**known, **changes} if "page" in changes else {**known, "page": None, **changes}
    words = {name: value for name, value in known.items() if value not in {None, ""}}
    return f"{path}?{urlencode(words)}" if words else path
