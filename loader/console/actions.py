"""What an admin does, whether by the API or on a page: create, preview, regenerate, cancel, delete, fetch.

Each is one function of who asks and of what; each leaves its line in the audit log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from demogen.config.reference import Reference
from demogen.config.resolve import Config
from demogen.errors import Problem
from demogen.show.preview import preview
from loader.console.accounts.caller import Caller
from loader.console.asking import settle
from loader.console.state import State
from loader.errors import NotFound, Unready
from loader.jobs import queue, records
from loader.jobs.estimate import Estimate, about_rows, estimate
from loader.jobs.files import find_files
from loader.jobs.listing import show_job
from loader.postgres.connect import transaction
from loader.tenants.ask import Asked, ask_create, ask_regenerate, find_asked
from loader.tenants.delete import Wish, delete_tenant

ENTITY = "demo_generation_job"
OPEN = {"pending", "running"}


@dataclass(frozen=True)
class Forecast:
    """What a config will give, and how long that takes."""

    config: Config
    found: dict[str, Any]
    estimate: Estimate


def find(state: State, job: str) -> dict[str, Any]:
    """Give a job in full.

    Raises:
        NotFound: there is none of this id, or the id is none.
    """
    with state.connection() as connection:
        return show_job(connection, number(job))


def number(job: str) -> UUID:
    """Read the id of a job.

    Raises:
        NotFound: it is none.
    """
    try:
        found = UUID(job)
    except ValueError:
        found = None
    if found is None or str(found) != job.lower():
        raise NotFound(Problem(f"job {ascii(job)[:60]}", "does not exist"))
    return found


def look_ahead(state: State, raw: Mapping[str, Any], reference: Reference | None = None) -> Forecast:
    """Give what a config will come to, with the reference files of the console or with others.

    Raises:
        ConfigError: the config has problems, or cannot be met.
    """
    config = settle(raw, reference or state.reference())
    found = preview(config)
    with state.connection() as connection:
        return Forecast(config, found, estimate(connection, config.as_json()))


def create(state: State, caller: Caller, raw: Mapping[str, Any], key: str | None = None) -> dict[str, Any]:
    """Ask for a new tenant; give the job and the estimate.

    Raises:
        ConfigError: the config has problems, or cannot be met.
        Reused: the Idempotency-Key was used for something else.
    """
    asked = Asked(caller.user, caller.origin, {"create": raw}, key)
    if (before := _asked_before(state, asked)) is not None:
        return before
    ahead = look_ahead(state, raw)
    config = ahead.config.as_json()
    with state.connection() as connection:
        job = ask_create(connection, config, ahead.config.slug, about_rows(config), asked, ahead.config.own_files)
        return _asked_for(connection, job)


def regenerate(
    state: State, caller: Caller, job: str, changes: Mapping[str, Any], key: str | None = None
) -> dict[str, Any]:
    """Ask for the tenant of a job once more; give the new job and the estimate.

    Raises:
        NotFound: there is no such job.
        Unready: it waits or runs.
        ConfigError: its config cannot be met with these changes.
        Reused: the Idempotency-Key was used for something else.
    """
    known = find(state, job)
    given = {name: value for name, value in changes.items() if value is not None}
    asked = Asked(caller.user, caller.origin, {"regenerate": known["id"], "changes": given}, key)
    if (before := _asked_before(state, asked)) is not None:
        return before
    if known["status"] in OPEN:
        raise Unready(Problem(f"job {job}", f"is {known['status']}", hint="Wait until it has ended."))
    ahead = look_ahead(state, {**known["config"], **given}, Reference(_files(state, known)))
    with state.connection() as connection:
        new = ask_regenerate(connection, number(job), ahead.config.as_json(), asked, ahead.config.own_files)
        return _asked_for(connection, new)


def cancel(state: State, caller: Caller, job: str) -> dict[str, Any]:
    """Close a job that waits; one that was cancelled stays so.

    Raises:
        NotFound: there is no such job.
        Unready: it runs, or has ended otherwise.
    """
    known = number(job)
    with state.connection() as connection, transaction(connection):
        if queue.cancel(connection, known):
            records.audit(connection, "cancel", ENTITY, known, caller.user, None, caller.origin)
        found = show_job(connection, known)
        if found["errorCode"] != "CANCELLED":
            raise Unready(Problem(f"job {job}", "does not wait any more", "pending", found["status"]))
        return found


def delete(state: State, caller: Caller, job: str, *, force: bool = False) -> dict[str, Any]:
    """Delete the tenant of a job, which stays on record; a job that waits is cancelled. May be repeated.

    Raises:
        NotFound: there is no such job.
        Unready: it runs.
        Denied: the tenant has grown since it was loaded, and nobody said that this may go.
    """
    known = find(state, job)
    if known["status"] == "running":
        raise Unready(Problem(f"job {job}", "is running", hint="Wait until it has ended."))
    none = {"jobId": known["id"], "tenantId": None, "deleted": False, "cancelled": False, "rows": {}}
    if known["status"] == "pending":
        cancel(state, caller, job)
        return {**none, "cancelled": True}
    tenant = known["createdTenantId"]
    if tenant is None:
        return none
    wish = Wish(really=True, force=force, user=caller.user, asked=caller.origin)
    try:
        done = delete_tenant(state.settings.place, tenant, wish)
    except NotFound:  # somebody else was faster
        return none
    return {**none, "tenantId": str(done.tenant), "deleted": True, "rows": done.rows}


def fetch_bundle(state: State, caller: Caller, job: str) -> Path:
    """Give the bundle of a job as a tar, made again where it is missing.

    Raises:
        NotFound: there is no such job.
        Unready: it has made no bundle.
        Gone: the bundle cannot be made again as it was.
    """
    known = find(state, job)
    path = state.bundles.find(known) or state.workshop.run(state.bundles.restore, known, _files(state, known))
    with state.connection() as connection:
        records.audit(connection, "download", ENTITY, number(job), caller.user, None, caller.origin)
    return path


def fetch_report(state: State, job: str) -> Path:
    """Give the report of a job's bundle as a page.

    Raises:
        NotFound, Unready, Gone: as `fetch_bundle` raises them.
    """
    known = find(state, job)
    if path := state.bundles.find_report(known):
        return path
    return state.workshop.run(state.bundles.report, known, _files(state, known))


def _files(state: State, known: Mapping[str, Any]) -> dict[str, bytes] | Path | None:
    """Return the reference files that a job keeps; for one from before they were kept, the console's folder."""
    with state.connection() as connection:
        files = find_files(connection, number(known["id"]))
    return state.settings.reference if files is None else files


def _asked_before(state: State, asked: Asked) -> dict[str, Any] | None:
    """Give the job of the same request, if it was made before."""
    with state.connection() as connection:
        job = find_asked(connection, asked)
        return _asked_for(connection, job) if job else None


def _asked_for(connection: psycopg.Connection[Any], number: UUID) -> dict[str, Any]:
    """Give a job as it was asked for, and how long it takes."""
    job = show_job(connection, number)
    found = estimate(connection, job["config"])
    return {
        "jobId": job["id"],
        "status": job["status"],
        "tenantName": job["tenantName"],
        "seed": job["seed"],
        "estimatedSeconds": found.seconds,
        "estimateBasis": found.basis,
    }
