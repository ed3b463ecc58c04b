"""Loads a bundle that is there as a tenant; the bundle is proven before a database is looked for."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from demogen.bundle.listing import listing_notes
from demogen.bundle.pack import open_bundle
from loader.errors import TargetProblem
from loader.jobs import records
from loader.jobs.locks import tenant_key
from loader.mapping.format import load_mapping
from loader.mapping.loadable import require_loadable
from loader.mapping.proven import Proven, open_proven
from loader.mapping.views import Identity
from loader.postgres.connect import Place, schema_of
from loader.tenants.names import first_copy, taken_slugs
from loader.tenants.patience import prepare
from loader.tenants.preflight import require_ready
from loader.tenants.run import run
from loader.tenants.task import Options, Outcome, Task


def load(path: Path, find: Callable[[], Place], options: Options) -> Outcome:
    """Load a bundle (a folder or a tar) into a database, which is looked for only when the bundle has been proven.

    Raises:
        BundleError: the bundle is not sound; no connection was opened.
        LoadError: nothing was loaded, and why; or Unknown, when nobody can tell yet.
    """
    deadline = time.monotonic() + options.timeout_seconds
    with open_bundle(path) as folder, open_proven(folder, options.expect_digest) as bundle:
        identity, mapping = (
            Identity(bundle.manifest["tenant"]["name"], bundle.manifest["tenant"]["slug"]),
            load_mapping(),
        )
        require_loadable(bundle.manifest, mapping)
        if options.warned is not None:
            for line in listing_notes(bundle.manifest, mapping.tables):
                options.warned(line)
        place = find()
        identity = prepare(place, lambda control: _look(control, bundle, identity, options))
        job = _job(bundle, identity, options, place.schema)
        return run(Task(place, lambda _: nullcontext(bundle), mapping, identity, job, options, deadline))


def _look(control: psycopg.Connection[Any], bundle: Proven, identity: Identity, options: Options) -> Identity:
    """Refuse a database that is not ready (its audit log notes it, where it can); give who the tenant will be."""
    try:
        require_ready(control, load_mapping())
    except TargetProblem as error:
        with suppress(psycopg.Error):
            records.refuse(control, _job(bundle, identity, options, schema_of(control)), error.code, str(error))
        raise
    records.reap(control)
    return first_copy(identity, taken_slugs(control, identity.slug)) if options.as_new else identity


def _job(bundle: Proven, identity: Identity, options: Options, schema: str) -> records.Job:
    """Make the job of a load from what the bundle says of itself."""
    manifest = bundle.manifest
    return records.Job(
        id=uuid4(),
        operation="replace" if options.replace else "load",
        config=bundle.config,
        seed=manifest["seed"],
        tenant_name=identity.name,
        tenant_slug=identity.slug,
        lock_key=tenant_key(identity.slug, schema),
        estimated_rows=sum(bundle.rows.values()),
        bundle_digest=bundle.content_digest,
        as_of=date.fromisoformat(manifest["asOf"]),
        until=date.fromisoformat(manifest["until"]) if manifest["until"] != manifest["asOf"] else None,
        drawing_version=manifest["drawingVersion"],
        created_by=options.created_by,
        files=bundle.reference,
        excluded=options.excluded,
    )
