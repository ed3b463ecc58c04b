"""A worker: a process of its own that takes jobs out of the queue, one after another, and does them.

It goes on until it is told to stop, or its console is gone: then it ends what it is at and leaves. Whatever happens to
it, its job is rolled back and waits for another worker.
"""

from __future__ import annotations

import logging
import os
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any
from uuid import UUID

import psycopg

from demogen.errors import DemogenError
from loader.console.settings import Settings
from loader.console.workers.bundles import Bundles
from loader.errors import Cancelled, DatabaseProblem
from loader.jobs import queue, records
from loader.jobs.stack import describe_stack
from loader.postgres.connect import connect
from loader.tenants.work import work

LOOK_SECONDS, AWAY_SECONDS = 0.3, 1.0
NO_JOB = bytes(16)
MOST_JOBS = 100  # then another process takes its place, with memory of its own

log = logging.getLogger("demogen.console")


def main(settings: Settings, worker: UUID, stop: Connection, slot: Any) -> None:
    """Do jobs until there is a reason to leave; which one it is at stands in the slot, for whoever watches."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the console is told, too, and ends what does not leave in time
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, which tells the console, too
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    done = 0
    while done < MOST_JOBS and not stop.poll():
        try:
            with connect(settings.place) as control:
                done += _serve(settings, control, worker, stop, slot)
        except (DatabaseProblem, psycopg.Error):
            stop.poll(AWAY_SECONDS)


def _serve(settings: Settings, control: psycopg.Connection[Any], worker: UUID, stop: Connection, slot: Any) -> int:
    """Wait for a job over a connection and do it; give 1, or 0 when it is time to leave."""
    while not stop.poll():
        claimed = queue.claim(control, worker)
        if claimed is not None:
            control.close()
            slot.raw = claimed["id"].bytes
            _do(settings, claimed, worker)
            slot.raw = NO_JOB
            return 1
        stop.poll(LOOK_SECONDS)
    return 0


def _do(settings: Settings, claimed: dict[str, Any], worker: UUID) -> None:
    """Do a job; why it was not done is told by the job itself."""
    bundles, job = Bundles(settings.data_dir), claimed["id"]
    try:
        with bundles.scratch(worker) as folder:
            work(settings.place, claimed, worker, folder, lambda made: bundles.keep(job, made), settings.job_seconds)
    except DemogenError as error:
        if isinstance(error, Cancelled):
            bundles.forget(job)
        log.warning("job %s: %s", job, error.title)
    except Exception as error:  # noqa: BLE001 - a defect ends one job, not the worker; values of rows are not told
        log.error("job %s: %s", job, type(error).__name__)  # noqa: TRY400
        _give_up(settings, job, worker, error)


def _give_up(settings: Settings, job: UUID, worker: UUID, error: Exception) -> None:
    """Close a job that could not even be begun; one that told its end already is left alone."""
    message = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else type(error).__name__
    with suppress(DatabaseProblem, psycopg.Error), connect(settings.place) as control:
        stack, again = describe_stack(error), isinstance(error, OSError)
        records.fail(control, job, "INTERNAL_ERROR", message, stack=stack, recoverable=again, worker=worker)
