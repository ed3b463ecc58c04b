"""Connections: where the database is, and sessions that no setting of the environment reaches.

No password is read from the command line, and none is ever told: of a place, only host, port, database and user are.
Statements are never prepared and settings hold for one transaction, so that a pooler in transaction mode may stand
between.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from demogen.errors import ConfigError, Problem
from loader.errors import DatabaseProblem

SCHEMA = "public"
PLACE_VARIABLES = ("PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE", "PGPORT", "PGUSER")
ALIVE = {
    "connect_timeout": "10",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
# `options` is empty rather than left out: libpq would take it from PGOPTIONS.
OURS = {"client_encoding": "UTF8", "application_name": "demogen-load", "options": ""}
SETTINGS = {
    "search_path": "",
    "timezone": "UTC",
    "datestyle": "ISO, MDY",
    "intervalstyle": "postgres",
    "bytea_output": "hex",
    "lock_timeout": "10s",
    "statement_timeout": "0",
    "client_min_messages": "error",
    "row_security": "off",
}


@dataclass(frozen=True)
class Place:
    """Where a database is: a connection string of libpq, and where it came from."""

    conninfo: str
    source: str

    def __repr__(self) -> str:
        """Leave the connection string out, which may hold a password."""
        return f"Place(from {self.source})"


def find_place(dsn: str | None, environment: Mapping[str, str] | None = None) -> Place | None:
    """Find the database: --dsn, then DATABASE_URL, then the PG* variables; None where nothing says where it is.

    Raises:
        ConfigError: --dsn holds a password, or one of them cannot be read.
    """
    known = os.environ if environment is None else environment
    if dsn is not None:
        if "password" in _parse(dsn, "--dsn"):
            what = "holds a password, which other users of this machine can see"
            hint = "Put it into PGPASSWORD, a service or a password file (PGPASSFILE), or the whole into DATABASE_URL."
            raise ConfigError(Problem("--dsn", what, hint=hint))
        return Place(dsn, "--dsn")
    if url := known.get("DATABASE_URL"):
        _parse(url, "DATABASE_URL")
        return Place(url, "DATABASE_URL")
    if any(known.get(name) for name in PLACE_VARIABLES):
        return Place("", "the PG* variables")
    return None


def _parse(conninfo: str, where: str) -> Mapping[str, Any]:
    try:
        return conninfo_to_dict(conninfo)
    except psycopg.Error:  # its text repeats what may be a password
        hint = "Write postgresql://user@host:port/database or host=… dbname=…"
        raise ConfigError(Problem(where, "is no connection string", hint=hint)) from None


def connect(place: Place) -> psycopg.Connection[Any]:
    """Open a connection in autocommit mode.

    Raises:
        DatabaseProblem: there is no way to the database, or it says no.
    """
    try:
        return psycopg.connect(whole_conninfo(place), autocommit=True, prepare_threshold=None)
    except psycopg.Error as error:
        hint = "See `demogen-load --help` on how to say where the database is."
        raise DatabaseProblem(Problem(place.source, f"no connection: {_first_line(error)}", hint=hint)) from error


def whole_conninfo(place: Place) -> str:
    """Give a connection string with everything that our connections have."""
    return make_conninfo(**{**ALIVE, **_parse(place.conninfo, place.source), **OURS})


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0][:300]


@contextmanager
def transaction(connection: psycopg.Connection[Any], **settings: str) -> Iterator[psycopg.Connection[Any]]:
    """Run a transaction under settings of ours; committed at the end, rolled back by any error."""
    with connection.transaction():
        apply_settings(connection, **settings)
        yield connection


def apply_settings(connection: psycopg.Connection[Any], **settings: str) -> None:
    """Give the running transaction our settings, and some more."""
    pairs = {**SETTINGS, **settings}
    calls = ", ".join("set_config(%s, %s, true)" for _ in pairs)
    connection.execute(f"SELECT {calls}".encode(), [word for pair in pairs.items() for word in pair])


def is_local(connection: psycopg.Connection[Any]) -> bool:
    """Tell whether a connection leads to this machine: through a socket, or to an address that leads nowhere else."""
    host, address = connection.info.host, connection.info.hostaddr
    return host.startswith(("/", "@")) or (bool(address) and ip_address(address).is_loopback)


def describe(connection: psycopg.Connection[Any]) -> str:
    """Tell where a connection leads, without a secret."""
    info = connection.info
    return f"{info.user}@{info.host or 'local'}:{info.port}/{info.dbname}"


def read_sql(name: str) -> bytes:
    """Read a statement that lies beside the modules that run it, such as `jobs/insert`."""
    return (Path(__file__).parents[1] / f"{name}.sql").read_bytes()
