"""A CRM in a schema of its own (case 20): honoured by every command, and independent of another CRM in the database."""

from __future__ import annotations

import json

import psycopg
import pytest
from click.testing import CliRunner

from loader.cli import cli
from loader.errors import Busy, TargetProblem
from loader.jobs import queue
from loader.jobs.locks import shared_key, tenant_key, try_lock
from loader.postgres.connect import Place, connect
from loader.postgres.migrate import applied, load_migrations, migrate
from loader.tenants.delete import Wish, delete_tenant
from loader.tenants.load import load
from loader.tenants.task import Options
from loader.tenants.verify import verify_tenant
from tests.postgres import new_database

ODD = 'Crm of "Ünal"; 100%'


@pytest.fixture
def empty(server):
    """Return a database without any table of ours."""
    with new_database(server) as conninfo:
        yield conninfo


def place_of(conninfo, schema):
    place = Place(conninfo, "test", schema)
    with connect(place) as session:
        migrate(session)
    return place


def tables_in(conninfo):
    """List the tables of each schema."""
    with psycopg.connect(conninfo) as plain:
        rows = plain.execute(
            "SELECT n.nspname, count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind IN ('r', 'v', 'S') AND n.nspname !~ '^pg_|^information_schema$' GROUP BY 1"
        ).fetchall()
    return dict(rows)


EMAIL = "ada@crm.example"


@pytest.mark.parametrize("how", ["option", "environment", "url"])
def test_every_command_honours_it(empty, bundle, how):
    """`public` has no table at all: whatever looked there would fail."""
    schema = ODD if how == "option" else "crm"
    environment = {"DATABASE_URL": empty, **({"DEMOGEN_SCHEMA": schema} if how == "environment" else {})}
    if how == "url":
        environment["DATABASE_URL"] = f"{empty} schema={schema}"
    option = ["--schema", schema] if how == "option" else []

    def run(*words):
        done = CliRunner().invoke(cli, [*words, *option], env=environment, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    assert json.loads(run("migrate", "--json"))["schema"] == schema
    assert "nothing to do" in run("migrate")
    loaded = json.loads(run("load", str(bundle), "--json"))
    assert json.loads(run("load", str(bundle), "--json"))["result"] == "unchanged"
    assert [t["slug"] for t in json.loads(run("tenants", "--json"))] == ["brackwater-tools"]
    assert "as it was loaded" in run("verify", "brackwater-tools", "--bundle", str(bundle))
    views = run("views", "brackwater-tools")
    with psycopg.connect(empty) as plain:
        plain.execute(views)
        assert plain.execute("SELECT count(*) FROM contacts").fetchone() == (80,)
    assert json.loads(run("jobs", "--json"))["meta"]["total"] == 1
    assert json.loads(run("job", loaded["jobId"], "--follow", "--json"))["status"] == "completed"
    if how == "option":
        assert json.loads(run("regenerate", loaded["jobId"], "--seed", "x", "--json"))["result"] == "loaded"
    run("admin", "create", EMAIL, "--no-password")
    assert [a["email"] for a in json.loads(run("admin", "list", "--json"))] == [EMAIL]
    token = json.loads(run("token", "create", "t", "--admin", EMAIL, "--scope", "read", "--json"))["id"]
    assert json.loads(run("token", "list", "--json"))[0]["id"] == token
    run("token", "revoke", token)
    run("admin", "disable", EMAIL)
    assert json.loads(run("delete", "brackwater-tools", "--yes", "--json"))["deleted"] is True
    assert set(tables_in(empty)) == {schema}


def test_two_crms_in_one_database(empty, bundle, other_bundle):
    """The same bundle has the same ids in both; what is done in one changes nothing of the other."""
    one, two = place_of(empty, "public"), place_of(empty, ODD)
    first, second = (load(bundle, lambda place=place: place, Options()) for place in (one, two))
    assert first.tenant == second.tenant
    load(other_bundle, lambda: two, Options(replace=True))
    assert verify_tenant(one, first.slug, bundle).problems == []
    delete_tenant(one, first.slug, Wish(really=True))
    assert verify_tenant(two, second.slug, other_bundle).problems == []
    with connect(one) as session:
        assert session.execute("SELECT count(*) FROM contacts").fetchone() == (0,)
        assert session.execute("SELECT count(*) FROM demo_generation_jobs").fetchone() == (1,)
    with connect(two) as session:
        assert session.execute("SELECT count(*) FROM demo_generation_jobs").fetchone() == (2,)
    delete_tenant(two, second.slug, Wish(really=True))


def test_locks_of_one_do_not_stop_the_other(empty, bundle):
    one, two = place_of(empty, "public"), place_of(empty, "crm")
    with connect(one) as other, other.transaction():
        assert try_lock(other, tenant_key("brackwater-tools"))
        with pytest.raises(Busy):
            load(bundle, lambda: one, Options())
        load(bundle, lambda: two, Options())
        with connect(two) as mine, mine.transaction():
            assert try_lock(mine, shared_key(mine, queue.LOCK))
            assert shared_key(other, queue.LOCK) == queue.LOCK  # as older programs have it
            assert shared_key(mine, queue.LOCK) != queue.LOCK


def test_a_schema_that_is_not_there_is_told(empty, bundle):
    with pytest.raises(TargetProblem, match="migrate --schema crm"):
        load(bundle, lambda: Place(empty, "test", "crm"), Options())
    assert tables_in(empty) == {}


# What the version before this one did, word for word: its migrations name no schema, and it set the search path.
OLD_RECORDS = """
CREATE TABLE IF NOT EXISTS public.demo_schema_migrations (
    version     integer PRIMARY KEY,
    name        text NOT NULL,
    sha256      text NOT NULL,
    applied_at  timestamptz NOT NULL DEFAULT clock_timestamp()
)"""
OLD_DIGESTS = {
    1: "d3136c0a49ed6e3c03306043914a1b1af6d0ded6d1d203bd160bde016f1c6acd",
    2: "a85b2bda0c5cade8ed2dc4b1d5167b1ab1878998301cef6091181de6ad7f5930",
    3: "b8dcab38e93621e87d76e1a808202ccdfd70a0144f33e348555d19a2d90c6bbc",
}


def test_a_database_of_the_version_before_goes_on(empty, bundle):
    with psycopg.connect(empty) as plain:
        plain.execute("SET search_path = public")
        plain.execute(OLD_RECORDS)
        for migration in load_migrations()[:3]:
            plain.execute(migration.sql)
            plain.execute(
                "INSERT INTO public.demo_schema_migrations (version, name, sha256) VALUES (%s, %s, %s)",
                [migration.version, migration.name, OLD_DIGESTS[migration.version]],
            )
    place = place_of(empty, "public")
    with connect(place) as session:
        assert list(applied(session)) == [m.version for m in load_migrations()]
    assert verify_tenant(place, load(bundle, lambda: place, Options()).slug).problems == []
