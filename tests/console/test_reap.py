"""Jobs whose worker has ended: they wait for another one, a few times, and those whose worker lives are left alone."""

from __future__ import annotations

from collections import Counter

import pytest

from loader.jobs import queue, records
from loader.jobs.locks import job_key, try_lock
from loader.postgres.connect import connect
from tests.console.queued import (
    CLAIMED,
    FAILED,
    RUNNING,
    W1,
    W2,
    WAITS,
    at_once,
    audited,
    by_hand,
    put,
    run,
    state,
)

SILENT, HEARD = "heartbeat_at = now() - interval '20 seconds'", "heartbeat_at = now() - interval '10 seconds'"
ABANDONED = ("failed", W1, "ABANDONED")


def claimed(connection):
    """Return a job that a worker has claimed and not begun."""
    return put(connection, worker=W1)


def test_a_job_that_is_given_back_begins_anew(database):
    job, other = run(database), run(database, "other", W2)
    database.execute("UPDATE demo_generation_jobs SET progress = 40, current_step = 'x'")
    assert queue.release(database, W1) == [job.id]
    told = "SELECT progress, current_step, started_at, load_pid FROM demo_generation_jobs WHERE id = %s"
    assert database.execute(told, [job.id]).fetchone() == (0, None, None, None)
    assert (state(database, job), state(database, other)) == (WAITS, ("running", W2, None))
    assert audited(database, job) == ["create", "release"]


def test_a_job_is_picked_up_three_times_at_most(database):
    job = put(database)
    for pickup in (1, 2, 3):
        assert queue.claim(database, W1)["pickups"] == pickup
        queue.release(database, W1)
    assert state(database, job) == ABANDONED
    assert audited(database, job) == ["create", "release", "release", "fail"]


@pytest.mark.parametrize(
    ("begin", "change", "locked", "found"),
    [
        (put, SILENT, False, WAITS),
        (claimed, HEARD, False, CLAIMED),
        (claimed, SILENT, True, CLAIMED),
        (claimed, SILENT, False, WAITS),
        (run, HEARD, False, RUNNING),
        (run, SILENT, True, RUNNING),
        (run, SILENT, False, WAITS),
        (run, f"{SILENT}, pickups = 3", False, ABANDONED),
        (run, f"{SILENT}, {FAILED}", False, ("failed", W1, "TIMEOUT")),
        (by_hand, SILENT, True, ("running", None, None)),
        (by_hand, HEARD, False, ("failed", None, "ABANDONED")),
        (lambda c: put(c, queued=False), HEARD, False, ("failed", None, "ABANDONED")),
    ],
)
def test_the_dead_are_given_back_and_the_living_left_alone(place, database, begin, change, locked, found):
    job = begin(database)
    database.execute(f"UPDATE demo_generation_jobs SET {change}")
    before = state(database, job)
    with connect(place) as other, other.transaction():
        assert not locked or try_lock(other, job_key(job.id))
        assert records.reap(database) == ([job.id] if found != before else [])
    assert state(database, job) == found


def test_the_dead_are_given_back_once_though_many_look_at_once(place, database):
    jobs = [run(database, f"t{number}").id for number in range(20)]
    database.execute(f"UPDATE demo_generation_jobs SET {SILENT}")
    reaped = at_once(place, 6, lambda connection, _: records.reap(connection))
    assert Counter(job for mine in reaped for job in mine) == dict.fromkeys(jobs, 1)


def test_a_job_that_was_picked_up_meanwhile_is_left_alone(place, database, monkeypatch):
    """Between the look at the dead and the lock of one of them, somebody else gives it back, and it is claimed."""
    job = run(database)
    database.execute(f"UPDATE demo_generation_jobs SET {SILENT}")

    def late(connection, key):
        with connect(place) as other:
            queue.release(other, W1)
            assert queue.claim(other, W2)["id"] == job.id
        return try_lock(connection, key)

    monkeypatch.setattr(records, "try_lock", late)
    assert records.reap(database) == []
    assert state(database, job) == ("pending", W2, None)
