"""What became of a job, in one word for its badge, and in a sentence where its tenant is no longer there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SENTENCES = {
    "deleted": "The tenant of this job was deleted. The job stays on record.",
    "replaced": "The tenant of this job was replaced by another load. The job stays on record.",
    "regenerated": "The tenant of this job was regenerated. The job stays on record.",
    "gone": "The tenant of this job is no longer there. The job stays on record.",
}
BADGES = {"deleted": "deleted", "replaced": "replaced", "regenerated": "replaced", "gone": "no tenant"}


@dataclass(frozen=True)
class Fate:
    """A word and its colour, a sentence, the job that took the tenant's place, and the job whose tenant lives."""

    word: str
    kind: str
    sentence: str = ""
    successor: str | None = None
    living: str | None = None


def fate(job: Mapping[str, Any]) -> Fate:
    """Return what became of a job: its status, or what happened to its tenant since."""
    status = str(job["status"])
    if status == "failed" and job["errorCode"] == "CANCELLED":
        return Fate("cancelled", "cancelled")
    if status != "completed" or job["tenantState"] == "living":
        return Fate(status, status)
    state = job["tenantState"] if job["tenantState"] in SENTENCES else "gone"
    return Fate(BADGES[state], "gone", SENTENCES[state], job["successorJobId"], job.get("livingJobId"))
