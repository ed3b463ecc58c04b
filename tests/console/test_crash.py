"""A worker, the service, all of its processes or the database end in the middle: every job comes to its end, once."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import psutil
import pytest

from loader.console.accounts.admins import create_admin
from loader.jobs.locks import tenant_key, try_lock
from loader.postgres import embedded
from loader.postgres.connect import Place, connect
from loader.postgres.migrate import migrate
from tests.console.conftest import API, EMAIL, PASSWORD, Running, small, wait_for
from tests.postgres import server_folder

MIDDLE = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'public.activities'::regclass"
OPEN = "SELECT count(*) FROM demo_generation_jobs WHERE status IN ('pending', 'running')"
PICKUPS = "SELECT pickups FROM demo_generation_jobs ORDER BY created_at"
LONG = pytest.mark.skipif("FAULTS" not in os.environ, reason="takes long; `make faults` runs it")
SECONDS_TO_END = 12  # a job gets five, and open connections three


@pytest.fixture
def own(own):
    """Return a console that has as many workers as it has by itself: two."""
    own.workers = None
    return own


@contextmanager
def held(console, jobs):
    """Hold jobs in their middle: contacts and deals are there, activities wait for a lock that is held."""
    with console.connect() as gate, console.connect() as look, gate.transaction():
        gate.execute("LOCK TABLE public.activities IN SHARE ROW EXCLUSIVE MODE")
        made = [console.create() for _ in range(jobs)]
        wait_for(lambda: look.execute(MIDDLE).fetchone()[0] == min(jobs, 2))
        yield made


def workers(console):
    """Return the processes of the workers."""
    found = []
    for child in psutil.Process(console.process.pid).children():
        with suppress(psutil.NoSuchProcess):  # it ended just now
            found += [child] * ("multiprocessing.spawn" in " ".join(child.cmdline()))
    return found


def kill(processes):
    """Kill processes, as the system does when it runs out of memory."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):  # it ended by itself
            process.kill()


def end(console, *, whole=False):
    """End the service, or all of its processes, as the system does; give the seconds that it took."""
    begun, group = time.monotonic(), console.process.pid
    os.killpg(group, signal.SIGTERM) if whole else console.process.terminate()
    try:
        console.process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        os.killpg(group, signal.SIGKILL)
        console.process.wait()
        raise
    return time.monotonic() - begun


def settled(console):
    """Wait until every job has ended; demand that each completed one has a whole tenant, and nothing else is there."""
    with console.connect() as look:
        wait_for(lambda: look.execute(OPEN).fetchone() == (0,))
        jobs = look.execute("SELECT id, status, created_tenant_id, metrics -> 'rows' FROM demo_generation_jobs")
        tenants = {tenant: (job, rows) for job, status, tenant, rows in jobs.fetchall() if status == "completed"}
        assert {tenant for (tenant,) in look.execute("SELECT id FROM tenants").fetchall()} == set(tenants)
        for table in ("contacts", "deals", "activities", "contact_tags"):
            counted = dict(look.execute(f"SELECT tenant_id, count(*) FROM {table} GROUP BY 1").fetchall())
            assert counted == {tenant: rows[table] for tenant, (_, rows) in tenants.items()}
        told = look.execute("SELECT metadata ->> 'jobId' FROM audit_logs WHERE entity_type = 'demo_tenant'").fetchall()
        assert Counter(job for (job,) in told) == {str(job): 1 for job, _ in tenants.values()}
    return len(tenants)


def pickups(console):
    """Return how often each job was picked up, the oldest first."""
    with console.connect() as look:
        return [number for (number,) in look.execute(PICKUPS).fetchall()]


def test_a_service_that_is_killed_leaves_its_workers_to_end_what_they_are_at(own):
    own.start()
    with held(own, 3):
        orphans = workers(own)
        own.stop(signal.SIGKILL)
        own.start()
    assert (settled(own), pickups(own)) == (3, [1, 1, 1])
    wait_for(lambda: not any(orphan.is_running() for orphan in orphans), 10)


