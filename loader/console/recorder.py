"""Keeps the audit log from being filled: of what a caller may repeat without end, so many lines an hour are written.

What is left out is counted, and the next line that is written says how many there were.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field

HOUR = 3600.0
# Of one thing that a caller repeats, of all that one caller does, and of all callers.
MOST_SAME, MOST_CALLER, MOST_OVERALL = 10, 200, 5_000


@dataclass
class Recorder:
    """Decides which lines are written; counts begin anew every hour."""

    _begun: float = field(default_factory=time.monotonic)
    _written: Counter[tuple[str, ...]] = field(default_factory=Counter)
    _left_out: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def admit(self, caller: str, *what: str) -> dict[str, int] | None:
        """Return what a line has to add of those that were left out before it, or None where it is left out itself.

        Args:
            caller: the token, session or address that something comes from.
            what: what makes it the same as another one, such as action, status and job.
        """
        with self._lock:
            if time.monotonic() - self._begun >= HOUR:
                self._begun, self._written = time.monotonic(), Counter()
            limits = {(): MOST_OVERALL, (caller,): MOST_CALLER, (caller, *what): MOST_SAME}
            if any(self._written[key] >= most for key, most in limits.items()):
                self._left_out += 1
                return None
            self._written.update(limits.keys())
            added, self._left_out = {"leftOut": self._left_out} if self._left_out else {}, 0
            return added
