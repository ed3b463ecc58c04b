"""Loading: the rows of the bundle and nothing else, once; and what is told of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from demogen.bundle.tables import TABLES
from demogen.errors import BundleError
from loader.errors import Denied, TargetProblem
from loader.jobs.costs import loading, loading_costs
from loader.mapping import views
from loader.mapping.format import load_mapping
from loader.postgres.connect import Place
from loader.tenants import attempt
from loader.tenants.load import load
from loader.tenants.regenerate import regenerate
from loader.tenants.task import Options
from loader.tenants.verify import verify_tenant

OURS = {"demo_generation_jobs", "demo_tenant_metadata", "audit_logs", "demo_schema_migrations"}


def put(bundle, place, **options):
    return load(bundle, lambda: place, Options(**options))


def rows_of_bundle(bundle, table):
    """Return the rows of a table as the mapping gives them."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for spec in TABLES:
            path = bundle / "data" / f"{spec.name}.parquet"
            connection.execute(f"CREATE VIEW {spec.name} AS SELECT * FROM read_parquet('{path}')")
        step = next(step for step in load_mapping().steps if step.table == table)
        names = [name for name, *_ in connection.execute(f"DESCRIBE {step.sql}").fetchall()]
        columns = ", ".join(f"epoch_us({n})" if n.endswith("_at") else n for n in names)
        return names, sorted(connection.execute(f"SELECT {columns} FROM ({step.sql})").fetchall(), key=str)


def test_every_value_arrives(bundle, place, done, database):
    moment = "(extract(epoch FROM {}) * 1000000)::bigint"
    for table in load_mapping().tables:
        names, expected = rows_of_bundle(bundle, table)
        columns = ", ".join(moment.format(name) if name.endswith("_at") else name for name in names)
        found = sorted(database.execute(f"SELECT {columns} FROM {table}").fetchall(), key=str)
        assert found == expected, table


def test_a_bundle_is_loaded_once(bundle, place, done, database):
    again = put(bundle, place)
    assert (done.result, again.result) == ("loaded", "unchanged")
    assert again.tenant == done.tenant
    assert database.execute("SELECT count(*) FROM demo_generation_jobs").fetchone() == (1,)


def test_a_copy_shares_no_id_and_keeps_its_order(bundle, place, done, database):
    copy = put(bundle, place, as_new=True)
    third = put(bundle, place, as_new=True)
    assert [copy.slug, third.slug] == ["brackwater-tools-2", "brackwater-tools-3"]
    ids = database.execute("SELECT tenant_id, count(*), count(DISTINCT id) FROM contacts GROUP BY 1").fetchall()
    assert [(n, d) for _, n, d in ids] == [(80, 80)] * 3
    versions = "SELECT DISTINCT substr(id::text, 15, 1), substr(id::text, 20, 1) IN ('8', '9', 'a', 'b') FROM leads"
    assert database.execute(versions).fetchall() == [("7", True)]
    times = "SELECT array_agg(DISTINCT left(id::text, 13)) FROM leads WHERE tenant_id = %s"
    assert len({str(database.execute(times, [t.tenant]).fetchone()) for t in (copy, third)}) == 1
    names = database.execute("SELECT name FROM tenants ORDER BY slug").fetchall()
    assert names == [("Brackwater Tools",), ("Brackwater Tools 2",), ("Brackwater Tools 3",)]


def addresses(database, tenant):
    query = (
        "SELECT email FROM users WHERE tenant_id = %(tenant)s "
        "UNION SELECT billing_email FROM tenant_billing WHERE tenant_id = %(tenant)s"
    )
    return {row[0].partition("@") for row in database.execute(query, {"tenant": tenant}).fetchall()}


