"""One attempt at a load: a transaction that takes the locks first, tells that it runs, and ends whole or not at all.

The order is the point. A job is only ever seen to run by others after its locks are held, and its last word,
`completed`, is written in the transaction of its data.
"""

from __future__ import annotations

from typing import Any

import psycopg

from demogen.bundle.listing import listing_notes
from loader.jobs import records
from loader.jobs.costs import PROVING, REMOVING, loading_costs, removing_cost
from loader.jobs.heart import Heart
from loader.mapping.proven import Proven
from loader.mapping.views import Columns, describe_columns, open_views
from loader.postgres.connect import Session, Unanswered, connect, schema_of
from loader.postgres.target import Wanted, require_target
from loader.tenants.become import part_with
from loader.tenants.describe import describe_tenant, measure
from loader.tenants.find import Found, find_tenant
from loader.tenants.keys import require_keys, switch_off, switch_on
from loader.tenants.patience import wait_ready
from loader.tenants.prove import require_equal
from loader.tenants.remove import count_rows, remove_tenant, require_not_grown
from loader.tenants.tables import copy_tables, digest_tables
from loader.tenants.task import Outcome, Task
from loader.tenants.turn import require_free, take_locks

PROVED = 98  # percent at which every row is there
IN_TRANSACTION = {"client_connection_check_interval": "5s"}


def attempt(task: Task, control: psycopg.Connection[Any], number: int) -> Outcome:
    """Try a load once. What is raised before the COMMIT has changed nothing; `commit` tells of what comes after it.

    Raises:
        DemogenError: the target, a guard or a proof failed.
        psycopg.Error: the database rejected it, or went away.
        Undecided: COMMIT was sent, and no answer came.
    """
    with wait_ready(task.place, at_once=not task.job.queued) as line:
        line.begin(**IN_TRANSACTION)
        take_locks(task, line, control)
        there = find_tenant(line, task.identity.slug)
        if done := require_free(task, there):
            return done
        if there is not None:
            require_not_grown(line, there, task.mapping.tables)
        if task.options.dry_run:
            return _rehearse(task, line)
        pid = _begin(task, line, control, number)
        with Heart(lambda: connect(task.place), task.job, task.progress, pid, task.deadline) as heart:
            return _load(task, line, there, heart, number)


def _begin(task: Task, line: psycopg.Connection[Any], control: psycopg.Connection[Any], number: int) -> int:
    """Record that the job runs, in whose session and transaction; return the session's process."""
    row = line.execute("SELECT pg_backend_pid(), pg_current_xact_id()::text").fetchone()
    pid, xid = row or (0, "0")
    if not records.exists(control, task.job.id):
        records.insert(control, task.job)
    records.start(control, task.job, number, pid, xid)
    return int(pid)


def _rehearse(task: Task, line: psycopg.Connection[Any]) -> Outcome:
    """Do everything up to the first row."""
    with task.open_bundle(task.progress) as bundle, open_views(bundle, task.identity) as views:
        _require_columns(task, line, views)
        tenant = views.execute("SELECT id FROM tenants").fetchall()[0][0]
        rows = {table: bundle.rows[table] for table in task.mapping.tables}
        return Outcome("ready", tenant, task.identity.slug, None, rows)


def _require_columns(task: Task, line: psycopg.Connection[Any], views: Any) -> Columns:
    given = describe_columns(views, task.mapping)
    require_target(line, schema_of(line), [Wanted(table, columns) for table, columns in given.items()])
    return given


def _load(
    task: Task,
    line: Session,
    there: Found | None,
    heart: Heart,
    number: int,
) -> Outcome:
    """Load the rows, prove them, and commit them with all that is told of them."""
    with task.open_bundle(task.progress) as bundle, bundle.read(), open_views(bundle, task.identity) as views:
        _tell_bundle(task, bundle)
        _tell_listing(task, bundle)
        given = _require_columns(task, line, views)
        task.progress.costs |= loading_costs({table: bundle.rows[table] for table in task.mapping.tables})
        if there is not None:
            _remove(task, line, there)
        if task.options.fast_keys:
            switch_off(line)
        copy_tables(task, bundle, line, views, given)
        task.progress.begin(PROVING, PROVED, 100, "Proving what was loaded")
        tenant = views.execute("SELECT id FROM tenants").fetchall()[0][0]
        if task.options.fast_keys:
            switch_on(line)
            require_keys(line, schema_of(line), task.mapping.tables, tenant)
        require_equal(line, views, task.mapping, given, tenant)
        rows = count_rows(line, tenant, task.mapping.tables)
        bundle.require_unchanged()
        excluded = _is_excluded(task, there)
        describe_tenant(task, bundle, line, tenant, rows, digest_tables(task.mapping, views, given), excluded=excluded)
        task.progress.tell("Complete", f"Complete: {sum(rows.values()):,} rows in {task.progress.seconds:.1f} s")
        metrics = measure(line, tenant, rows, task.progress.seconds)
        heart.stop()
        if not records.complete(line, task.job, tenant, metrics, task.progress.logs):
            with connect(task.place) as control:
                raise records.find_loss(control, task.job)
        commit(line)
        return Outcome("loaded", tenant, task.identity.slug, task.job.id, rows, number)


def _remove(task: Task, line: psycopg.Connection[Any], there: Found) -> None:
    """Remove the tenant whose place is taken, and let the job that made it say so."""
    task.progress.costs[REMOVING] = removing_cost(there.loaded_rows)
    begun = task.progress.percent
    task.progress.begin(REMOVING, begun, begun, "Removing the tenant that is replaced")
    is_same = task.job.operation == "regenerate" and there.origin == (task.job.origin or task.job.id)
    part_with(line, there.id, "regenerated" if is_same else "replaced", task.job.id)
    remove_tenant(line, there.id, task.mapping.tables)


def _is_excluded(task: Task, there: Found | None) -> bool:
    """Return whether analytics leave the tenant out: as asked, else as the one that it replaces, else they do."""
    if task.job.excluded is not None:
        return task.job.excluded
    return there is None or there.excluded is not False


def _tell_bundle(task: Task, bundle: Proven) -> None:
    """Record which bundle it is, where the job had to generate it; over a new line, as the other was idle meanwhile."""
    if task.job.bundle_digest is not None:
        return
    with connect(task.place) as control:
        facts = {"as_of": bundle.manifest["asOf"], "drawing_version": bundle.manifest["drawingVersion"]}
        records.generated(
            control,
            task.job.id,
            worker=task.job.worker,
            config=bundle.config,
            bundle_digest=bundle.content_digest,
            **facts,
        )


def _tell_listing(task: Task, bundle: Proven) -> None:
    """Report which tables of the bundle are left out, and what it lacks."""
    for line in listing_notes(bundle.manifest, task.mapping.tables):
        task.progress.tell(task.progress.step or line, line, "warning")


class Undecided(Exception):  # noqa: N818 - reads as what happened
    """The COMMIT of the data was sent, and no answer came; of no other COMMIT of a load does anything depend."""


def commit(line: Session) -> None:
    """Commit.

    Raises:
        Undecided: the line was lost; whether it was committed has to be looked up.
    """
    try:
        line.commit_all()
    except Unanswered as error:
        raise Undecided from error.__cause__
