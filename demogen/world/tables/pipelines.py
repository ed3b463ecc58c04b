"""The room of `pipelines`: the one that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import parallel, strings
from demogen.draw.arrays import Ints
from demogen.draw.parallel import Slices

if TYPE_CHECKING:
    from demogen.world.observe import Observation


def slices(seen: Observation) -> Slices[Ints]:
    """Return the slices of rows that are known: one row."""
    del seen
    return parallel.sliced(1, 1)


def columns(seen: Observation, rows: Ints) -> dict[str, Any]:
    """Return the columns of some rows."""
    tenant, pipeline = seen.world.tenant, seen.world.plan.config.industry.pipeline
    created = np.full(len(rows), tenant.created, dtype=np.int64)
    return {"id": tenant.pipeline, "name": strings.take([pipeline.name], rows), "created_at": created}
