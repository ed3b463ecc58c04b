"""Databases that are not as they must be: one complete report before the first row, and no trace of a load."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from loader.errors import TargetProblem
from loader.mapping.format import load_mapping
from loader.mapping.proven import open_proven
from loader.mapping.views import Identity, describe_columns, open_empty, open_views
from loader.postgres import guard
from loader.postgres.connect import Place, Session, connect
from loader.postgres.migrate import load_migrations, migrate
from loader.tenants.delete import Wish, delete_tenant
from loader.tenants.load import load
from loader.tenants.task import Options

OWN = ("demo_generation_jobs", "demo_tenant_metadata", "audit_logs")


def put(bundle, place, **options):
    return load(bundle, lambda: place, Options(**options))


def problems_of(bundle, place):
    with pytest.raises(TargetProblem) as caught:
        put(bundle, place)
    assert caught.value.exit_code == 3
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def made(server):
    """Make a database in a way of its own; it is dropped afterwards."""
    names = []

    def make(options, migrated):
        name = f"demogen_made_{len(names)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 {}").format(sql.Identifier(name), sql.SQL(options))
            )
        names.append(name)
        place = Place(make_conninfo(server, dbname=name), "test")
        if migrated:
            with connect(place) as connection:
                migrate(connection)
        return place

    yield make
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII", "WIN1252"])
def test_an_encoding_that_does_not_hold_every_text(bundle, made, database, encoding):
    provider = "LOCALE_PROVIDER libc" if database.info.server_version >= 150_000 else ""
    place = made(f"ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' {provider}", migrated=True)
    assert [p for p in problems_of(bundle, place) if "encoding UTF8" in p and encoding in p]


@pytest.mark.parametrize("count", range(len(load_migrations())))
def test_older_migrations_are_named(bundle, made, count):
    place = made("", migrated=False)
    with connect(place) as connection, connection.transaction():
        for migration in load_migrations()[:count]:
            connection.execute("SET LOCAL search_path = public")
            connection.execute(migration.sql)
            connection.execute(
                "CREATE TABLE IF NOT EXISTS demo_schema_migrations (version int, name text, sha256 text)"
            )
            values = [migration.version, migration.name, migration.sha256]
            connection.execute("INSERT INTO demo_schema_migrations VALUES (%s, %s, %s)", values)
    lacking = [migration.name for migration in load_migrations()[count:]]
    found = problems_of(bundle, place)
    assert [name for name in lacking if any(name in problem for problem in found)] == lacking
    assert len(found) == len(lacking)


def test_a_server_that_only_reads(bundle, place, monkeypatch):
    monkeypatch.setattr(Session, "is_standby", property(lambda _: True))
    assert problems_of(bundle, place) == ["database: is read-only. Connect to the primary server."]


@pytest.fixture
def loader(server, database):
    """Make a role with every right that a loader needs."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE ROLE demo_target LOGIN NOSUPERUSER")
    kept = ["demo_schema_migrations", "demo_reference_files", "demo_job_reference_files"]
    tables = ", ".join(load_mapping().tables + list(OWN) + kept)
    database.execute(f"GRANT USAGE ON SCHEMA public TO demo_target; GRANT ALL ON {tables} TO demo_target")
    yield "demo_target"
    database.execute("DROP OWNED BY demo_target")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP ROLE demo_target")


def as_role(place, role):
    return Place(make_conninfo(place.conninfo, user=role), "test")


LACKING = [
    (
        "REVOKE INSERT ON leads, notes FROM demo_target",
        ["leads: this role may not INSERT", "notes: this role may not INSERT"],
    ),
    ("REVOKE SELECT, DELETE ON deals FROM demo_target", ["deals: this role may not SELECT, DELETE"]),
    ("REVOKE UPDATE ON demo_generation_jobs FROM demo_target", ["demo_generation_jobs: this role may not UPDATE"]),
    ("REVOKE ALL ON audit_logs FROM demo_target", ["audit_logs: this role may not SELECT, INSERT"]),
    ("REVOKE ALL ON demo_schema_migrations FROM demo_target", ["demo_schema_migrations: this role may not SELECT"]),
    (
        "REVOKE USAGE ON SCHEMA public FROM PUBLIC, demo_target",
        ["schema public: this role may not look into it"],
    ),
]


@pytest.mark.parametrize(("change", "says"), LACKING, ids=[change[:45] for change, _ in LACKING])
def test_rights_that_are_lacking_are_all_told(bundle, place, database, loader, change, says):
    database.execute(change)
    found = problems_of(bundle, as_role(place, loader))
    assert [problem.split(".")[0].split(";")[0] for problem in found] == says


ROW_SECURITY = [
    "ALTER TABLE tags ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE tags ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON tags USING (true)",
]


@pytest.mark.parametrize("change", ROW_SECURITY)
def test_row_security_stops_a_load_and_a_delete(bundle, place, done, database, loader, change):
    database.execute(change)
    own = as_role(place, loader)
    assert any(p.startswith("tags: row security applies") for p in problems_of(bundle, own))
    with pytest.raises(TargetProblem, match="row security"):
        delete_tenant(own, done.slug, Wish(really=True))
    assert delete_tenant(place, done.slug, Wish(really=True)).rows == done.rows  # a superuser passes it


def test_everything_that_is_wrong_is_one_report(bundle, place, database, loader, monkeypatch):
    database.execute("ALTER TABLE leads DROP COLUMN score; DROP TABLE contact_tags; DROP INDEX notes_deal")
    database.execute("REVOKE INSERT ON deals FROM demo_target")
    monkeypatch.setattr(Session, "is_standby", property(lambda _: True))
    found = " ".join(problems_of(bundle, as_role(place, loader)))
    for part in (
        "read-only",
        "leads.score",
        "contact_tags",
        "foreign keys without an index",
        "deals: this role may not",
    ):
        assert part in found


def test_a_delete_that_would_read_whole_tables_is_refused(place, done, database):
    database.execute("DROP INDEX notes_author")
    with pytest.raises(TargetProblem, match="author_id"):
        delete_tenant(place, done.slug, Wish(really=True))


def test_a_database_on_another_machine_must_be_marked(bundle, place, database, monkeypatch):
    monkeypatch.setattr(guard, "is_local", lambda _: False)
    assert [p.split(":")[0] for p in problems_of(bundle, place)] == [f"database {database.info.dbname}"]
    guard.mark(database)
    assert put(bundle, place).result == "loaded"
    name = sql.Identifier(database.info.dbname)
    database.execute(sql.SQL("ALTER DATABASE {} SET demo_target.allow = 'false'").format(name))
    with pytest.raises(TargetProblem, match=r"demo_target\.allow"):
        delete_tenant(place, "brackwater-tools", Wish(really=True))


def test_doubts_are_told(database, monkeypatch):
    database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    assert [doubt.split(";")[0] for doubt in guard.doubts(database)] == ["this role is a superuser"]
    monkeypatch.setattr(guard, "is_local", lambda _: False)
    assert len(guard.doubts(database)) == 2
    database.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")
    assert "anybody may create functions" in guard.doubts(database)[2]


def test_columns_are_known_without_a_bundle(bundle):
    """What the preflight compares is what a bundle's own files give."""
    with open_proven(bundle) as proven, open_views(proven, Identity("T", "t")) as views, open_empty() as empty:
        assert describe_columns(empty, load_mapping()) == describe_columns(views, load_mapping())
