"""The API's view of a tenant's rows: its tables, and one page of one of them, as the CRM has them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from demogen.bundle.schema import Column
from loader.console import browsing
from loader.console.accounts.caller import Caller
from loader.console.api.events import JobId
from loader.console.api.models import Count, Model
from loader.console.api.openapi import answers
from loader.console.api.routes import PREFIX
from loader.console.auth import require_scope
from loader.console.state import State, state_of
from loader.tenants.rows.read import PAGE_CHARACTERS
from loader.tenants.rows.statements import known_tables

router = APIRouter(prefix=f"{PREFIX}/{{jobId}}/tables", tags=["demo generator"])

Console = Annotated[State, Depends(state_of)]
Reader = Annotated[Caller, Depends(require_scope("read"))]
Table = Annotated[
    str, Path(description="A table of the CRM.", json_schema_extra={"enum": [spec.name for spec in known_tables()]})
]


class TableSummary(Model):
    """A table: `rows` is null where counting took too long, and `more` says that there are more than that."""

    name: str
    meaning: str
    rows: Count | None
    more: bool


class TableList(Model):
    """The tables of a tenant, in load order."""

    data: list[TableSummary]


class RowColumn(Model):
    """A column; `references` is the table that a foreign key names."""

    name: str
    type: str
    nullable: bool
    references: str | None


class RowsMeta(Model):
    """What a page is of; `total` is null where counting took too long, `more` says that a next page has rows."""

    table: str
    total: Count | None
    total_is_capped: bool
    page: int
    page_size: int
    more: bool
    sort: str
    order: str
    timezone: str
    currency: str
    columns: list[RowColumn]


class Rows(Model):
    """A page of rows under their CRM's names: moments in UTC, money as text, long text cut."""

    data: list[dict[str, Any]]
    meta: RowsMeta


@router.get("", response_model=TableList, responses=answers(403, 404, 409, 429, 504), summary="List tables")
def tables(console: Console, caller: Reader, job: JobId) -> Any:
    """List the tables of a job's tenant with their rows, counted now."""
    _, counted = browsing.list_tables(console, caller, job)
    found = []
    for spec in known_tables():
        rows, more = counted[spec.name] or (None, True)
        found.append({"name": spec.name, "meaning": spec.meaning, "rows": rows, "more": more})
    return {"data": found}


@router.get("/{table}", response_model=Rows, responses=answers(403, 404, 409, 422, 429, 504), summary="Show rows")
def rows(
    console: Console, caller: Reader, job: JobId, table: Table, query: Annotated[browsing.RowsQuery, Query()]
) -> Any:
    """Show a page of a table of a job's tenant, searched and sorted; a text of over 1,000 characters ends with `…`."""
    _, spec, found = browsing.show_rows(console, caller, job, table, query)
    meta = {
        "table": spec.name,
        "total": found.total,
        "totalIsCapped": found.capped,
        "page": query.page,
        "pageSize": query.page_size,
        "more": found.more,
        "sort": found.sort,
        "order": "desc" if found.descending else "asc",
        "timezone": found.home.timezone,
        "currency": found.home.currency,
        "columns": [_column(column) for column in found.columns],
    }
    return {"data": [{name: plain(value) for name, value in row.items()} for row in found.rows], "meta": meta}


def _column(column: Column) -> dict[str, Any]:
    references = column.references or None
    return {"name": column.name, "type": column.type, "nullable": column.nullable, "references": references}


def plain(value: Any) -> Any:
    """Return a value as JSON has it: exact amounts and ids as text, moments in UTC, a text cut where it is long."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    text = str(value)
    return f"{text[:PAGE_CHARACTERS]}…" if len(text) > PAGE_CHARACTERS else text
