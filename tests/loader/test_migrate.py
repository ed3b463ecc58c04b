"""Migrations: once each, by whoever comes first; the tables are the bundle's; each constraint refuses a bad row."""

from __future__ import annotations

import functools
import operator
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from demogen.bundle.tables import TABLES
from loader.errors import TargetProblem
from loader.mapping.format import load_mapping
from loader.postgres.connect import Place, connect
from loader.postgres.migrate import applied, load_migrations, migrate
from loader.tenants.delete import Wish, delete_tenant
from loader.tenants.load import load
from loader.tenants.task import Options
from tests.postgres import new_database

TYPES = {
    "uuid": "uuid",
    "string": "text",
    "int": "integer",
    "bool": "boolean",
    "timestamp": "timestamp with time zone",
    "date": "date",
    "money": "numeric(18,2)",
}
CRM = [spec for spec in TABLES if spec.name in load_mapping().tables]
DOCUMENT = (Path(__file__).parents[2] / "docs" / "loading.md").read_text(encoding="utf-8")
GRANTS = re.search(r"```sql grants\n(.*?)```", DOCUMENT, re.DOTALL)[1]


@pytest.fixture
def empty(server):
    """Return a database without anything in it."""
    name = "demogen_empty"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield Place(make_conninfo(server, dbname=name), "test")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_two_at_once_migrate_once(empty):
    def one(_):
        with connect(empty) as connection:
            return migrate(connection)

    with ThreadPoolExecutor(2) as pool:
        done = sorted(functools.reduce(operator.iadd, pool.map(one, range(2)), []))
    assert done == [migration.name for migration in load_migrations()]
    with connect(empty) as connection:
        assert migrate(connection) == []
        assert list(applied(connection)) == [migration.version for migration in load_migrations()]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE demo_schema_migrations SET sha256 = 'other' WHERE version = 1",
        "INSERT INTO demo_schema_migrations VALUES (99, 'later', 'x')",
    ],
)
def test_migrations_of_another_program_are_refused(database, change):
    database.execute(change)
    with pytest.raises(TargetProblem, match="migration"):
        migrate(database)


@pytest.fixture(scope="module")
def shared(server, template):
    """Return a connection to a migrated database that the tests of this file share."""
    with new_database(server, template) as conninfo, connect(Place(conninfo, "test")) as connection:
        yield connection


@pytest.fixture
def undone(shared):
    """Return a transaction that is undone afterwards."""
    shared.execute("BEGIN")
    yield shared
    shared.execute("ROLLBACK")


def test_ground_truth_has_no_table(database):
    """What only a bundle knows is not loaded: a tenant's users could tell a demo by it."""
    assert {spec.name for spec in TABLES} - set(load_mapping().tables) == {"duplicate_contacts"}
    assert database.execute("SELECT to_regclass('duplicate_contacts')").fetchone() == (None,)


@pytest.mark.parametrize("spec", CRM, ids=[spec.name for spec in CRM])
def test_tables_are_those_of_the_bundle(undone, spec):
    """Same columns, types and nulls; what only the bundle knows has no column, and platform admins have no tenant."""
    found = undone.execute(
        "SELECT attname, format_type(atttypid, atttypmod), NOT attnotnull FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 ORDER BY attnum",
        [spec.name],
    ).fetchall()
    loose = {("users", "tenant_id")}
    expected = [
        (c.name, TYPES[c.type], c.nullable or (spec.name, c.name) in loose)
        for c in spec.columns
        if c.name != "is_whale"
    ]
    assert found == expected


def test_every_foreign_key_has_an_index(database):
    missing = database.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint k WHERE contype = 'f' AND NOT EXISTS "
        "(SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indkey[0] = k.conkey[1])"
    ).fetchall()
    assert missing == []


