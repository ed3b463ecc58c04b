"""Views of one tenant: they have its rows and no others, one for each table of the CRM, and are the session's own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from loader.errors import Denied, NotFound
from loader.mapping.format import load_mapping
from loader.postgres.connect import Place, connect
from loader.tenants.load import load
from loader.tenants.task import Options
from loader.tenants.views import write_views
from tests.postgres import new_database

TABLES = load_mapping().tables
STRANGER = UUID("0198c2f0-0000-7000-8000-000000000000")
ADMIN = """
    INSERT INTO public.users
        (id, email, first_name, last_name, full_name, role, title, phone, timezone, is_active, created_at)
    VALUES (%s, 'root@platform.example', 'R', 'T', 'R T', 'platform_admin', 'Admin', '+12025550100', 'UTC', true, now())
"""
REAL = """
    INSERT INTO public.tenants (id, name, slug, country, timezone, currency, industry, created_at)
    VALUES (%s, 'Real', 'real', 'GB', 'Europe/London', 'GBP', 'saas', now())
"""


@pytest.fixture(scope="module")
def shared(server, with_tenant):
    """Return a database with a tenant, which nobody changes."""
    with new_database(server, with_tenant[0]) as conninfo:
        yield Place(conninfo, "test")


@pytest.fixture(scope="module")
def two(bundle, shared, with_tenant):
    """Load a copy of the tenant beside a platform admin; give both loads."""
    with connect(shared) as connection:
        connection.execute(ADMIN, [STRANGER])
    done = [with_tenant[1], load(bundle, lambda: shared, Options(as_new=True))]
    assert done[0].rows == done[1].rows
    return done


def seen(connection, table):
    """List the tenants that a table's rows are of."""
    own = "id" if table == "tenants" else "tenant_id"
    return [row[0] for row in connection.execute(f"SELECT DISTINCT {own} FROM {table}")]


@pytest.mark.parametrize("which", [0, 1], ids=["first", "copy"])
def test_views_show_one_tenant(shared, two, which):
    with psycopg.connect(shared.conninfo, autocommit=True) as session:
        session.execute(write_views(shared, two[which].slug))
        for table in TABLES:
            assert seen(session, table) == [two[which].tenant]
            count = session.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert count == (two[which].rows[table],)


def test_views_have_every_column_of_their_tables(shared, two):
    with psycopg.connect(shared.conninfo, autocommit=True) as session:
        session.execute(write_views(shared, two[0].slug))
        for table in TABLES:
            columns = [column.name for column in session.execute(f"SELECT * FROM {table}").description]
            assert columns == [column.name for column in session.execute(f"SELECT * FROM public.{table}").description]


def test_the_last_tenant_is_the_one_that_is_seen(shared, two):
    with psycopg.connect(shared.conninfo, autocommit=True) as session:
        for done in two:
            session.execute(write_views(shared, done.slug))
        assert {tuple(seen(session, table)) for table in TABLES} == {(two[1].tenant,)}


def test_there_is_a_view_of_each_table_and_of_nothing_else(shared, two):
    with psycopg.connect(shared.conninfo, autocommit=True) as session, connect(shared) as database:
        session.execute(write_views(shared, two[0].slug))
        made = session.execute("SELECT relname FROM pg_class WHERE relkind = 'v' AND relpersistence = 't'").fetchall()
        assert sorted(name for (name,) in made) == sorted(TABLES)
        assert len(seen(database, "tenants")) == 2, "another session sees the tables themselves"


def test_a_tenant_has_three_names(shared, two):
    names = [two[0].slug, str(two[0].tenant), str(two[0].job)]
    assert len({write_views(shared, name) for name in names}) == 1


def test_only_demo_tenants_have_views(place, database):
    database.execute(REAL, [STRANGER])
    with pytest.raises(Denied, match="was not made by a load"):
        write_views(place, "real")
    with pytest.raises(NotFound):
        write_views(place, "' OR true --")


def test_who_may_read_the_tables_needs_no_more(shared, two):
    with connect(shared) as database:
        database.execute("CREATE ROLE demo_analyst")
        try:
            database.execute(f"GRANT SELECT ON {', '.join(TABLES)} TO demo_analyst")
            with psycopg.connect(shared.conninfo, autocommit=True) as session:
                session.execute("SET ROLE demo_analyst")
                session.execute(write_views(shared, two[0].slug))
                assert session.execute("SELECT count(*) FROM deals").fetchone() == (two[0].rows["deals"],)
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    session.execute("SELECT FROM demo_tenant_metadata")
        finally:
            database.execute("DROP OWNED BY demo_analyst")
            database.execute("DROP ROLE demo_analyst")


def test_the_command_prints_sql_and_nothing_else(shared, two):
    command = [sys.executable, "-m", "loader", "views", two[0].slug, "--dsn", shared.conninfo]
    done = subprocess.run(command, check=False, cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", write_views(shared, two[0].slug))
    lines = done.stdout.splitlines()
    assert len(lines) == len(TABLES)
    assert all(line.startswith("CREATE OR REPLACE TEMP VIEW ") and line.endswith(";") for line in lines)
