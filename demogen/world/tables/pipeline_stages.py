"""The room of `pipeline_stages`: the industry's, by position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import parallel, strings
from demogen.draw.arrays import Ints
from demogen.draw.parallel import Slices

if TYPE_CHECKING:
    from demogen.world.observe import Observation


def slices(seen: Observation) -> Slices[Ints]:
    """Return the slices of rows that are known."""
    stages = seen.world.plan.config.industry.pipeline.stages
    return parallel.sliced(len(stages), len(stages))


def columns(seen: Observation, rows: Ints) -> dict[str, Any]:
    """Return the columns of some rows."""
    tenant, stages = seen.world.tenant, seen.world.plan.config.industry.pipeline.stages
    return {
        "id": tenant.stages.take(rows),
        "pipeline_id": (tenant.pipeline, np.zeros(len(rows), dtype=np.int64)),
        "name": strings.take([stage.name for stage in stages], rows),
        "type": strings.take([stage.type for stage in stages], rows),
        "position": rows + 1,
        "probability": np.array([stage.probability for stage in stages], dtype=np.int64)[rows],
        "avg_days_in_stage": np.array([stage.avg_days_in_stage for stage in stages], dtype=np.int64)[rows],
        "created_at": np.full(len(rows), tenant.created, dtype=np.int64),
    }
