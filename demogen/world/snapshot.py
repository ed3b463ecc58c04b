"""The tables of an observation, as Arrow tables: whole, or slice by slice in the order of their rows."""

from __future__ import annotations

from typing import Any

import numpy as np

from demogen.bundle.columns import build_table
from demogen.bundle.schema import arrow_schema
from demogen.bundle.tables import table_spec
from demogen.draw.parallel import Slices
from demogen.world.observe import Observation
from demogen.world.tables import ROOMS


def table_slices(seen: Observation, name: str) -> Slices[Any]:
    """Return the slices of a table, each built when it is asked for; at least one, which may be empty."""
    room, spec = ROOMS[name], table_spec(name)
    own = spec.has("tenant_id")

    def build(rows: Any) -> Any:
        columns = room.columns(seen, rows)
        count = len(columns[spec.born])
        if own:
            columns["tenant_id"] = (seen.world.tenant.tenant, np.zeros(count, dtype=np.int64))
        return build_table(spec, columns, count)

    found = room.slices(seen)
    if not found.rows:
        return Slices(0, [arrow_schema(spec).empty_table()])
    return Slices(found.rows, map(build, found.each))


def whole_table(seen: Observation, name: str) -> Any:
    """Build a table at once."""
    import pyarrow as pa

    return pa.concat_tables(list(table_slices(seen, name).each))
