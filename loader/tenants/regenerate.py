"""Regenerates a tenant from the config that a job keeps, with another seed or day, in the place of the living one.

The job is there before its bundle is: it spends its first fifth on making it.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import dict_row

import demogen
from demogen.errors import Problem
from loader.errors import NotFound
from loader.jobs import records
from loader.jobs.heart import Progress
from loader.jobs.locks import tenant_key
from loader.mapping.format import load_mapping
from loader.mapping.proven import Proven, open_proven
from loader.mapping.views import Identity, known_copy
from loader.postgres.connect import Place, read_sql
from loader.tenants.patience import prepare
from loader.tenants.preflight import demand_ready
from loader.tenants.run import run
from loader.tenants.task import Options, Outcome, Task

GENERATED, VERIFIED = 15, 20


@dataclass(frozen=True)
class Recipe:
    """What a bundle is made of, and where; it is made once, for all attempts of its job."""

    config: Mapping[str, Any]
    as_of: date | None
    folder: Path

    @contextmanager
    def open_bundle(self, progress: Progress) -> Iterator[Proven]:
        """Make the bundle, if it is not there, prove it and hold it open.

        Raises:
            ConfigError: the config cannot be met.
            BundleError: what was made is not sound.
        """
        if not self.folder.exists():
            progress.move(0, "Planning growth distribution", "Generating the bundle")
            demogen.build_bundle(self.config, None, self.folder, as_of=self.as_of)
        progress.move(GENERATED, "Verifying the bundle")
        with open_proven(self.folder) as bundle:
            progress.move(VERIFIED, "Verifying the bundle")
            yield bundle


def regenerate(place: Place, job: UUID, *, seed: str | None, as_of: date | None, options: Options) -> Outcome:
    """Generate the tenant of a job anew and load it; a living one gives its place in the same transaction.

    Raises:
        NotFound: there is no such job.
        ConfigError: the config cannot be met with another day.
        LoadError: as `load` raises it; the living tenant is as it was.
    """
    deadline = time.monotonic() + options.timeout_seconds
    known = prepare(place, lambda control: _known(control, job))
    config = known["config"] if seed is None else {**known["config"], "seed": seed}
    identity = _identity(known["tenant_name"], known["tenant_slug"], config)
    with tempfile.TemporaryDirectory(prefix="demogen-") as folder:
        recipe = Recipe(config, as_of, Path(folder) / "bundle")
        asked = replace(options, replace=True, anew=True)
        new = _job(config, identity, known["rows"], asked)
        return run(Task(place, recipe.open_bundle, load_mapping(), identity, new, asked, deadline))


def _known(control: psycopg.Connection[Any], job: UUID) -> dict[str, Any]:
    """Give what a job keeps of its tenant: config, tenant_name, tenant_slug, and how many rows it had."""
    demand_ready(control, load_mapping())
    records.reap(control)
    with control.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(read_sql("tenants/recipe"), {"job": job}).fetchone()
    if row is None:
        raise NotFound(Problem(f"job {job}", "does not exist", hint="`demogen-load jobs` lists them."))
    return row


def _identity(name: str, slug: str, config: Mapping[str, Any]) -> Identity:
    """Give the identity of a job's tenant: a copy has another name than the config's."""
    return Identity(name, slug) if name == config["tenantName"] else known_copy(name, slug)


def _job(config: Mapping[str, Any], identity: Identity, rows: int, options: Options) -> records.Job:
    return records.Job(
        id=uuid4(),
        operation="regenerate",
        config=config,
        seed=config["seed"],
        tenant_name=identity.name,
        tenant_slug=identity.slug,
        lock_key=tenant_key(identity.slug),
        estimated_rows=rows,
        created_by=options.created_by,
    )
