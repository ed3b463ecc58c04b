"""Connections: sessions that lead to a place, and that no setting of the environment reaches.

No password is ever shown: of a place, only host, port, database and user are. Statements are never prepared and
settings hold for one transaction (`session`), so that a pooler in transaction mode may stand between.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus

from demogen.errors import Problem
from loader.errors import DatabaseProblem, Unknown
from loader.postgres.dsn import split_options
from loader.postgres.place import Place, find_place
from loader.postgres.refusal import as_refusal
from loader.postgres.session import PINNED, Session, Unanswered

__all__ = ["PINNED", "Place", "Session", "Unanswered", "connect", "find_place", "transaction"]
T = TypeVar("T")
ANSWER_SECONDS, LOOK_SECONDS = 60.0, 0.2
ALIVE = {
    "connect_timeout": "10",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
OURS = {"client_encoding": "UTF8", "application_name": "demogen-load"}


def connect(place: Place) -> Session:
    """Open a session in autocommit mode.

    Raises:
        DatabaseProblem: there is no way to the database, or it refuses the connection.
    """
    try:
        session = Session.connect(whole_conninfo(place), autocommit=True, prepare_threshold=None)
    except psycopg.Error as error:
        raise as_refusal(error, place) from error
    session.schema = place.schema
    return session


def whole_conninfo(place: Place) -> str:
    """Return a connection string with everything that our connections have.

    Options that are not ours to set (a role, a project behind a proxy) go along. They are never left out where there
    are none: libpq would take those of PGOPTIONS, and with them a search path.
    """
    known: dict[str, Any] = conninfo_to_dict(place.conninfo)
    options = split_options(str(known.get("options") or os.environ.get("PGOPTIONS", "")), PINNED)[0]
    return make_conninfo(**{**ALIVE, **known, **OURS, "options": options})


@contextmanager
def transaction(connection: psycopg.Connection[Any], **settings: str) -> Iterator[psycopg.Connection[Any]]:
    """Run a transaction under the pinned settings and some more; inside one that runs, a savepoint.

    Raises:
        Unanswered: COMMIT was sent and no answer came.
    """
    session = session_of(connection)
    if session.info.transaction_status == TransactionStatus.IDLE:
        with session.pinned(settings):
            yield connection
    else:
        with session.transaction():
            yield connection


def reconnect(place: Place, seconds: float) -> Session:
    """Open a session as soon as the server accepts one.

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


def certain(place: Place, do: Callable[[Session], T], look: Callable[[Session], T] | None = None) -> T:
    """Do something in a session of its own; where its COMMIT got no answer, look whether it was done.

    Args:
        place: where the database is.
        do: what may be done twice, or else has a `look`.
        look: returns what `do` had returned where it was done, and does it where it was not.

    Raises:
        Unknown: the server could not be asked.
    """
    try:
        with connect(place) as session:
            return do(session)
    except Unanswered as error:
        try:
            with reconnect(place, ANSWER_SECONDS) as session:
                return (look or do)(session)
        except (DatabaseProblem, psycopg.OperationalError) as away:
            raise unknown(error) from away


def unknown(error: BaseException) -> Unknown:
    """Return what is to be told of a COMMIT without an answer that nobody could look up."""
    what = "COMMIT was sent and no answer came: it may have been done or not"
    hint = "Look when the server answers again (list it), and run the command again where it was not done."
    found = Unknown(Problem("database", what, hint=hint))
    found.__cause__ = error
    return found


def session_of(connection: psycopg.Connection[Any]) -> Session:
    """Return a connection as the session that `connect` or a pool of sessions has opened."""
    if not isinstance(connection, Session):
        raise TypeError("not a session: open it with connect(place)")
    return connection


def schema_of(connection: psycopg.Connection[Any]) -> str:
    """Return the schema of the CRM that a connection is for."""
    return session_of(connection).schema


def is_local(connection: psycopg.Connection[Any]) -> bool:
    """Return whether a connection leads to this machine: through a socket, or to an address that leads nowhere else."""
    host, address = connection.info.host, connection.info.hostaddr
    return host.startswith(("/", "@")) or (bool(address) and ip_address(address).is_loopback)


def describe(connection: psycopg.Connection[Any]) -> str:
    """Return where a connection leads, without a secret."""
    info = connection.info
    return f"{info.user}@{info.host or 'local'}:{info.port}/{info.dbname}"


@cache
def read_sql(name: str) -> bytes:
    """Read a statement that lies beside the modules that run it, such as `jobs/insert`."""
    return (Path(__file__).parents[1] / f"{name}.sql").read_bytes()
