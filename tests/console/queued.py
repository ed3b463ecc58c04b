"""Jobs in the queue, for tests: put there, claimed or running, and looked at; and what many do at the same moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from psycopg.types.json import Jsonb

from loader.jobs import records
from loader.jobs.locks import tenant_key
from loader.postgres.connect import connect

W1, W2 = uuid4(), uuid4()
WAITS, CLAIMED, RUNNING = ("pending", None, None), ("pending", W1, None), ("running", W1, None)
ENDED = "completed_at = now(), started_at = now(), status ="
FAILED = f"error_message = '', recoverable = true, error_code = 'TIMEOUT', {ENDED} 'failed'"
COMPLETED = f"progress = 100, {ENDED} 'completed'"


def put(connection, slug="acme", worker=None, change="", **more):
    """Put a job into the queue, which a worker may hold already; give it."""
    known = {"operation": "create", "config": {"seed": "s"}, "seed": "s", "tenant_name": slug, "tenant_slug": slug}
    known |= {"lock_key": tenant_key(slug), "estimated_rows": 1, "queued": True, "worker": worker, **more}
    job = records.Job(uuid4(), **known)
    records.insert(connection, job)
    changes = [f"worker_id = '{worker}', pickups = 1"] * bool(worker) + [change] * bool(change)
    if changes:
        connection.execute(f"UPDATE demo_generation_jobs SET {', '.join(changes)} WHERE id = %s", [job.id])
    return job


def run(connection, slug="acme", worker=W1, **more):
    """Put a job into the queue that a worker runs; give it."""
    job = put(connection, slug, worker, **more)
    records.start(connection, job, 1, 7, "7")
    return job


def by_hand(connection):
    """Return a job of the command line that runs."""
    return run(connection, worker=None, queued=False)


def state(connection, job):
    """Return status, worker and error of a job."""
    told = "SELECT status, worker_id, error_code FROM demo_generation_jobs WHERE id = %s"
    return connection.execute(told, [job.id]).fetchone()


def audited(connection, job):
    """Return what the audit log tells of a job, in order."""
    told = "SELECT action FROM audit_logs WHERE entity_id = %s ORDER BY created_at"
    return [action for (action,) in connection.execute(told, [job.id]).fetchall()]


def at_once(place, count, work):
    """Do something over many connections at the same moment; give what each came to."""
    ready = threading.Barrier(count)

    def one(number):
        with connect(place) as connection:
            ready.wait(20)
            return work(connection, number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def settle(connection, slug, job=None):
    """Put a tenant into the database: a job's, or somebody's real one."""
    tenant = uuid4()
    columns = "id, name, slug, country, timezone, currency, industry, created_at"
    values = [tenant, slug, slug, "GB", "UTC", "GBP", "saas"]
    connection.execute(f"INSERT INTO tenants ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s, now())", values)
    if job:
        columns = "tenant_id, generation_job_id, country, industry, start_date, as_of, seed, bundle_digest, "
        connection.execute(
            f"INSERT INTO demo_tenant_metadata ({columns} row_counts, row_digests) "
            "VALUES (%s, %s, 'GB', 'saas', '2026-01-01', '2026-06-01', 's', 'x', %s, %s)",
            [tenant, job, Jsonb({}), Jsonb({})],
        )
    return tenant
