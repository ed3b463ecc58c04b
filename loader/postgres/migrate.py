"""Migrations: plain SQL files, each applied once and in order, with its record in one transaction.

They name no schema: the session's search path is the CRM's schema, which is made where there is none. Each schema has
a record of its own. Whoever migrates holds a lock meanwhile, so two at once do it once. A COMMIT without an answer is
looked up by migrating again: what is on record was applied.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import resources
from typing import Any

import psycopg
from psycopg import sql

from demogen.errors import Problem
from loader.errors import TargetProblem
from loader.postgres.connect import read_sql, schema_of, transaction
from loader.postgres.place import schema_words
from loader.postgres.target import find_server_problems

LOCK = 0x64656D6F67656E  # "demogen"
TABLE = "demo_schema_migrations"
RECORDS = f"""
CREATE TABLE IF NOT EXISTS {TABLE} (
    version     integer PRIMARY KEY,
    name        text NOT NULL,
    sha256      text NOT NULL,
    applied_at  timestamptz NOT NULL DEFAULT clock_timestamp()
)"""


@dataclass(frozen=True)
class Migration:
    """One step of the database's schema."""

    version: int
    name: str
    sql: bytes

    @property
    def sha256(self) -> str:
        """Return the digest by which an applied migration is known again."""
        return hashlib.sha256(self.sql).hexdigest()


def load_migrations() -> list[Migration]:
    """Load all migrations, by version."""
    folder = resources.files("loader").joinpath("postgres/migrations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [Migration(int(f.name[:4]), f.name.removesuffix(".sql"), f.read_bytes()) for f in files]


def applied(connection: psycopg.Connection[Any]) -> dict[int, str]:
    """Return version and digest of the migrations that a schema has."""
    if not _may_read(connection):
        return {}
    return dict(connection.execute(f"SELECT version, sha256 FROM {TABLE}").fetchall())  # noqa: S608 - our own name


def _may_read(connection: psycopg.Connection[Any]) -> bool | None:
    """Return whether this role may read the migrations of a schema; None where there are none on record."""
    query = (
        "SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s"
    )
    row = connection.execute(query, [schema_of(connection), TABLE]).fetchone()
    return bool(row[0]) if row else None


def migrate(connection: psycopg.Connection[Any]) -> list[str]:
    """Bring a schema up to date; return the names of the migrations that were applied now.

    Raises:
        TargetProblem: it has migrations that this program does not know, or knows otherwise, or this role may not.
    """
    if _may_read(connection) is False:
        raise TargetProblem(find_migration_problems(connection))
    require_known(applied(connection))
    if not (lacking := _lacking(connection)):
        return []
    if problems := _find_rights(connection):
        raise TargetProblem(problems)
    try:
        return [migration.name for migration in lacking if _apply(connection, migration)]
    except psycopg.errors.InsufficientPrivilege as error:
        raise TargetProblem(_not_the_owner(connection, error)) from error


def _lacking(connection: psycopg.Connection[Any]) -> list[Migration]:
    there = applied(connection)
    return [migration for migration in load_migrations() if migration.version not in there]


def _find_rights(connection: psycopg.Connection[Any]) -> list[Problem]:
    """Find the right that this role lacks to make tables in the schema, or to make the schema."""
    schema = schema_of(connection)
    row = connection.execute(read_sql("postgres/may_create"), {"schema": schema}).fetchone()
    assert row
    role, database, there, may = row
    if may:
        return []
    into = sql.SQL("SCHEMA {}").format(sql.Identifier(schema))
    if not there:
        into = sql.SQL("DATABASE {}").format(sql.Identifier(database))
    grant = sql.SQL("GRANT CREATE ON {} TO {};").format(into, sql.Identifier(role)).as_string(connection)
    if there:
        hint = f"As the schema's owner or a superuser: {grant}"
        return [Problem(f"schema {schema}", f"role {role} may not create tables in it", hint=hint)]
    owner = sql.SQL("CREATE SCHEMA {} AUTHORIZATION {};").format(sql.Identifier(schema), sql.Identifier(role))
    hint = f"As the database's owner: {owner.as_string(connection)} or {grant}"
    return [Problem(f"schema {schema}", f"does not exist, and role {role} may not create it", hint=hint)]


def _not_the_owner(connection: psycopg.Connection[Any], error: psycopg.Error) -> Problem:
    """Report that a later migration belongs to whoever owns the tables."""
    query = (
        "SELECT pg_get_userbyid(c.relowner), current_user FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s"
    )
    owner, role = connection.execute(query, [schema_of(connection), TABLE]).fetchone() or ("their owner", "this role")
    what = f"{error.diag.message_primary or 'this role may not'}; nothing of this migration is left"
    hint = f"Migrate as {owner}, who owns the tables (now: {role}), or GRANT {owner} TO {role}."
    return Problem(f"schema {schema_of(connection)}", what, hint=hint)


def _apply(connection: psycopg.Connection[Any], migration: Migration) -> bool:
    schema = schema_of(connection)
    with transaction(connection, lock_timeout="60s"):
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if connection.execute("SELECT FROM pg_namespace WHERE nspname = %s", [schema]).rowcount == 0:
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        connection.execute(RECORDS)
        there = applied(connection)
        require_known(there)
        if migration.version in there:
            return False
        connection.execute(migration.sql)
        values = [migration.version, migration.name, migration.sha256]
        connection.execute(f"INSERT INTO {TABLE} (version, name, sha256) VALUES (%s, %s, %s)", values)  # noqa: S608
    return True


def require_known(there: dict[int, str]) -> None:
    """Refuse a database whose migrations are not ours.

    Raises:
        TargetProblem: with every one of them.
    """
    if problems := _strange(there):
        raise TargetProblem(problems)


def _strange(there: dict[int, str]) -> list[Problem]:
    ours = {migration.version: migration.sha256 for migration in load_migrations()}
    return [
        Problem(
            f"migration {version}",
            "is not known to this program" if version not in ours else "was applied with another text",
            ours.get(version, ""),
            digest,
            "Use the version of demogen-load that migrated this database.",
        )
        for version, digest in sorted(there.items())
        if ours.get(version) != digest
    ]


def find_migration_problems(connection: psycopg.Connection[Any]) -> list[Problem]:
    """Find migrations that a schema lacks, and those that are not ours."""
    if problems := [
        p for p in find_server_problems(connection, schema_of(connection)) if p.where.startswith("schema ")
    ]:
        return problems
    if _may_read(connection) is False:
        what, hint = "this role may not SELECT", f"GRANT SELECT ON {TABLE} TO …"
        return [Problem(TABLE, what, hint=hint)]
    there = applied(connection)
    missing = [migration.name for migration in load_migrations() if migration.version not in there]
    hint = f"Run `demogen-load migrate{schema_words(schema_of(connection))}`."
    return [*_strange(there), *(Problem(f"migration {m}", "has not been applied", hint=hint) for m in missing)]


def require_migrated(connection: psycopg.Connection[Any]) -> None:
    """Refuse a database that is not up to date.

    Raises:
        TargetProblem: it lacks migrations, or has others.
    """
    if problems := find_migration_problems(connection):
        raise TargetProblem(problems)
