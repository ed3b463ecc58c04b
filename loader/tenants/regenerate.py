"""Regenerates a tenant from the config that a job keeps, with another seed or day, in the place of the living one."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from loader.jobs import records
from loader.jobs.estimate import about_rows, expect_costs
from loader.jobs.locks import tenant_key
from loader.mapping.format import load_mapping
from loader.mapping.views import Identity
from loader.postgres.connect import Place
from loader.tenants.ask import kept
from loader.tenants.names import kept_identity
from loader.tenants.patience import prepare
from loader.tenants.preflight import require_ready
from loader.tenants.recipe import Recipe, find_own_files
from loader.tenants.run import run
from loader.tenants.task import Options, Outcome, Task


def regenerate(
    place: Place,
    job: UUID,
    *,
    seed: str | None,
    as_of: date | None,
    options: Options,
    reference: Path | None = None,
    fallback: Path | None = None,
) -> Outcome:
    """Generate the tenant of a job anew and load it; a living one gives its place in the same transaction.

    It is made from the reference files of one's own that the job keeps; from those of the folder `reference` where one
    is given, and of a job from before files were kept, from those of `fallback`.

    Raises:
        NotFound: there is no such job.
        ConfigError: the config cannot be met with another day.
        LoadError: as `load` raises it; the living tenant is as it was.
    """
    deadline = time.monotonic() + options.timeout_seconds
    known = prepare(place, lambda control: _known(control, job))
    config = known["config"] if seed is None else {**known["config"], "seed": seed}
    identity = kept_identity(known["tenant_name"], known["tenant_slug"], config["tenantName"])
    with tempfile.TemporaryDirectory(prefix="demogen-") as folder:
        files = _files(known, config, as_of, reference, fallback)
        until = known["until_on"] if as_of is None else None  # of another day nothing later is asked for
        recipe = Recipe(config, as_of, Path(folder) / "bundle", reference=files, until=until)
        asked = replace(options, replace=True, anew=True)
        new = _job(config, identity, known, asked, files, place.schema, until)
        task = Task(place, recipe.open_bundle, load_mapping(), identity, new, asked, deadline)
        task.progress.costs |= expect_costs(config)
        return run(task)


def _known(control: psycopg.Connection[Any], job: UUID) -> dict[str, Any]:
    """Return what a job keeps of its tenant: config, tenant_name, tenant_slug, files, and how many rows it had."""
    require_ready(control, load_mapping())
    records.reap(control)
    return kept(control, job)


def _files(
    known: Mapping[str, Any],
    config: Mapping[str, Any],
    as_of: date | None,
    reference: Path | None,
    fallback: Path | None,
) -> dict[str, bytes]:
    folder = reference or (fallback if known["files"] is None else None)
    return find_own_files(config, as_of, folder) if folder else known["files"] or {}


def _job(
    config: Mapping[str, Any],
    identity: Identity,
    known: Mapping[str, Any],
    options: Options,
    files: Mapping[str, bytes],
    schema: str,
    until: date | None,
) -> records.Job:
    return records.Job(
        id=uuid4(),
        operation="regenerate",
        config=config,
        seed=config["seed"],
        tenant_name=identity.name,
        tenant_slug=identity.slug,
        lock_key=tenant_key(identity.slug, schema),
        estimated_rows=known["rows"] or about_rows(config),
        created_by=options.created_by,
        origin=known["origin"],
        files=files,
        until=until,
        excluded=options.excluded,
    )
