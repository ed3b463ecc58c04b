"""Does a part of the work in a process of its own: threads of one process hardly draw at the same time.

The process is forked from this one, so that nothing has to be sent there. It ends with whoever waits for it, and with
the process that waits, however that ends.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from demogen.errors import EnvironmentProblem, Problem
from demogen.signals import TO_END

T = TypeVar("T")
PARENT_DEATH = 1  # PR_SET_PDEATHSIG of prctl(2)
THREADS = Path("/proc/self/task")
HARMLESS = {"jemalloc_bg_thd"}  # Arrow loads it, and it knows how to be forked


def can_fork() -> bool:
    """Return whether a copy of this process would be whole: it has one thread, and can be ended with its parent."""
    if sys.platform != "linux":
        return False
    try:
        names = [(thread / "comm").read_text().strip() for thread in THREADS.iterdir()]
    except OSError:
        return False
    return len([name for name in names if name not in HARMLESS]) == 1


@contextmanager
def forked(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Begin to work in a forked process; yield what waits for the result, which can be pickled.

    The waiting raises what `work` raised, or EnvironmentProblem where the process was ended before it was done.

    Raises:
        OSError: there may be no other process.
    """
    reading, writing = os.pipe()
    parent = os.getpid()
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    if not child:
        _be_child(work, writing, parent)
    os.close(writing)
    ended: list[int] = []
    with open(reading, "rb") as answer:

        def wait() -> T:
            sent = answer.read()
            ended.append(os.waitpid(child, 0)[1])
            return _result(sent, ended[0])

        try:
            yield wait
        finally:
            if not ended:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _result(sent: bytes, status: int) -> Any:
    if not sent or status:
        how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"code {status >> 8}"
        hint = "Where memory is short, the system ends processes: ask for less, or use --workers 1."
        raise EnvironmentProblem(Problem("a process of this program", "ended before it was done", found=how, hint=hint))
    failed, value = pickle.loads(sent)  # noqa: S301 - our own process wrote it
    if failed:
        raise value
    return value


def _be_child(work: Callable[[], Any], writing: int, parent: int) -> NoReturn:
    """Work, write down what came of it, and end; whatever is sent to both processes is the other one's to heed."""
    code = 1
    try:
        for number in TO_END:
            signal.signal(number, signal.SIG_IGN)
        ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGKILL)
        if os.getppid() == parent:
            with open(writing, "wb") as answer:
                answer.write(_outcome(work))
            code = 0
    finally:
        os._exit(code)


def _outcome(work: Callable[[], Any]) -> bytes:
    try:
        return pickle.dumps((False, work()))
    except Exception as error:  # noqa: BLE001 - it is raised where the result is waited for
        return pickle.dumps((True, error))
