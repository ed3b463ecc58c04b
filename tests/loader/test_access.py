"""Who may not get in, or may not do what is asked, is told what is missing (cases 23 and 24), by every command."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from psycopg import sql
from psycopg.conninfo import make_conninfo

from loader.cli import cli
from loader.errors import DatabaseProblem, TargetProblem
from loader.mapping.format import load_mapping
from loader.postgres import guard
from loader.postgres.connect import Place, connect
from loader.postgres.migrate import load_migrations, migrate
from loader.postgres.refusal import hint_for
from tests.postgres import DSN, new_database

TABLES = [
    *load_mapping().tables,
    "demo_generation_jobs",
    "demo_tenant_metadata",
    "audit_logs",
    "demo_schema_migrations",
]


@pytest.fixture
def role(server):
    """Make a role without rights, and remove it with all that it owns."""
    name = f"demo_access_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 's3cr3t'").format(sql.Identifier(name)))
    yield name
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


@pytest.fixture
def bare(server, role):
    """Return a database without tables, in whose schema nobody but its owner may make any."""
    with new_database(server) as conninfo:
        with psycopg.connect(conninfo) as connection:
            connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        yield conninfo


def as_role(conninfo, role, schema="public"):
    return Place(make_conninfo(conninfo, user=role), "test", schema)


@pytest.mark.parametrize(
    ("schema", "granted", "says"),
    [
        ("public", "", 'GRANT CREATE ON SCHEMA "public" TO "{role}"'),
        ("crm", "", 'CREATE SCHEMA "crm" AUTHORIZATION "{role}"'),
        ("crm", "CREATE SCHEMA crm", 'GRANT CREATE ON SCHEMA "crm" TO "{role}"'),
    ],
)
def test_migrate_names_the_grant_that_is_missing(bare, role, schema, granted, says):
    """Case 23. What is named is enough."""
    statement = says.format(role=role)
    with psycopg.connect(bare, autocommit=True) as owner:
        owner.execute(granted)
        with connect(as_role(bare, role, schema)) as session, pytest.raises(TargetProblem) as caught:
            migrate(session)
        assert statement in str(caught.value)
        owner.execute(statement.encode())
        if granted:
            owner.execute(sql.SQL("GRANT USAGE ON SCHEMA crm TO {}").format(sql.Identifier(role)))
    with connect(as_role(bare, role, schema)) as session:
        assert migrate(session) == [migration.name for migration in load_migrations()]
    with psycopg.connect(bare, autocommit=True) as owner:
        owner.execute(
            sql.SQL("REVOKE CREATE ON SCHEMA {} FROM {}").format(sql.Identifier(schema), sql.Identifier(role))
        )
        with connect(as_role(bare, role, schema)) as session:
            assert migrate(session) == []  # nothing to do needs no right
        owner.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(role)))


def test_who_does_not_own_the_tables_is_told_who_does(bare, role, monkeypatch):
    everything = load_migrations()
    with connect(Place(bare, "test")) as owner:
        monkeypatch.setattr("loader.postgres.migrate.load_migrations", lambda: everything[:2])
        migrate(owner)
        monkeypatch.undo()
        name = sql.Identifier(role)
        owner.execute(
            sql.SQL("GRANT ALL ON SCHEMA public TO {0}; GRANT ALL ON ALL TABLES IN SCHEMA public TO {0}").format(name)
        )
        with connect(as_role(bare, role)) as session:
            with pytest.raises(TargetProblem, match=r"Migrate as postgres, who owns the tables"):
                migrate(session)
            with pytest.raises(TargetProblem, match=r"ALTER DATABASE .* SET demo_target.allow"):
                guard.mark(session)
        owner.execute(sql.SQL("DROP OWNED BY {}").format(name))


COMMANDS = (
    ["tenants"],
    ["jobs"],
    ["job", "{job}"],
    ["verify", "{slug}"],
    ["views", "{slug}"],
    ["delete", "{slug}", "--yes"],
    ["regenerate", "{job}"],
    ["load", "{bundle}"],
)
# What is changed, what every command says of it that needs it, and those that do not.
CHANGES = [
    ("ALTER TABLE tenants ENABLE ROW LEVEL SECURITY", "tenants: row security applies to this role", {"jobs"}),
    ("REVOKE SELECT ON tenants, demo_generation_jobs FROM {role}", "GRANT SELECT", set()),
    ("REVOKE USAGE ON SCHEMA public FROM PUBLIC, {role}", "GRANT USAGE ON SCHEMA public", set()),
]


@pytest.mark.parametrize(("change", "says", "needless"), CHANGES, ids=[change[:40] for change, *_ in CHANGES])
def test_every_command_says_which_right_is_missing(bundle, place, done, database, role, change, says, needless):
    """Case 24: `tenants` and `verify` gave a raw 42501 where `load` explained row security."""
    name = sql.Identifier(role)
    tables = sql.SQL(", ").join(map(sql.Identifier, TABLES))
    database.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {0}; GRANT ALL ON {1} TO {0}").format(name, tables))
    database.execute(sql.SQL(change).format(role=name))
    known = {"slug": done.slug, "job": done.job, "bundle": bundle}
    try:
        for words in COMMANDS:
            environment = {"DATABASE_URL": make_conninfo(place.conninfo, user=role)}
            told = CliRunner().invoke(cli, [word.format(**known) for word in words], env=environment)
            if words[0] in needless:
                assert told.exception is None
                continue
            assert isinstance(told.exception, TargetProblem), (words, told.output, told.exception)
            assert says in str(told.exception), words
            assert told.exception.exit_code == 3
    finally:
        database.execute(sql.SQL("DROP OWNED BY {}").format(name))


@pytest.fixture
def closed(server, role):
    """Let the server ask one role for a password, and let another database's sessions not in at all."""
    if DSN:
        pytest.skip("the server is not ours to set up")
    with psycopg.connect(server, autocommit=True) as connection:
        file = Path(connection.execute("SHOW hba_file").fetchone()[0])
        before = file.read_text()
        file.write_text(f"local template1 {role} reject\nlocal all {role} scram-sha-256\n{before}")
        connection.execute("SELECT pg_reload_conf()")
        yield connection
        file.write_text(before)
        connection.execute("SELECT pg_reload_conf()")


