"""What a worker does with a job of the queue: generates its bundle, hands it on to be kept, and loads it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from loader.jobs import records
from loader.jobs.estimate import about_rows, expect_costs
from loader.mapping.format import load_mapping
from loader.postgres.connect import Place
from loader.tenants.names import kept_identity
from loader.tenants.recipe import Recipe
from loader.tenants.run import run
from loader.tenants.task import Options, Outcome, Task

AGAIN = "Its worker ended before it; another one begins anew"


def work(
    place: Place, claimed: Mapping[str, Any], worker: UUID, folder: Path, keep: Callable[[Path], object], seconds: float
) -> Outcome:
    """Do a claimed job: generate its bundle in a folder, give that to whoever keeps it, and load it.

    Raises:
        DemogenError: the tenant was not made, and why; its job tells it, too.
    """
    deadline = time.monotonic() + seconds
    config, replaces = claimed["config"], claimed["operation"] == "regenerate"
    identity = kept_identity(claimed["tenant_name"], claimed["tenant_slug"], config["tenantName"])
    recipe = Recipe(config, None, folder / "bundle", keep, claimed["files"], claimed["until_on"])
    job = records.Job(
        id=claimed["id"],
        operation=claimed["operation"],
        config=config,
        seed=claimed["seed"],
        tenant_name=identity.name,
        tenant_slug=identity.slug,
        lock_key=claimed["lock_key"],
        until=claimed["until_on"],
        estimated_rows=claimed["estimated_records"] or about_rows(config),
        created_by=claimed["created_by_id"],
        queued=True,
        worker=worker,
        origin=claimed["origin_job_id"],
        excluded=claimed["excluded_from_analytics"],
    )
    options = Options(claimed["created_by_id"], seconds, wait=True, replace=replaces, anew=True)
    task = Task(place, recipe.open_bundle, load_mapping(), identity, job, options, deadline)
    task.progress.costs |= expect_costs(config)
    if claimed["pickups"] > 1:
        task.progress.tell("Connecting", AGAIN, "warning")
    return run(task)
