"""What a load is about: where its bundle comes from, who its tenant is in the database, its job, what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from demogen.errors import Problem
from loader.errors import TimedOut
from loader.jobs.progress import Progress
from loader.jobs.records import Job
from loader.mapping.format import Mapping
from loader.mapping.proven import Proven
from loader.mapping.views import Identity
from loader.postgres.connect import Place

TEN_MINUTES = 600.0


@dataclass(frozen=True)
class Options:
    """What the caller of a load may ask for; times are seconds. `anew` replaces also a tenant of the same content.

    `seen` is called with each step, `warned` with what of the bundle is left out or is missing.

    `excluded` is whether analytics leave the tenant out; None keeps the choice of the tenant that is replaced, and
    leaves a new one out.
    """

    created_by: UUID | None = None
    timeout_seconds: float = TEN_MINUTES
    wait: bool = False
    dry_run: bool = False
    replace: bool = False
    as_new: bool = False
    anew: bool = False
    fast_keys: bool = False
    excluded: bool | None = None
    expect_digest: str | None = None
    seen: Callable[[int, str], None] | None = None
    warned: Callable[[str], None] | None = None


def late(seconds: float, what: str = "") -> TimedOut:
    """Return what is to be told when a deadline has passed, with the deadline as it was given."""
    return TimedOut(
        Problem("--timeout", f"the deadline of {seconds:g} s has passed{what}", hint="Give more with --timeout.")
    )


@dataclass(frozen=True)
class Task:
    """One load, through all its attempts; `open_bundle` gives the proven bundle, which it may have to generate."""

    place: Place
    open_bundle: Callable[[Progress], AbstractContextManager[Proven]]
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
        """Return the outcome as JSON."""
        ids = {"tenantId": self.tenant, "jobId": self.job}
        return {
            "result": self.result,
            **{name: str(value) if value else None for name, value in ids.items()},
            "slug": self.slug,
            "rows": self.rows,
            "attempt": self.attempt,
        }
