"""Workers that are held up, that cannot work, or whom a request waits for: nobody else waits, and nothing is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

import psutil
import pytest

from loader.console.settings import Settings
from loader.console.workers.pool import Workers
from loader.errors import DatabaseProblem
from loader.jobs.locks import tenant_key, try_lock
from tests.console.conftest import API, ROOT, wait_for
from tests.console.queued import COMPLETED, put, settle
from tests.console.test_crash import LONG, OPEN, held, kill, pickups, settled, workers

LOOK = "SELECT status, pickups FROM demo_generation_jobs WHERE id = %s"
SESSIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"


def test_many_at_once_are_as_many_tenants_by_two_workers(own):
    """`make faults` asks for twenty."""
    own.workers = None
    many = 20 if "FAULTS" in os.environ else 4
    client = own.start().client()
    wait_for(lambda: len(workers(own)) == 2)
    first, most = {worker.pid for worker in workers(own)}, 0
    with ThreadPoolExecutor(many) as pool:
        jobs = set(pool.map(lambda _: own.create(client, tenantName="Many Times"), range(many)))
    assert len(jobs) == many
    with own.connect() as look:
        while look.execute(OPEN).fetchone() != (0,):
            running = "SELECT count(*) FROM demo_generation_jobs WHERE status = 'running'"
            most = max(most, look.execute(running).fetchone()[0])
            time.sleep(0.05)
        assert {worker.pid for worker in workers(own)} == first
        slugs = {slug for (slug,) in look.execute("SELECT slug FROM tenants").fetchall()}
    assert slugs == {"many-times", *(f"many-times-{number}" for number in range(2, many + 1))}
    assert (settled(own), most, len(first)) == (many, 2, 2)
    assert pickups(own) == [1] * many


def test_a_cancelled_job_that_waits_for_its_tenant_holds_no_worker(own):
    own.workers = None
    client = own.start().client()
    with own.connect() as other, other.transaction(), own.connect() as look:
        jobs = []
        for slug in ("held-one", "held-two"):
            assert try_lock(other, tenant_key(slug))
            jobs.append(own.create(client, tenantName=slug.replace("-", " ").title()))
        for job in jobs:
            wait_for(lambda job=job: look.execute(LOOK, [job]).fetchone() == ("pending", 1))
            assert client.post(f"{API}/{job}/cancel").status_code == 200
        free = own.create(client, tenantName="Free to Go")
        wait_for(lambda: look.execute(LOOK, [free]).fetchone()[0] == "completed", 10)


def test_a_job_whose_tenant_is_never_free_ends_as_late(own):
    own.arguments = ("--timeout", "1")
    client = own.start().client()
    with own.connect() as other, other.transaction():
        assert try_lock(other, tenant_key("never-free"))
        found = own.ended(own.create(client, tenantName="Never Free"), client)
    assert (found["status"], found["errorCode"], found["recoverable"]) == ("failed", "TIMEOUT", True)


@LONG
def test_a_job_whose_worker_hangs_is_done_by_another(own):
    """The worker was stopped in the middle, and holds the tenant's lock for as long as its session lives."""
    own.workers = None
    own.start()
    with held(own, 1) as (job,):
        stopped = workers(own)
        for worker in stopped:
            worker.suspend()
    try:
        with own.connect() as clock:
            clock.execute("UPDATE demo_generation_jobs SET heartbeat_at = heartbeat_at - interval '2 minutes'")
            wait_for(lambda: clock.execute(LOOK, [job]).fetchone() == ("completed", 2), 20)
    finally:
        own.stop(signal.SIGKILL, whole=True)


@LONG
def test_workers_that_cannot_be_started_are_started_later(own):
    """The system lets the service open no more files for a while."""
    own.workers = None
    own.start()
    wait_for(lambda: len(workers(own)) == 2)
    service = psutil.Process(own.process.pid)
    soft, hard = service.rlimit(psutil.RLIMIT_NOFILE)
    service.rlimit(psutil.RLIMIT_NOFILE, (service.num_fds(), hard))
    kill(workers(own))
    wait_for(lambda: "OSError" in own.log)
    service.rlimit(psutil.RLIMIT_NOFILE, (soft, hard))
    wait_for(lambda: len(workers(own)) == 2, 10)


@LONG
def test_a_job_waits_for_a_server_that_takes_no_more_connections(own):
    own.workers = None
    client = own.start().client()
    wait_for(lambda: len(workers(own)) == 2)
    with own.connect() as look, ExitStack() as others:
        wait_for(lambda: look.execute(SESSIONS).fetchone()[0] >= 3)
        with suppress(DatabaseProblem):
            while True:
                others.enter_context(own.connect())
        job = own.create(client)
        wait_for(lambda: look.execute(LOOK, [job]).fetchone()[1] == 1)
        time.sleep(2)  # it cannot go on
        others.close()
        found = wait_for(lambda: (row := look.execute(LOOK, [job]).fetchone())[0] in {"completed", "failed"} and row)
    assert found[0] == "completed"


