"""The commands of this very installation, as they can be run where the console runs: with paths, without secrets."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict

from loader.postgres import embedded
from loader.postgres.place import SCHEMA, Place

EMBEDDED = "the embedded server"
PROGRAM = "demogen-load"
TLS = ("sslmode", "sslrootcert")


def is_embedded(place: Place) -> bool:
    """Return whether a database is the embedded server."""
    return place.source == EMBEDDED


def program() -> str:
    """Return how to run this program: by its name where PATH leads to it, else by its path."""
    own = Path(sys.prefix) / "bin" / PROGRAM
    found = shutil.which(PROGRAM)
    if found and (not own.exists() or Path(found).resolve() == own.resolve()):
        return PROGRAM
    return shlex.quote(str(own)) if own.exists() else f"{shlex.quote(sys.executable)} -m loader"


def command(place: Place, *words: str, url: str = "") -> str:
    """Return a command of this program on this database: with a URL it is named, else only the embedded one is."""
    named = url or (_socket_url(conninfo_to_dict(place.conninfo)) if is_embedded(place) else "")
    more = ["--dsn", named] if named else []
    more += ["--schema", place.schema] if place.schema != SCHEMA else []
    return " ".join([program(), *(shlex.quote(word) for word in [*words, *more])])


def new_link(place: Place, email: str, console: str, *, url: str = "") -> str:
    """Return the command that prints another link for an admin of the console at an address."""
    return command(place, "admin", "link", email, "--url", console, url=url)


def psql(place: Place, url: str) -> str:
    """Return how to open psql on this database."""
    if shutil.which("psql"):
        return f"psql {shlex.quote(url)}"
    server = embedded.status() if is_embedded(place) else None
    own = server.binaries.folder / "psql" if server else Path("psql")
    return f"{shlex.quote(str(own))} {shlex.quote(url)}"


def url_of(connection: psycopg.Connection[object]) -> str:
    """Return the URL that a connection leads to, without a password; a socket stands in the query, as libpq has it."""
    info, known = connection.info, connection.info.get_parameters()
    place = {"host": info.host, "port": info.port, "user": info.user, "dbname": info.dbname}
    more = {name: known[name] for name in TLS if known.get(name)}
    if info.host.startswith(("/", "@")) or not info.host:
        return _socket_url({**place, **more})
    host = f"[{info.host}]" if ":" in info.host else quote(info.host, safe="")
    query = f"?{urlencode(more, safe='/')}" if more else ""
    return f"postgresql://{quote(info.user, safe='')}@{host}:{info.port}/{quote(info.dbname, safe='')}{query}"


def _socket_url(place: Mapping[str, Any]) -> str:
    user, database = (quote(str(place[name]), safe="") for name in ("user", "dbname"))
    more = {name: place[name] for name in ("host", "port", *TLS) if place.get(name)}
    return f"postgresql://{user}@/{database}?{urlencode(more, safe='/')}"
