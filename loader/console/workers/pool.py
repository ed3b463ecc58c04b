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
from typing import Any
from uuid import UUID, uuid4

import psycopg

from loader.console.accounts.sessions import sweep
from loader.console.settings import Settings
from loader.console.workers.bundles import Bundles
from loader.console.workers.worker import NO_JOB, main
from loader.errors import DatabaseProblem
from loader.jobs import queue, records
from loader.postgres.connect import connect

WATCH_SECONDS, END_SECONDS = 0.3, 5.0
GRACE_SECONDS = 0.6  # for a worker to stop by itself whose job was cancelled
EVERY = {"reap": 5.0, "sweep": 3600.0, "purge": 3600.0}  # seconds
SHORT_LIFE, MOST_PAUSE = 5.0, 30.0

log = logging.getLogger("demogen.console")


class Workers:
    """Processes that do jobs, and the thread that watches them."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings; nothing runs until `start`."""
        self._settings = settings
        self._context = multiprocessing.get_context("spawn")
        self._told, self._stop = self._context.Pipe(duplex=False)  # closed, also by this process's end: workers leave
        self._over = threading.Event()
        self._running: dict[UUID, tuple[BaseProcess, float]] = {}  # and since when
        self._slots: dict[UUID, Any] = {}  # the job that each of them is at
        self._stopped: set[UUID] = set()  # that were ended as their job was cancelled
        self._left: list[UUID] = []  # workers that have ended and may have left a job
        self._pause, self._resume = 0.0, 0.0  # before another worker is started, where the last ones ended at once
        self._due = dict.fromkeys((self._reap, self._sweep, self._purge), 0.0)
        self._troubles: dict[str, str] = {}  # what was told of a task that cannot be done
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
        for process, _ in self._running.values():
            process.join(max(until - time.monotonic(), 0.0))
            process.kill()  # also one that was stopped
            process.join()
        self._tend(self._give_back)
        self._left += self._running
        self._tend(self._give_back_uncounted)

    def _watch(self) -> None:
        while True:
            now = time.monotonic()
            due = [task for task, when in self._due.items() if now >= when]
            for task in (self._stop_cancelled, self._replace, self._give_back, *due):
                self._tend(task)
            if self._over.wait(WATCH_SECONDS):
                return

    def _tend(self, task: Callable[[], None]) -> None:
        """Do a task; where it cannot be done, that is told once, and it is tried again."""
        name = task.__name__.strip("_")
        if task in self._due:
            self._due[task] = time.monotonic() + EVERY[name]
        try:
            task()
            self._troubles.pop(name, None)
        except (DatabaseProblem, psycopg.Error, OSError) as error:
            trouble = type(error).__name__
            if self._troubles.get(name) != trouble:
                log.warning("%s: %s", name, trouble)
            self._troubles[name] = trouble

    def _replace(self) -> None:
        """Start a process for each that is missing; where they end at once, the pauses between grow."""
        now = time.monotonic()
        for worker, (process, since) in list(self._running.items()):
            if not process.is_alive():
                process.join()
                del self._running[worker], self._slots[worker]
                self._left.append(worker)
                if worker in self._stopped:
                    self._stopped.remove(worker)
                else:
                    self._tell_end(process.exitcode, now - since)
        while len(self._running) < self._settings.workers and now >= self._resume:
            worker, slot = uuid4(), self._context.RawArray("c", len(NO_JOB))
            words = (self._settings, worker, self._told, slot)
            process = self._context.Process(target=main, args=words, name="demogen-worker")
            process.start()
            self._running[worker], self._slots[worker] = (process, now), slot

    def _stop_cancelled(self) -> None:
        """End workers whose job was cancelled and who have not stopped by themselves, whatever they are at."""
        at = {worker: UUID(bytes=slot.raw) for worker, slot in self._slots.items() if slot.raw != NO_JOB}
        if not at:
            return
        with connect(self._settings.place) as control:
            cancelled = queue.find_cancelled(control, list(at.values()), GRACE_SECONDS)
        for worker, job in at.items():
            if job in cancelled and worker in self._running:
                self._stopped.add(worker)
                self._running[worker][0].kill()
                self._running[worker][0].join()
                Bundles(self._settings.data_dir).forget(job)

    def _tell_end(self, code: int | None, lived: float) -> None:
        """Report a worker that did not end by itself, and wait before the next where it ended soon."""
        if not code:
            return
        log.warning("a worker ended with %s", code)
        self._pause = min(max(self._pause * 2, 1.0), MOST_PAUSE) if lived < SHORT_LIFE else 0.0
        self._resume = time.monotonic() + self._pause

    def _give_back(self, *, counted: bool = True) -> None:
        """Return to the queue what workers left, and clear away what they were at."""
        while self._left:
            Bundles(self._settings.data_dir).clear(self._left[-1])
            with connect(self._settings.place) as control:
                queue.release(control, self._left[-1], counted=counted)
            self._left.pop()

    def _give_back_uncounted(self) -> None:
        self._give_back(counted=False)

    def _reap(self) -> None:
        with connect(self._settings.place) as control:
            records.reap(control)
            for worker in queue.hung(control, list(self._running)):
                log.warning("worker %s shows no life: it is ended", worker)
                self._running[worker][0].kill()

    def _sweep(self) -> None:
        with connect(self._settings.place) as control:
            sweep(control)

    def _purge(self) -> None:
        Bundles(self._settings.data_dir).purge()