TENANT = "INSERT INTO tenants VALUES ('{id}', '{name}', '{slug}', '{country}', 'UTC', '{currency}', 'saas', now())"
GOOD = {
    "id": "00000000-0000-7000-8000-000000000001",
    "name": "T",
    "slug": "t",
    "country": "GB",
    "currency": "GBP",
}
JOB = (
    "INSERT INTO demo_generation_jobs (config, seed, tenant_name, tenant_slug, lock_key{0}) "
    "VALUES ('{{}}', 's', 'T', 't', 1{1})"
)
USER = (
    "INSERT INTO users VALUES (gen_random_uuid(), {tenant}, '{email}', 'A', 'B', 'A B', '{role}', 'T', '+1', 'UTC', "
    "NULL, true, now(), NULL)"
)
BAD = [
    *(
        TENANT.format(**{**GOOD, **bad})
        for bad in ({"name": ""}, {"slug": "Ü b"}, {"country": "gb"}, {"currency": "£"})
    ),
    USER.format(tenant="NULL", email="a@x.example", role="rep"),
    USER.format(tenant=f"'{GOOD['id']}'", email="a@x.example", role="platform_admin"),
    USER.format(tenant=f"'{GOOD['id']}'", email="a@x.example", role="king"),
    USER.format(tenant="'00000000-0000-7000-8000-00000000dead'", email="a@x.example", role="rep"),
    JOB.format(", status", ", 'succeeded'"),
    JOB.format(", progress", ", 101"),
    JOB.format(", progress", ", -1"),
    JOB.format(", logs", ", '{}'"),
    JOB.format(", metrics", ", '[]'"),
    JOB.format(", status, started_at, completed_at", ", 'failed', now(), now()"),
    JOB.format(", status, started_at", ", 'completed', now()"),
    JOB.format(", status, started_at, completed_at, progress", ", 'completed', now(), now(), 99"),
    JOB.format(", status", ", 'running'"),
    JOB.format(
        ", status, completed_at, error_code, error_message, recoverable", ", 'failed', now(), 'OOPS', 'x', true"
    ),
    JOB.format(", attempt", ", 0"),
    JOB.format(", operation", ", 'steal'"),
    "INSERT INTO audit_logs (action, entity_type) VALUES ('', 'x')",
    "INSERT INTO audit_logs (action, entity_type, metadata) VALUES ('x', 'x', '[]')",
]


@pytest.mark.parametrize("statement", BAD, ids=range(len(BAD)))
def test_constraints_refuse_bad_rows(undone, statement):
    if "INTO tenants" not in statement:
        undone.execute(TENANT.format(**GOOD))
    with pytest.raises(psycopg.IntegrityError):
        undone.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [TENANT.format(**GOOD), JOB.format("", ""), USER.format(tenant="NULL", email="p@x.example", role="platform_admin")],
)
def test_constraints_let_good_rows_in(undone, statement):
    assert undone.execute(statement).rowcount == 1


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_logs SET action = 'y'", "DELETE FROM audit_logs", "TRUNCATE audit_logs"]
)
def test_the_audit_log_is_only_added_to(database, statement):
    database.execute("INSERT INTO audit_logs (action, entity_type) VALUES ('x', 'y')")
    with pytest.raises(psycopg.Error, match="append-only"):
        database.execute(statement)


def test_a_deleted_tenant_leaves_the_audit_log(database):
    database.execute(TENANT.format(**GOOD))
    database.execute("INSERT INTO audit_logs (action, entity_type, tenant_id) VALUES ('x', 'y', %s)", [GOOD["id"]])
    database.execute("DELETE FROM tenants")
    assert database.execute("SELECT action, tenant_id FROM audit_logs").fetchall() == [("x", None)]


@pytest.fixture
def role(server, database):
    """Make a role, and remove it with what it may do."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE ROLE demo_loader LOGIN NOSUPERUSER")
    yield "demo_loader"
    database.execute("DROP OWNED BY demo_loader")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP ROLE demo_loader")


def test_the_documented_rights_are_enough(bundle, place, database, role):
    database.execute(GRANTS)
    own = Place(make_conninfo(place.conninfo, user=role), "test")
    done = load(bundle, lambda: own, Options())
    assert load(bundle, lambda: own, Options(as_new=True)).result == "loaded"
    assert delete_tenant(own, done.slug, Wish(really=True)).rows == done.rows


LINES = [line for line in GRANTS.replace(",\n    ", ", ").splitlines() if "ON SCHEMA" not in line]


@pytest.mark.parametrize("left_out", range(len(LINES)), ids=[line[:50] for line in LINES])
def test_each_documented_right_is_needed(bundle, place, database, role, left_out):
    database.execute("GRANT USAGE ON SCHEMA public TO demo_loader;" + "".join(LINES[:left_out] + LINES[left_out + 1 :]))
    own = Place(make_conninfo(place.conninfo, user=role), "test")
    with pytest.raises((TargetProblem, psycopg.Error, Exception)):
        load(bundle, lambda: own, Options())
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (0,)


@pytest.mark.parametrize("table", ["demo_generation_jobs", "demo_tenant_metadata", "audit_logs", "analytics_tenants"])
def test_a_role_with_rights_on_the_crm_sees_nothing_of_demos(place, database, role, table):
    crm = ", ".join(spec.name for spec in CRM)
    database.execute(f"GRANT USAGE ON SCHEMA public TO {role}; GRANT ALL ON {crm} TO {role}")
    with (
        connect(Place(make_conninfo(place.conninfo, user=role), "test")) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(f"SELECT * FROM {table}")
