"""Looks at jobs and demo tenants: the list with its filters and pages, and one job in full, as the API answers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from demogen.errors import Problem
from loader.errors import NotFound
from loader.jobs.records import reap
from loader.postgres.connect import read_sql

# As the indexes have them, so that a page reads no more than itself.
ORDERS = {
    ("createdAt", "asc"): b"created_at, id",
    ("createdAt", "desc"): b"created_at DESC, id",
    ("completedAt", "asc"): b"completed_at, id",
    ("completedAt", "desc"): b"completed_at DESC NULLS LAST, id",
    ("tenantName", "asc"): b"tenant_name, id",
    ("tenantName", "desc"): b"tenant_name DESC, id",
}
FOLLOW_SECONDS = 0.5


@dataclass(frozen=True)
class Query:
    """What to list: the request's filters, sorting and paging."""

    page: int = 1
    page_size: int = 20
    status: str | None = None
    country: str | None = None
    industry: str | None = None
    search: str | None = None
    sort_by: str = "createdAt"
    sort_order: str = "desc"


def list_jobs(connection: psycopg.Connection[Any], query: Query) -> dict[str, Any]:
    """List one page of jobs; what is null comes last, ties go by id. A page behind the last one is empty."""
    page, values = page_statement(query)
    rows = _rows(connection, page, values)
    count = read_sql("jobs/count").replace(b"{filters}", read_sql("jobs/filters"))
    (counted,) = _rows(connection, count, values)
    pages = -(-counted["jobs"] // query.page_size)
    meta = {"total": counted["jobs"], "page": query.page, "pageSize": query.page_size, "totalPages": pages}
    return {"data": [as_json(row) for row in rows], "meta": meta}


def page_statement(query: Query) -> tuple[bytes, dict[str, Any]]:
    """Return the statement of one page, and its parameters."""
    filters, order = read_sql("jobs/filters"), ORDERS[query.sort_by, query.sort_order]
    page = read_sql("jobs/list").replace(b"{filters}", filters).replace(b"{state}", read_sql("jobs/state"))
    page = page.replace(b"{order}", order)
    return page, {**vars(query), "size": query.page_size, "offset": (query.page - 1) * query.page_size}


def show_job(connection: psycopg.Connection[Any], job: UUID) -> dict[str, Any]:
    """Show one job.

    Raises:
        NotFound: there is none of this id.
    """
    statement = read_sql("jobs/show").replace(b"{state}", read_sql("jobs/state"))
    rows = _rows(connection, statement, {"id": job})
    if not rows:
        raise NotFound(Problem(f"job {job}", "does not exist", hint="`demogen-load jobs` lists them."))
    return as_json(rows[0])


def follow_job(connection: psycopg.Connection[Any], job: UUID) -> Iterator[tuple[int, str]]:
    """Return percent and step of a job whenever they change, until it ends; a dead one is closed meanwhile.

    Raises:
        NotFound: there is none of this id.
    """
    last: tuple[int, str] | None = None
    while True:
        found = show_job(connection, job)
        seen = (found["progress"], found["currentStep"] or found["status"])
        if seen != last:
            yield seen
            last = seen
        if found["status"] in {"completed", "failed"}:
            return
        reap_if_allowed(connection)
        time.sleep(FOLLOW_SECONDS)


def reap_if_allowed(connection: psycopg.Connection[Any]) -> None:
    """Close dead jobs before they are shown; a role or a server that only reads leaves that to others."""
    with suppress(psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction):
        reap(connection)


def list_tenants(connection: psycopg.Connection[Any]) -> list[dict[str, Any]]:
    """List the demo tenants, the newest first."""
    return [as_json(row) for row in _rows(connection, read_sql("jobs/tenants"), {})]


def _rows(connection: psycopg.Connection[Any], statement: bytes, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement, values).fetchall()


def as_json(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as JSON: keys in camel case, moments in UTC, ids and amounts plain."""
    return {_camel(name): _plain(value) for name, value in row.items()}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):  # in the zone of the session, which is the database's
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return int(value) if type(value).__name__ == "Decimal" else value
