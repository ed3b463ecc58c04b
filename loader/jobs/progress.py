"""How far a job is: percents between the request's marks, and the seconds that are left by what steps cost.

A step has its part of the hundred and its expected seconds. Rows move it where they are counted; where nothing can be
counted, the time that it has taken does, and never as far as the step's end.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

MOST_LOGS = 200
NEARLY = 0.95  # as far as time alone moves a step


def _now() -> float:
    return time.monotonic()


class Lost(BaseException):
    """The job is not this process's any more; nothing of it may go on.

    Like an interruption, it is no `Exception`: a library that it is raised in must not take it for its own.
    """


@dataclass
class Stage:
    """What a job is at: its part of the hundred, the seconds that it is expected to take, how much of it is done."""

    first: float = 0.0
    last: float = 0.0
    seconds: float = 0.0
    part: float | None = None  # none where nothing is counted
    begun: float = field(default_factory=_now)

    @property
    def done(self) -> float:
        """Return how much of it is done, from 0 to 1."""
        if self.part is not None:
            return self.part
        return min((time.monotonic() - self.begun) / self.seconds, NEARLY) if self.seconds else 0.0


@dataclass
class Progress:
    """How far a job is; written by the load, read by the heart, which says when the job is lost."""

    percent: int = 0
    step: str = ""
    logs: list[dict[str, str]] = field(default_factory=list)
    seen: Callable[[int, str], None] | None = None
    begun: float = field(default_factory=_now)
    costs: dict[str, float] = field(default_factory=dict)  # expected seconds of each stage
    interrupt: Callable[[], None] | None = None
    lost: bool = False
    _stage: Stage = field(default_factory=Stage)
    _spent: float = 0.0  # expected seconds of the stages that are over
    _first: float = 0.0  # when the first of them began

    @property
    def seconds(self) -> float:
        """Return how long it has taken so far."""
        return round(time.monotonic() - self.begun, 3)

    @property
    def now(self) -> int:
        """Return the percent as it is by now; it never falls."""
        stage = self._stage
        return max(self.percent, min(int(stage.first + (stage.last - stage.first) * stage.done), 99))

    @property
    def seconds_left(self) -> int | None:
        """Return the seconds that are left; the longer the job runs, the more its own speed counts. None: not known."""
        expected = sum(self.costs.values())
        if not expected or not self._first:
            return None
        left = 1 - min((self._spent + self._stage.seconds * self._stage.done) / expected, 0.99)
        return math.ceil(left * (time.monotonic() - self._first + left * expected))

    def restart(self) -> None:
        """Begin anew: another attempt spends its seconds once more."""
        self._stage, self._spent, self._first = Stage(), 0.0, 0.0

    def begin(self, key: str, first: float, last: float, step: str, message: str = "") -> None:
        """Begin a stage: the key of its cost, the percents between which it moves the job, and what is told of it."""
        self._spent += self._stage.seconds
        self._stage = Stage(first, last, self.costs.get(key, 0.0))
        self._first = self._first or self._stage.begun
        self.move(first, step, message)

    def count(self, part: float) -> None:
        """Say how much of the stage is done, from 0 to 1."""
        self._stage.part = part
        self.move(self._stage.first + (self._stage.last - self._stage.first) * part, self.step)

    def move(self, percent: float, step: str, message: str = "") -> None:
        """Move on; a new step is a line in the log.

        Raises:
            Lost: the job is not this process's any more.
        """
        if self.lost:
            raise Lost
        if step != self.step:
            self.tell(step, message or step)
        self.percent, self.step = max(self.percent, min(int(percent), 99)), step
        if self.seen:
            self.seen(self.percent, step)

    def tell(self, step: str, message: str, level: str = "info") -> None:
        """Add a line to the log."""
        if len(self.logs) < MOST_LOGS:
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            self.logs.append({"at": now, "level": level, "step": step, "message": message})

    def lose(self) -> None:
        """Let the job stop where it is: at its next step, or at once where it can be interrupted."""
        self.lost = True
        if self.interrupt:
            self.interrupt()
