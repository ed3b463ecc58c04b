"""Whose turn it is: the locks of a job and its tenant, and what is there already.

Whoever holds a tenant's lock works on it. One whose process was stopped holds it, too, and nothing but the end of its
session frees it: a running job without a beat for a minute is ended by whoever needs the tenant.
"""

from __future__ import annotations

import time
from typing import Any

import psycopg

from demogen.errors import Problem
from loader.errors import Busy, Denied
from loader.jobs import records
from loader.jobs.locks import end_hung, job_key, tenant_key, try_lock
from loader.postgres.connect import schema_of
from loader.tenants.find import Found
from loader.tenants.task import Outcome, Task, late

LOOK_SECONDS, ENDING_SECONDS = 0.2, 10.0


def take_locks(task: Task, line: psycopg.Connection[Any], control: psycopg.Connection[Any]) -> None:
    """Take the job's lock and the tenant's; wait for the latter, as a pending job, where that was asked for.

    Raises:
        Busy: somebody else has it.
    """
    try_lock(line, job_key(task.job.id))
    try:
        take_turn(line, control, task.identity.slug, until=0.0)
    except Busy:
        if not task.options.wait:
            raise
        if not records.exists(control, task.job.id):
            records.insert(control, task.job)
        try:
            take_turn(line, control, task.identity.slug, until=task.deadline, job=task.job)
        except Occupied as error:
            raise late(task.options.timeout_seconds, f" while another job had {task.identity.slug}") from error


class Occupied(Busy):
    """The tenant was locked by another job for as long as one could wait."""


def take_turn(
    line: psycopg.Connection[Any],
    control: psycopg.Connection[Any],
    slug: str,
    *,
    until: float,
    job: records.Job | None = None,
) -> None:
    """Take a tenant's lock, before a moment of the monotonic clock.

    Raises:
        Occupied: another job has it.
        Busy: the job is not this process's any more.
        Cancelled: somebody cancelled the job that waits.
        TimedOut: a job of the queue waited for as long as it may take.
    """
    key, begun = tenant_key(slug, schema_of(line)), time.monotonic()
    while not try_lock(line, key):
        if end_hung(control, key):
            until = max(until, time.monotonic() + ENDING_SECONDS)
        if job is not None and not records.is_held(control, job):
            raise records.find_loss(control, job)
        if time.monotonic() >= until:
            hint = "Try again, or --wait." if begun >= until else "Try again later."
            raise Occupied(Problem(slug, "is locked by another job that loads or deletes it", hint=hint))
        time.sleep(LOOK_SECONDS)


def require_free(task: Task, there: Found | None) -> Outcome | None:
    """Look at the tenant that is there: nothing to do, something to replace, or a reason to refuse.

    Raises:
        Denied: it is no demo, or another one, and nobody asked to replace it.
    """
    if there is None:
        return None
    if not there.is_demo:
        raise Denied(Problem(there.slug, "is the slug of a tenant that is not a demo", hint="Give another tenantName."))
    if there.bundle_digest == task.job.bundle_digest and not task.options.anew:
        return Outcome("unchanged", there.id, there.slug, there.generation_job_id, there.row_counts or {})
    if task.job.queued and task.options.replace and there.origin != task.job.origin:
        hint = "Regenerate the job again: it will be another tenant."
        raise Denied(Problem(there.slug, "is the tenant of another job by now", hint=hint))
    if not task.options.replace:
        hint = "--replace takes its place, --as-new loads another tenant."
        found, expected = there.bundle_digest or "", task.job.bundle_digest or ""
        raise Denied(Problem(there.slug, "is a demo tenant of another bundle", expected, found, hint))
    return None
