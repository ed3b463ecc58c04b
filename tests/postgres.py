"""A real Postgres for tests: DEMOGEN_TEST_DSN, or an embedded server that is gone afterwards, of the newest version or
of DEMOGEN_TEST_MAJOR.

Every test that asks for `place` gets a database of its own, migrated already. The fixtures are those of all tests, so
that a run has one server.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

DSN = os.environ.get("DEMOGEN_TEST_DSN", "")
NUMBERS = itertools.count()
# A database is six hundred files: in memory they are made and removed with a tenth of the work of a disk.
MEMORY, ROOM = Path("/dev/shm"), 4 << 30


@contextmanager
def server_folder(prefix):
    """Yield a folder for the files of a server, in memory where there is room, and remove it afterwards."""
    has_room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if has_room else None))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(server, source="template1"):
    """Make a database that is a copy of another, and drop it afterwards; give how to connect to it."""
    import psycopg
    from psycopg import sql
    from psycopg.conninfo import make_conninfo

    name = f"demogen_{os.getpid()}_{next(NUMBERS)}"
    known = {"name": sql.Identifier(name), "source": sql.Identifier(source)}
    with psycopg.connect(server, autocommit=True) as connection:
        # Files are copied with half the work of copying pages through the log, which is the default since version 15.
        how = " STRATEGY file_copy" if connection.info.server_version >= 150_000 else ""
        connection.execute(sql.SQL("CREATE DATABASE {name} TEMPLATE {source}" + how).format(**known))
    try:
        yield make_conninfo(server, dbname=name)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**known))


@pytest.fixture(scope="session")
def major():
    """Return the version of Postgres that is asked for; None for the newest."""
    asked = os.environ.get("DEMOGEN_TEST_MAJOR")
    return int(asked) if asked else None


@pytest.fixture(scope="session")
def server(major):
    """Return how to connect to a server's maintenance database."""
    from loader.postgres import embedded

    if DSN:
        yield DSN
        return
    with server_folder("demogen-tests-") as folder:
        try:
            started = embedded.start(folder / "pg", major=major, settings={"fsync": "off", "full_page_writes": "off"})
            yield started.conninfo
        finally:
            embedded.stop(folder / "pg")


@pytest.fixture(scope="session")
def template(server):
    """Make a migrated database that others are copies of; give its name."""
    from psycopg.conninfo import conninfo_to_dict

    from loader.postgres.connect import Place, connect
    from loader.postgres.migrate import migrate

    with new_database(server) as conninfo:
        with connect(Place(conninfo, "test")) as connection:
            migrate(connection)
        yield conninfo_to_dict(conninfo)["dbname"]


@pytest.fixture
def place(server, template):
    """Return a migrated database that nobody else uses."""
    from loader.postgres.connect import Place

    with new_database(server, template) as conninfo:
        yield Place(conninfo, "test")


@pytest.fixture
def database(place):
    """Return a connection to that database."""
    from loader.postgres.connect import connect

    with connect(place) as connection:
        yield connection
