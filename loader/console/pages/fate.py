"""What became of a job, in one word for its badge, and in a sentence where its tenant is no longer there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SENTENCES = {
    "deleted": "The tenant of this job was deleted. The job stays on record.",
    "replaced": "The tenant of this job was replaced by another load. The job stays on record.",
    "regenerated": "The tenant of this job was regenerated. The job stays on record.",
    "none": "The tenant of this job is no longer there. The job stays on record.",
}
BADGES = {"deleted": "deleted", "replaced": "replaced", "regenerated": "replaced", "none": "no tenant"}


@dataclass(frozen=True)
class Fate:
    """A word, the class that colours it, a sentence, and the job that took the tenant's place."""

    word: str
    kind: str
    sentence: str = ""
    successor: str | None = None


def fate(job: Mapping[str, Any]) -> Fate:
    """Return what became of a job: its status, or what happened to its tenant since."""
    status = str(job["status"])
    if status == "failed" and job["errorCode"] == "CANCELLED":
        return Fate("cancelled", "cancelled")
    state = _tenant_state(job)
    if status != "completed" or state == "living":
        return Fate(status, status)
    successor = job.get("successorJobId")
    return Fate(BADGES[state], "gone", SENTENCES[state], str(successor) if successor else None)


def _tenant_state(job: Mapping[str, Any]) -> str:
    state = job.get("tenantState")
    if state in {"living", *SENTENCES}:
        return str(state)
    return "living" if job["createdTenantId"] else "none"
