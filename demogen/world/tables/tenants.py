"""The room of `tenants`: the tenant itself."""

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
    config = seen.world.plan.config
    words = {
        "name": config.tenant_name,
        "slug": config.slug,
        "country": config.country.code,
        "timezone": config.timezone,
        "currency": config.currency.code,
        "industry": config.industry.id,
    }
    texts = {name: strings.take([word], rows) for name, word in words.items()}
    created = np.full(len(rows), seen.world.tenant.created, dtype=np.int64)
    return {"id": seen.world.tenant.tenant, **texts, "created_at": created}
