"""Signals that ask a program to end: raised once, held while native modules are imported, and told by the exit code."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from demogen.signals import TO_END


class Interrupted(BaseException):
    """The process was asked to end, by a signal of this number."""

    def __str__(self) -> str:
        """Return which signal it was."""
        return f"interrupted by {signal.Signals(self.args[0]).name}" if self.args else "interrupted"


# The signals that came; what raised in the middle of a library may be lost there, so that steps look here, too.
_came: list[int] = []
_held: list[bool] = []


def take_signals() -> None:
    """Take the signals that ask a program to end."""
    # A shell starts jobs in the background with SIGINT ignored; only nohup's SIGHUP is meant so.
    for number in TO_END:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _interrupt)


def _interrupt(number: int, frame: object) -> None:
    """Raise once; a second signal does not disturb the tidying up after the first."""
    del frame
    _came.append(number)
    if len(_came) == 1 and not _held:
        raise Interrupted(number)


@contextmanager
def held() -> Iterator[None]:
    """Keep a signal until the end: native modules may abort when one is raised while they are imported."""
    _held.append(True)
    try:
        yield
    finally:
        _held.pop()
        heed()


def heed() -> None:
    """Raise what came.

    Raises:
        Interrupted: a signal did.
    """
    if _came:
        raise Interrupted(_came[0])


def came() -> bool:
    """Return whether a signal asked to end."""
    return bool(_came)


def last_code() -> int:
    """Return the exit code of a run that a signal ended, zero for any other; signals that come later come too late."""
    found = _came[:1]
    _came.append(0)
    return 128 + found[0] if found else 0
