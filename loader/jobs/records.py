"""The rows of jobs: made, started, completed or failed; and the audit log, which is only ever added to.

Whoever calls decides in which transaction: `complete` belongs to the data's own, all else to the control connection's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from demogen.errors import Problem
from loader.errors import Busy, Cancelled, LoadError
from loader.jobs.files import keep_files
from loader.jobs.locks import job_key, try_lock
from loader.postgres.connect import Unanswered, read_sql, transaction

MOST_PICKUPS = 3  # of a queued job whose workers end in its middle


@dataclass(frozen=True)
class Job:
    """What is known of a job before it begins; of one that also generates, the bundle is not known yet.

    A queued job waits for a worker; `worker` is who holds it, and nobody else can change it. `asked` tells from where
    and how it was asked for, `origin` is the first job of a tenant that is regenerated; `excluded` is whether analytics
    leave the tenant out, None for the choice of the one that it replaces. `files` are the reference files of one's own
    that it is made from, by path; `until` is the day on which the world is observed, None for `as_of`.
    """

    id: UUID
    operation: str
    config: Mapping[str, Any]
    seed: str
    tenant_name: str
    tenant_slug: str
    lock_key: int
    estimated_rows: int
    bundle_digest: str | None = None
    as_of: date | None = None
    until: date | None = None
    drawing_version: int | None = None
    created_by: UUID | None = None
    queued: bool = False
    worker: UUID | None = None
    origin: UUID | None = None
    idempotency_key: str | None = None
    request_sha256: bytes | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    excluded: bool | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """Return what every line of the audit log tells of it."""
        known = {"seed": self.seed, "estimatedRecords": self.estimated_rows, "bundleDigest": self.bundle_digest}
        return {**known, **self.asked}


def insert(connection: psycopg.Connection[Any], job: Job) -> None:
    """Make a pending job, with the reference files that it is made from and its line in the audit log."""
    values = {**vars(job), "config": Jsonb(dict(job.config))}
    with transaction(connection):
        if not connection.execute(read_sql("jobs/insert"), values).rowcount:
            return
        keep_files(connection, job.id, job.files)
        action = "regenerate" if job.operation == "regenerate" else "create"
        audit(connection, action, "demo_generation_job", job.id, job.created_by, dict(job.config), job.facts)


def start(connection: psycopg.Connection[Any], job: Job, attempt: int, pid: int, xid: str) -> None:
    """Let a job run; whatever else runs for its tenant is dead, as its lock was free.

    Raises:
        Cancelled: somebody cancelled the job.
        Busy: the job is not this process's any more.
    """
    with transaction(connection):
        others = "FROM demo_generation_jobs WHERE lock_key = %s AND status = 'running' AND id <> %s"
        dead = connection.execute(f"SELECT id, worker_id, queued {others}".encode(), [job.lock_key, job.id]).fetchall()
        for other, worker, queued in dead:
            close_dead(connection, other, worker, queued=queued)
        values = {"id": job.id, "attempt": attempt, "pid": pid, "xid": xid, "worker": job.worker}
        if connection.execute(read_sql("jobs/start"), values).rowcount != 1:
            raise find_loss(connection, job)


def is_held(connection: psycopg.Connection[Any], job: Job) -> bool:
    """Return whether a job still waits or runs, and is still its worker's."""
    query = (
        "SELECT FROM demo_generation_jobs "
        "WHERE id = %s AND status IN ('pending', 'running') AND worker_id IS NOT DISTINCT FROM %s"
    )
    return connection.execute(query, [job.id, job.worker]).rowcount == 1


def find_loss(connection: psycopg.Connection[Any], job: Job) -> LoadError:
    """Return why a job is not this process's any more, as the error to raise."""
    query = "SELECT error_code FROM demo_generation_jobs WHERE id = %s"
    row = connection.execute(query, [job.id]).fetchone()
    if row and row[0] == "CANCELLED":
        return Cancelled(Problem(f"job {job.id}", "was cancelled; nothing of it is left"))
    return Busy(Problem(f"job {job.id}", "was closed by another process"))


def generated(connection: psycopg.Connection[Any], job: UUID, **bundle: Any) -> None:
    """Record which bundle a running job has generated: config, bundle_digest, as_of, drawing_version."""
    values = {**bundle, "id": job, "config": Jsonb(dict(bundle["config"]))}
    connection.execute(read_sql("jobs/generated"), values)


