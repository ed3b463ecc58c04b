"""Cancelling a job that runs, from a command line: it stops, nothing is left, and who came too late is told so."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from uuid import uuid4

import pytest

from loader.errors import Cancelled, Unready
from loader.jobs.cancelling import cancel, cancel_or_refuse
from loader.jobs.locks import tenant_key, try_lock
from loader.jobs.records import reap
from loader.postgres.connect import connect
from loader.tenants import attempt
from loader.tenants.load import load
from loader.tenants.regenerate import regenerate
from loader.tenants.task import Options
from tests import forked

OPEN = "SELECT id FROM demo_generation_jobs WHERE status IN ('pending', 'running')"
SAID = "SELECT status, error_code, error_message, recoverable FROM demo_generation_jobs WHERE id = %s"
LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
CRM = ("tenants", "companies", "contacts", "deals", "activities", "demo_tenant_metadata")


def crm(everything, connection):
    """Return what the tables of the CRM hold."""
    found = everything(connection)
    return {table: found[table] for table in CRM}


def wait_for(look, seconds=120):
    """Look until there is something; return it."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, "it did not come in time"
        time.sleep(0.02)
    return found


def the_open(connection):
    """Return the job that waits or runs."""
    return wait_for(lambda: connection.execute(OPEN).fetchone())[0]


@contextmanager
def lock(place, table):
    """Hold a table so that nobody can write to it."""
    with connect(place) as gate, gate.transaction():
        gate.execute(f"LOCK TABLE public.{table} IN SHARE ROW EXCLUSIVE MODE")
        yield


@contextmanager
def hold_tenant(place):
    """Hold the lock of the tenant."""
    with connect(place) as other, other.transaction():
        assert try_lock(other, tenant_key("brackwater-tools"))
        yield


# Each moment (case 29), and what holds a load there.
MOMENTS = {
    "waits for its tenant": (hold_tenant, "pending"),
    "copies contacts": (lambda place: lock(place, "contacts"), "running"),
    "writes what was proven": (lambda place: lock(place, "demo_tenant_metadata"), "running"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_load_of_a_command_line_is_cancelled_by_another(bundle, place, database, everything, moment):
    gate, status = MOMENTS[moment]
    before = crm(everything, database)
    known = {"env": {"DATABASE_URL": place.conninfo}}
    with gate(place):
        running = forked.Run("loader", "load", bundle, "--wait", **known)
        job = the_open(database)
        where = "SELECT status FROM demo_generation_jobs WHERE id = %s"
        wait_for(lambda: database.execute(where, [job]).fetchone() == (status,))
        if status == "running":
            wait_for(lambda: database.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone() != (0,))
        done = forked.run("loader", "cancel", job, "--json", **known)
        ended = running.end(60, text=True)  # while the gate is still held
    assert json.loads(done.stdout)["errorCode"] == "CANCELLED"
    said = ended.stderr
    assert (ended.returncode, "was cancelled" in said, "Traceback" in said) == (130, True, False), said
    assert crm(everything, database) == before
    assert database.execute(SAID, [job]).fetchone()[:2] == ("failed", "CANCELLED")
    assert database.execute(LOCKS).fetchone() == (0,)
    told = "SELECT action, metadata ->> 'status', metadata ->> 'via' FROM audit_logs WHERE entity_id = %s"
    assert database.execute(told + " AND action <> 'create'", [job]).fetchall() == [("cancel", status, "cli")]


def test_generating_is_interrupted(place, done, database, everything, monkeypatch, tmp_path):
    """In the middle of a loop that looks at nothing, and never ends by itself (case 29)."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = crm(everything, database)
    begun = threading.Event()

    def spin(*_given, **_more):
        begun.set()
        while True:
            sum(range(1000))

    monkeypatch.setattr("demogen.build.build_bundle", spin)

    def stop():
        begun.wait(60)
        with connect(place) as other:
            assert cancel(other, the_open(other), None, {})

    canceller = threading.Thread(target=stop)
    canceller.start()
    with pytest.raises(Cancelled, match="was cancelled"):
        regenerate(place, done.job, seed="other", as_of=None, options=Options())
    canceller.join()
    assert crm(everything, database) == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("who", ["commits", "cancels"])
def test_a_cancel_at_the_commit_says_what_became_of_the_job(bundle, place, database, monkeypatch, who):
    """The row decides: it was completed in the data's transaction already, or it was not."""
    answers, threads = [], []

    def ask():
        with connect(place) as other:
            try:
                answers.append(cancel_or_refuse(other, the_open(other), None, {})["errorCode"])
            except Unready as error:
                answers.append(error.problems[0].found)

    def at_once(call):
        def told(*given):
            threads.append(threading.Thread(target=ask))
            threads[0].start()
            waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            wait_for(lambda: answers or database.execute(waits).fetchone() != (0,))
            return call(*given)

        return told

    place_of, name = (attempt, "commit") if who == "commits" else (attempt.records, "complete")
    monkeypatch.setattr(place_of, name, at_once(getattr(place_of, name)))
    if who == "commits":
        done = load(bundle, lambda: place, Options())
        threads[0].join()
        assert (answers, database.execute("SELECT id FROM tenants").fetchall()) == (["completed"], [(done.tenant,)])
        return
    with pytest.raises(Cancelled):
        load(bundle, lambda: place, Options())
    threads[0].join()
    assert (answers, database.execute("SELECT count(*) FROM tenants").fetchone()) == (["CANCELLED"], (0,))


def test_what_has_ended_is_not_cancelled(place, done, database):
    with pytest.raises(Unready, match="has ended"):
        cancel_or_refuse(database, done.job, None, {})
    assert database.execute("SELECT count(*) FROM audit_logs WHERE action = 'cancel'").fetchone() == (0,)
    assert cancel(database, uuid4(), None, {}) is False
    assert reap(database) == []
