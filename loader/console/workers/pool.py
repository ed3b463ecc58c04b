"""The pool of workers: a bounded number of processes, watched by a thread of the console.

A worker that ends is replaced, and what it was at is given back to the queue. The same thread closes jobs that are
dead, and forgets bundles and sessions that are too old.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from uuid import UUID, uuid4

import psycopg

from loader.console.accounts.sessions import sweep
from loader.console.settings import Settings
from loader.console.workers.bundles import Bundles
from loader.console.workers.worker import main
from loader.errors import DatabaseProblem
from loader.jobs import queue, records
from loader.postgres.connect import connect

WATCH_SECONDS, REAP_SECONDS, SWEEP_SECONDS = 0.5, 5.0, 3600.0
END_SECONDS = 5.0

log = logging.getLogger("demogen.console")


class Workers:
    """Processes that do jobs, and the thread that watches them."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings; nothing runs until `start`."""
        self._settings = settings
        self._context = multiprocessing.get_context("spawn")
        self._told, self._stop = self._context.Pipe(duplex=False)  # closed, also by this process's end: workers leave
        self._over = threading.Event()
        self._running: dict[UUID, BaseProcess] = {}
        self._left: list[UUID] = []  # workers that have ended and may have left a job
        self._due = {self._reap: 0.0, self._sweep: 0.0}
        self._thread = threading.Thread(target=self._watch, name="workers", daemon=True)

    def start(self) -> None:
        """Start the processes and the watch."""
        self._thread.start()

    def stop(self) -> None:
        """Let workers end what they are at for a few seconds, then end them; their jobs wait for the next console."""
        self._over.set()
        self._stop.close()
        self._thread.join()
        until = time.monotonic() + END_SECONDS
        for process in self._running.values():
            process.join(max(until - time.monotonic(), 0.0))
            process.kill()  # also one that was stopped
            process.join()
        self._tend(self._give_back)
        self._left += self._running
        self._tend(lambda: self._give_back(counted=False))

    def _watch(self) -> None:
        while True:
            for task in (
                self._replace,
                self._give_back,
                *(t for t, due in self._due.items() if time.monotonic() >= due),
            ):
                self._tend(task)
            if self._over.wait(WATCH_SECONDS):
                return

    def _tend(self, task: Callable[[], None]) -> None:
        """Do a task; where the database is away, it is done when it is back."""
        try:
            task()
        except (DatabaseProblem, psycopg.Error, OSError) as error:
            log.warning("watch: %s", type(error).__name__)

    def _replace(self) -> None:
        """Start a process for each that is missing."""
        for worker, process in list(self._running.items()):
            if not process.is_alive():
                process.join()
                del self._running[worker]
                self._left.append(worker)
        while len(self._running) < self._settings.workers:
            worker = uuid4()
            process = self._context.Process(
                target=main, args=(self._settings, worker, self._told), name="demogen-worker"
            )
            process.start()
            self._running[worker] = process

    def _give_back(self, *, counted: bool = True) -> None:
        """Give what workers left back to the queue."""
        while self._left:
            with connect(self._settings.place) as control:
                queue.release(control, self._left[-1], counted=counted)
            self._left.pop()

    def _reap(self) -> None:
        with connect(self._settings.place) as control:
            records.reap(control)
            for worker in queue.hung(control, list(self._running)):
                log.warning("worker %s shows no life: it is ended", worker)
                self._running[worker].kill()
        self._due[self._reap] = time.monotonic() + REAP_SECONDS

    def _sweep(self) -> None:
        Bundles(self._settings.data_dir).purge()
        with connect(self._settings.place) as control:
            sweep(control)
        self._due[self._sweep] = time.monotonic() + SWEEP_SECONDS
