"""What is written of a load in its own transaction: the tenant's metadata, the audit log's line, and its metrics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from loader.jobs import records
from loader.mapping.proven import Proven
from loader.postgres.connect import read_sql
from loader.tenants.task import Task


def describe_tenant(
    task: Task,
    bundle: Proven,
    line: psycopg.Connection[Any],
    tenant: UUID,
    rows: Mapping[str, int],
    digests: Mapping[str, Any],
    *,
    excluded: bool,
) -> None:
    """Write the tenant's metadata and the line in the audit log; `excluded` is whether analytics leave it out."""
    job, config = task.job, bundle.config
    values = {
        "tenant_id": tenant,
        "job": job.id,
        "country": config["country"],
        "industry": config["industry"],
        "start_date": config["startDate"],
        "as_of": bundle.manifest["asOf"],
        "seed": bundle.manifest["seed"],
        "bundle_digest": bundle.content_digest,
        "row_counts": Jsonb(dict(rows)),
        "row_digests": Jsonb(dict(digests)),
        "created_by": job.created_by,
        "excluded": excluded,
    }
    line.execute(read_sql("tenants/metadata"), values)
    facts = {**job.facts, "bundleDigest": bundle.content_digest, "tenantId": str(tenant), "jobId": str(job.id)}
    new_values = {
        "name": job.tenant_name,
        "slug": job.tenant_slug,
        "rows": dict(rows),
        "excludedFromAnalytics": excluded,
    }
    records.audit(line, job.operation, "demo_tenant", tenant, job.created_by, new_values, facts)


def measure(line: psycopg.Connection[Any], tenant: UUID, rows: Mapping[str, int], seconds: float) -> dict[str, Any]:
    """Measure what was really loaded: rows of each table, the targets' totals, and month by month."""
    with line.cursor(row_factory=dict_row) as cursor:
        found = cursor.execute(read_sql("tenants/totals"), {"tenant": tenant}).fetchone() or {}
        months = cursor.execute(read_sql("tenants/months"), {"tenant": tenant}).fetchall()
    return {
        "rows": dict(rows),
        "totals": _plain(found),
        "seconds": seconds,
        "monthlyBreakdown": [_plain(month) for month in months],
    }


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return amounts as JSON numbers; cents of sums below 10^13 survive that."""
    return {name: float(value) if name.endswith("Value") else value for name, value in row.items()}
