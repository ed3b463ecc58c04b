"""Deletes a demo tenant: only one that a load of ours made, in one transaction, and proves that nothing is left."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg

from demogen.errors import DemogenError, Problem
from loader.errors import DatabaseProblem, Denied, LoadError, NotFound
from loader.jobs import records
from loader.mapping.format import load_mapping
from loader.postgres.connect import Place, connect, transaction
from loader.tenants.become import part_with
from loader.tenants.find import Found, find_named, find_tenant
from loader.tenants.outcome import as_problem, can_pass, is_unanswered
from loader.tenants.patience import prepare, wait_ready
from loader.tenants.preflight import demand_ready
from loader.tenants.remove import count_rows, demand_not_grown, remove_tenant
from loader.tenants.turn import take_turn

WAIT_SECONDS, ANSWER_SECONDS = 600.0, 60.0
IN_TRANSACTION = {"idle_in_transaction_session_timeout": "5min", "client_connection_check_interval": "5s"}


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
        """Give it as JSON."""
        return {"tenantId": str(self.tenant), "slug": self.slug, "rows": self.rows, "deleted": self.really}


def delete_tenant(place: Place, name: str, wish: Wish) -> Deleted:
    """Delete a demo tenant, named by slug, id or the id of its job, or tell what would be deleted.

    Raises:
        NotFound: nothing has this name.
        Denied: the tenant is no demo, or has grown since it was loaded.
        TargetProblem: the database is not as a delete needs it.
        Busy: somebody else works on it.
        DatabaseProblem: the database said no; nothing was deleted.
    """
    slug = prepare(place, lambda control: _look(control, name))
    for last in (False, True):
        seen: list[Deleted] = []
        try:
            return _delete(place, slug, name, wish, seen)
        except DemogenError as error:
            _refuse(place, slug, wish, error)
            raise
        except psycopg.Error as error:
            if is_unanswered(error) and seen and _is_gone(place, seen[0]):
                return seen[0]
            if last or not can_pass(error):
                problem = as_problem(error)
                _refuse(place, slug, wish, problem)
                raise problem from error
    raise AssertionError  # the last attempt returns or raises


def _look(control: psycopg.Connection[Any], name: str) -> str:
    """Refuse a database that is not ready; return the slug of the tenant that is meant."""
    demand_ready(control, load_mapping())
    records.reap(control)
    return find_named(control, name)[0]


def _delete(place: Place, slug: str, name: str, wish: Wish, seen: list[Deleted]) -> Deleted:
    """Delete a tenant; what will be deleted is put into `seen` before the COMMIT."""
    tables = load_mapping().tables
    with wait_ready(place) as control, connect(place) as line, transaction(line, **IN_TRANSACTION):
        take_turn(line, control, slug, until=time.monotonic() + WAIT_SECONDS if wish.wait else 0.0)
        # Under the tenant's lock: it may have been deleted or regenerated since its name was looked up.
        found = _demand_demo(find_tenant(line, slug), slug, find_named(line, name)[1])
        if not wish.force:
            demand_not_grown(line, found, tables)
        if not wish.really:
            return Deleted(found.id, slug, count_rows(line, found.id, tables), really=False)
        part_with(line, found.id, "deleted")
        seen.append(Deleted(found.id, slug, remove_tenant(line, found.id, tables), really=True))
        known = {"bundleDigest": found.bundle_digest, "estimatedRecords": found.loaded_rows}
        facts = {**known, "slug": slug, "rows": seen[0].rows, **wish.asked}
        records.audit(line, "delete", "demo_tenant", found.id, wish.user, None, facts)
    return seen[0]


def _is_gone(place: Place, deleted: Deleted) -> bool:
    """Find out whether a delete without an answer was committed: its lock is free once its session has ended."""
    query = "SELECT FROM public.tenants WHERE id = %s"
    with wait_ready(place) as control, connect(place) as line, transaction(line):
        take_turn(line, control, deleted.slug, until=time.monotonic() + ANSWER_SECONDS)
        return line.execute(query, [deleted.tenant]).rowcount == 0


def _demand_demo(found: Found | None, slug: str, meant: UUID) -> Found:
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
