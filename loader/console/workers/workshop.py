"""Heavy work that a request waits for, in one process of its own: bundles that are made again, and reports.

One thing at a time: what a request may use of memory and processors is bounded, and pages stay quick meanwhile.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

T = TypeVar("T")
MOST_TASKS = 50


class Workshop:
    """A process that is started when it is first needed, and again when it was ended, or has done enough.

    The pool's own way to replace its process (`max_tasks_per_child`) can leave those who wait for ever.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self._lock, self._turn, self._done = threading.Lock(), threading.Lock(), 0
        self._pool: ProcessPoolExecutor | None = None

    def run(self, work: Callable[..., T], *given: Any) -> T:
        """Do something there and wait for it; once more where the process was ended meanwhile."""
        with self._turn:
            if self._done >= MOST_TASKS:
                self.close()
            try:
                return self._open().submit(work, *given).result()
            except BrokenProcessPool:
                self.close()
                return self._open().submit(work, *given).result()
            finally:
                self._done += 1

    def close(self) -> None:
        """End the process."""
        with self._lock:
            pool, self._pool, self._done = self._pool, None, 0
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _open(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, context, _prepare)
            return self._pool


def _prepare() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    threading.Thread(target=_end_with_console, name="console", daemon=True).start()


def _end_with_console() -> None:
    """End when the console is gone: nothing else would, as the queue that is listened to is also this process's own."""
    console = multiprocessing.parent_process()
    if console is not None:
        console.join()
    os._exit(1)
