"""Asking for tenants: one key is one job, names are never given twice, a tenant gives its place to its own alone."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from demogen.config.slug import tenant_slug
from loader.console.accounts.admins import create_admin
from loader.errors import NotFound, Reused, Unready
from loader.jobs.locks import tenant_key, try_lock
from loader.postgres.connect import connect
from loader.tenants.ask import Asked, ask_create, ask_regenerate
from loader.tenants.delete import Wish, delete_tenant
from tests.console.conftest import wait_for
from tests.console.queued import COMPLETED, FAILED, at_once, settle

JOB = "SELECT tenant_name, tenant_slug, origin_job_id, operation FROM demo_generation_jobs WHERE id = %s"


@pytest.fixture
def ada(database):
    """Return an admin."""
    return create_admin(database, "ada@crm.example", "Ada Example", None)


def create(connection, user, name="Acme", key=None, body=None):
    """Ask for a tenant of a name; give its job."""
    config = {"tenantName": name, "seed": "s"}
    return ask_create(connection, config, tenant_slug(name), 1, Asked(user, {}, {"create": body or config}, key))


def again(connection, user, job, key=None, **changes):
    """Ask for the tenant of a job once more; give the new job."""
    targets = dict.fromkeys(("leads", "contacts", "companies", "closedWonCount"), 100)
    config = {"tenantName": "Acme", "seed": "s", "targets": targets, **changes}
    asked = Asked(user, {}, {"regenerate": str(job), "changes": changes}, key)
    return ask_regenerate(connection, job, config, asked)


def end(connection, job, change=COMPLETED):
    """End a job; give it."""
    connection.execute(f"UPDATE demo_generation_jobs SET {change} WHERE id = %s", [job])
    return job


def found(connection, job):
    """Return name, slug, first job and operation of a job."""
    return connection.execute(JOB, [job]).fetchone()


def make(connection, user, name="Acme"):
    """Make a tenant: its job is completed and it is there; give the job."""
    job = end(connection, create(connection, user, name))
    settle(connection, found(connection, job)[1], job)
    return job


def remove(connection, job):
    """Delete the tenant of a job."""
    made = "SELECT tenant_id FROM demo_tenant_metadata WHERE generation_job_id = %s"
    connection.execute(f"DELETE FROM tenants WHERE id = ({made})", [job])


def test_one_key_is_one_job_though_many_ask_at_once(place, database, ada):
    jobs = at_once(place, 8, lambda connection, _: create(connection, ada, key="nightly"))
    assert len(set(jobs)) == 1
    assert database.execute("SELECT count(*) FROM demo_generation_jobs").fetchone() == (1,)
    told = "SELECT count(*) FROM audit_logs WHERE action = 'create' AND entity_type = 'demo_generation_job'"
    assert database.execute(told).fetchone() == (1,)
    end(database, jobs[0])
    more = at_once(place, 8, lambda connection, _: again(connection, ada, jobs[0], key="more"))
    assert len(set(more)) == 1
    assert more[0] != jobs[0]


@pytest.mark.parametrize("change", ["queued = queued", COMPLETED, FAILED], ids=["waits", "completed", "failed"])
def test_a_key_is_known_whatever_became_of_its_job(database, ada, change):
    job = end(database, create(database, ada, key="k"), change)
    assert create(database, ada, key="k") == job


def test_a_key_of_another_request_is_refused(database, ada):
    job = end(database, create(database, ada, key="k"))
    other = end(database, create(database, ada))
    again(database, ada, job, key="r", seed="1")
    for ask in (
        lambda: create(database, ada, key="k", body={"another": 1}),
        lambda: create(database, ada, key="r"),
        lambda: again(database, ada, job, key="k"),
        lambda: again(database, ada, job, key="r", seed="2"),
        lambda: again(database, ada, other, key="r", seed="1"),
    ):
        with pytest.raises(Reused, match="was used for another request"):
            ask()
    assert database.execute("SELECT count(*) FROM demo_generation_jobs").fetchone() == (3,)


def test_a_key_is_of_whoever_gave_it(database, ada):
    bob = create_admin(database, "bob@crm.example", "Bob Example", None)
    assert create(database, ada, key="k") != create(database, bob, key="k")
    assert create(database, ada) != create(database, ada)


def test_names_are_given_once_though_many_ask_at_once(place, database, ada):
    jobs = at_once(place, 8, lambda connection, _: create(connection, ada))
    names = Counter(found(database, job)[:2] for job in jobs)
    assert names == {("Acme", "acme"): 1, **{(f"Acme {n}", f"acme-{n}"): 1 for n in range(2, 9)}}


@pytest.mark.parametrize(
    ("there", "name", "slug"),
    [
        ([], "Acme", "acme"),
        (["acme"], "Acme", "acme-2"),
        (["acme", "acme-2", "acme-4"], "Acme", "acme-3"),
        (["acme-2"], "Acme", "acme"),
        (["acme-tools", "acme-2-2", "acmes", "an-acme"], "Acme", "acme"),
        (["acme", "acme-tools"], "Acme", "acme-2"),
        (["acme", "acme-2"], "Acme 2", "acme-2-2"),
        (["acme-2"], "Acme 2", "acme-2-2"),
        (["acme-tools"], "ACME  Tools!", "acme-tools-2"),
    ],
    ids=str,
)
def test_the_name_of_a_copy(database, ada, there, name, slug):
    for taken in there:
        settle(database, taken)
    assert found(database, create(database, ada, name))[1] == slug


@pytest.mark.parametrize(
    ("change", "slug"),
    [("queued = queued", "acme-2"), ("queued = false", "acme-2"), (COMPLETED, "acme"), (FAILED, "acme")],
    ids=["waits", "waits at a command line", "completed, and its tenant is gone", "failed"],
)
def test_a_name_is_taken_by_a_tenant_to_come(database, ada, change, slug):
    end(database, create(database, ada), change)
    assert found(database, create(database, ada))[1] == slug


@pytest.mark.parametrize("gone", [False, True])
def test_a_tenant_is_regenerated_in_its_own_place(database, ada, gone):
    first = make(database, ada)
    if gone:
        remove(database, first)
    second = end(database, again(database, ada, first))
    assert found(database, second) == ("Acme", "acme", first, "regenerate")
    remove(database, first)
    settle(database, "acme", second)
    for job in (first, second):
        assert found(database, again(database, ada, job))[1:3] == ("acme", first)


def test_a_copy_is_regenerated_in_its_own_place(database, ada):
    make(database, ada)
    copy = make(database, ada)
    assert found(database, again(database, ada, copy))[:3] == ("Acme 2", "acme-2", copy)


@pytest.mark.parametrize(
    "other",
    [
        lambda c, user: settle(c, "acme"),
        make,
        lambda c, user: settle(c, "acme", end(c, again(c, user, make(c, user, "Other")))),
        create,
        lambda c, user: end(c, create(c, user), "started_at = now(), status = 'running'"),
        lambda c, user: end(c, create(c, user), "queued = false"),
    ],
    ids=["a real one", "another", "another that was regenerated", "one to come", "one that is made", "one by hand"],
)
def test_a_tenant_never_takes_the_place_of_somebody_elses(database, ada, other):
    """Its name was free after it was deleted, and somebody else has it by now."""
    first = make(database, ada)
    remove(database, first)
    other(database, ada)
    assert found(database, again(database, ada, first))[1:3] == ("acme-2", first)


@pytest.mark.parametrize("change", ["queued = queued", "started_at = now(), status = 'running'"])
def test_what_has_not_ended_is_not_regenerated(database, ada, change):
    with pytest.raises(Unready):
        again(database, ada, end(database, create(database, ada), change))


def test_what_there_is_not_is_not_regenerated(database, ada):
    with pytest.raises(NotFound):
        again(database, ada, uuid4())


def test_who_deletes_a_tenant_deletes_no_other_that_took_its_place(place, database, ada):
    """It was regenerated while the delete waited for its turn."""
    first = make(database, ada)
    again_job = end(database, again(database, ada, first))
    (tenant,) = database.execute("SELECT id FROM tenants").fetchone()
    turn = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_try_advisory%'"
    with ThreadPoolExecutor(1) as pool, connect(place) as other:
        other.execute("BEGIN")
        assert try_lock(other, tenant_key("acme"))
        remove(other, first)
        second = settle(other, "acme", again_job)
        asked = pool.submit(delete_tenant, place, str(tenant), Wish(really=True, wait=True))
        wait_for(lambda: database.execute(turn).rowcount == 1)
        other.execute("COMMIT")
        with pytest.raises(NotFound):
            asked.result()
    assert database.execute("SELECT id FROM tenants").fetchall() == [(second,)]
