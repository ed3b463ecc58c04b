"""The embedded server: made once, started when needed, the same for everybody, its data there again."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from demogen.errors import EnvironmentProblem
from loader.postgres import embedded
from loader.postgres.binaries import find_binaries
from tests.postgres import server_folder

FAST = {"fsync": "off"}
MAJORS = [16, 18]


@pytest.fixture
def folder():
    """A folder that the server's user can reach, and that no other run of tests closes to it."""
    with server_folder("demogen-tests-") as above:
        yield above / "pg"
        embedded.stop(above / "pg")


def put(server):
    with psycopg.connect(server.conninfo) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")


def kept(server):
    with psycopg.connect(server.conninfo) as connection:
        return connection.execute("SELECT one FROM kept").fetchall()


@pytest.mark.parametrize("major", MAJORS)
def test_data_is_there_again(folder, major):
    server = embedded.start(folder, major=major, settings=FAST)
    assert (server.binaries.major, server.running) == (major, True)
    put(server)
    assert embedded.stop(folder)
    assert not server.running
    assert not embedded.stop(folder)
    again = embedded.start(folder, settings=FAST)
    assert (again.binaries.major, kept(again)) == (major, [(1,)])


def test_two_at_once_get_the_same_server(folder):
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: embedded.start(folder, settings=FAST), range(2))
    assert first == second
    assert first.running


def test_a_server_that_was_killed_starts_again(folder):
    put(embedded.start(folder, settings=FAST))
    os.kill(int((folder / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    time.sleep(1)
    assert kept(embedded.start(folder, settings=FAST)) == [(1,)]


def test_what_an_interrupted_start_left_is_swept(folder):
    draft = folder.with_name("pg.new")
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18")
    assert embedded.status(folder) is None
    assert embedded.start(folder, settings=FAST).running
    assert not draft.exists()


def test_no_setting_of_the_environment_reaches_it(folder, monkeypatch):
    for name, value in {"PGDATA": "/nowhere", "PGPORT": "1", "LC_ALL": "de_DE", "TZ": "Asia/Tokyo"}.items():
        monkeypatch.setenv(name, value)
    server = embedded.start(folder, settings=FAST)
    with psycopg.connect(server.conninfo) as connection:
        shown = connection.execute("SELECT current_setting('server_encoding'), current_setting('timezone')").fetchone()
    assert shown == ("UTF8", "UTC")


def test_it_listens_on_a_socket_of_its_owner_alone(folder):
    server = embedded.start(folder, settings=FAST)
    assert server.sockets.stat().st_mode & 0o777 == 0o700
    assert folder.stat().st_mode & 0o777 == 0o700
    assert "password" not in server.conninfo
    with psycopg.connect(server.conninfo) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_long_path_gets_a_short_socket(tmp_path_factory):
    folder = tmp_path_factory.getbasetemp() / ("x" * 120) / "pg"
    server = embedded._server(folder, None)
    assert len(str(server.sockets)) < 60


def test_no_programs_is_told_with_what_to_do():
    with pytest.raises(EnvironmentProblem, match="--dsn"):
        find_binaries(9)