def refusal_of(place):
    with pytest.raises(DatabaseProblem) as caught:
        connect(place)
    assert caught.value.exit_code == 3
    assert "s3cr3t" not in str(caught.value)
    return caught.value.problems[0].hint


def test_each_refusal_has_a_hint_of_its_own(server, place, role, closed):
    """Case 24: of a wrong password, the hint was about where the database is."""
    wrong = {
        "password": make_conninfo(place.conninfo, user=role, password="wrong"),
        "PGPASSFILE": make_conninfo(place.conninfo, user=role),
        "pg_hba.conf": make_conninfo(server, user=role, dbname="template1", password="s3cr3t"),
        "role that the server has": make_conninfo(place.conninfo, user="nobody_of_this_name"),
        "createdb": make_conninfo(place.conninfo, dbname="none_of_this_name"),
        "TLS": make_conninfo("", host="127.0.0.1", port=1, sslmode="require"),
        "host and port": make_conninfo(place.conninfo, host="127.0.0.1", port=1),
        "slip in its name": make_conninfo(place.conninfo, host="no-such-host.invalid"),
    }
    del wrong["TLS"]
    for part, conninfo in wrong.items():
        assert part in refusal_of(Place(conninfo, "test"))
    name = sql.Identifier(role)
    closed.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(name))
    own = make_conninfo(place.conninfo, user=role, password="s3cr3t")
    assert "ALTER ROLE … LOGIN" in refusal_of(Place(own, "test"))
    closed.execute(sql.SQL("ALTER ROLE {} LOGIN CONNECTION LIMIT 0").format(name))
    assert "CONNECTION LIMIT" in refusal_of(Place(own, "test"))


# As servers, libpq and poolers write them where a test cannot have them.
SAID = [
    ('no pg_hba.conf entry for host "10.0.0.1", user "u", database "d", no encryption', "sslmode=require"),
    ('no pg_hba.conf entry for host "10.0.0.1", user "u", database "d", SSL encryption', "pg_hba.conf lets nobody"),
    ("server does not support SSL, but SSL was required", "sslmode=prefer"),
    ("SSL connection is required. Please specify SSL options and retry.", "sslmode=require"),
    ("SSL error: certificate verify failed", "sslrootcert"),
    ('server certificate for "a" does not match host name "b"', "sslrootcert"),
    ('Peer authentication failed for user "u"', "PGHOST=localhost"),
    ("FATAL: sorry, too many clients already", "max_connections"),
    ("the database system is starting up", "in a moment"),
    ("connection timeout expired", "firewall"),
    ("unsupported startup parameter: options", "PGOPTIONS"),
    ('definition of service "x" not found', "pg_service.conf"),
    ('permission denied for database "d"', "GRANT CONNECT"),
    ("Passwort-Authentifizierung fehlgeschlagen", "--help"),
]


@pytest.mark.parametrize(("said", "hint"), SAID, ids=[said[:40] for said, _ in SAID])
def test_what_cannot_be_provoked_has_its_hint(said, hint):
    assert hint in hint_for(said)