@LONG
def test_a_service_that_is_killed_with_all_its_processes_begins_its_jobs_anew(own):
    own.start()
    with held(own, 3):
        own.stop(signal.SIGKILL, whole=True)
    with own.connect() as clock:
        clock.execute("UPDATE demo_generation_jobs SET heartbeat_at = heartbeat_at - interval '1 minute'")
    own.start()
    assert (settled(own), pickups(own)) == (3, [2, 2, 1])


def test_workers_that_are_killed_are_replaced_and_their_jobs_done(own):
    own.start()
    with held(own, 3):
        before = workers(own)
        kill(before)
    assert (settled(own), pickups(own)) == (3, [2, 2, 1])
    wait_for(lambda: list((own.data_dir / "work").iterdir()) == [])
    assert len(workers(own)) == 2
    assert not {worker.pid for worker in workers(own)} & {worker.pid for worker in before}


@LONG
def test_a_job_that_ends_its_workers_is_given_up_and_holds_nobody_up(own):
    own.workers = 1
    own.start()
    with own.connect() as other, other.transaction():
        assert try_lock(other, tenant_key("poison"))
        job = own.create(tenantName="Poison")
        for number in (1, 2, 3):
            wait_for(lambda number=number: pickups(own) == [number])
            kill(workers(own))
        found = own.ended(job)
        assert (found["status"], found["errorCode"], found["recoverable"]) == ("failed", "ABANDONED", True)
        assert own.made(tenantName="Another")["status"] == "completed"


@LONG
@pytest.mark.parametrize("whole", [False, True], ids=["the service", "all of its processes"])
def test_a_service_that_is_told_to_end_gives_its_job_back(own, whole):
    own.start()
    with held(own, 1):
        end(own, whole=whole)
        with own.connect() as look:
            told = "SELECT status, worker_id, pickups FROM demo_generation_jobs"
            assert look.execute(told).fetchall() == [("pending", None, 0)]
    own.start()
    assert (settled(own), pickups(own)) == (1, [1])


def test_a_service_that_is_told_to_end_lets_a_short_job_come_to_its_end(own):
    own.start()
    with held(own, 1):
        own.process.terminate()
        time.sleep(0.5)
    own.process.wait(SECONDS_TO_END)
    assert (settled(own), pickups(own)) == (1, [1])


@LONG
def test_a_service_whose_worker_was_killed_while_it_waited_can_be_ended(own):
    own.start()
    wait_for(lambda: len(workers(own)) == 2)
    time.sleep(1)  # they wait for jobs by now
    kill(workers(own))
    wait_for(lambda: len(workers(own)) == 2)
    assert end(own) < SECONDS_TO_END


@pytest.fixture
def alone(tmp_path):
    """Return a console over a server of its own, which may be stopped."""
    with server_folder("demogen-console-") as above:
        server = embedded.start(above / "pg", settings={"fsync": "off"})
        place = Place(server.conninfo, "test")
        with connect(place) as connection:
            migrate(connection)
            create_admin(connection, EMAIL, "Ada Example", PASSWORD)
        console = Running(place, tmp_path / "data")
        try:
            yield console.start(), server
        finally:
            for client in console.clients:
                client.close()
            console.stop(signal.SIGKILL, whole=True)
            embedded.stop(above / "pg")


def test_a_database_that_goes_away_and_comes_back(alone):
    console, server = alone
    client = console.client()
    jobs = [console.create(client) for _ in range(4)]
    wait_for(lambda: any(client.get(f"{API}/{job}").json()["data"]["status"] == "running" for job in jobs))
    embedded.stop(server.folder)
    asks = [("GET", API), ("GET", f"{API}/{jobs[0]}"), ("POST", API), ("DELETE", f"{API}/{jobs[0]}")]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda ask: client.request(*ask, json=small()), asks))
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (503, "DATABASE_ERROR")
        assert (answer.headers["content-type"], answer.headers["retry-after"]) == ("application/problem+json", "5")
    embedded.start(server.folder)
    wait_for(lambda: client.get(API).status_code == 200, 15)
    assert settled(console) == 4
    assert console.process.poll() is None
