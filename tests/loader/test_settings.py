"""No setting of a database, a role, the environment or a connection string reaches a session of ours (case 19)."""

from __future__ import annotations

import os

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from loader.postgres.connect import Place, connect
from loader.postgres.session import PINNED, SINCE
from loader.tenants.delete import Wish, delete_tenant
from loader.tenants.load import load
from loader.tenants.regenerate import regenerate
from loader.tenants.task import Options
from loader.tenants.verify import verify_tenant

# Setting, hostile value, and what every statement of ours sees instead; `search_path` as a session shows it.
HOSTILE = [
    ("default_transaction_isolation", "repeatable read", ("transaction_isolation", "read committed")),
    ("default_transaction_isolation", "serializable", ("transaction_isolation", "read committed")),
    ("default_transaction_read_only", "on", ("transaction_read_only", "off")),
    ("default_transaction_deferrable", "on", ("transaction_deferrable", "off")),
    ("search_path", "nowhere", ("search_path", "public, pg_temp")),
    ("search_path", "pg_temp, public, pg_catalog", ("search_path", "public, pg_temp")),
    ("client_encoding", "LATIN1", ("client_encoding", "UTF8")),
    ("timezone", "Asia/Kathmandu", ("timezone", "UTC")),
    ("datestyle", "German", ("datestyle", "ISO, MDY")),
    ("intervalstyle", "sql_standard", ("intervalstyle", "postgres")),
    ("bytea_output", "escape", ("bytea_output", "hex")),
    ("extra_float_digits", "-15", ("extra_float_digits", "1")),
    ("standard_conforming_strings", "off", ("standard_conforming_strings", "on")),
    ("array_nulls", "off", ("array_nulls", "on")),
    ("statement_timeout", "50ms", ("statement_timeout", "0")),
    ("lock_timeout", "1ms", ("lock_timeout", "10s")),
    ("idle_in_transaction_session_timeout", "50ms", ("idle_in_transaction_session_timeout", "5min")),
    ("transaction_timeout", "1s", ("transaction_timeout", "0")),
    ("row_security", "on", ("row_security", "off")),
    ("session_replication_role", "replica", ("session_replication_role", "origin")),
    ("synchronous_commit", "off", ("synchronous_commit", "on")),
    ("quote_all_identifiers", "on", ("quote_all_identifiers", "off")),
    ("client_min_messages", "debug1", ("client_min_messages", "error")),
    ("check_function_bodies", "off", ("check_function_bodies", "on")),
    ("default_tablespace", "pg_default", ("default_tablespace", "")),
    ("default_table_access_method", "demo_heap", ("default_table_access_method", "heap")),
    ("exit_on_error", "on", ("exit_on_error", "off")),
]


def test_every_pinned_setting_has_a_case():
    assert set(PINNED) <= {name for name, _, _ in HOSTILE}


def known_to(database, name):
    return database.info.server_version >= SINCE.get(name, 0)


def set_hostile(database, name, value, whose="DATABASE"):
    """Let a database or a role have a hostile setting."""
    target = database.info.dbname if whose == "DATABASE" else whose
    kind = sql.SQL("DATABASE" if whose == "DATABASE" else "ROLE")
    if name == "default_table_access_method":
        database.execute(
            "DO $$ BEGIN CREATE ACCESS METHOD demo_heap TYPE TABLE HANDLER heap_tableam_handler; "
            "EXCEPTION WHEN duplicate_object THEN END $$"
        )
    parts = {"kind": kind, "target": sql.Identifier(target), "name": sql.Identifier(name)}
    # A list of names is written as one; everything else as a text.
    parts["value"] = sql.SQL(value) if name == "search_path" else sql.Literal(value)
    database.execute(sql.SQL("ALTER {kind} {target} SET {name} = {value}").format(**parts))


@pytest.mark.parametrize(("name", "value", "seen"), HOSTILE, ids=[f"{n}={v}" for n, v, _ in HOSTILE])
def test_a_statement_sees_what_it_relies_on(place, database, name, value, seen):
    """Alone, in a transaction of ours, and after `BEGIN`."""
    if not known_to(database, name):
        pytest.skip("this server does not know it")
    set_hostile(database, name, value)
    question = "SELECT current_setting(%s)"
    with psycopg.connect(place.conninfo) as plain:
        plainly = plain.execute(question, [name]).fetchone()[0]
    with connect(place) as session:
        alone = session.execute(question, [seen[0]]).fetchone()
        with session.transaction():
            inside = session.execute(question, [seen[0]]).fetchone()
        session.execute("BEGIN")
        begun = session.execute(question, [seen[0]]).fetchone()
        session.execute("ROLLBACK")
    assert [alone, inside, begun] == [(seen[1],)] * 3
    assert plainly != seen[1] or name in {"client_encoding", "row_security"}, "the value is not hostile"


@pytest.fixture
def role(server, database):
    """Make a role that may do everything, and remove it."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE ROLE demo_hostile LOGIN SUPERUSER")
    yield "demo_hostile"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP ROLE demo_hostile")


@pytest.mark.parametrize("whose", ["database", "options", *(["role"] if "FAULTS" in os.environ else [])])
def test_a_tenants_life_under_hostile_settings(bundle, other_bundle, place, database, role, whose, monkeypatch):
    """Load, the same again, replace, a copy, verify with the bundle, delete: as without any of them."""
    asked = {name: value for name, value, _ in HOSTILE if known_to(database, name)}
    asked |= {"default_transaction_isolation": "repeatable read", "idle_session_timeout": "1s"}
    own = place
    if whose == "options":
        words = " ".join(f"-c {n}={v.replace(' ', chr(92) + ' ')}" for n, v in asked.items())
        monkeypatch.setenv("PGOPTIONS", words)
        monkeypatch.setenv("PGTZ", "Asia/Kathmandu")
        monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    else:
        for name, value in asked.items():
            set_hostile(database, name, value, "DATABASE" if whose == "database" else role)
    if whose == "role":
        own = Place(make_conninfo(place.conninfo, user=role), "test")
    done = load(bundle, lambda: own, Options())
    assert load(bundle, lambda: own, Options()).result == "unchanged"
    assert verify_tenant(own, done.slug, bundle).problems == []
    replaced = load(other_bundle, lambda: own, Options(replace=True))
    copy = load(bundle, lambda: own, Options(as_new=True, fast_keys=True))
    assert verify_tenant(own, replaced.slug, other_bundle).problems == []
    assert verify_tenant(own, copy.slug, bundle).problems == []
    if whose == "database":
        regenerate(own, replaced.job, seed="third", as_of=None, options=Options())
    for slug in (replaced.slug, copy.slug):
        delete_tenant(own, slug, Wish(really=True))
    with psycopg.connect(place.conninfo, options="-c search_path=public -c timezone=UTC") as plain:
        assert plain.execute("SELECT count(*) FROM contacts").fetchone() == (0,)
        assert plain.execute("SELECT DISTINCT status FROM demo_generation_jobs").fetchall() == [("completed",)]


def test_who_may_not_check_keys_is_told(bundle, place, database, server):
    """A database that checks no foreign keys is not loaded into: whoever may not change that is told how to."""
    from loader.errors import LoadError

    set_hostile(database, "session_replication_role", "replica")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE ROLE demo_modest LOGIN")
    try:
        own = Place(make_conninfo(place.conninfo, user="demo_modest"), "test")
        with pytest.raises(LoadError, match="RESET session_replication_role"):
            load(bundle, lambda: own, Options())
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("DROP ROLE demo_modest")
