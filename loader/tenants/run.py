"""Runs a load through its attempts; whatever happens, its job tells the truth afterwards.

A COMMIT without an answer is looked up, never guessed. An error that can pass is tried again once, as a whole, when the
server is ready.
"""

from __future__ import annotations

import time
from typing import Any

import psycopg

from demogen.errors import BundleError, ConfigError, DemogenError, EnvironmentProblem, Problem
from loader.errors import Busy, DatabaseProblem, LoadError, TimedOut
from loader.jobs import records
from loader.jobs.stack import describe_stack
from loader.postgres.connect import connect
from loader.tenants.attempt import Undecided, attempt
from loader.tenants.interrupt import interruptible
from loader.tenants.outcome import as_problem, as_unsent, can_pass
from loader.tenants.patience import look_up, wait_ready
from loader.tenants.task import Outcome, Task, late

ATTEMPTS = 2
STOPPED = "Query interrupted"  # what DuckDB makes of a signal that comes while it works


def run(task: Task) -> Outcome:
    """Try a load, and try again where that can help; close the job with the reason where it did not.

    Raises:
        LoadError: nothing was loaded, and why; or Unknown, when nobody can tell yet.
    """
    task.progress.seen = task.options.seen
    with interruptible(task.progress):
        for number in range(1, ATTEMPTS + 1):
            if done := _try(task, number):
                return done
            task.progress.restart()
    raise AssertionError  # the last attempt returns or raises


def _try(task: Task, number: int) -> Outcome | None:
    """Try a load once; None where it is to be tried again."""
    try:
        with wait_ready(task.place, at_once=number == 1 and not task.job.queued) as control:
            return attempt(task, control, number)
    except Undecided as error:
        return _look_up(task, number) or _pass(task, number, as_problem(_require_lost(task, error)), error)
    except psycopg.Error as error:
        problem = _late(task) or as_problem(as_unsent(error), task.place)
        return _pass(task, number, problem, error, passing=can_pass(error))
    except DemogenError as error:
        return _pass(task, number, error, error, passing=_may_pass(task, error))
    except BaseException as error:
        if task.progress.lost:  # what `Lost` was raised in may have made another error of it
            raise _find_loss(task) from error
        stopped = not isinstance(error, Exception) or str(error) == STOPPED
        _fail(task, "CANCELLED" if stopped else "INTERNAL_ERROR", error)
        raise


def _pass(
    task: Task, number: int, problem: DemogenError, cause: BaseException, *, passing: bool = True
) -> Outcome | None:
    """Let a load be tried again where that can help, which has no outcome; else close its job.

    Raises:
        DemogenError: the problem, or why the job was lost.
    """
    if task.progress.lost:
        raise _find_loss(task) from cause
    if not passing or isinstance(problem, TimedOut) or number == ATTEMPTS:
        _fail(task, _code(problem), problem, cause)
        raise problem from cause
    task.progress.tell(task.progress.step or "Connecting", f"{problem}; trying again", "warning")
    return None


def _find_loss(task: Task) -> LoadError:
    """Return why the job was lost; its record says so already."""
    try:
        with connect(task.place) as control:
            return records.find_loss(control, task.job)
    except (DatabaseProblem, psycopg.Error):
        return Busy(Problem(f"job {task.job.id}", "was closed by another process"))


def _may_pass(task: Task, error: DemogenError) -> bool:
    """Return whether a queued job had no connection: nobody stands at a command line who could ask again."""
    return task.job.queued and isinstance(error, DatabaseProblem) and not isinstance(error, Busy) and error.recoverable


def _look_up(task: Task, number: int) -> Outcome | None:
    """Find out whether a load without an answer was committed: its lock is free once its session has ended.

    Raises:
        Unknown: the server did not come back in time, or the session does not end.
    """
    query = "SELECT status, created_tenant_id, metrics FROM demo_generation_jobs WHERE id = %s"

    def ask(line: psycopg.Connection[Any]) -> Outcome | None:
        row = line.execute(query, [task.job.id]).fetchone()
        if row is None or row[0] != "completed":
            return None
        return Outcome("loaded", row[1], task.identity.slug, task.job.id, row[2]["rows"], number)

    hint = f"Ask again: demogen-load job {task.job.id}"
    problem = Problem(f"job {task.job.id}", "COMMIT was sent and the server did not answer", hint=hint)
    return look_up(task.place, task.job.id, ask, problem)


def _require_lost(task: Task, error: Undecided) -> psycopg.Error:
    """Return why no answer came to a COMMIT that was not done; an interruption is raised again."""
    cause = error.__cause__
    if isinstance(cause, psycopg.Error):
        return cause
    _fail(task, "CANCELLED", cause or error)
    raise cause or error from None


def _late(task: Task) -> TimedOut | None:
    if time.monotonic() < task.deadline:
        return None
    return late(task.options.timeout_seconds)


def _code(problem: DemogenError) -> str:
    """Return the code of a failure: a config or a bundle is at fault, or the machine, or this program."""
    if isinstance(problem, LoadError):
        return problem.code
    return "VALIDATION_ERROR" if isinstance(problem, (ConfigError, BundleError)) else "INTERNAL_ERROR"


def _fail(task: Task, code: str, error: BaseException, cause: BaseException | None = None) -> None:
    """Close the job as failed; where the database cannot be reached, the next command does it.

    What is told of the place in the code is that of the cause: the error itself may never have been raised.
    """
    recoverable = code == "CANCELLED" or isinstance(error, EnvironmentProblem)
    recoverable = recoverable or (isinstance(error, LoadError) and error.recoverable)
    message = str(error).split("\n")[0][:500] or type(error).__name__
    stack = describe_stack(cause or error)
    try:
        with connect(task.place) as control:
            if records.exists(control, task.job.id):
                records.fail(
                    control,
                    task.job.id,
                    code,
                    message,
                    stack=stack,
                    recoverable=recoverable,
                    worker=task.job.worker,
                )
            elif not task.options.dry_run:
                records.refuse(control, task.job, code, message)
    except (DatabaseProblem, psycopg.Error):
        return
