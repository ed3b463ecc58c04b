"""Advisory locks: one of a tenant, so that one at a time works on it, and one of a job, which tells that it lives.

They are locks of a transaction: whoever dies loses them, and what they did is rolled back with them. A running job
whose lock is free is therefore dead, and nothing of it is left.
"""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

import psycopg

from loader.postgres.connect import read_sql, schema_of
from loader.postgres.place import SCHEMA


def tenant_key(slug: str, schema: str = SCHEMA) -> int:
    """Return the key of a tenant's lock; each schema of a database has tenants, and so locks, of its own.

    In the schema that all CRMs had before there was a choice, it is the key that older programs take, too.
    """
    return _key(f"demogen tenant {slug}" if schema == SCHEMA else f"demogen tenant {schema}/{slug}")


def shared_key(connection: psycopg.Connection[Any], key: int) -> int:
    """Return the key of a lock that everybody takes who does one thing in the schema of a connection."""
    schema = schema_of(connection)
    return key if schema == SCHEMA else _key(f"demogen {key} {schema}")


def job_key(job: UUID) -> int:
    """Return the key of a job's lock."""
    return _key(f"demogen job {job}")


def _key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def try_lock(connection: psycopg.Connection[Any], key: int) -> bool:
    """Take a lock until the running transaction ends, if nobody has it."""
    row = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", [key]).fetchone()
    return bool(row and row[0])


def end_hung(connection: psycopg.Connection[Any], key: int) -> bool:
    """End the session of a running job that holds a tenant's lock and has shown no life for a minute.

    Its process was stopped, or its machine is gone; a session that waits in a COPY heeds no timeout of the server.
    """
    try:
        return bool(connection.execute(read_sql("jobs/hung"), {"key": key}).fetchall())
    except psycopg.errors.InsufficientPrivilege:  # another role's
        return False
