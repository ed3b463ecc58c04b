"""What a load is about: the proven bundle, who its tenant is in the database, the job, and what was asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from loader.jobs.heart import Progress
from loader.jobs.locks import tenant_key
from loader.jobs.records import Job
from loader.mapping.format import Mapping
from loader.mapping.proven import Proven
from loader.mapping.views import Identity
from loader.postgres.connect import Place

TEN_MINUTES = 600.0


@dataclass(frozen=True)
class Options:
    """What the caller of a load may ask for; times are seconds.

    `anew` replaces also a tenant of the same content, `salt` names the copy that is meant.
    """

    created_by: UUID | None = None
    timeout_seconds: float = TEN_MINUTES
    wait: bool = False
    dry_run: bool = False
    replace: bool = False
    as_new: bool = False
    anew: bool = False
    salt: str | None = None
    fast_keys: bool = False
    expect_digest: str | None = None
    seen: Callable[[int, str], None] | None = None


@dataclass(frozen=True)
class Task:
    """One load, through all its attempts."""

    place: Place
    bundle: Proven
    mapping: Mapping
    identity: Identity
    job: Job
    options: Options
    deadline: float
    progress: Progress = field(default_factory=Progress)


@dataclass(frozen=True)
class Outcome:
    """What a load came to: `loaded`, `unchanged` (the same content was there) or `ready` (a dry run)."""

    result: str
    tenant: UUID | None
    slug: str
    job: UUID | None
    rows: dict[str, int]
    attempt: int = 1

    def as_json(self) -> dict[str, Any]:
        """Give the outcome as JSON."""
        ids = {"tenantId": self.tenant, "jobId": self.job}
        return {
            "result": self.result,
            **{name: str(value) if value else None for name, value in ids.items()},
            "slug": self.slug,
            "rows": self.rows,
            "attempt": self.attempt,
        }


def make_job(folder: Path, bundle: Proven, identity: Identity, options: Options) -> Job:
    """Make the job of a load from what the bundle says of itself."""
    manifest = bundle.manifest
    return Job(
        id=uuid4(),
        operation="regenerate" if options.anew else "replace" if options.replace else "load",
        config=json.loads((folder / "config.json").read_text(encoding="utf-8")),
        seed=manifest["seed"],
        tenant_name=identity.name,
        bundle_digest=bundle.content_digest,
        as_of=date.fromisoformat(manifest["asOf"]),
        drawing_version=manifest["drawingVersion"],
        lock_key=tenant_key(identity.slug),
        created_by=options.created_by,
    )
