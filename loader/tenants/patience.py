"""Patience with a server that goes away: wait until it is ready, and look at it once more."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg

from loader.errors import DatabaseProblem
from loader.postgres.connect import Place, connect
from loader.tenants.outcome import as_problem, can_pass

T = TypeVar("T")
READY_SECONDS, LOOK_SECONDS = 30.0, 0.2


def wait_ready(place: Place, seconds: float = READY_SECONDS) -> psycopg.Connection[Any]:
    """Open a connection as soon as the server accepts one.

    Raises:
        DatabaseProblem: it did not in time.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            return connect(place)
        except DatabaseProblem:
            if time.monotonic() >= until:
                raise
            time.sleep(LOOK_SECONDS)


def prepare(place: Place, look: Callable[[psycopg.Connection[Any]], T]) -> T:
    """Look at a database over a connection of its own; once more where the line was lost meanwhile.

    Raises:
        DatabaseProblem: the database said no, or went away twice.
    """
    try:
        with connect(place) as control:
            return look(control)
    except psycopg.Error as error:
        if not can_pass(error):
            raise as_problem(error) from error
    try:
        with wait_ready(place) as control:
            return look(control)
    except psycopg.Error as error:
        raise as_problem(error) from error
