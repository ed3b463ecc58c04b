"""The heart of a running job: tells others how far it is while its data is not committed, and stops it in time.

It beats in a thread of its own over a connection of its own; no beat that fails harms the load. When the time is over
it ends the load's session at the server, as nothing else ends a COPY that waits.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self

import psycopg
from psycopg.types.json import Jsonb

from loader.jobs.records import Job
from loader.postgres.connect import read_sql, transaction

BEAT_SECONDS = 0.5
MOST_LOGS = 200


@dataclass
class Progress:
    """How far a job is; written by the load, read by the heart."""

    percent: int = 0
    step: str = ""
    logs: list[dict[str, str]] = field(default_factory=list)
    seen: Callable[[int, str], None] | None = None
    begun: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Give how long it has taken so far."""
        return round(time.monotonic() - self.begun, 3)

    def move(self, percent: float, step: str, message: str = "") -> None:
        """Move on; a new step is a line in the log."""
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


class Heart:
    """Beats while a load runs; `late` tells that the time was over and the load was ended."""

    def __init__(
        self, connect: Callable[[], psycopg.Connection[Any]], job: Job, progress: Progress, pid: int, deadline: float
    ) -> None:
        """Take what it tells (`progress`), and whose session it ends at the deadline (monotonic seconds)."""
        self._connect, self._job, self._progress, self._pid, self._deadline = connect, job, progress, pid, deadline
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heart", daemon=True)
        self.late = False

    def __enter__(self) -> Self:
        """Begin to beat."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and wait for the last beat: the data's transaction is about to write the same row."""
        self.stop()

    def stop(self) -> None:
        """Stop beating."""
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        connection: psycopg.Connection[Any] | None = None
        while not self._over.wait(min(BEAT_SECONDS, max(self._deadline - time.monotonic(), 0.01))):
            try:
                connection = connection if connection and not connection.closed else self._connect()
                if time.monotonic() >= self._deadline and not self.late:
                    self.late = True
                    connection.execute("SELECT pg_terminate_backend(%s)", [self._pid])
                self._tell(connection)
            except Exception:  # noqa: BLE001 - a beat is news, not truth; the next one tells it again
                if connection is not None:
                    connection.close()
                    connection = None
                self._over.wait(BEAT_SECONDS)
        if connection is not None:
            connection.close()

    def _tell(self, connection: psycopg.Connection[Any]) -> None:
        told = self._progress
        values = {"id": self._job.id, "worker": self._job.worker, "progress": told.percent, "step": told.step[:100]}
        with transaction(connection, lock_timeout="2s"):
            connection.execute(read_sql("jobs/beat"), {**values, "logs": Jsonb(list(told.logs))})
