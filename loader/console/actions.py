"""What an admin does, whether by the API or on a page: create, preview, regenerate, cancel, change, delete, fetch.

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
from demogen.errors import ConfigError, Problem
from demogen.show.preview import preview
from loader.console.accounts.caller import Caller
from loader.console.asking import settle
from loader.console.state import State
from loader.errors import NotFound, Unready
from loader.jobs import records
from loader.jobs.cancelling import PENDING, cancel_or_refuse
from loader.jobs.estimate import Estimate, about_rows, estimate
from loader.jobs.files import find_files
from loader.jobs.listing import show_job
from loader.tenants.analytics import exclude_over
from loader.tenants.ask import Asked, ask_create, ask_regenerate, find_asked
from loader.tenants.become import find_heir, require_quiet, require_same
from loader.tenants.delete import Wish, delete_tenant

EXCLUDED = "excludedFromAnalytics"
OPEN = {"pending", "running"}


@dataclass(frozen=True)
class Forecast:
    """What a config will give, and how long that takes."""

    config: Config
    found: dict[str, Any]
    estimate: Estimate


def find(state: State, job: str) -> dict[str, Any]:
    """Return a job in full.

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


def look_ahead(state: State, caller: Caller, raw: Mapping[str, Any], reference: Reference | None = None) -> Forecast:
    """Return what a config will come to, with the reference files of the console or with others.

    Nothing is asked for.

    Raises:
        ConfigError: the config has problems, or cannot be met.
        Refusal: the caller looks at too many at the same time.
    """
    with state.limits.hold("previews", caller):
        return _look_ahead(state, raw, reference)


def _look_ahead(state: State, raw: Mapping[str, Any], reference: Reference | None = None) -> Forecast:
    config = settle(raw, reference or state.reference())
    found = preview(config)
    with state.connection() as connection:
        return Forecast(config, found, estimate(connection, config.as_json()))


