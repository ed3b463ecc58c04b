"""Waits for DuckDB so that a signal ends what it is at, however long that would go on.

Whenever the signal comes, and whichever thread the system gives it to.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from demogen.signals import TO_END

T = TypeVar("T")
# How long to wait at a time. An end, too: DuckDB does not notice that it is told to end between two of its steps.
LOOK_SECONDS = 0.1


def interruptible(connection: Any, ask: Callable[[], T]) -> T:
    """Ask in a thread of its own, and give its answer; this one waits, so that signals reach it.

    Args:
        connection: the connection of DuckDB that is asked.
        ask: what to do with it.

    Raises:
        BaseException: what `ask` raised, or what a signal raised here, after `ask` has ended.
    """
    # Not a future: whatever a signal raises in the middle of its locks could leave one of them taken for good.
    answers: SimpleQueue[Callable[[], T]] = SimpleQueue()
    begun: list[Thread] = []

    def work() -> None:
        try:
            answer = ask()
        except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
            answers.put(partial(_fail, error))
        else:
            answers.put(lambda: answer)

    try:
        with _later():
            thread = Thread(target=work, name="question")
            thread.start()
            begun.append(thread)
        answer = _wait(answers)
    except BaseException:
        while begun and begun[0].is_alive():
            connection.interrupt()
            begun[0].join(LOOK_SECONDS)
        raise
    return answer()


def _fail(error: BaseException) -> Any:
    raise error


def _wait(answers: SimpleQueue[T]) -> T:
    """Wait for an answer, and look now and then: a signal that another thread was given does not wake this one."""
    while True:
        with suppress(Empty):
            return answers.get(timeout=LOOK_SECONDS)


@contextmanager
def _later() -> Iterator[None]:
    """Let signals wait until the end: a thread is begun, and known, or it is not."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, TO_END)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
