"""Deletes a demo tenant: only one that a load of ours made, in one transaction, and proves that nothing is left."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import psycopg

from demogen.errors import DemogenError, Problem
from loader.errors import DatabaseProblem, Denied, LoadError, NotFound
from loader.jobs import records
from loader.jobs.locks import job_key, try_lock
from loader.mapping.format import load_mapping
from loader.postgres.connect import Place, Unanswered, connect, transaction
from loader.tenants.become import part_with
from loader.tenants.find import Found, find_named, find_tenant
from loader.tenants.outcome import as_problem, as_unsent, can_pass
from loader.tenants.patience import look_up, prepare, wait_ready
from loader.tenants.preflight import require_ready
from loader.tenants.remove import count_rows, remove_tenant, require_not_grown
from loader.tenants.turn import take_turn

WAIT_SECONDS = 600.0
IN_TRANSACTION = {"client_connection_check_interval": "5s"}


@dataclass(frozen=True)
class Wish:
    """What is asked for: `really` deletes, `force` also a tenant that has grown, `wait` waits for its turn.

    `asked` tells the audit log how and from where.
    """

    really: bool
    force: bool = False
    wait: bool = False
    user: UUID | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Deleted:
    """What was deleted, or would be: rows by table."""

    tenant: UUID
    slug: str
    rows: dict[str, int]
    really: bool

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"tenantId": str(self.tenant), "slug": self.slug, "rows": self.rows, "deleted": self.really}


def delete_tenant(place: Place, name: str, wish: Wish) -> Deleted:
    """Delete a demo tenant, named by slug, id or the id of its job, or tell what would be deleted.

    Raises:
        NotFound: nothing has this name.
        Denied: the tenant is no demo, or has grown since it was loaded.
        TargetProblem: the database is not as a delete needs it.
        Busy: somebody else works on it.
        DatabaseProblem: the database rejected it; nothing was deleted.
        Unknown: COMMIT was sent, and nobody could look whether it was done.
    """
    slug = prepare(place, lambda control: _look(control, name))
    for last in (False, True):
        call, seen = uuid4(), list[Deleted]()
        try:
            return _delete(place, slug, name, wish, call, seen)
        except DemogenError as error:
            _refuse(place, slug, wish, error)
            raise
        except psycopg.Error as error:
            if isinstance(error, Unanswered):
                if _was_committed(place, slug, call):
                    return seen[0]
                if not isinstance(error.__cause__, psycopg.Error):  # interrupted while it waited for the answer
                    raise error.__cause__ or error from None
            if last or not can_pass(error):
                problem = as_problem(as_unsent(error), place)
                _refuse(place, slug, wish, problem)
                raise problem from error
    raise AssertionError  # the last attempt returns or raises


def _look(control: psycopg.Connection[Any], name: str) -> str:
    """Refuse a database that is not ready; return the slug of the tenant that is meant."""
    require_ready(control, load_mapping())
    records.reap(control)
    return find_named(control, name)[0]


def _delete(place: Place, slug: str, name: str, wish: Wish, call: UUID, seen: list[Deleted]) -> Deleted:
    """Delete a tenant; what will be deleted is put into `seen` before the COMMIT.

    Its session holds the lock of `call`, and its line in the audit log has that id: so both can be looked up.
    """
    tables = load_mapping().tables
    with wait_ready(place) as control, connect(place) as line, transaction(line, **IN_TRANSACTION):
        try_lock(line, job_key(call))
        take_turn(line, control, slug, until=time.monotonic() + WAIT_SECONDS if wish.wait else 0.0)
        # Under the tenant's lock: it may have been deleted or regenerated since its name was looked up.
        found = _require_demo(find_tenant(line, slug), slug, find_named(line, name)[1])
        if not wish.force:
            require_not_grown(line, found, tables)
        if not wish.really:
            return Deleted(found.id, slug, count_rows(line, found.id, tables), really=False)
        part_with(line, found.id, "deleted")
        seen.append(Deleted(found.id, slug, remove_tenant(line, found.id, tables), really=True))
        known = {"bundleDigest": found.bundle_digest, "estimatedRecords": found.loaded_rows}
        facts = {**known, "slug": slug, "rows": seen[0].rows, **wish.asked}
        records.audit(line, "delete", "demo_tenant", found.id, wish.user, None, facts, call)
    return seen[0]


def _was_committed(place: Place, slug: str, call: UUID) -> bool:
    """Find out whether a delete without an answer was committed: its line in the audit log is there, or is not.

    Whether the tenant is there would not tell: the same bundle, loaded meanwhile, has the same ids.

    Raises:
        Unknown: the server did not come back in time, or the session does not end.
    """
    query = "SELECT FROM audit_logs WHERE id = %s"
    hint = "Look when the server answers again: demogen-load tenants"
    problem = Problem(slug, "COMMIT was sent and the server did not answer: it may be deleted or not", hint=hint)
    return look_up(place, call, lambda line: line.execute(query, [call]).rowcount == 1, problem)


def _require_demo(found: Found | None, slug: str, meant: UUID) -> Found:
    if found is None or meant != found.id:
        raise NotFound(Problem(slug, "was deleted meanwhile"))
    if not found.is_demo:
        raise Denied(Problem(found.slug, "was not made by a load, so it is not deleted"))
    return found


def _refuse(place: Place, slug: str, wish: Wish, error: DemogenError) -> None:
    """Add to the audit log that a delete was asked for and did not happen, where the server can be reached."""
    if not wish.really:
        return
    if isinstance(error, LoadError):
        error.is_audited = True
    with contextlib.suppress(psycopg.Error, DatabaseProblem), connect(place) as control:
        found = find_tenant(control, slug)
        known = {"estimatedRecords": found.loaded_rows} if found else {}
        facts = {**known, "slug": slug, "message": str(error).split("\n")[0][:500], **wish.asked}
        records.audit(control, "refuse_delete", "demo_tenant", found.id if found else None, wish.user, None, facts)
