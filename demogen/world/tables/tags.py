"""The room of `tags`: the industry's labels, by name."""

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
    tags = seen.world.plan.config.industry.tags
    return parallel.sliced(len(tags), len(tags))


def columns(seen: Observation, rows: Ints) -> dict[str, Any]:
    """Return the columns of some rows."""
    tenant, tags = seen.world.tenant, seen.world.plan.config.industry.tags
    order = np.array(sorted(range(len(tags)), key=lambda i: tags[i].name), dtype=np.int64)[rows]
    return {
        "id": tenant.tags.take(order),
        "name": strings.take([tag.name for tag in tags], order),
        "color": strings.take([tag.color for tag in tags], order),
        "created_at": np.full(len(rows), tenant.created, dtype=np.int64),
    }
