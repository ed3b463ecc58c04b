"""Migrations: plain SQL files, each applied once and in order, with its record in one transaction.

Whoever migrates holds a lock meanwhile, so two at once do it once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import resources
from typing import Any

import psycopg

from demogen.errors import Problem
from loader.errors import TargetProblem
from loader.postgres.connect import SCHEMA, transaction

LOCK = 0x64656D6F67656E  # "demogen"
RECORDS = f"""
CREATE TABLE IF NOT EXISTS {SCHEMA}.demo_schema_migrations (
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
        """Give the digest by which an applied migration is known again."""
        return hashlib.sha256(self.sql).hexdigest()


def load_migrations() -> list[Migration]:
    """Load all migrations, by version."""
    folder = resources.files("loader").joinpath("postgres/migrations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [Migration(int(f.name[:4]), f.name.removesuffix(".sql"), f.read_bytes()) for f in files]


def applied(connection: psycopg.Connection[Any]) -> dict[int, str]:
    """Give version and digest of the migrations that a database has."""
    known = connection.execute("SELECT to_regclass(%s)", [f"{SCHEMA}.demo_schema_migrations"]).fetchone()
    if known is None or known[0] is None:
        return {}
    rows = connection.execute(f"SELECT version, sha256 FROM {SCHEMA}.demo_schema_migrations").fetchall()  # noqa: S608 - our own name
    return dict(rows)


def migrate(connection: psycopg.Connection[Any]) -> list[str]:
    """Bring a database up to date; give the names of the migrations that were applied now.

    Raises:
        TargetProblem: the database has migrations that this program does not know, or knows otherwise.
    """
    return [migration.name for migration in load_migrations() if _apply(connection, migration)]


def _apply(connection: psycopg.Connection[Any], migration: Migration) -> bool:
    with transaction(connection, search_path=SCHEMA, lock_timeout="60s"):
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        connection.execute(RECORDS.encode())
        there = applied(connection)
        demand_known(there)
        if migration.version in there:
            return False
        connection.execute(migration.sql)
        connection.execute(
            f"INSERT INTO {SCHEMA}.demo_schema_migrations (version, name, sha256) VALUES (%s, %s, %s)".encode(),  # noqa: S608
            [migration.version, migration.name, migration.sha256],
        )
    return True


def demand_known(there: dict[int, str]) -> None:
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
    """Find migrations that a database lacks, and those that are not ours."""
    question = "SELECT has_table_privilege(to_regclass(%s), 'SELECT')"
    row = connection.execute(question, [f"{SCHEMA}.demo_schema_migrations"]).fetchone()
    if row and row[0] is False:
        what, hint = "this role may not SELECT", "GRANT SELECT ON demo_schema_migrations TO …"
        return [Problem("demo_schema_migrations", what, hint=hint)]
    there = applied(connection)
    missing = [migration.name for migration in load_migrations() if migration.version not in there]
    hint = "Run `demogen-load migrate`."
    return [*_strange(there), *(Problem(f"migration {m}", "has not been applied", hint=hint) for m in missing)]


def demand_migrated(connection: psycopg.Connection[Any]) -> None:
    """Refuse a database that is not up to date.

    Raises:
        TargetProblem: it lacks migrations, or has others.
    """
    if problems := find_migration_problems(connection):
        raise TargetProblem(problems)
