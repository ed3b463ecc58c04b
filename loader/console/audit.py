"""What the audit log says of each route: what is done by it, and what was refused, by whom and from where.

Whoever does something writes its line in the same transaction; whatever is refused passes here, whichever part of the
console refused it. A refusal of who is not known is written, too, as far as the recorder lets it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from fastapi import Request
from psycopg_pool import PoolClosed, PoolTimeout
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loader.console.accounts.caller import Caller
from loader.console.accounts.throttle import network
from loader.console.problems import trouble
from loader.console.state import State
from loader.errors import LoadError
from loader.jobs import records

JOB, TENANT, ADMIN, CONSOLE = "demo_generation_job", "demo_tenant", "console_admin", "console"
API = "/api/master/demo-generator"
ALWAYS = {401, 403, 429}  # whatever the route
CHANGING = ALWAYS | {404, 409, 410, 413, 415, 422, 507}  # where something was to be done
LONGEST = 300


@dataclass(frozen=True)
class Entry:
    """What a route leaves in the log: its action, on what, and that of a refusal; a route that only looks has none."""

    action: str | None
    entity: str = CONSOLE
    refusal: str = "refuse_request"

    @property
    def statuses(self) -> set[int]:
        """Return the statuses that are refusals worth a line."""
        return CHANGING if self.action else ALWAYS


LOOKS = Entry(None)
CREATE, REGENERATE = Entry("create", JOB, "refuse_create"), Entry("regenerate", JOB, "refuse_regenerate")
CANCEL, DELETE = Entry("cancel", JOB, "refuse_cancel"), Entry("delete", TENANT, "refuse_delete")
UPDATE = Entry("update", TENANT, "refuse_update")
DOWNLOAD, REPORT = Entry("download", JOB, "refuse_download"), Entry("report", JOB, "refuse_report")
READ_ROWS = Entry("read_rows", TENANT, "refuse_read_rows")
SIGN_IN, SIGN_OUT = Entry("sign_in", ADMIN, "refuse_sign_in"), Entry("sign_out", ADMIN, "refuse_sign_out")
ENTRIES: Mapping[tuple[str, str], Entry] = {
    ("POST", API): CREATE,
    ("GET", API): LOOKS,
    ("POST", f"{API}/preview"): LOOKS,
    ("GET", f"{API}/openapi.json"): LOOKS,
    ("GET", f"{API}/{{jobId}}"): LOOKS,
    ("PATCH", f"{API}/{{jobId}}"): UPDATE,
    ("DELETE", f"{API}/{{jobId}}"): DELETE,
    ("POST", f"{API}/{{jobId}}/regenerate"): REGENERATE,
    ("POST", f"{API}/{{jobId}}/cancel"): CANCEL,
    ("GET", f"{API}/{{jobId}}/events"): LOOKS,
    ("GET", f"{API}/{{jobId}}/bundle"): DOWNLOAD,
    ("GET", f"{API}/{{jobId}}/report"): REPORT,
    ("GET", f"{API}/{{jobId}}/tables"): READ_ROWS,
    ("GET", f"{API}/{{jobId}}/tables/{{table}}"): READ_ROWS,
    ("GET", "/"): LOOKS,
    ("GET", "/new"): LOOKS,
    ("POST", "/new"): CREATE,
    ("GET", "/jobs/{jobId}"): LOOKS,
    ("GET", "/jobs/{jobId}/report"): REPORT,
    ("GET", "/jobs/{jobId}/bundle"): DOWNLOAD,
    ("GET", "/jobs/{jobId}/tables"): READ_ROWS,
    ("GET", "/jobs/{jobId}/tables/{table}"): READ_ROWS,
    ("GET", "/jobs/{jobId}/tables/{table}/{row}"): READ_ROWS,
    ("POST", "/jobs/{jobId}/regenerate"): REGENERATE,
    ("POST", "/jobs/{jobId}/cancel"): CANCEL,
    ("POST", "/jobs/{jobId}/delete"): DELETE,
    ("GET", "/sign-in"): LOOKS,
    ("POST", "/sign-in"): SIGN_IN,
    ("GET", "/sign-in/once"): LOOKS,
    ("POST", "/sign-in/once"): SIGN_IN,
    ("POST", "/sign-out"): SIGN_OUT,
    ("GET", "/healthz"): LOOKS,
}


def note(request: Request, error: Exception) -> None:
    """Keep why a request is refused, for the line that is written when it is answered."""
    request.state.refusal = trouble(error)
    if isinstance(error, LoadError) and error.is_audited:
        request.state.is_audited = True


class Refusals:
    """Writes a line for each refusal before it is answered."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        """Take the console's state, whose pool and recorder it uses."""
        self._app, self._state = app, state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and look at the status of its answer."""

        async def looked_at(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                await run_in_threadpool(self._record, scope, message["status"])
            await send(message)

        await self._app(scope, receive, looked_at if scope["type"] == "http" else send)

    def _record(self, scope: Scope, status: int) -> None:
        route = getattr(scope.get("route"), "path", None)
        entry = ENTRIES.get((scope["method"], route or ""), LOOKS)
        known = scope.get("state", {})
        if route is None or status not in entry.statuses or known.get("is_audited"):
            return
        caller: Caller | None = known.get("caller")
        address = scope["client"][0] if scope.get("client") else "unknown"
        job = _job_of(scope)
        added = self._state.audit.admit(
            caller.key if caller else network(address), entry.refusal, str(status), str(job)
        )
        if added is None:
            return
        facts = {**(caller.origin if caller else {"address": address}), **known.get("facts", {}), **added}
        facts |= {"status": status, "request": f"{scope['method']} {route}"}
        if refusal := known.get("refusal"):
            facts |= {"code": refusal.code, "message": refusal.detail.split("\n")[0][:LONGEST]}
        with suppress(psycopg.Error, PoolTimeout, PoolClosed):  # the database is what is away
            self._write(entry, job, caller.user if caller else None, facts)

    def _write(self, entry: Entry, job: UUID | None, user: UUID | None, facts: Mapping[str, Any]) -> None:
        with self._state.connection() as connection:
            if job and records.exists(connection, job):
                records.audit_job(connection, entry.refusal, job, user, facts)
            else:
                entity = JOB if entry.entity == TENANT else entry.entity
                records.audit(connection, entry.refusal, entity, job, user, None, facts)


def _job_of(scope: Scope) -> UUID | None:
    """Return the job that a request names, if it is the id of one."""
    with suppress(ValueError):
        return UUID(scope.get("path_params", {}).get("jobId", ""))
    return None
