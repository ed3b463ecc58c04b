"""Asks for a tenant: a job that waits for a worker, which generates and loads it.

Whatever can be refused at once is. A job is on record before anybody is told of it, and asking twice with one key is
asking once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import dict_row

from demogen.errors import Problem
from loader.errors import Crowded, NotFound, Unready
from loader.jobs import queue, records
from loader.jobs.estimate import about_rows
from loader.jobs.files import find_files
from loader.jobs.locks import shared_key, tenant_key
from loader.mapping.views import Identity
from loader.postgres.connect import read_sql, schema_of, transaction
from loader.tenants.names import free_identity, kept_identity

Files = Mapping[str, bytes]
NAMES = 0x6E616D6573  # the lock of whoever gives a new tenant its name


@dataclass(frozen=True)
class Asked:
    """Who asks, how and from where; what they ask for in their words, and the key by which that is known again.

    `excluded` is whether analytics are to leave the tenant out; None keeps the choice of the one that is replaced.
    `most_pending` is how many jobs may wait, of this person and in all.
    """

    user: UUID
    origin: Mapping[str, Any]
    request: Mapping[str, Any]
    key: str | None = None
    excluded: bool | None = None
    most_pending: tuple[int, int] | None = None

    @property
    def sha256(self) -> bytes | None:
        """Return the digest of the request, where it has a key: the same key may not ask for anything else."""
        text = json.dumps(self.request, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).digest() if self.key else None


def find_asked(connection: psycopg.Connection[Any], asked: Asked) -> UUID | None:
    """Find the job of a request that was made before, whatever day it is by now.

    Raises:
        Reused: the key was used for something else.
    """
    return queue.find_request(connection, asked.user, asked.key, asked.sha256) if asked.key else None


def ask_create(
    connection: psycopg.Connection[Any],
    config: Mapping[str, Any],
    slug: str,
    rows: int,
    asked: Asked,
    files: Files | None = None,
) -> UUID:
    """Ask for a new tenant of a resolved config; where its slug is taken, for a copy. Give the job.

    Args:
        connection: in autocommit mode.
        config: resolved, with a seed.
        slug: the slug of the config's tenant.
        rows: about how many rows it will have.
        asked: who asks.
        files: the reference files of one's own that it is made from, by path.

    Raises:
        Reused: the key was used for something else.
    """
    with transaction(connection):
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [shared_key(connection, NAMES)])
        identity = free_identity(connection, Identity(config["tenantName"], slug))
        return _insert(connection, _job(connection, "create", config, identity, rows, asked, files=files), asked)


def ask_regenerate(
    connection: psycopg.Connection[Any],
    job: UUID,
    config: Mapping[str, Any],
    asked: Asked,
    files: Files | None = None,
) -> UUID:
    """Ask for the tenant of a job once more, from a config that changes it; give the new job.

    It takes the place of the living tenant that came of the job; where there is none, it is another tenant.

    Raises:
        NotFound: there is no such job.
        Unready: the job waits or runs.
        Reused: the key was used for something else.
    """
    with transaction(connection):
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [shared_key(connection, NAMES)])
        known = kept(connection, job)
        if known["status"] in {"pending", "running"}:
            raise Unready(Problem(f"job {job}", f"is {known['status']}", hint="Wait until it has ended."))
        identity = kept_identity(known["tenant_name"], known["tenant_slug"], known["config"]["tenantName"])
        if not known["is_own"]:
            identity = free_identity(connection, identity)
        rows = known["rows"] or about_rows(config)
        until = known["until_on"] if config.get("asOf") == known["config"].get("asOf") else None
        new = _job(connection, "regenerate", config, identity, rows, asked, known["origin"], files, until)
        return _insert(connection, new, asked)


def kept(connection: psycopg.Connection[Any], job: UUID) -> dict[str, Any]:
    """Return what a job keeps of its tenant: status, config, tenant_name, tenant_slug, origin, rows, is_own, files.

    Raises:
        NotFound: there is no such job.
    """
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(read_sql("tenants/kept"), {"job": job}).fetchone()
    if row is None:
        raise NotFound(Problem(f"job {job}", "does not exist", hint="`demogen-load jobs` lists them."))
    return {**row, "files": find_files(connection, job)}


def _job(
    connection: psycopg.Connection[Any],
    operation: str,
    config: Mapping[str, Any],
    identity: Identity,
    rows: int,
    asked: Asked,
    origin: UUID | None = None,
    files: Files | None = None,
    until: date | None = None,
) -> records.Job:
    return records.Job(
        id=uuid4(),
        operation=operation,
        config=config,
        seed=config["seed"],
        tenant_name=identity.name,
        tenant_slug=identity.slug,
        lock_key=tenant_key(identity.slug, schema_of(connection)),
        estimated_rows=rows,
        created_by=asked.user,
        queued=True,
        origin=origin,
        idempotency_key=asked.key,
        request_sha256=asked.sha256,
        asked=asked.origin,
        files=files or {},
        until=until,
        excluded=asked.excluded,
    )


def _insert(connection: psycopg.Connection[Any], job: records.Job, asked: Asked) -> UUID:
    """Put a job into the queue, unless the same request has done so already."""
    if there := find_asked(connection, asked):
        return there
    if asked.most_pending:
        _require_room(connection, asked.user, *asked.most_pending)
    records.insert(connection, job)
    return job.id


def _require_room(connection: psycopg.Connection[Any], user: UUID, most: int, most_overall: int) -> None:
    """Refuse another job where enough wait already; the caller holds the lock of names, so that no two count at once.

    Raises:
        Crowded: so many wait, of this person or in all.
    """
    row = connection.execute(read_sql("tenants/waiting"), {"user": user}).fetchone() or (0, 0)
    hint = "Try again when some of them have ended."
    for waiting, limit, whose in zip(row, (most, most_overall), ("of this account ", ""), strict=True):
        if waiting >= limit:
            raise Crowded(Problem("jobs", f"too many {whose}wait for a worker", f"at most {limit}", str(waiting), hint))
