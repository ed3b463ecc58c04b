"""A real Postgres for the tests of the loader: DEMOGEN_TEST_DSN, or an embedded server that is gone afterwards, of the
newest version or of DEMOGEN_TEST_MAJOR.

Every test that asks for `place` gets a database of its own, migrated already.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from demogen.build import build_bundle
from loader.postgres import embedded
from loader.postgres.connect import Place, connect
from loader.postgres.migrate import migrate

DSN = os.environ.get("DEMOGEN_TEST_DSN", "")
NUMBERS = itertools.count()
CONFIG = {
    "tenantName": "Brackwater Tools",
    "country": "GB",
    "industry": "saas",
    "startDate": "2025-09-01",
    "asOf": "2026-02-28",
    "teamSize": 6,
    "targets": {"leads": 200, "contacts": 80, "companies": 30, "closedWonCount": 12},
}


@pytest.fixture(scope="session")
def major():
    """Give the version of Postgres that is asked for; None for the newest."""
    asked = os.environ.get("DEMOGEN_TEST_MAJOR")
    return int(asked) if asked else None


@pytest.fixture(scope="session")
def server(major):
    """Give how to connect to a server's maintenance database."""
    if DSN:
        yield DSN
        return
    folder = Path(tempfile.mkdtemp(prefix="demogen-tests-"))
    folder.chmod(0o755)
    try:
        started = embedded.start(folder / "pg", major=major, settings={"fsync": "off", "full_page_writes": "off"})
        yield started.conninfo
    finally:
        embedded.stop(folder / "pg")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template(server):
    """Make a migrated database that others are copies of."""
    name = f"demogen_template_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    with connect(Place(make_conninfo(server, dbname=name), "test")) as connection:
        migrate(connection)
    yield name
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def place(server, template):
    """Give a migrated database that nobody else uses."""
    name = f"demogen_{os.getpid()}_{next(NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
    yield Place(make_conninfo(server, dbname=name), "test")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def database(place):
    """Give a connection to that database."""
    with connect(place) as connection:
        yield connection


@pytest.fixture(scope="session")
def bundle(tmp_path_factory):
    """Give a bundle of two hundred leads."""
    return build_bundle(CONFIG, "one", tmp_path_factory.mktemp("bundle") / "one").path


@pytest.fixture(scope="session")
def other_bundle(tmp_path_factory):
    """Give another bundle of the same tenant."""
    return build_bundle(CONFIG, "two", tmp_path_factory.mktemp("bundle") / "two").path


@pytest.fixture(scope="session")
def everything():
    """List what a database holds, so that two states of it can be compared."""
    return _everything


def _everything(connection):
    """Give every row of every table, as text, so that two states of a database can be compared."""
    tables = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
    ).fetchall()
    return {
        table: sorted(
            row for (row,) in connection.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table)))
        )
        for (table,) in tables
    }