def create(state: State, caller: Caller, raw: Mapping[str, Any], key: str | None = None) -> dict[str, Any]:
    """Ask for a new tenant; give the job and the estimate.

    Raises:
        ConfigError: the config has problems, or cannot be met.
        Reused: the Idempotency-Key was used for something else.
        Crowded, Refusal: too many jobs wait, or are being asked for.
    """
    wanted, excluded = _without_choice(raw)
    asked = Asked(caller.user, caller.origin, {"create": raw}, key, excluded, state.limits.most("pending"))
    if (before := _asked_before(state, asked)) is not None:
        return before
    with state.limits.hold("creates", caller):
        ahead = _look_ahead(state, wanted)
        config = ahead.config.as_json()
        with state.connection() as connection:
            files = ahead.config.own_files
            job = ask_create(connection, config, ahead.config.slug, about_rows(config), asked, files)
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
        Crowded, Refusal: too many jobs wait, or are being asked for.
    """
    known = find(state, job)
    given = {name: value for name, value in changes.items() if value is not None}
    request = {"regenerate": known["id"], "changes": given}
    given, excluded = _without_choice(given)
    asked = Asked(caller.user, caller.origin, request, key, excluded, state.limits.most("pending"))
    if (before := _asked_before(state, asked)) is not None:
        return before
    if known["status"] in OPEN:
        raise Unready(Problem(f"job {job}", f"is {known['status']}", hint="Wait until it has ended."))
    with state.limits.hold("creates", caller):
        ahead = _look_ahead(state, {**known["config"], **given}, Reference(_files(state, known)))
        with state.connection() as connection:
            new = ask_regenerate(connection, number(job), ahead.config.as_json(), asked, ahead.config.own_files)
            return _asked_for(connection, new)


def cancel(state: State, caller: Caller, job: str) -> dict[str, Any]:
    """Cancel a job that waits or runs; one that was cancelled stays so.

    Raises:
        NotFound: there is no such job.
        Unready: it has ended otherwise.
        Busy: its COMMIT is on its way.
    """
    with state.connection() as connection:
        return cancel_or_refuse(connection, number(job), caller.user, caller.origin)


def exclude(state: State, caller: Caller, job: str, *, excluded: bool) -> dict[str, Any]:
    """Let analytics leave the tenant of a job out, or count it; return the job.

    Raises:
        NotFound: there is no such job, or its tenant is gone.
        Denied: the tenant was replaced by another job's.
    """
    known = find(state, job)
    with state.connection() as connection:
        exclude_over(connection, known["id"], excluded=excluded, user=caller.user, origin=caller.origin)
        return show_job(connection, number(job))


def delete(state: State, caller: Caller, job: str, *, force: bool = False) -> dict[str, Any]:
    """Delete the tenant of a job, which stays on record; a job that waits is cancelled. May be repeated.

    A tenant that was regenerated since is the same tenant: the living one goes.

    Raises:
        NotFound: there is no such job.
        Unready: it runs, or another job is about to regenerate its tenant.
        Denied: the tenant has grown since it was loaded, and nobody said that this may go; or it was replaced by the
            tenant of another bundle.
    """
    known = find(state, job)
    if known["status"] == "running":
        hint = "Cancel it, or wait until it has ended."
        raise Unready(Problem(f"job {job}", "is running", hint=hint))
    if known["status"] == "pending":
        with state.connection() as connection:
            cancel_or_refuse(connection, number(job), caller.user, caller.origin, PENDING)
        return {**_removed(state, job), "cancelled": True}
    wish = Wish(really=True, force=force, user=caller.user, asked=caller.origin)
    with state.connection() as connection:
        heir = find_heir(connection, number(job))
        if heir is not None and heir.tenant is not None:
            require_same(number(job), heir)
            require_quiet(connection, heir)
    try:
        done = delete_tenant(state.settings.place, known["id"], wish) if heir and heir.tenant else None
    except NotFound:  # somebody else was faster
        done = None
    if done is None or heir is None:
        return _removed(state, job)
    found = {**_removed(state, job), "tenantId": str(done.tenant), "deleted": True, "rows": done.rows}
    return {**found, "followedJobId": None if heir.job == number(job) else str(heir.job)}


def _removed(state: State, job: str) -> dict[str, Any]:
    """Return what a delete came to that had nothing to do."""
    found = find(state, job)
    told = {name: found[name] for name in ("tenantState", "successorJobId", "livingJobId")}
    none: dict[str, Any] = {"tenantId": None, "deleted": False, "cancelled": False, "rows": {}, "followedJobId": None}
    return {"jobId": found["id"], **none, **told}


def _without_choice(raw: Mapping[str, Any]) -> tuple[dict[str, Any], bool | None]:
    """Take what is said of analytics out of a request; return the rest, and the choice.

    Raises:
        ConfigError: it is neither true nor false.
    """
    rest = dict(raw)
    choice = rest.pop(EXCLUDED, None)
    if choice is not None and not isinstance(choice, bool):
        raise ConfigError(Problem(f"/{EXCLUDED}", "is neither true nor false", "true or false", ascii(choice)[:60]))
    return rest, choice


def fetch_bundle(state: State, caller: Caller, job: str) -> Path:
    """Return the bundle of a job as a tar, made again where it is missing.

    Raises:
        NotFound: there is no such job.
        Unready: it has made no bundle.
        Gone: the bundle cannot be regenerated as it was.
        Refusal: the caller fetches too many at the same time.
    """
    known = find(state, job)
    with state.limits.hold("files", caller):
        path = state.bundles.find(known) or state.workshop.run(state.bundles.restore, known, _files(state, known))
    _record_fetch(state, caller, "download", number(job))
    return path


def fetch_report(state: State, caller: Caller, job: str) -> Path:
    """Return the report of a job's bundle as a page.

    Raises:
        NotFound, Unready, Gone, Refusal: as `fetch_bundle` raises them.
    """
    known = find(state, job)
    with state.limits.hold("files", caller):
        path = state.bundles.find_report(known) or state.workshop.run(state.bundles.report, known, _files(state, known))
    _record_fetch(state, caller, "report", number(job))
    return path


def _files(state: State, known: Mapping[str, Any]) -> dict[str, bytes] | Path | None:
    """Return the reference files that a job keeps; for one from before they were kept, the console's folder."""
    with state.connection() as connection:
        files = find_files(connection, number(known["id"]))
    return state.settings.reference if files is None else files


def _record_fetch(state: State, caller: Caller, action: str, job: UUID) -> None:
    """Write that a file was fetched, as far as the recorder lets it: it can be fetched without end."""
    added = state.audit.admit(caller.key, action, str(job))
    if added is not None:
        with state.connection() as connection:
            records.audit_job(connection, action, job, caller.user, {**caller.origin, **added})


def _asked_before(state: State, asked: Asked) -> dict[str, Any] | None:
    """Return the job of the same request, if it was made before."""
    with state.connection() as connection:
        job = find_asked(connection, asked)
        return _asked_for(connection, job) if job else None


def _asked_for(connection: psycopg.Connection[Any], number: UUID) -> dict[str, Any]:
    """Return a job as it was asked for, and how long it takes."""
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
