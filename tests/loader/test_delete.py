"""Deleting: only demo tenants, all of them, and nothing of anybody else."""

from __future__ import annotations

import pytest

from loader.errors import Busy, Denied, NotFound
from loader.jobs.locks import tenant_key, try_lock
from loader.postgres.connect import connect
from loader.tenants.delete import Wish, delete_tenant
from loader.tenants.load import load
from loader.tenants.task import Options

CRM = ("tenants", "users", "companies", "contacts", "leads", "deals", "activities", "notes", "tags", "contact_tags")


def put(bundle, place, **options):
    return load(bundle, lambda: place, Options(**options))


@pytest.mark.parametrize("name", ["slug", "tenant", "job"])
def test_nothing_of_a_deleted_tenant_is_left(place, done, database, name):
    gone = delete_tenant(place, str(getattr(done, name)), Wish(really=True))
    assert gone.rows == done.rows
    for table in CRM:
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert database.execute("SELECT count(*) FROM demo_tenant_metadata").fetchone() == (0,)
    assert database.execute("SELECT status, created_tenant_id FROM demo_generation_jobs").fetchall() == [
        ("completed", None)
    ]
    assert database.execute("SELECT count(*) FROM audit_logs WHERE action = 'delete'").fetchone() == (1,)


def test_other_tenants_stay_as_they_were(bundle, place, done, database, everything):
    before = everything(database)
    copy = put(bundle, place, as_new=True)
    delete_tenant(place, copy.slug, Wish(really=True))
    after = everything(database)
    for table in CRM:
        assert after[table] == before[table]


def test_without_yes_it_only_tells(place, done, database, everything):
    before = everything(database)
    found = delete_tenant(place, done.slug, Wish(really=False))
    assert (found.rows, found.really) == (done.rows, False)
    assert everything(database) == before


def test_a_real_tenant_is_never_deleted(place, database):
    database.execute("INSERT INTO tenants VALUES (gen_random_uuid(), 'R', 'real', 'GB', 'UTC', 'GBP', 'saas', now())")
    with pytest.raises(Denied):
        delete_tenant(place, "real", Wish(really=True))
    assert database.execute("SELECT slug FROM tenants").fetchall() == [("real",)]


def test_nobody_of_that_name(place):
    with pytest.raises(NotFound):
        delete_tenant(place, "nobody", Wish(really=True))


def test_a_tenant_that_is_worked_on_is_busy(place, done, database):
    with connect(place) as other, other.transaction():
        assert try_lock(other, tenant_key(done.slug))
        with pytest.raises(Busy):
            delete_tenant(place, done.slug, Wish(really=True))
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (1,)


def test_a_row_in_a_table_that_came_later_stops_it(place, done, database):
    """Tables of tenants are found in the catalog, so none can be forgotten."""
    database.execute("CREATE TABLE invoices (tenant_id uuid)")
    database.execute("INSERT INTO invoices VALUES (%s)", [done.tenant])
    with pytest.raises(Exception, match="still has rows"):
        delete_tenant(place, done.slug, Wish(really=True))
    assert database.execute("SELECT count(*) FROM contacts").fetchone() == (80,)


GROW = (
    "INSERT INTO tags SELECT gen_random_uuid(), t.id, 'tag ' || n, '#00ff00', now() "
    "FROM tenants t, generate_series(1, {}) n"
)


@pytest.mark.parametrize(("rows", "refused"), [(100, False), (500, True)])
def test_a_tenant_that_has_grown_needs_force(other_bundle, place, done, database, rows, refused):
    """What a demonstration adds may go; what looks like work of months goes only when it is meant."""
    database.execute(GROW.format(rows))
    if refused:
        for act in (
            lambda: delete_tenant(place, done.slug, Wish(really=True)),
            lambda: delete_tenant(place, done.slug, Wish(really=False)),
            lambda: put(other_bundle, place, replace=True),
        ):
            with pytest.raises(Denied, match="--force"):
                act()
        assert database.execute("SELECT count(*) FROM contacts").fetchone() == (80,)
    gone = delete_tenant(place, done.slug, Wish(really=True, force=refused))
    assert gone.rows["tags"] == done.rows["tags"] + rows


def test_who_asked_for_a_delete_is_on_record(bundle, place, database):
    user = database.execute(
        "INSERT INTO users VALUES (gen_random_uuid(), NULL, 'p@x.example', 'A', 'B', 'A B', 'platform_admin', 'T', "
        "'+1', 'UTC', NULL, true, now(), NULL) RETURNING id"
    ).fetchone()[0]
    done = put(bundle, place, created_by=user)
    with connect(place) as other, other.transaction():
        assert try_lock(other, tenant_key(done.slug))
        with pytest.raises(Busy):
            delete_tenant(place, done.slug, Wish(really=True, user=user))
    delete_tenant(place, done.slug, Wish(really=True, user=user))
    found = database.execute(
        "SELECT action, entity_type, user_id, entity_id FROM audit_logs ORDER BY created_at"
    ).fetchall()
    assert found == [
        ("create", "demo_generation_job", user, done.job),
        ("load", "demo_tenant", user, done.tenant),
        ("refuse_delete", "demo_tenant", user, done.tenant),
        ("delete", "demo_tenant", user, done.tenant),
    ]
