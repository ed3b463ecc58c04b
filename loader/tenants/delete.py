"""Deletes a demo tenant: only one that a load of ours made, in one transaction, and proves that nothing is left."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from demogen.errors import DemogenError, Problem
from loader.errors import Denied, NotFound
from loader.jobs import records
from loader.mapping.format import load_mapping
from loader.postgres.connect import Place, connect, transaction
from loader.tenants.find import Found, find_slug, find_tenant
from loader.tenants.outcome import as_problem
from loader.tenants.preflight import demand_ready
from loader.tenants.remove import count_rows, demand_not_grown, remove_tenant
from loader.tenants.turn import take_turn

WAIT_SECONDS = 600.0
IN_TRANSACTION = {"idle_in_transaction_session_timeout": "5min", "client_connection_check_interval": "5s"}


@dataclass(frozen=True)
class Wish:
    """What is asked for: `really` deletes, `force` also a tenant that has grown, `wait` waits for its turn."""

    really: bool
    force: bool = False
    wait: bool = False
    user: UUID | None = None


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
    with connect(place) as control:
        demand_ready(control, load_mapping())
        records.reap(control)
        slug = find_slug(control, name)
        try:
            return _delete(place, control, slug, wish)
        except DemogenError as error:
            _refuse(control, slug, wish, error)
            raise
        except psycopg.Error as error:
            problem = as_problem(error)
            _refuse(control, slug, wish, problem)
            raise problem from error


def _delete(place: Place, control: psycopg.Connection[Any], slug: str, wish: Wish) -> Deleted:
    tables = load_mapping().tables
    with connect(place) as line, transaction(line, **IN_TRANSACTION):
        take_turn(line, control, slug, until=time.monotonic() + WAIT_SECONDS if wish.wait else 0.0)
        found = _demand_demo(find_tenant(line, slug), slug)
        if not wish.force:
            demand_not_grown(line, found, tables)
        if not wish.really:
            return Deleted(found.id, slug, count_rows(line, found.id, tables), really=False)
        rows = remove_tenant(line, found.id, tables)
        facts = {"bundleDigest": found.bundle_digest, "slug": slug, "rows": rows}
        records.audit(line, "delete", "demo_tenant", found.id, wish.user, None, facts)
    return Deleted(found.id, slug, rows, really=True)


def _demand_demo(found: Found | None, slug: str) -> Found:
    if found is None:
        raise NotFound(Problem(slug, "was deleted meanwhile"))
    if not found.is_demo:
        raise Denied(Problem(found.slug, "was not made by a load, so it is not deleted"))
    return found


def _refuse(control: psycopg.Connection[Any], slug: str, wish: Wish, error: DemogenError) -> None:
    """Add to the audit log that a delete was asked for and did not happen, as far as the server can be reached."""
    if not wish.really:
        return
    with contextlib.suppress(psycopg.Error):
        found = find_tenant(control, slug)
        facts = {"slug": slug, "message": str(error).split("\n")[0][:500]}
        records.audit(control, "refuse_delete", "demo_tenant", found.id if found else None, wish.user, None, facts)