def test_a_copy_has_addresses_of_its_own(bundle, place, done, database):
    """Case 21: an index that allows an address once in the whole database takes every copy, also a regenerated one."""
    database.execute("CREATE UNIQUE INDEX ON users (email); CREATE UNIQUE INDEX ON tenant_billing (billing_email)")
    first, copy, third = done, *(put(bundle, place, as_new=True) for _ in range(2))
    hosts = {t.tenant: {host for _, _, host in addresses(database, t.tenant)} for t in (first, copy, third)}
    assert hosts == {t.tenant: {f"{t.slug}.example"} for t in (first, copy, third)}
    people = [{name for name, _, _ in addresses(database, t.tenant)} for t in (first, copy, third)]
    assert people[0] == people[1] == people[2]
    contacts = "SELECT array_agg(email ORDER BY email) FROM contacts WHERE tenant_id = %s"
    assert len({str(database.execute(contacts, [t.tenant]).fetchone()) for t in (first, copy)}) == 1, "customers' own"
    for done in (copy, third):
        assert verify_tenant(place, done.slug).problems == []
        assert verify_tenant(place, done.slug, bundle).problems == []
    again = regenerate(place, copy.job, seed="third", as_of=None, options=Options())
    assert {host for _, _, host in addresses(database, again.tenant)} == {f"{copy.slug}.example"}


def test_a_copy_of_the_version_before_is_still_proven(bundle, place, done, monkeypatch):
    """It has the bundle's addresses, and that is how it was loaded."""
    with monkeypatch.context() as older:
        older.setattr(views, "ADDRESSES", {})
        copy = put(bundle, place, as_new=True)
    assert verify_tenant(place, copy.slug, bundle).problems == []


def test_another_bundle_of_a_tenant_needs_replace(other_bundle, place, done, database):
    with pytest.raises(Denied, match="--replace"):
        put(other_bundle, place)
    other = put(other_bundle, place, replace=True)
    digest = database.execute("SELECT bundle_digest FROM demo_tenant_metadata").fetchall()
    assert other.result == "loaded"
    assert len(digest) == 1
    assert database.execute("SELECT count(*) FROM leads").fetchone() == (200,)
    assert database.execute("SELECT id FROM tenants").fetchall() == [(other.tenant,)]


def test_a_real_tenant_of_the_same_slug_is_left_alone(bundle, place, database):
    database.execute(
        "INSERT INTO tenants VALUES (gen_random_uuid(), 'B', 'brackwater-tools', 'GB', 'UTC', 'GBP', 'saas', now())"
    )
    with pytest.raises(Denied, match="is not a demo"):
        put(bundle, place, replace=True)
    assert database.execute("SELECT name FROM tenants").fetchall() == [("B",)]


def test_dry_run_writes_nothing(bundle, place, database):
    ready = put(bundle, place, dry_run=True)
    assert (ready.result, [*ready.rows]) == ("ready", load_mapping().tables)
    for table in (*load_mapping().tables, "demo_generation_jobs", "audit_logs"):
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_what_is_recorded(place, done, database):
    job = database.execute(
        "SELECT status, progress, current_step, attempt, error_code, tenant_name, seed, created_tenant_id, "
        "metrics -> 'rows' ->> 'leads', jsonb_array_length(metrics -> 'monthlyBreakdown') FROM demo_generation_jobs"
    ).fetchone()
    assert job == ("completed", 100, "Complete", 1, None, "Brackwater Tools", "one", done.tenant, "200", 6)
    metadata = database.execute(
        "SELECT tenant_id, generation_job_id, country, industry, seed, is_demo_generated, excluded_from_analytics "
        "FROM demo_tenant_metadata"
    ).fetchone()
    assert metadata == (done.tenant, done.job, "GB", "saas", "one", True, True)
    audit = database.execute("SELECT tenant_id, action, entity_type FROM audit_logs ORDER BY created_at").fetchall()
    assert audit == [(None, "create", "demo_generation_job"), (None, "load", "demo_tenant")]
    assert database.execute("SELECT count(*) FROM analytics_tenants").fetchone() == (0,)


STEPS = [
    (0, "Creating tenant profile"),
    (5, "Creating team members"),
    (10, "Setting up pipeline"),
    (15, "Planning growth distribution"),
    (20, "Creating companies"),
    (25, "Creating contacts"),
    (50, "Creating deals"),
    (75, "Creating activities"),
    (95, "Creating tags"),
    (98, "Proving what was loaded"),
]


