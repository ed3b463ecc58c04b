"""Through pgbouncer in transaction mode: all works, nothing that a load sets reaches whoever gets its session next."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from loader.errors import DatabaseProblem
from loader.jobs.records import reap
from loader.postgres.connect import PINNED, Place, connect
from loader.postgres.session import SINCE
from loader.tenants.delete import Wish, delete_tenant
from loader.tenants.load import load
from loader.tenants.regenerate import regenerate
from loader.tenants.task import Options
from loader.tenants.verify import verify_tenant
from tests.programs import find_pgbouncer

ROOT = Path(__file__).parents[2]
FOUND = find_pgbouncer()
pytestmark = pytest.mark.skipif(FOUND is None, reason="pgbouncer is not here; python -m tests.programs fetches it")
CONFIG = """
[databases]
* = {server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {size}
min_pool_size = 0
server_reset_query_always = 0
logfile = {folder}/log
"""


@pytest.fixture
def pooled(place):
    """Return the test's database through a pooler with four sessions."""
    known = conninfo_to_dict(place.conninfo)
    server = " ".join(f"{key}={known[key]}" for key in ("host", "port", "user", "password") if known.get(key))
    folder = Path(tempfile.mkdtemp(prefix="demogen-pooler-"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "ini").write_text(CONFIG.format(server=server, port=port, size=4, folder=folder))
    own = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
    folder.chmod(0o777)
    program, environment = _own(FOUND, folder)
    pooler = subprocess.Popen([program, str(folder / "ini")], env=environment, stderr=subprocess.DEVNULL, **own)
    through = Place(make_conninfo(host="127.0.0.1", port=port, dbname=known["dbname"], sslmode="disable"), "pooler")
    try:
        for _ in range(100):
            try:
                connect(through).close()
                break
            except DatabaseProblem:  # it does not listen yet
                time.sleep(0.05)
        yield through
    finally:
        pooler.send_signal(signal.SIGINT)
        pooler.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _own(found, folder):
    """Copy the program and its libraries to where a user without rights can run them."""
    program, libraries = found
    for path in (program, *libraries):
        shutil.copy2(path, folder, follow_symlinks=True)
    return str(folder / Path(program).name), {"LD_LIBRARY_PATH": str(folder)}


def put(bundle, place, **options):
    return load(bundle, lambda: place, Options(**options))


def test_a_tenants_life(bundle, other_bundle, pooled, database):
    done = put(bundle, pooled)
    assert put(bundle, pooled).result == "unchanged"
    assert verify_tenant(pooled, done.slug, bundle).problems == []
    copy = put(bundle, pooled, as_new=True, fast_keys=True)
    assert put(other_bundle, pooled, replace=True).result == "loaded"
    again = regenerate(pooled, done.job, seed="third", as_of=None, options=Options())
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (2,)
    for slug in (copy.slug, again.slug):
        delete_tenant(pooled, slug, Wish(really=True))
    assert database.execute("SELECT count(*) FROM contacts").fetchone() == (0,)
    assert database.execute("SELECT DISTINCT status FROM demo_generation_jobs").fetchall() == [("completed",)]


def test_nothing_stays_with_a_session(bundle, pooled, place, database):
    """Every session that the pooler has used is as a fresh one: its settings, its statements, its locks."""
    more = {"search_path", "session_replication_role", "synchronous_commit", "client_connection_check_interval"}
    more |= {"transaction_isolation", "transaction_read_only"}
    version = database.info.server_version
    asked = sorted({*(name for name in PINNED if version >= SINCE.get(name, 0)), *more})
    question = f"SELECT {', '.join(f'current_setting({name!r})' for name in asked if name != 'client_min_messages')}"
    with psycopg.connect(place.conninfo) as fresh:
        expected = fresh.execute(question).fetchone()
    put(bundle, pooled, fast_keys=True)
    lines = [psycopg.connect(pooled.conninfo, autocommit=True, prepare_threshold=None) for _ in range(4)]
    try:
        for line in lines:
            line.execute("BEGIN")
            assert line.execute(question).fetchone() == expected
            assert line.execute("SELECT count(*) FROM pg_prepared_statements").fetchone() == (0,)
        assert len({line.execute("SELECT pg_backend_pid()").fetchone() for line in lines}) == 4
    finally:
        for line in lines:
            line.close()
    with connect(place) as fresh:
        assert fresh.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone() == (0,)


def test_many_at_once(bundle, pooled, database):
    environment = {**os.environ, "DATABASE_URL": pooled.conninfo}
    command = [sys.executable, "-m", "loader", "load", str(bundle), "--wait"]
    options = {"cwd": ROOT, "env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    loaders = [subprocess.Popen(command, **options) for _ in range(2)]
    said = [loader.communicate(timeout=120) for loader in loaders]
    assert [loader.returncode for loader in loaders] == [0, 0], said
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (1,)


@pytest.mark.parametrize("nth", [2, 11])
def test_a_loader_that_is_killed_leaves_nothing(bundle, pooled, place, database, nth):
    environment = {**os.environ, "DATABASE_URL": pooled.conninfo, "FAULT_DSN": place.conninfo}
    point = ["loader.tenants.tables:copy_rows", "after", str(nth), "KILL"]
    command = [sys.executable, "-m", "tests.loader.faulty", *point, "load", str(bundle)]
    assert subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False).returncode == -9
    for _ in range(100):
        if reap(database):
            break
        time.sleep(0.1)
    told = "SELECT status, error_code FROM demo_generation_jobs"
    assert database.execute(told).fetchall() == [("failed", "ABANDONED")]
    assert database.execute("SELECT count(*) FROM contacts").fetchone() == (0,)
    assert put(bundle, pooled).result == "loaded"
