"""Deletes a demo tenant: only one that a load of ours made, in one transaction, and proves that nothing is left."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from demogen.errors import Problem
from loader.errors import Busy, Denied, NotFound
from loader.jobs import records
from loader.jobs.locks import tenant_key, try_lock
from loader.mapping.format import load_mapping
from loader.postgres.connect import Place, connect, transaction
from loader.postgres.target import demand_migrated
from loader.tenants.find import Found, find_slug, find_tenant
from loader.tenants.outcome import as_problem
from loader.tenants.remove import count_rows, remove_tenant

WAIT_SECONDS = 600.0


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


def delete_tenant(place: Place, name: str, *, really: bool, wait: bool = False) -> Deleted:
    """Delete a demo tenant, named by slug, id or the id of its job; without `really`, tell what would be deleted.

    Raises:
        NotFound: nothing has this name.
        Denied: the tenant is no demo.
        Busy: somebody else works on it.
        DatabaseProblem: the database said no; nothing was deleted.
    """
    with connect(place) as control:
        demand_migrated(control)
        records.reap(control)
        slug = find_slug(control, name)
    tables = load_mapping().tables
    try:
        with connect(place) as line, transaction(line, client_connection_check_interval="5s"):
            _take_lock(line, slug, wait=wait)
            found = _demand_demo(find_tenant(line, slug), name)
            if not really:
                return Deleted(found.id, slug, count_rows(line, found.id, tables), really=False)
            rows = remove_tenant(line, found.id, tables)
            metadata = {"bundleDigest": found.bundle_digest, "slug": slug, "rows": rows}
            records.audit(line, "delete", "demo_tenant", found.id, None, None, metadata)
            return Deleted(found.id, slug, rows, really=True)
    except psycopg.Error as error:
        raise as_problem(error) from error


def _take_lock(line: psycopg.Connection[Any], slug: str, *, wait: bool) -> None:
    until = time.monotonic() + (WAIT_SECONDS if wait else 0)
    while not try_lock(line, tenant_key(slug)):
        if time.monotonic() >= until:
            raise Busy(Problem(slug, "is being loaded or deleted by somebody else", hint="Try again, or --wait."))
        time.sleep(0.2)


def _demand_demo(found: Found | None, name: str) -> Found:
    if found is None:
        raise NotFound(Problem(name, "was deleted meanwhile"))
    if not found.is_demo:
        raise Denied(Problem(found.slug, "was not made by a load, so it is not deleted"))
    return found
