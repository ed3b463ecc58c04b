"""What became of a job's tenant: regenerated, replaced or deleted, and what naming the job means then (case 28)."""

from __future__ import annotations

import pytest

from loader.errors import Denied, NotFound
from loader.jobs.listing import Query, list_jobs, show_job
from loader.tenants.analytics import exclude
from loader.tenants.delete import Wish, delete_tenant
from loader.tenants.load import load
from loader.tenants.regenerate import regenerate
from loader.tenants.task import Options
from loader.tenants.verify import verify_tenant
from loader.tenants.views import write_analytics_views

NOW = "SELECT excluded_from_analytics FROM demo_tenant_metadata"
COUNTED = "SELECT count(*) FROM analytics_tenants"


def again(place, job, seed="other"):
    """Regenerate a job; return the new one."""
    return regenerate(place, job, seed=seed, as_of=None, options=Options()).job


def told(connection, job):
    """Return what a job says of its tenant."""
    found = show_job(connection, job)
    return found["tenantState"], found["successorJobId"], found["livingJobId"]


def test_a_job_says_what_became_of_its_tenant(other_bundle, place, done, database):
    first = done.job
    assert told(database, first) == ("living", None, str(first))
    second = again(place, first)
    third = again(place, second, "third")
    assert told(database, first) == ("regenerated", str(second), str(third))
    assert told(database, second) == ("regenerated", str(third), str(third))
    fourth = load(other_bundle, lambda: place, Options(replace=True)).job
    assert told(database, third) == ("replaced", str(fourth), None)
    delete_tenant(place, str(fourth), Wish(really=True))
    assert told(database, fourth) == ("deleted", None, None)
    listed = {job["id"]: job["tenantState"] for job in list_jobs(database, Query())["data"]}
    states = ("regenerated", "regenerated", "replaced", "deleted")
    assert listed == dict(zip(map(str, (first, second, third, fourth)), states, strict=True))


def test_naming_a_job_means_the_tenant_as_it_lives_now(place, done, database):
    first = done.job
    second = again(place, first)
    living = database.execute("SELECT id FROM tenants").fetchone()[0]
    assert verify_tenant(place, str(first)).tenant == living
    assert delete_tenant(place, str(first), Wish(really=True)).tenant == living
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (0,)
    for job in (first, second):
        with pytest.raises(NotFound, match="was deleted"):
            delete_tenant(place, str(job), Wish(really=True))


def test_a_job_does_not_stand_for_the_tenant_of_another_bundle(other_bundle, place, done, database):
    other = load(other_bundle, lambda: place, Options(replace=True))
    with pytest.raises(Denied, match=str(other.job)):
        delete_tenant(place, str(done.job), Wish(really=True))
    assert database.execute("SELECT id FROM tenants").fetchall() == [(other.tenant,)]


def test_jobs_of_before_it_was_written_down_are_followed_too(place, done, database):
    first = done.job
    second = again(place, first)
    database.execute(
        "UPDATE demo_generation_jobs SET tenant_fate = NULL, tenant_gone_at = NULL, successor_job_id = NULL"
    )
    assert told(database, first) == ("gone", None, str(second))
    assert delete_tenant(place, str(first), Wish(really=True)).slug == "brackwater-tools"


def test_analytics_count_whom_they_are_told_to(bundle, other_bundle, place, database):
    """Asked for at the load, kept by whoever takes the tenant's place, and changed afterwards (case 30)."""
    first = load(bundle, lambda: place, Options(excluded=False)).job
    assert (database.execute(NOW).fetchone(), database.execute(COUNTED).fetchone()) == ((False,), (1,))
    second = again(place, first)
    assert database.execute(NOW).fetchone() == (False,)
    load(other_bundle, lambda: place, Options(replace=True))
    assert database.execute(NOW).fetchone() == (False,)
    database.execute(write_analytics_views(place).encode())
    deals = database.execute("SELECT count(*) FROM public.deals").fetchone()
    assert (database.execute("SELECT count(*) FROM pg_temp.deals").fetchone(), deals[0] > 0) == (deals, True)
    for _ in range(2):
        assert exclude(place, "brackwater-tools", excluded=True)["excludedFromAnalytics"] is True
    assert (database.execute(NOW).fetchone(), database.execute(COUNTED).fetchone()) == ((True,), (0,))
    assert database.execute("SELECT count(*) FROM pg_temp.deals").fetchone() == (0,)
    changes = "SELECT new_values FROM audit_logs WHERE action = 'update'"
    assert database.execute(changes).fetchall() == [({"excludedFromAnalytics": True},)]
    living = database.execute("SELECT id FROM demo_generation_jobs WHERE created_tenant_id IS NOT NULL").fetchone()[0]
    assert show_job(database, living)["excludedFromAnalytics"] is True
    assert show_job(database, second)["excludedFromAnalytics"] is None