def test_steps_are_those_that_were_asked_for(bundle, place, database):
    """Each begins at its percent; rows move it between them; the job's log has every one of them, with its time."""
    seen = []
    done = put(bundle, place, seen=lambda percent, step: seen.append((percent, step)))
    begins = {step: percent for percent, step in reversed(seen)}
    assert [(percent, step) for step, percent in sorted(begins.items(), key=lambda item: item[1])] == STEPS
    assert [percent for percent, _ in seen] == sorted(percent for percent, _ in seen)
    contacts = [percent for percent, step in seen if step == "Creating contacts"]
    costs = loading_costs({table: done.rows[table] for table in ("contacts", "leads")})
    part = costs[loading("contacts")] / (costs[loading("contacts")] + costs[loading("leads")])
    assert int(25 + 25 * part) in contacts
    logs = database.execute("SELECT logs FROM demo_generation_jobs").fetchone()[0]
    assert list(dict.fromkeys(entry["step"] for entry in logs)) == [step for _, step in STEPS] + ["Complete"]
    assert all(set(entry) == {"at", "level", "step", "message"} for entry in logs)


def test_metrics_are_the_months_of_the_manifest(bundle, place, done, database):
    from demogen.bundle.read import load_manifest

    found = database.execute("SELECT metrics -> 'monthlyBreakdown' FROM demo_generation_jobs").fetchone()[0]
    assert found == load_manifest(bundle)["months"]


def test_metrics_are_the_targets(place, done, database):
    found = database.execute("SELECT metrics -> 'totals', config -> 'targets' FROM demo_generation_jobs").fetchone()
    assert found[0] == found[1]


def test_a_database_without_migrations_is_told_so(bundle, server):
    with pytest.raises(TargetProblem, match="demogen-load migrate"):
        put(bundle, Place(server, "test"))


DIFFERENCES = [
    ("DROP TABLE contact_tags", "public.contact_tags: is missing"),
    ("ALTER TABLE notes DROP COLUMN body", "notes.body: is missing"),
    ("ALTER TABLE leads ALTER COLUMN score TYPE smallint", "leads.score: has another type"),
    ("ALTER TABLE deals ALTER COLUMN amount TYPE numeric(12, 2)", "deals.amount: has another type"),
    ("ALTER TABLE deals ALTER COLUMN amount TYPE double precision", "deals.amount: has another type"),
    ("ALTER TABLE tags ADD COLUMN needed text NOT NULL", "tags.needed: must be given"),
    ("DROP INDEX notes_deal", "notes: has foreign keys without an index"),
    (
        (
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
            "CREATE TRIGGER t BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION f()"
        ),
        "notes: has triggers",
    ),
]


@pytest.mark.parametrize(("change", "says"), DIFFERENCES, ids=[change[:40] for change, _ in DIFFERENCES])
def test_a_target_that_differs_is_refused_before_the_first_row(bundle, place, database, change, says):
    database.execute(change)
    with pytest.raises(TargetProblem, match=says):
        put(bundle, place)
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (0,)
    assert database.execute("SELECT count(*) FROM demo_generation_jobs").fetchone() == (0,)
    audit = database.execute("SELECT action, metadata ->> 'code' FROM audit_logs").fetchall()
    assert audit == [("refuse", "VALIDATION_ERROR")]


def test_every_difference_is_told_at_once(bundle, place, database):
    database.execute("ALTER TABLE notes DROP COLUMN body; ALTER TABLE leads DROP COLUMN score; DROP TABLE contact_tags")
    with pytest.raises(TargetProblem) as caught:
        put(bundle, place)
    assert [problem.where for problem in caught.value.problems] == ["leads.score", "notes.body", "public.contact_tags"]


CHANGES = {
    "removed": (lambda file: file.unlink(), "was moved or removed while it was read"),
    "replaced": (lambda file: shutil.copy(file, f"{file}.new") and os.replace(f"{file}.new", file), "was moved or"),
    "cut short": (lambda file: os.truncate(file, 100), "changed while it was read"),
    "written to": (lambda file: file.write_bytes(bytes(file.stat().st_size)), "changed while it was read"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_file_that_changes_while_it_is_loaded(bundle, place, database, tmp_path, monkeypatch, case):
    change, says = CHANGES[case]
    copied = Path(shutil.copytree(bundle, tmp_path / "copied"))
    copy_tables = attempt.copy_tables

    def changed(*given):
        change(copied / "data/activities.parquet")
        copy_tables(*given)

    monkeypatch.setattr(attempt, "copy_tables", changed)
    with pytest.raises(BundleError, match=says):
        put(copied, place)
    assert database.execute("SELECT status, error_code FROM demo_generation_jobs").fetchall() == [
        ("failed", "VALIDATION_ERROR")
    ]
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (0,)
