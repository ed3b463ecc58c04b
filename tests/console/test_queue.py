"""The queue: a job has one worker at a time, a tenant one job, and whoever lost a job can change nothing of it."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from uuid import uuid4

import pytest

from loader.errors import Busy, Cancelled
from loader.jobs import queue, records
from loader.jobs.cancelling import PENDING, cancel
from loader.postgres.connect import read_sql
from tests.console.queued import COMPLETED, FAILED, W1, W2, at_once, by_hand, put, run, state


def claimed(connection):
    """Return a job that a worker has claimed and not begun."""
    return put(connection, worker=W1)


def claim_all(connection, _=0):
    """Claim jobs until nothing waits."""
    return list(iter(lambda: queue.claim(connection, uuid4()), None))


def test_the_oldest_job_comes_first(database):
    days = {}
    for slug, day in {"a": 3, "b": 1, "c": 2}.items():
        days[put(database, slug, change=f"created_at = '2026-01-0{day}'").id] = day
    assert [days[found["id"]] for found in claim_all(database)] == [1, 2, 3]


@pytest.mark.parametrize(
    "change",
    [
        "queued = false",
        f"worker_id = '{W1}'",
        f"worker_id = '{W1}', started_at = now(), status = 'running'",
        COMPLETED,
        FAILED,
    ],
    ids=["of the command line", "claimed", "running", "completed", "failed"],
)
def test_what_does_not_wait_is_not_claimed(database, change):
    put(database, change=change)
    assert queue.claim(database, W2) is None


def test_a_job_is_claimed_once_by_many_at_once(place, database):
    jobs = {put(database, f"t{number}").id for number in range(60)}
    found = [job for mine in at_once(place, 8, claim_all) for job in mine]
    assert Counter(job["id"] for job in found) == dict.fromkeys(jobs, 1)
    assert {job["pickups"] for job in found} == {1}


@pytest.mark.parametrize("begin", [claimed, run, by_hand])
def test_a_tenant_has_one_job_at_a_time(database, begin):
    first, second = begin(database), put(database)
    assert queue.claim(database, W2) is None
    records.fail(database, first.id, "TIMEOUT", "", recoverable=True)
    assert queue.claim(database, W2)["id"] == second.id


def test_a_tenant_has_one_job_at_a_time_though_many_claim_at_once(place, database):
    for number in range(60):
        put(database, f"t{number // 2}")
    found = Counter(job["tenant_slug"] for mine in at_once(place, 8, claim_all) for job in mine)
    assert found == {f"t{number}": 1 for number in range(30)}


def change(connection, what, job):
    """Change a job in a way that only its own worker may."""
    if what == "start":
        records.start(connection, job, 2, 8, "8")
    elif what == "beat":
        values = {"id": job.id, "worker": job.worker, "progress": 50, "step": "x", "logs": "[]", "seconds_left": 1}
        connection.execute(read_sql("jobs/beat"), values)
    elif what == "generated":
        bundle = {"bundle_digest": "x", "as_of": "2026-01-01", "drawing_version": 1}
        records.generated(connection, job.id, worker=job.worker, config={"another": 1}, **bundle)
    elif what == "complete" and not records.complete(connection, job, None, {}, []):
        raise Busy([])
    elif what == "fail":
        records.fail(connection, job.id, "TIMEOUT", "", recoverable=True, worker=job.worker)


def row(connection, job):
    """Return all that is on record of a job."""
    return connection.execute("SELECT j::text FROM demo_generation_jobs j WHERE id = %s", [job.id]).fetchone()


def lose(connection, now):
    """Return a job that its first worker has lost: it waits, or another one has claimed it or runs it."""
    job = run(connection)
    assert queue.release(connection, W1) == [job.id]
    if now != "waits":
        assert queue.claim(connection, W2)["id"] == job.id
    if now == "runs":
        records.start(connection, replace(job, worker=W2), 1, 9, "9")
    return job


CHANGES = ["start", "beat", "generated", "complete", "fail"]


@pytest.mark.parametrize("what", CHANGES)
def test_who_holds_a_job_can_change_it(database, what):
    job = lose(database, "runs")
    before = row(database, job)
    change(database, what, replace(job, worker=W2))
    assert row(database, job) != before


@pytest.mark.parametrize("now", ["waits", "claimed", "runs"])
@pytest.mark.parametrize("what", CHANGES)
def test_who_lost_a_job_cannot_change_it(database, what, now):
    job = lose(database, now)
    before = row(database, job)
    with suppress(Busy):
        change(database, what, job)
    assert row(database, job) == before


@pytest.mark.parametrize("what", ["start", "complete"])
def test_who_lost_a_job_is_told_so(database, what):
    with pytest.raises(Busy):
        change(database, what, lose(database, "runs"))


@pytest.mark.parametrize(
    ("begin", "closed"),
    [(put, True), (claimed, True), (run, False), (lambda c: put(c, change=FAILED), False)],
    ids=["waits", "claimed", "runs", "failed"],
)
def test_what_waits_can_be_cancelled(database, begin, closed):
    job = begin(database)
    before = state(database, job)
    assert cancel(database, job.id, None, {}, PENDING) is closed
    assert state(database, job) == (("failed", before[1], "CANCELLED") if closed else before)


def test_a_job_is_either_cancelled_or_started(place, database):
    """Whoever comes second is told so."""
    jobs = [put(database, f"t{number}", W1) for number in range(40)]

    def begin(connection, job):
        try:
            records.start(connection, job, 1, 7, "7")
        except (Busy, Cancelled):
            return False
        return True

    def each(connection, number):
        return [cancel(connection, job.id, None, {}, PENDING) if number else begin(connection, job) for job in jobs]

    started, cancelled = at_once(place, 2, each)
    assert [not was for was in cancelled] == started
    assert [state(database, job)[0] == "running" for job in jobs] == started


def test_a_job_is_cancelled_once(place, database):
    job = put(database)
    assert Counter(at_once(place, 8, lambda c, _: cancel(c, job.id, None, {}))) == {True: 1, False: 7}
