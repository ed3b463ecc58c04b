"""Rows of a job's tenant, for the API and the pages: few reads at a time, each with its line in the audit log."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any
from uuid import UUID

import psycopg
from pydantic import BaseModel, ConfigDict, Field

from demogen.bundle.schema import TableSpec
from demogen.config.model import camel
from demogen.errors import ConfigError, Problem
from loader.console import actions
from loader.console.accounts.caller import Caller
from loader.console.problems import TOO_MANY, Refusal
from loader.console.state import State
from loader.errors import NotFound, Unready
from loader.jobs import records
from loader.tenants.rows.read import RowDetail, RowPage, count_tables, read_page, read_row
from loader.tenants.rows.statements import MOST_OFFSET, RowQuery, find_table

ENTITY = "demo_tenant"
MOST_READS, WAIT_SECONDS = 4, 3.0
# Of all requests, few read rows: each may keep a connection and a core of the database for seconds.
_turns = threading.BoundedSemaphore(MOST_READS)

UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class RowsQuery(BaseModel):
    """What to show of a table; without `sort`, the newest rows come first."""

    model_config = ConfigDict(alias_generator=camel, populate_by_name=False, extra="forbid")

    q: Annotated[
        str | None, Field(max_length=100, pattern="^[^\\x00]*$", description="Part of any text, or an id in whole.")
    ] = None
    sort: Annotated[str | None, Field(pattern="^[a-z_]{1,40}$", description="A column that is no foreign key.")] = None
    order: Annotated[str | None, Field(pattern="^(asc|desc)$")] = None
    page: Annotated[int, Field(ge=1, le=MOST_OFFSET)] = 1
    page_size: Annotated[int, Field(ge=10, le=100)] = 50
    where: Annotated[
        str | None,
        Field(
            pattern=f"^[a-z_]{{1,40}}:{UUID_PATTERN}$", description="Rows of one parent: a foreign key, `:`, its id."
        ),
    ] = None

    def read(self) -> RowQuery:
        """Return the query.

        Raises:
            ConfigError: the page lies behind what can be shown.
        """
        if (self.page - 1) * self.page_size > MOST_OFFSET:
            most = MOST_OFFSET // self.page_size + 1
            raise ConfigError([Problem("/page", "above the limit", f"at most {most}", str(self.page))])
        key, _, row = (self.where or "").partition(":")
        return RowQuery(
            search=(self.q or "").strip() or None,
            sort=self.sort,
            descending=None if self.order is None else self.order == "desc",
            page=self.page,
            size=self.page_size,
            where=(key, UUID(row)) if self.where else None,
        )


def list_tables(state: State, caller: Caller, job: str) -> tuple[dict[str, Any], dict[str, tuple[int, bool] | None]]:
    """Return a job, and how many rows each table has of its tenant.

    Raises:
        NotFound: there is no such job, or its tenant is gone.
        Unready: the job has not ended.
    """
    known = actions.find(state, job)
    with _reading(state, caller, known, {}) as (connection, tenant):
        return known, count_tables(connection, tenant)


def show_rows(
    state: State, caller: Caller, job: str, table: str, query: RowsQuery
) -> tuple[dict[str, Any], TableSpec, RowPage]:
    """Return a job, a table of its tenant, and one page of that table.

    Raises:
        NotFound: there is no such job, tenant or table.
        Unready: the job has not ended.
        ConfigError: the query names a column that is not there.
        TimedOut: reading took too long.
    """
    spec, asked, known = find_table(table), query.read(), actions.find(state, job)
    facts = {"table": spec.name, **query.model_dump(by_alias=True, exclude_defaults=True)}
    with _reading(state, caller, known, facts) as (connection, tenant):
        return known, spec, read_page(connection, tenant, spec, asked)


def show_row(
    state: State, caller: Caller, job: str, table: str, row: str
) -> tuple[dict[str, Any], TableSpec, RowDetail]:
    """Return a job, a table of its tenant, and one row in full.

    Raises:
        NotFound: there is no such job, tenant, table or row.
        Unready: the job has not ended.
        TimedOut: reading took too long.
    """
    spec, known = find_table(table), actions.find(state, job)
    try:
        number = UUID(row)
    except ValueError:
        raise NotFound(Problem(f"{spec.name} {ascii(row)[:60]}", "does not exist")) from None
    with _reading(state, caller, known, {"table": spec.name, "row": str(number)}) as (connection, tenant):
        return known, spec, read_row(connection, tenant, spec, number)


@contextmanager
def _reading(
    state: State, caller: Caller, job: dict[str, Any], facts: dict[str, Any]
) -> Iterator[tuple[psycopg.Connection[Any], UUID]]:
    """Lend a connection to read the rows of a job's tenant with, and record who has read what."""
    tenant = _tenant_of(job)
    if not _turns.acquire(timeout=WAIT_SECONDS):
        what = "too many requests read rows at the moment; try again"
        raise Refusal(429, what, {"Retry-After": "3"}, TOO_MANY)
    try:
        with state.connection() as connection:
            yield connection, tenant
            known = {"jobId": job["id"], "estimatedRecords": job["estimatedRecords"]}
            origin = {**caller.origin, **known, **facts}
            records.audit(connection, "read_rows", ENTITY, tenant, caller.user, None, origin)
    finally:
        _turns.release()


def _tenant_of(job: dict[str, Any]) -> UUID:
    """Return the living tenant of a job.

    Raises:
        Unready: the job has not ended.
        NotFound: it has no tenant, or no longer.
    """
    if job["status"] in actions.OPEN:
        raise Unready(Problem(f"job {job['id']}", f"is {job['status']}", hint="Wait until it has ended."))
    if job["tenant"] is None:
        what = "has made no tenant" if job["status"] == "failed" else "no longer has a tenant"
        successor = job.get("successorJobId")
        hint = f"Job {successor} has replaced it." if successor else ""
        raise NotFound(Problem(f"job {job['id']}", what, hint=hint))
    return UUID(str(job["tenant"]["id"]))
