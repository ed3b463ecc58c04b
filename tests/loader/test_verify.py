"""Verifying and regenerating: what a user changed is found, and put right by the same config."""

from __future__ import annotations

from datetime import date

import pytest

from demogen.build import build_bundle
from demogen.errors import ConfigError
from loader.errors import Denied, TargetProblem, Unproven
from loader.tenants.delete import Wish, delete_tenant
from loader.tenants.load import load
from loader.tenants.recipe import NAMES, WRITING
from loader.tenants.regenerate import regenerate
from loader.tenants.task import Options
from loader.tenants.verify import require_same, verify_tenant
from tests.loader.conftest import CONFIG

CHANGES = [
    ("UPDATE contacts SET title = 'X' WHERE id = (SELECT min(id::text)::uuid FROM contacts)", "contacts"),
    ("UPDATE deals SET amount = amount + 0.01 WHERE id = (SELECT min(id::text)::uuid FROM deals)", "deals"),
    ("UPDATE leads SET created_at = created_at + interval '1 microsecond'", "leads"),
    ("UPDATE users SET is_active = false, deactivated_at = now() WHERE role = 'admin'", "users"),
    ("UPDATE notes SET deal_id = NULL", "notes"),
    ("DELETE FROM contact_tags", "contact_tags"),
    ("UPDATE tenants SET name = 'Renamed'", "tenants"),
    ("UPDATE companies SET state = 'X'", "companies"),
    ("UPDATE activities SET duration_seconds = duration_seconds + 1", "activities"),
]


def put(bundle, place, **options):
    return load(bundle, lambda: place, Options(**options))


def test_a_world_observed_later_is_regenerated_so(place, database, tmp_path):
    """The day of observation is kept; another day of the targets is observed on that day."""
    built = build_bundle(CONFIG, "later", tmp_path / "later", until=date(2026, 4, 15))
    done = load(built.path, lambda: place, Options())
    again = regenerate(place, done.job, seed=None, as_of=None, options=Options())
    assert again.rows == done.rows
    kept = "SELECT until_on FROM demo_generation_jobs ORDER BY created_at"
    assert database.execute(kept).fetchall() == [(date(2026, 4, 15),)] * 2
    regenerate(place, again.job, seed=None, as_of=date(2026, 3, 31), options=Options())
    assert database.execute(kept).fetchall()[-1] == (None,)


@pytest.mark.parametrize("options", [{}, {"as_new": True}, {"fast_keys": True}], ids=["plain", "copy", "fast-keys"])
def test_a_tenant_is_as_it_was_loaded(bundle, place, options):
    done = put(bundle, place, **options)
    found = verify_tenant(place, done.slug)
    assert (found.problems, found.rows) == ([], done.rows)
    require_same(found)


@pytest.mark.parametrize(("change", "table"), CHANGES, ids=[table for _, table in CHANGES])
def test_what_was_changed_is_found(place, done, database, change, table):
    database.execute(change)
    found = verify_tenant(place, str(done.tenant))
    assert {problem.where for problem in found.problems} == {table}
    with pytest.raises(Unproven):
        require_same(found)


@pytest.mark.parametrize("options", [{}, {"as_new": True}], ids=["plain", "copy"])
def test_a_bundle_given_anew_tells_the_column(bundle, place, database, options):
    done = put(bundle, place, **options)
    assert verify_tenant(place, done.slug, bundle).problems == []
    database.execute("UPDATE deals SET amount = amount + 0.01 WHERE id = (SELECT min(id::text)::uuid FROM deals)")
    least = "(SELECT min(contact_id::text)::uuid FROM contact_tags)"
    database.execute(f"UPDATE contacts SET full_name = 'Bob', title = NULL WHERE id = {least}")
    database.execute(f"DELETE FROM contact_tags WHERE contact_id = {least}")
    found = verify_tenant(place, done.slug, bundle).problems
    assert {"deals amount: sum", "contact_tags rows"} <= {problem.where for problem in found}
    hints = {problem.where: problem.hint for problem in found if problem.hint}
    assert hints == {"deals": "In amount.", "contacts": "In full_name, title.", "contact_tags": "Rows came, or went."}


def test_digests_that_were_kept_are_held_against_the_bundle(bundle, place, done, database):
    """Whoever changes a row and the digest that was kept of it is still found."""
    database.execute("UPDATE contacts SET title = 'X' WHERE title IS NOT NULL")
    changed = next(p for p in verify_tenant(place, done.slug).problems if p.where == "contacts")
    path = ["contacts", "digest"]
    database.execute(
        "UPDATE demo_tenant_metadata SET row_digests = jsonb_set(row_digests, %s, to_jsonb(%s::text))",
        [path, changed.found],
    )
    assert verify_tenant(place, done.slug).problems == []
    assert [p.where for p in verify_tenant(place, done.slug, bundle).problems] == ["contacts"]


def test_another_bundle_says_nothing_of_a_tenant(bundle, other_bundle, place, done):
    with pytest.raises(Denied, match="another bundle"):
        verify_tenant(place, done.slug, other_bundle)


