"""Cancelling in the console: by the API or on the page, at any moment; the worker stops and goes on with other jobs."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from loader.jobs.locks import tenant_key, try_lock
from tests.console.conftest import API, wait_for
from tests.console.knock import seat
from tests.console.test_crash import workers

LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
STATUS = "SELECT status FROM demo_generation_jobs WHERE id = %s"
LARGE = {"targets": {"leads": 20_000, "contacts": 8_000, "companies": 2_000, "closedWonCount": 900}}


@contextmanager
def waits_for_its_tenant(running, look):
    """Hold a job's tenant: the worker has the job, and waits."""
    with running.connect() as other, other.transaction():
        assert try_lock(other, tenant_key("held-up"))
        job = running.create(tenantName="Held Up")
        held = "SELECT worker_id IS NOT NULL FROM demo_generation_jobs WHERE id = %s"
        wait_for(lambda: look.execute(held, [job]).fetchone() == (True,))
        yield job


@contextmanager
def generates(running, look):
    """Let a job generate what takes long."""
    job = running.create(**LARGE)
    wait_for(lambda: look.execute(STATUS, [job]).fetchone() == ("running",))
    yield job


@contextmanager
def is_stopped(running, look):
    """Stop a worker in the middle of a job: nothing that it is told reaches it."""
    with generates(running, look) as job:
        (worker,) = workers(running)
        worker.suspend()
        try:
            yield job
            wait_for(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE)
        finally:
            with suppress(psutil.NoSuchProcess):
                worker.kill()


@contextmanager
def copies(running, look):
    """Hold a job in a COPY."""
    with running.connect() as gate, gate.transaction():
        gate.execute("LOCK TABLE public.activities IN SHARE ROW EXCLUSIVE MODE")
        job = running.create()
        wait_for(lambda: look.execute(WAITING).fetchone() != (0,))
        yield job


# Case 29.
@pytest.mark.parametrize(
    ("moment", "by"),
    [
        (waits_for_its_tenant, "a program"),
        (generates, "a program"),
        (is_stopped, "a program"),
        (copies, "a program"),
        (copies, "a page"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_job_is_cancelled_at_any_moment(running, moment, by):
    ada, before = running.client(), len(list((running.data_dir / "bundles").glob("*")))
    with running.connect() as look, moment(running, look) as job:
        held = 1 if moment is waits_for_its_tenant else 0
        if by == "a program":
            assert held or ada.delete(f"{API}/{job}").status_code == 409  # as it was asked for
            answer = ada.post(f"{API}/{job}/cancel")
            assert (answer.status_code, answer.json()["data"]["errorCode"]) == (200, "CANCELLED")
        else:
            browser = seat(running)
            answer = browser.client.post(f"/jobs/{job}/cancel", data={"csrf": browser.csrf})
            assert (answer.status_code, answer.headers["location"]) == (303, f"/jobs/{job}")
        wait_for(lambda: look.execute(LOCKS).fetchone() == (held,), 30)
        assert look.execute(STATUS, [job]).fetchone() == ("failed",)
        assert look.execute("SELECT count(*) FROM tenants WHERE name = 'Held Up'").fetchone() == (0,)
        told = (
            "SELECT email FROM audit_logs a JOIN users u ON u.id = user_id WHERE action = 'cancel' AND entity_id = %s"
        )
        assert look.execute(told, [job]).fetchall() == [("ada@crm.example",)]
        wait_for(lambda: list((running.data_dir / "work").glob("*")) == [], 30)
        wait_for(lambda: not (running.data_dir / "bundles" / f"{job}.tar").exists(), 30)
    if moment in {is_stopped, copies}:
        assert running.made(tenantName="Next In Line")["status"] == "completed"  # by the same one worker
    assert len(list((running.data_dir / "bundles").glob("*"))) <= before + 1
    assert ada.post(f"{API}/{job}/cancel").json()["data"]["errorCode"] == "CANCELLED"  # it stays so
    assert not [folder for folder, *_ in os.walk(running.data_dir) if Path(folder).name.startswith(".")]


def test_live_progress_ends_with_a_cancel(running):
    client = running.client()
    with running.connect() as look, copies(running, look) as job, client.stream("GET", f"{API}/{job}/events") as answer:
        lines = answer.iter_lines()
        assert next(lines) == "event: progress"
        assert client.post(f"{API}/{job}/cancel").status_code == 200
        told = list(lines)
    assert [line for line in told if line.startswith("event: ")][-1] == "event: end"
    assert any('"CANCELLED"' in line for line in told)
