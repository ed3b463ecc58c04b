"""The heart of a running job: tells others how far it is while its data is not committed, and stops it in time.

It beats in a thread of its own over a connection of its own; no beat that fails harms the load. When the time is over,
or the job is no longer its own (somebody cancelled it), it ends the load's session at the server, as nothing else ends
a COPY that waits, and interrupts what the main thread is at.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

import psycopg
from psycopg.types.json import Jsonb

from loader.jobs.progress import Progress
from loader.jobs.records import Job
from loader.postgres.connect import read_sql, transaction

BEAT_SECONDS = 0.5


class Heart:
    """Beats while a load runs; `late` says that the time was over and the load was ended."""

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
                if not self._tell(connection) and not self._over.is_set():
                    self._lose(connection)
                    break
            except Exception:  # noqa: BLE001 - a beat is news, not truth; the next one tells it again
                if connection is not None:
                    connection.close()
                    connection = None
                self._over.wait(BEAT_SECONDS)
        if connection is not None:
            connection.close()

    def _tell(self, connection: psycopg.Connection[Any]) -> bool:
        """Write how far the job is; False when it does not run any more, or is somebody else's."""
        told = self._progress
        values: dict[str, Any] = {"id": self._job.id, "worker": self._job.worker, "seconds_left": told.seconds_left}
        values |= {"progress": told.now, "step": told.step[:100], "logs": Jsonb(list(told.logs))}
        with transaction(connection, lock_timeout="2s"):
            return connection.execute(read_sql("jobs/beat"), values).rowcount == 1

    def _lose(self, connection: psycopg.Connection[Any]) -> None:
        """Stop a load whose job was closed: nothing of it may be committed, and nobody needs what it is at."""
        with suppress(psycopg.Error):
            connection.execute("SELECT pg_terminate_backend(%s)", [self._pid])
        self._progress.lose()