def test_a_job_that_waited_takes_the_place_of_no_tenant_that_came_meanwhile(own):
    """Its own tenant was deleted; another one of this name was loaded from a command line while it waited."""
    client = own.start().client()
    first = own.made(tenantName="Held Up")
    assert client.delete(f"{API}/{first['id']}").json()["data"]["deleted"]
    with own.connect() as other, other.transaction(), own.connect() as look:
        assert try_lock(other, tenant_key("held-up"))
        again = client.post(f"{API}/{first['id']}/regenerate").json()["data"]["jobId"]
        wait_for(lambda: look.execute(LOOK, [again]).fetchone() == ("pending", 1))
        job = put(look, "held-up", queued=False, change=COMPLETED)
        tenant = settle(look, "held-up", job.id)
    found = own.ended(again, client)
    with own.connect() as look:
        assert look.execute("SELECT id FROM tenants").fetchall() == [(tenant,)]
    assert (found["status"], found["errorCode"]) == ("failed", "VALIDATION_ERROR")


@pytest.mark.parametrize("name", ["work", "bundles"])
def test_a_folder_that_cannot_be_written_to(own, name):
    """Without room to work a job fails and says so; a bundle that cannot be kept is made when it is asked for."""
    client = own.start().client()
    shutil.rmtree(own.data_dir / name, ignore_errors=True)
    (own.data_dir / name).write_text("in the way")
    job = own.create(client)
    found = wait_for(lambda: (j := client.get(f"{API}/{job}").json()["data"])["completedAt"] and j, 10)
    if name == "work":
        assert (found["status"], found["errorCode"]) == ("failed", "INTERNAL_ERROR")
        assert str(own.data_dir) in found["errorMessage"]
        return
    assert found["status"] == "completed"
    answer = client.get(f"{API}/{job}/bundle")
    assert (answer.status_code, answer.json()["code"]) == (507, "INTERNAL_ERROR")
    (own.data_dir / name).unlink()
    assert client.get(f"{API}/{job}/bundle").status_code == 200


def test_a_console_without_a_folder_does_not_start(own):
    words = ["-m", "loader", "serve", "--port", "0", "--data-dir", "/proc/nothing/here"]
    known = {**os.environ, "DATABASE_URL": own.place.conninfo}
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=known, capture_output=True, text=True, timeout=20, check=False
    )
    assert done.returncode == 3, done.stderr
    assert "/proc/nothing/here" in done.stderr
    assert "Traceback" not in done.stderr
    assert "serving" not in done.stderr


@LONG
def test_jobs_leave_nothing_behind(own):
    client = own.start().client()
    own.ended(own.create(client), client)
    with own.connect() as look:
        before = look.execute(SESSIONS).fetchone()[0]
        for _ in range(3):
            own.ended(own.create(client), client)
        wait_for(lambda: look.execute(LOCKS).fetchone() == (0,))
        wait_for(lambda: look.execute(SESSIONS).fetchone()[0] <= before)
    wait_for(lambda: list((own.data_dir / "work").iterdir()) == [])
    assert settled(own) == 4


def test_workers_that_end_at_once_are_started_again_ever_later(place, tmp_path):
    """Until one lives: a program that cannot work does not keep its machine busy with trying."""
    pool, pauses = Workers(Settings(place, tmp_path)), []
    for code, lived in [(1, 0.1)] * 7 + [(0, 0.1), (-9, 60.0), (-9, 0.1)]:
        pool._tell_end(code, lived)
        pauses.append(pool._pause)
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30, 0, 1]


@LONG
def test_a_request_that_waits_ends_with_its_service(own):
    own.workers = None
    client = own.start().client()
    assert client.get(f"{API}/{own.made()['id']}/report").status_code == 200
    processes = workers(own)
    assert len(processes) == 3
    own.stop(signal.SIGKILL)
    psutil.wait_procs(processes, 10)
    assert not any(process.is_running() for process in processes)


SHOP = """
import os, threading, time
from loader.console.workers import workshop
kill = {kill}
workshop.MOST_TASKS = 100 if kill else 3
shop, answers = workshop.Workshop(), []
for number in range({before}):
    shop.run(abs, number)
threads = [threading.Thread(target=lambda: answers.append(shop.run(time.sleep, 0.2)), daemon=True) for _ in range(8)]
for thread in threads:
    thread.start()
time.sleep(0.3)
if kill:
    import psutil
    for process in psutil.Process().children():
        if "multiprocessing.spawn" in " ".join(process.cmdline()):
            process.kill()
end = time.monotonic() + 120  # only requests that wait for ever take so long
for thread in threads:
    thread.join(max(end - time.monotonic(), 0))
print(len(answers), flush=True)
os.killpg(0, 9)
"""


@pytest.mark.parametrize(
    ("before", "kill"), [(1, False), (2, False), (0, True)], ids=["replaced soon", "replaced", "killed"]
)
def test_requests_wait_for_a_process_that_is_another_one_meanwhile(before, kill):
    """In a process of its own, as requests that wait for ever let none end."""
    words = [sys.executable, "-c", SHOP.format(before=before, kill=kill)]
    asked = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, start_new_session=True, check=False)
    assert asked.stdout == "8\n", asked.stderr
