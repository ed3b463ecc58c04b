"""Whether analytics count a demo tenant: the view `analytics_tenants`, which reports read, has who is not excluded.

It is asked for when a tenant is made, kept when it is regenerated, and may be changed at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import psycopg

from loader.jobs import records
from loader.postgres.connect import Place, certain, transaction
from loader.postgres.migrate import require_migrated
from loader.tenants.find import find_demo
from loader.tenants.outcome import as_problem

CHANGE = """
UPDATE demo_tenant_metadata SET excluded_from_analytics = %(excluded)s
WHERE tenant_id = %(tenant)s AND excluded_from_analytics <> %(excluded)s
"""


def exclude(
    place: Place, name: str, *, excluded: bool, user: UUID | None = None, origin: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Let analytics leave a demo tenant out, or count it; named by slug, id or the id of its job. May be repeated.

    Raises:
        NotFound: nothing has this name.
        Denied: the tenant is no demo.
        DatabaseProblem: the database rejected it.
    """

    def change(connection: psycopg.Connection[Any]) -> dict[str, Any]:
        require_migrated(connection)
        return exclude_over(connection, name, excluded=excluded, user=user, origin=origin or {"via": "cli"})

    try:
        return certain(place, change)  # which may be done twice: who was left out already changes nothing
    except psycopg.Error as error:
        raise as_problem(error) from error


def exclude_over(
    connection: psycopg.Connection[Any], name: str, *, excluded: bool, user: UUID | None, origin: Mapping[str, Any]
) -> dict[str, Any]:
    """Do the same over a connection; return the tenant's id and slug, and what holds now."""
    with transaction(connection):
        found = find_demo(connection, name)
        if connection.execute(CHANGE, {"tenant": found.id, "excluded": excluded}).rowcount:
            values = {"excludedFromAnalytics": excluded}
            facts = {**origin, "slug": found.slug, "estimatedRecords": found.loaded_rows}
            records.audit(connection, "update", "demo_tenant", found.id, user, values, facts)
    return {"tenantId": str(found.id), "slug": found.slug, "excludedFromAnalytics": excluded}
