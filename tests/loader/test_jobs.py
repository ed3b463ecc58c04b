"""Jobs: the list with its filters, order and pages; one job in full; and the dead, which the next command closes."""

from __future__ import annotations

import json
import time
from uuid import uuid4

import pytest
from psycopg.types.json import Jsonb

from loader.errors import NotFound
from loader.jobs.heart import Heart
from loader.jobs.listing import Query, list_jobs, show_job
from loader.jobs.locks import job_key, try_lock
from loader.jobs.progress import Progress
from loader.jobs.records import Job, reap
from loader.postgres.connect import connect

JOBS = [
    # name, seed, country, industry, status, day created, day completed
    ("Alpha Ltd", "one", "GB", "saas", "completed", 1, 2),
    ("beta GmbH", "two_x", "DE", "trading", "failed", 2, 5),
    ("Gamma 100% Inc", "three", "US", "saas", "completed", 3, 3),
    ("alpha two", "four", "US", "finserv", "pending", 4, None),
]


@pytest.fixture
def filled(database):
    """Put four jobs into the database."""
    for name, seed, country, industry, status, created, completed in JOBS:
        database.execute(
            "INSERT INTO demo_generation_jobs (tenant_name, tenant_slug, seed, config, status, lock_key, "
            "created_at, completed_at, started_at, progress, error_code, error_message, recoverable) "
            "VALUES (%s, 's', %s, %s, %s, 1, "
            "make_timestamptz(2026, 1, %s, 0, 0, 0, 'UTC'), make_timestamptz(2026, 1, %s, 0, 0, 0, 'UTC'), "
            "CASE WHEN %s <> 'pending' THEN now() END, CASE %s WHEN 'completed' THEN 100 ELSE 7 END, "
            "CASE %s WHEN 'failed' THEN 'TIMEOUT' END, CASE %s WHEN 'failed' THEN 'late' END, "
            "CASE %s WHEN 'failed' THEN true END)",
            [name, seed, Jsonb({"country": country, "industry": industry}), status, created, completed, *[status] * 5],
        )
    return database


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["alpha two", "Gamma 100% Inc", "beta GmbH", "Alpha Ltd"]),
        ({"sort_order": "asc"}, ["Alpha Ltd", "beta GmbH", "Gamma 100% Inc", "alpha two"]),
        ({"sort_by": "completedAt"}, ["beta GmbH", "Gamma 100% Inc", "Alpha Ltd", "alpha two"]),
        ({"sort_by": "completedAt", "sort_order": "asc"}, ["Alpha Ltd", "Gamma 100% Inc", "beta GmbH", "alpha two"]),
        ({"status": "completed"}, ["Gamma 100% Inc", "Alpha Ltd"]),
        ({"country": "us"}, ["alpha two", "Gamma 100% Inc"]),
        ({"industry": "SAAS"}, ["Gamma 100% Inc", "Alpha Ltd"]),
        ({"country": "US", "industry": "saas"}, ["Gamma 100% Inc"]),
        ({"search": "ALPHA"}, ["alpha two", "Alpha Ltd"]),
        ({"search": "100%"}, ["Gamma 100% Inc"]),
        ({"search": "%"}, ["Gamma 100% Inc"]),
        ({"search": "_"}, ["beta GmbH"]),
        ({"search": "nothing like it"}, []),
        ({"page": 2, "page_size": 3}, ["Alpha Ltd"]),
        ({"page": 9}, []),
    ],
    ids=str,
)
def test_list(filled, query, names):
    assert [job["tenantName"] for job in list_jobs(filled, Query(**query))["data"]] == names


def test_search_finds_an_id(filled):
    (first,) = filled.execute("SELECT id::text FROM demo_generation_jobs ORDER BY id LIMIT 1").fetchone()
    assert [job["id"] for job in list_jobs(filled, Query(search=first[:13].upper()))["data"]] == [first]


def test_pages_are_counted(filled):
    meta = list_jobs(filled, Query(page_size=3))["meta"]
    assert meta == {"total": 4, "page": 1, "pageSize": 3, "totalPages": 2}
    behind = list_jobs(filled, Query(page=9, page_size=3, status="completed"))
    assert behind == {"data": [], "meta": {"total": 2, "page": 9, "pageSize": 3, "totalPages": 1}}
    assert list_jobs(filled, Query(search="nothing like it"))["meta"]["totalPages"] == 0


def test_moments_are_told_in_utc_whatever_zone_the_database_has(filled):
    filled.execute("SET TimeZone = 'Asia/Kathmandu'")
    moments = [job["createdAt"] for job in list_jobs(filled, Query(search="alpha", sort_order="asc"))["data"]]
    assert moments == ["2026-01-01T00:00:00+00:00", "2026-01-04T00:00:00+00:00"]


def test_one_job_in_full(filled):
    (job,) = filled.execute("SELECT id FROM demo_generation_jobs WHERE status = 'failed'").fetchone()
    found = show_job(filled, job)
    assert (found["errorCode"], found["errorMessage"], found["recoverable"]) == ("TIMEOUT", "late", True)
    assert json.loads(json.dumps(found)) == found
    with pytest.raises(NotFound):
        show_job(filled, uuid4())


def test_the_dead_are_closed_and_the_living_are_not(place, filled):
    (job,) = filled.execute("SELECT id FROM demo_generation_jobs WHERE status = 'pending'").fetchone()
    with connect(place) as other:
        with other.transaction():
            assert try_lock(other, job_key(job))
            assert reap(filled) == []
        assert reap(filled) == [job]
        assert reap(filled) == []
    told = "SELECT status, error_code, recoverable FROM demo_generation_jobs WHERE id = %s"
    assert filled.execute(told, [job]).fetchone() == ("failed", "ABANDONED", True)


def test_others_see_how_far_it_is(place, database):
    """Over a connection of its own, while the data's transaction is open."""
    database.execute(
        "INSERT INTO demo_generation_jobs (id, tenant_name, tenant_slug, seed, config, status, lock_key, started_at) "
        "VALUES (gen_random_uuid(), 'T', 't', 's', '{}', 'running', 1, now())"
    )
    (job,) = database.execute("SELECT id FROM demo_generation_jobs").fetchone()
    progress = Progress()
    with Heart(lambda: connect(place), Job(job, "load", {}, "s", "T", "t", 1, 0), progress, 0, time.monotonic() + 60):
        progress.move(20, "Creating companies")
        progress.move(33, "Creating contacts")
        for _ in range(100):
            seen = database.execute("SELECT progress, current_step FROM demo_generation_jobs").fetchone()
            if seen == (33, "Creating contacts"):
                break
            time.sleep(0.05)
    assert seen == (33, "Creating contacts")
    assert [entry["message"] for entry in progress.logs] == ["Creating companies", "Creating contacts"]
