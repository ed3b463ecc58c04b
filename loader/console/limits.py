"""What callers may have at the same time: who has enough of it is told to come back, and nobody else waits for them.

A caller is a token, or the session of a browser; what is counted is counted in this process.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from loader.console.accounts.caller import Caller
from loader.console.problems import TOO_MANY, Refusal
from loader.console.settings import Limit

AGAIN_SECONDS = "2"


class Limits:
    """Counts what is going on, by kind and caller."""

    def __init__(self, limits: Mapping[str, Limit]) -> None:
        """Take how many of each kind there may be."""
        self._limits, self._lock = limits, threading.Lock()
        self._of_caller: Counter[tuple[str, str]] = Counter()
        self._overall: Counter[str] = Counter()

    @contextmanager
    def hold(self, kind: str, caller: Caller) -> Iterator[None]:
        """Count one more of a kind for a caller until the end.

        Raises:
            Refusal: 429, the caller has enough of this kind, or all callers together have.
        """
        limit, own = self._limits[kind], (kind, caller.key)
        with self._lock:
            if self._of_caller[own] >= limit.each:
                raise _refusal(f"at most {limit.each} {kind} at the same time of one token or session")
            if self._overall[kind] >= limit.overall:
                raise _refusal(f"at most {limit.overall} {kind} at the same time of all callers")
            self._of_caller[own] += 1
            self._overall[kind] += 1
        try:
            yield
        finally:
            with self._lock:
                self._overall[kind] -= 1
                self._of_caller[own] -= 1
                if not self._of_caller[own]:
                    del self._of_caller[own]

    def most(self, kind: str) -> tuple[int, int]:
        """Return how many of a kind there may be, of one caller and in all."""
        return self._limits[kind].each, self._limits[kind].overall


def _refusal(detail: str) -> Refusal:
    return Refusal(429, detail, {"Retry-After": AGAIN_SECONDS}, TOO_MANY)
