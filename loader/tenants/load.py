"""Loads a bundle as a tenant, whole or not at all; whatever happens, its job tells the truth afterwards.

A COMMIT without an answer is looked up, never guessed. An error that can pass is tried again once, as a whole, when the
server is ready.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from demogen.bundle.pack import open_bundle
from demogen.errors import DemogenError, Problem
from loader.errors import DatabaseProblem, LoadError, TimedOut, Unknown
from loader.jobs import records
from loader.jobs.locks import job_key, try_lock
from loader.mapping.format import load_mapping
from loader.mapping.proven import open_proven
from loader.mapping.views import Identity, copy_of
from loader.postgres.connect import Place, connect, transaction
from loader.postgres.target import demand_migrated
from loader.tenants.attempt import Unanswered, attempt
from loader.tenants.find import find_tenant
from loader.tenants.outcome import as_problem, can_pass
from loader.tenants.task import Options, Outcome, Task, make_job

ATTEMPTS = 2
READY_SECONDS, ANSWER_SECONDS = 30.0, 60.0


def load(path: Path, find: Callable[[], Place], options: Options) -> Outcome:
    """Load a bundle (a folder or a tar) into a database, which is looked for only when the bundle has been proven.

    Raises:
        BundleError: the bundle is not sound; no connection was opened.
        LoadError: nothing was loaded, and why; or Unknown, when nobody can tell yet.
    """
    with open_bundle(path) as folder, open_proven(folder, options.expect_digest) as bundle:
        identity = Identity(bundle.manifest["tenant"]["name"], bundle.manifest["tenant"]["slug"])
        place = find()
        with connect(place) as control:
            demand_migrated(control)
            records.reap(control)
            identity = _free_copy(control, identity) if options.as_new else identity
        identity = copy_of(identity, options.salt) if options.salt else identity
        job = make_job(folder, bundle, identity, options)
        deadline = time.monotonic() + options.timeout_seconds
        task = Task(place, bundle, load_mapping(), identity, job, options, deadline)
        task.progress.seen = options.seen
        return _attempts(task)


def _free_copy(control: psycopg.Connection[Any], identity: Identity) -> Identity:
    """Give the first copy of an identity whose slug is free."""
    salt = 2
    while find_tenant(control, copy_of(identity, str(salt)).slug) is not None:
        salt += 1
    return copy_of(identity, str(salt))


def _attempts(task: Task) -> Outcome:
    """Try, and try again where that can help; close the job with the reason where it did not."""
    for number in range(1, ATTEMPTS + 1):
        try:
            with _ready(task, number) as control:
                return attempt(task, control, number)
        except Unanswered as error:
            if done := _look_up(task, number):
                return done
            problem: DemogenError = as_problem(error.__cause__)  # type: ignore[arg-type]
        except psycopg.Error as error:
            problem = _late(task) or as_problem(error)
            if not can_pass(error):
                return _close(task, problem, error)
        except DemogenError as error:
            return _close(task, error, error)
        except BaseException as error:
            _fail(task, "CANCELLED" if not isinstance(error, Exception) else "INTERNAL_ERROR", error)
            raise
        if isinstance(problem, TimedOut) or number == ATTEMPTS:
            return _close(task, problem, problem)
    raise AssertionError  # the last attempt returns or raises


def _ready(task: Task, number: int) -> psycopg.Connection[Any]:
    """Open the control connection; before another attempt, wait until the server is ready."""
    until = time.monotonic() + (READY_SECONDS if number > 1 else 0)
    while True:
        try:
            return connect(task.place)
        except DatabaseProblem:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _look_up(task: Task, number: int) -> Outcome | None:
    """Find out whether a load without an answer was committed: its lock is free once its session has ended.

    Raises:
        Unknown: the server did not come back in time, or the session does not end.
    """
    until = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < until:
        try:
            with connect(task.place) as line, transaction(line):
                if try_lock(line, job_key(task.job.id)):
                    query = "SELECT status, created_tenant_id, metrics FROM public.demo_generation_jobs WHERE id = %s"
                    row = line.execute(query, [task.job.id]).fetchone()
                    if row is None or row[0] != "completed":
                        return None
                    return Outcome("loaded", row[1], task.identity.slug, task.job.id, row[2]["rows"], number)
        except (DatabaseProblem, psycopg.Error):
            pass
        time.sleep(0.2)
    hint = f"Ask again: demogen-load job {task.job.id}"
    raise Unknown(Problem(f"job {task.job.id}", "COMMIT was sent and the server did not answer", hint=hint))


def _late(task: Task) -> TimedOut | None:
    if time.monotonic() < task.deadline:
        return None
    hint = "Give more with --timeout."
    return TimedOut(Problem("--timeout", f"{task.options.timeout_seconds:.0f} s are over", hint=hint))


def _close(task: Task, problem: DemogenError, cause: BaseException) -> Outcome:
    code = problem.code if isinstance(problem, LoadError) else "VALIDATION_ERROR"
    _fail(task, code, problem)
    raise problem from cause


def _fail(task: Task, code: str, error: BaseException) -> None:
    """Close the job as failed; where the database cannot be reached, the next command does it."""
    recoverable = code == "CANCELLED" or (isinstance(error, LoadError) and error.recoverable)
    message = str(error).split("\n")[0][:500] or type(error).__name__
    stack = "".join(traceback.format_tb(error.__traceback__))[-4000:]
    try:
        with connect(task.place) as control:
            records.fail(control, task.job.id, code, message, stack=stack, recoverable=recoverable)
    except (DatabaseProblem, psycopg.Error):
        return
