"""Patience with a server that goes away: wait until it is ready, look once more, and ask what became of a COMMIT."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

import psycopg

from demogen.errors import Problem
from loader.errors import DatabaseProblem, Unknown
from loader.jobs.locks import job_key, try_lock
from loader.postgres.connect import LOOK_SECONDS, Place, Session, connect, reconnect, transaction
from loader.tenants.outcome import as_problem, as_unsent, can_pass

T = TypeVar("T")
READY_SECONDS, ANSWER_SECONDS = 30.0, 60.0


def wait_ready(place: Place, *, at_once: bool = False) -> Session:
    """Open a connection as soon as the server accepts one; `at_once` tries it once.

    Raises:
        DatabaseProblem: it did not in time.
    """
    return reconnect(place, 0.0 if at_once else READY_SECONDS)


def prepare(place: Place, look: Callable[[psycopg.Connection[Any]], T]) -> T:
    """Look at a database over a connection of its own; once more where the line was lost meanwhile.

    Raises:
        DatabaseProblem: the database rejected it, or went away twice.
    """
    try:
        with connect(place) as control:
            return look(control)
    except psycopg.Error as error:
        if not can_pass(error):
            raise as_problem(error, place) from error
    try:
        with wait_ready(place) as control:
            return look(control)
    except psycopg.Error as error:
        raise as_problem(as_unsent(error), place) from error


def look_up(place: Place, call: UUID, ask: Callable[[psycopg.Connection[Any]], T], problem: Problem) -> T:
    """Find out what became of a COMMIT without an answer, as soon as its session has ended.

    Args:
        place: where the database is.
        call: whose lock (`job_key`) the session holds until it ends.
        ask: what to ask the database then.
        problem: what to tell where nobody can be asked.

    Raises:
        Unknown: the server did not come back in time, or the session does not end.
    """
    until = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < until:
        try:
            with connect(place) as line, transaction(line):
                if try_lock(line, job_key(call)):
                    return ask(line)
        except (DatabaseProblem, psycopg.Error):
            pass
        time.sleep(LOOK_SECONDS)
    raise Unknown(problem)