def test_a_key_to_another_tenant_is_found(bundle, place, done, database):
    first, second = done, put(bundle, place, as_new=True)
    database.execute(
        "UPDATE notes SET author_id = (SELECT id FROM users WHERE tenant_id = %s LIMIT 1) WHERE tenant_id = %s",
        [second.tenant, first.tenant],
    )
    for slug in (first.slug, second.slug):
        assert "notes.author_id" in {problem.where for problem in verify_tenant(place, slug).problems}


def test_of_a_real_tenant_nothing_is_known(place, database):
    database.execute("INSERT INTO tenants VALUES (gen_random_uuid(), 'R', 'real', 'GB', 'UTC', 'GBP', 'saas', now())")
    with pytest.raises(Denied):
        verify_tenant(place, "real")


def test_the_same_config_puts_it_right(place, done, database):
    database.execute("UPDATE contacts SET title = 'X' WHERE title IS NOT NULL")
    again = regenerate(place, done.job, seed=None, as_of=None, options=Options())
    assert (again.result, again.tenant) == ("loaded", done.tenant)
    assert verify_tenant(place, done.slug).problems == []
    told = "SELECT operation, status FROM demo_generation_jobs ORDER BY created_at"
    assert database.execute(told).fetchall() == [("load", "completed"), ("regenerate", "completed")]


def test_another_seed_takes_the_place_of_the_living(place, done, database):
    again = regenerate(place, done.job, seed="other", as_of=None, options=Options())
    assert again.tenant != done.tenant
    assert database.execute("SELECT id, slug FROM tenants").fetchall() == [(again.tenant, done.slug)]


def test_a_copy_is_regenerated_as_that_copy(bundle, place, done, database):
    copy = put(bundle, place, as_new=True)
    again = regenerate(place, copy.job, seed="other", as_of=None, options=Options())
    assert again.slug == copy.slug
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (2,)


def test_a_deleted_copy_is_regenerated_as_that_copy(bundle, place, database):
    copy = put(bundle, place, as_new=True)
    delete_tenant(place, copy.slug, Wish(really=True))
    again = regenerate(place, copy.job, seed=None, as_of=None, options=Options())
    assert (again.slug, again.tenant) == (copy.slug, copy.tenant)
    assert database.execute("SELECT name FROM tenants").fetchall() == [("Brackwater Tools 2",)]


def test_a_job_that_generates_is_there_before_its_bundle(place, done, database):
    """Others see it run, without a digest, through its first fifth."""
    seen = []

    def look(percent, step):
        told = "SELECT status, bundle_digest IS NULL FROM demo_generation_jobs WHERE id <> %s"
        seen.append((percent, step, *(database.execute(told, [done.job]).fetchone() or ())))

    again = regenerate(place, done.job, seed="other", as_of=date(2026, 3, 31), options=Options(seen=look))
    assert seen[0] == (0, "Planning growth distribution", "running", True)
    first, second = (at for at, (_, step, *_) in enumerate(seen) if step == "Verifying the bundle")
    assert (seen[first][0] < 20, seen[second][0]) == (True, 20)
    assert {s for _, s, *_ in seen[:first]} == {*NAMES.values(), WRITING} - {NAMES["verifying"]}
    assert [percent for percent, *_ in seen] == sorted(percent for percent, *_ in seen)
    known = "SELECT j.seed, j.config ->> 'asOf', j.as_of::text, m.bundle_digest = j.bundle_digest, j.operation "
    known += "FROM demo_generation_jobs j JOIN demo_tenant_metadata m ON m.generation_job_id = j.id"
    assert database.execute(known).fetchall() == [("other", "2026-03-31", "2026-03-31", True, "regenerate")]
    assert again.result == "loaded"


def test_a_config_that_cannot_be_met_on_another_day_fails_the_job(place, done, database):
    with pytest.raises(ConfigError):
        regenerate(place, done.job, seed=None, as_of=date(2025, 9, 2), options=Options())
    told = "SELECT status, error_code, recoverable FROM demo_generation_jobs WHERE id <> %s"
    assert database.execute(told, [done.job]).fetchall() == [("failed", "VALIDATION_ERROR", False)]
    assert verify_tenant(place, done.slug).problems == []


def test_another_day(place, done, database):
    regenerate(place, done.job, seed=None, as_of=date(2026, 4, 30), options=Options())
    assert database.execute("SELECT as_of FROM demo_tenant_metadata").fetchall() == [(date(2026, 4, 30),)]


def test_a_regeneration_that_fails_leaves_the_living(place, done, database):
    database.execute("DROP INDEX notes_deal")
    with pytest.raises(TargetProblem):
        regenerate(place, done.job, seed="other", as_of=None, options=Options())
    assert verify_tenant(place, done.slug).problems == []
    assert database.execute("SELECT id FROM tenants").fetchall() == [(done.tenant,)]


def test_fast_keys_need_a_right(bundle, place, database, server):
    import psycopg
    from psycopg.conninfo import make_conninfo

    from loader.postgres.connect import Place

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE ROLE demo_slow LOGIN NOSUPERUSER")
    try:
        database.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO demo_slow")
        own = Place(make_conninfo(place.conninfo, user="demo_slow"), "test")
        with pytest.raises(TargetProblem, match="--fast-keys"):
            put(bundle, own, fast_keys=True)
        assert put(bundle, own).result == "loaded"
    finally:
        database.execute("DROP OWNED BY demo_slow")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("DROP ROLE demo_slow")
