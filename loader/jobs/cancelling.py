"""Cancels a job, whether it waits or runs: the row decides, then the session that runs it is ended.

A job completes only by an UPDATE of its row in the data's own transaction, and only while it runs. So a job that was
closed as cancelled can no longer commit, and one whose COMMIT is on its way is found completed: the lock of the row
makes one of the two come first.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

import psycopg

from demogen.errors import Problem
from loader.errors import Busy, Unready
from loader.jobs.listing import show_job
from loader.jobs.locks import job_key, try_lock
from loader.jobs.records import audit_job
from loader.postgres.connect import read_sql, transaction

PENDING, OPEN = ("pending",), ("pending", "running")
COMMIT_SECONDS, GONE_SECONDS, LOOK_SECONDS = 10, 3.0, 0.05


def cancel(
    connection: psycopg.Connection[Any],
    job: UUID,
    user: UUID | None,
    origin: Mapping[str, Any],
    statuses: tuple[str, ...] = OPEN,
) -> bool:
    """Cancel a job of one of these statuses; False where it has another.

    It returns once nothing of the job is left in the database, or after three seconds where a session does not end.

    Args:
        connection: in autocommit mode.
        job: the job's id.
        user: who cancels it.
        origin: how and from where, for the audit log.
        statuses: `PENDING` leaves a job alone that runs.

    Raises:
        Busy: the job's COMMIT is on its way, and no answer comes.
    """
    try:
        with transaction(connection, lock_timeout=f"{COMMIT_SECONDS}s"):
            values = {"id": job, "statuses": list(statuses)}
            row = connection.execute(read_sql("jobs/cancel"), values).fetchone()
            if row:
                audit_job(connection, "cancel", job, user, {**origin, "status": row[0]})
    except psycopg.errors.LockNotAvailable as error:
        hint = "Look at the job again: it will have completed, or its process is gone."
        raise Busy(Problem(f"job {job}", "is about to commit, and the database gives no answer", hint=hint)) from error
    if row and row[0] == "running":
        _end(connection, job)
    return row is not None


def cancel_or_refuse(
    connection: psycopg.Connection[Any],
    job: UUID,
    user: UUID | None,
    origin: Mapping[str, Any],
    statuses: tuple[str, ...] = OPEN,
) -> dict[str, Any]:
    """Cancel a job, and return it; one that was cancelled stays so.

    Raises:
        NotFound: there is no such job.
        Unready: it has ended otherwise, or runs where only what waits may be cancelled.
        Busy: its COMMIT is on its way.
    """
    cancel(connection, job, user, origin, statuses)
    found = show_job(connection, job)
    if found["errorCode"] != "CANCELLED":
        what = "is running" if found["status"] == "running" else "has ended, and cannot be cancelled any more"
        raise Unready(Problem(f"job {job}", what, " or ".join(statuses), found["status"]))
    return found


def _end(connection: psycopg.Connection[Any], job: UUID) -> None:
    """End the session that runs a job, and wait until its lock is free: then its transaction was rolled back."""
    key, until = job_key(job), time.monotonic() + GONE_SECONDS
    while True:
        with suppress(psycopg.errors.InsufficientPrivilege):  # of another role: its own process ends it
            connection.execute(read_sql("jobs/end_session"), {"id": job, "key": key})
        with transaction(connection):
            if try_lock(connection, key) or time.monotonic() >= until:
                return
        time.sleep(LOOK_SECONDS)