def complete(
    connection: psycopg.Connection[Any], job: Job, tenant: UUID, metrics: Mapping[str, Any], logs: Sequence[Any]
) -> bool:
    """Complete a job inside the data's transaction; False when it is not this process's any more."""
    values = {"id": job.id, "tenant_id": tenant, "metrics": Jsonb(dict(metrics)), "logs": Jsonb(list(logs))}
    values["worker"] = job.worker
    return connection.execute(read_sql("jobs/complete"), values).rowcount == 1


def fail(
    connection: psycopg.Connection[Any],
    job: UUID,
    code: str,
    message: str,
    *,
    stack: str = "",
    recoverable: bool,
    worker: UUID | None = None,
) -> None:
    """Close a job as failed, with its line in the audit log; one that is closed already is left alone.

    With a worker, only that one's: a job that was lost to another one is left alone, too.
    """
    values = {"id": job, "code": code, "message": message, "stack": stack or None, "recoverable": recoverable}
    values["worker"] = worker
    with transaction(connection):
        if connection.execute(read_sql("jobs/fail"), values).rowcount:
            audit_job(connection, "fail", job, None, {"code": code, "message": message})


def refuse(connection: psycopg.Connection[Any], job: Job, code: str, message: str) -> None:
    """Add to the audit log that a job was asked for and never came to be."""
    metadata = {**job.facts, "code": code, "message": message, "slug": job.tenant_slug}
    audit(connection, "refuse", "demo_generation_job", job.id, job.created_by, dict(job.config), metadata)


def exists(connection: psycopg.Connection[Any], job: UUID) -> bool:
    """Return whether a job is on record."""
    return connection.execute("SELECT FROM demo_generation_jobs WHERE id = %s", [job]).rowcount == 1


def close_dead(
    connection: psycopg.Connection[Any], job: UUID, worker: UUID | None, *, queued: bool, counted: bool = True
) -> None:
    """Close a dead job; one of the queue waits for another worker, unless that has been tried often enough."""
    values = {"id": job, "worker": worker, "most": MOST_PICKUPS, "uncounted": 0 if counted else 1}
    if queued and connection.execute(read_sql("jobs/release"), values).rowcount:
        audit_job(connection, "release", job, None, {"message": "its worker ended before it"})
        return
    fail(
        connection,
        job,
        "ABANDONED",
        "its process ended before it did; nothing of it is left",
        recoverable=True,
        worker=worker,
    )


def reap(connection: psycopg.Connection[Any]) -> list[UUID]:
    """Find jobs that say they run or wait and are dead, and close them; return their ids.

    Raises:
        psycopg.Error: never Unanswered, as whoever comes next does again what was not done.
    """
    found = connection.execute(read_sql("jobs/open"), {"id": None}).fetchall()
    try:
        return [job for job, *_ in found if _reap(connection, job)]
    except Unanswered as error:
        raise psycopg.OperationalError(str(error)) from error


def _reap(connection: psycopg.Connection[Any], job: UUID) -> bool:
    with transaction(connection):
        if not try_lock(connection, job_key(job)):
            return False
        again = connection.execute(read_sql("jobs/open"), {"id": job}).fetchone()
        if again is None:
            return False
        close_dead(connection, job, again[1], queued=again[2])
    return True


def audit(
    connection: psycopg.Connection[Any],
    action: str,
    entity_type: str,
    entity: UUID | None,
    user: UUID | None,
    new_values: Mapping[str, Any] | None,
    metadata: Mapping[str, Any],
    call: UUID | None = None,
) -> None:
    """Add a line to the audit log: an action of the platform, which belongs to no tenant; `call` becomes its id."""
    values = {
        "id": call,
        "user_id": user,
        "action": action,
        "entity_type": entity_type,
        "entity_id": entity,
        "new_values": None if new_values is None else Jsonb(dict(new_values)),
        "metadata": Jsonb(dict(metadata)),
    }
    connection.execute(read_sql("jobs/audit"), values)


def audit_job(
    connection: psycopg.Connection[Any], action: str, job: UUID, user: UUID | None, metadata: Mapping[str, Any]
) -> None:
    """Add a line about a job that is on record: its seed, digest and expected rows stand in it."""
    values = {"user_id": user, "action": action, "id": job, "new_values": None, "metadata": Jsonb(dict(metadata))}
    connection.execute(read_sql("jobs/audit_job"), values)
