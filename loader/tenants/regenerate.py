"""Regenerates a tenant from the config that a job keeps, with another seed or day, in the place of the living one."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import demogen
from demogen.bundle.read import load_manifest
from demogen.errors import Problem
from loader.errors import NotFound
from loader.jobs import records
from loader.postgres.connect import Place, connect
from loader.postgres.target import demand_migrated
from loader.tenants.load import load
from loader.tenants.task import Options, Outcome


def regenerate(place: Place, job: UUID, *, seed: str | None, as_of: date | None, options: Options) -> Outcome:
    """Generate the tenant of a job anew and load it; a living one gives its place in the same transaction.

    Raises:
        NotFound: there is no such job.
        ConfigError: the config cannot be met with another day.
        LoadError: as `load` raises it; the living tenant is as it was.
    """
    config, slug = _known(place, job)
    with tempfile.TemporaryDirectory(prefix="demogen-") as folder:
        built = demogen.build_bundle(config, seed, Path(folder) / "bundle", as_of=as_of)
        own = load_manifest(built.path)["tenant"]["slug"]
        salt = slug.removeprefix(f"{own}-") if slug and slug != own else None
        return load(built.path, lambda: place, replace(options, replace=True, anew=True, salt=salt))


def _known(place: Place, job: UUID) -> tuple[Mapping[str, Any], str | None]:
    """Give the config of a job, and the slug of its tenant while that lives."""
    query = """
        SELECT j.config, t.slug FROM public.demo_generation_jobs j
        LEFT JOIN public.tenants t ON t.id = j.created_tenant_id WHERE j.id = %s
    """
    with connect(place) as control:
        demand_migrated(control)
        records.reap(control)
        row = control.execute(query, [job]).fetchone()
    if row is None:
        raise NotFound(Problem(f"job {job}", "does not exist", hint="`demogen-load jobs` lists them."))
    return row[0], row[1]
