"""Interrupts the main thread when its job is lost, whatever it computes; a signal does it, which also ends waiting.

Only while a job runs in the main thread: a thread of somebody else's program is stopped at its next step instead.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from loader.jobs.progress import Lost, Progress

NUMBER = signal.SIGUSR1


@contextmanager
def interruptible(progress: Progress) -> Iterator[None]:
    """Let `progress.lose` raise `Lost` in this thread, where it is the main one."""
    main = threading.main_thread()
    if threading.current_thread() is not main or main.ident is None:
        yield
        return
    number: int = main.ident

    def stop(*_: object) -> None:
        if progress.interrupt:
            progress.interrupt = None  # once: what follows is tidying up
            raise Lost

    before = signal.signal(NUMBER, stop)
    progress.interrupt = lambda: signal.pthread_kill(number, NUMBER)
    try:
        yield
    finally:
        progress.interrupt = None
        signal.signal(NUMBER, before)
