"""One attempt at a load: a transaction that takes the locks first, tells that it runs, and ends whole or not at all.

The order is the point. A job is only ever seen to run by others after its locks are held, and its last word,
`completed`, is written in the transaction of its data.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from demogen.errors import Problem
from loader.errors import Busy, Denied
from loader.jobs import records
from loader.jobs.heart import Heart
from loader.jobs.locks import job_key, try_lock
from loader.mapping.views import open_views
from loader.postgres.connect import apply_settings, connect, read_sql
from loader.postgres.copy import BATCH_ROWS, copy_rows
from loader.postgres.target import Wanted, cast_of, demand_target
from loader.tenants.digest import digest_of_bundle
from loader.tenants.find import Found, find_tenant
from loader.tenants.keys import demand_keys, switch_off, switch_on
from loader.tenants.prove import demand_equal
from loader.tenants.remove import remove_tenant
from loader.tenants.task import Outcome, Task

IN_TRANSACTION = {"idle_in_transaction_session_timeout": "5min", "client_connection_check_interval": "5s"}
Columns = Mapping[str, Mapping[str, str]]


def attempt(task: Task, control: psycopg.Connection[Any], number: int) -> Outcome:
    """Try a load once. What is raised before the COMMIT has changed nothing; `commit` tells of what comes after it.

    Raises:
        DemogenError: the target, a guard or a proof said no.
        psycopg.Error: the database said no, or went away.
    """
    with connect(task.place) as line:
        line.execute("BEGIN")
        apply_settings(line, **IN_TRANSACTION)
        _take_locks(task, line, control)
        there = find_tenant(line, task.identity.slug)
        if done := _demand_free(task, there):
            return done
        if not task.options.dry_run:
            _begin(task, line, control, number)
        with open_views(task.bundle, task.identity) as views:
            return _in_views(task, line, views, there, number)


def _take_locks(task: Task, line: psycopg.Connection[Any], control: psycopg.Connection[Any]) -> None:
    """Take the job's lock and the tenant's; wait for the latter, as a pending job, where that was asked for.

    Raises:
        Busy: somebody else has it.
    """
    try_lock(line, job_key(task.job.id))
    if try_lock(line, task.job.lock_key):
        return
    busy = Busy(
        Problem(task.identity.slug, "is being loaded or deleted by somebody else", hint="Try again, or --wait.")
    )
    if not task.options.wait:
        raise busy
    records.insert(control, task.job, sum(task.bundle.rows.values()))
    while not try_lock(line, task.job.lock_key):
        if time.monotonic() > task.deadline:
            raise busy
        time.sleep(0.2)


def _demand_free(task: Task, there: Found | None) -> Outcome | None:
    """Look at the tenant that is there: nothing to do, something to replace, or a reason to refuse.

    Raises:
        Denied: it is no demo, or another one, and nobody asked to replace it.
    """
    if there is None:
        return None
    if not there.is_demo:
        raise Denied(Problem(there.slug, "is the slug of a tenant that is no demo", hint="Give another tenantName."))
    if there.bundle_digest == task.bundle.content_digest and not task.options.anew:
        return Outcome("unchanged", there.id, there.slug, None, there.row_counts or {})
    if not task.options.replace:
        hint = "--replace takes its place, --as-new loads another tenant."
        found, expected = there.bundle_digest or "", task.bundle.content_digest
        raise Denied(Problem(there.slug, "is a demo tenant of another bundle", expected, found, hint))
    return None


def _begin(task: Task, line: psycopg.Connection[Any], control: psycopg.Connection[Any], number: int) -> None:
    """Tell that the job runs, in whose session and transaction."""
    row = line.execute("SELECT pg_backend_pid(), pg_current_xact_id()::text").fetchone()
    there = "SELECT FROM public.demo_generation_jobs WHERE id = %s"
    if control.execute(there, [task.job.id]).fetchone() is None:
        records.insert(control, task.job, sum(task.bundle.rows.values()))
    records.start(control, task.job, number, *(row or (0, "0")))


def _in_views(task: Task, line: psycopg.Connection[Any], views: Any, there: Found | None, number: int) -> Outcome:
    given = {
        step.table: {name: kind for name, kind, *_ in views.execute(f"DESCRIBE {step.sql}").fetchall()}
        for step in task.mapping.steps
    }
    demand_target(line, task.mapping.schema, [Wanted(table, columns) for table, columns in given.items()])
    tenant = views.execute("SELECT id FROM tenants").fetchall()[0][0]
    if task.options.dry_run:
        return Outcome("ready", tenant, task.identity.slug, None, task.bundle.rows)
    pid = line.execute("SELECT pg_backend_pid()").fetchone()
    with Heart(lambda: connect(task.place), task.job.id, task.progress, pid[0] if pid else 0, task.deadline) as heart:
        if there is not None:
            remove_tenant(line, there.id, task.mapping.tables)
        if task.options.fast_keys:
            switch_off(line)
        _copy(task, line, views, given)
        task.progress.move(98, "Proving what was loaded")
        if task.options.fast_keys:
            switch_on(line)
            demand_keys(line, task.mapping.schema, task.mapping.tables, tenant)
        rows = demand_equal(line, views, task.mapping, given, tenant)
        task.bundle.demand_unchanged()
        _describe(task, line, tenant, rows, _digests(task, views, given))
        heart.stop()
        if not records.complete(line, task.job, tenant, _metrics(line, tenant, rows), task.progress.logs):
            raise Busy(Problem(f"job {task.job.id}", "was closed by another process"))
        commit(line)
    return Outcome("loaded", tenant, task.identity.slug, task.job.id, rows, number)


class Unanswered(Exception):  # noqa: N818 - reads as what happened
    """COMMIT was sent, and no answer came."""


def commit(line: psycopg.Connection[Any]) -> None:
    """Commit.

    Raises:
        Unanswered: the line was lost; whether it was committed has to be looked up.
    """
    try:
        line.execute("COMMIT")
    except psycopg.OperationalError as error:
        raise Unanswered from error


def _copy(task: Task, line: psycopg.Connection[Any], views: Any, given: Columns) -> None:
    """Copy every table, each from its SELECT cast to the very types of the target."""
    types = _types(line, task)
    for step in task.mapping.steps:
        names = list(given[step.table])
        casts = ", ".join(
            f'CAST("{name}" AS {cast_of(kind, types[step.table, name])}) AS "{name}"'
            for name, kind in given[step.table].items()
        )
        batches = views.sql(f"SELECT {casts} FROM ({step.sql})").to_arrow_reader(BATCH_ROWS)  # noqa: S608 - names of the catalog
        first, last = step.progress
        planned = max(task.bundle.rows[step.table], 1)
        task.progress.move(first, step.name)
        table = sql.Identifier(task.mapping.schema, step.table)

        def tell(
            sent: int, first: int = first, last: int = last, planned: int = planned, name: str = step.name
        ) -> None:
            task.progress.move(first + (last - first) * min(sent, planned) // planned, name)

        copy_rows(line, table, names, batches, tell)


def _types(line: psycopg.Connection[Any], task: Task) -> dict[tuple[str, str], str]:
    parameters = {"schema": task.mapping.schema, "tables": task.mapping.tables}
    rows = line.execute(read_sql("postgres/target_columns"), parameters).fetchall()
    return {(row[0], row[1]): row[2] for row in rows}


def _digests(task: Task, views: Any, given: Columns) -> dict[str, dict[str, Any]]:
    """Give the digest of every table, and the columns that it is taken over."""
    return {
        step.table: {
            "digest": digest_of_bundle(views, step.sql, given[step.table]),
            "columns": dict(given[step.table]),
        }
        for step in task.mapping.steps
    }


def _describe(
    task: Task, line: psycopg.Connection[Any], tenant: UUID, rows: Mapping[str, int], digests: Mapping[str, Any]
) -> None:
    """Write the tenant's metadata and the line in the audit log."""
    job, config = task.job, task.job.config
    values = {
        "tenant_id": tenant,
        "job": job.id,
        "country": config["country"],
        "industry": config["industry"],
        "start_date": config["startDate"],
        "as_of": job.as_of,
        "seed": job.seed,
        "bundle_digest": job.bundle_digest,
        "row_counts": Jsonb(dict(rows)),
        "row_digests": Jsonb(dict(digests)),
        "created_by": job.created_by,
    }
    line.execute(read_sql("tenants/metadata"), values)
    metadata = {"seed": job.seed, "bundleDigest": job.bundle_digest, "tenantId": str(tenant), "jobId": str(job.id)}
    records.audit(line, job.operation, "demo_tenant", tenant, job.created_by, {"name": job.tenant_name}, metadata)


def _metrics(line: psycopg.Connection[Any], tenant: UUID, rows: Mapping[str, int]) -> dict[str, Any]:
    months = line.execute(read_sql("tenants/metrics"), {"tenant": tenant}).fetchall()
    names = ("month", "leads", "contacts", "companies", "deals", "closedWonValue")
    breakdown = [dict(zip(names, (*row[:5], float(row[5])), strict=True)) for row in months]
    return {"rows": dict(rows), "monthlyBreakdown": breakdown}
