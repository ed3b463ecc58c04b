"""Guards against the wrong database, and doubts about the right one.

A database on another machine must carry a mark that it may hold demo tenants, so that no slip of an environment
variable loads into, or deletes from, a production system: the setting `demo_target.allow` of the database.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from demogen.errors import Problem
from loader.errors import TargetProblem
from loader.postgres.connect import is_local, schema_of, transaction

MARK = "demo_target.allow"
MARKED = """
SELECT EXISTS (
    SELECT FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
    WHERE d.datname = current_database() AND s.setrole = 0 AND %s = ANY(s.setconfig)
)"""
DOUBTS = """
SELECT
    (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
    EXISTS (SELECT FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl),
    EXISTS (
        SELECT FROM pg_namespace n, aclexplode(n.nspacl) a
        WHERE n.nspname = %s AND a.grantee = 0 AND a.privilege_type = 'CREATE'
    )
"""


def find_mark_problems(connection: psycopg.Connection[Any]) -> list[Problem]:
    """Find out whether a database is on another machine and does not say that it may hold demo tenants."""
    row = connection.execute(MARKED, [f"{MARK}=true"]).fetchone()
    if is_local(connection) or (row and row[0]):
        return []
    what = f"is on another machine and does not say that it may hold demo tenants ({MARK})"
    hint = "If it is the right one: `demogen-load migrate --mark`, as its owner."
    return [Problem(f"database {connection.info.dbname}", what, hint=hint)]


def mark(connection: psycopg.Connection[Any]) -> None:
    """Mark a database as one that may hold demo tenants.

    Raises:
        TargetProblem: this role is not its owner.
    """
    name = sql.Identifier(connection.info.dbname)
    statement = sql.SQL("ALTER DATABASE {} SET demo_target.allow = 'true'").format(name)
    try:
        with transaction(connection):  # whoever marks it again waits for one that has not ended
            connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [MARK])
            connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege as error:
        hint = f"As its owner or a superuser: {statement.as_string(connection)};"
        what = "this role may not mark it"
        raise TargetProblem(Problem(f"database {connection.info.dbname}", what, hint=hint)) from error


def doubts(connection: psycopg.Connection[Any]) -> list[str]:
    """Return what is unwise about a connection, though it works."""
    schema = schema_of(connection)
    is_super, encrypted, anybody = connection.execute(DOUBTS, [schema]).fetchone() or (False, True, False)
    told = []
    if is_super:
        told.append("this role is a superuser; docs/loading.md has the few rights that are enough")
    if not is_local(connection) and not encrypted:
        told.append("the line to the database is not encrypted; say sslmode=verify-full where the server has TLS")
    if anybody:  # what they define there, statements of ours could call
        revoke = sql.SQL("REVOKE CREATE ON SCHEMA {} FROM PUBLIC").format(sql.Identifier(schema))
        told.append(f"anybody may create functions in this schema; {revoke.as_string(connection)}")
    return told
