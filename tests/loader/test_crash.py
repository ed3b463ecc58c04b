"""The server itself is killed in the middle of a load, and comes back: the load waits for it and gets there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from demogen.bundle.read import load_manifest
from loader.postgres import embedded
from loader.postgres.connect import Place, connect
from loader.postgres.migrate import migrate
from tests.postgres import server_folder

ROOT = Path(__file__).parents[2]
STEPS = ["Creating contacts", "Creating activities"]


@pytest.fixture
def own_server(major):
    """Return a server of one's own, which may be killed."""
    with server_folder("demogen-crash-") as above:
        yield embedded.start(above / "pg", major=major)
        embedded.stop(above / "pg")


def _crash(server):
    """Kill the server as a power cut would, and start it again."""
    os.kill(int((server.folder / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    time.sleep(1)
    embedded.start(server.folder)


@pytest.mark.parametrize("step", STEPS)
def test_a_server_that_crashes_is_waited_for(own_server, bundle, step):
    place = Place(own_server.conninfo, "test")
    with connect(place) as connection:
        migrate(connection)
    environment = {**os.environ, "DATABASE_URL": place.conninfo}
    command = [sys.executable, "-m", "loader", "load", str(bundle)]
    loading = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    for line in loading.stderr:
        if step in line:
            break
    _crash(own_server)
    out, err = loading.communicate(timeout=90)
    assert loading.returncode == 0, err
    with psycopg.connect(place.conninfo) as connection:
        told = connection.execute("SELECT status, attempt FROM demo_generation_jobs").fetchall()
        rows = connection.execute("SELECT count(*) FROM activities").fetchone()[0]
    assert told in ([("completed", 2)], [("completed", 1)])  # the second where it was over before the crash
    assert rows == next(e["rows"] for e in load_manifest(bundle)["tables"] if e["name"] == "activities")
    assert out.count("\n") == 1
