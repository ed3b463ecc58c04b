"""The room of `companies`: whom the tenant sells to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from demogen.draw import arrays, strings
from demogen.draw.arrays import Ints
from demogen.draw.parallel import Slices

if TYPE_CHECKING:
    from demogen.world.observe import Observation

GRAIN = 10_000  # units of the currency to which revenue is known


def slices(seen: Observation) -> Slices[Ints]:
    """Return the slices of rows that are known."""
    return seen.slices(seen.world.companies.created)


def columns(seen: Observation, rows: Ints) -> dict[str, Any]:
    """Return the columns of some rows."""
    firms, team, gazetteer = seen.world.companies, seen.world.team, seen.world.gazetteer
    draws, place = firms.draws.take(rows), firms.place[rows]
    config = seen.world.plan.config
    facts, (low, high) = config.behaviour.companies, config.behaviour.companies.revenue_per_mille
    revenue = firms.size[rows] * facts.revenue_per_head // 1000 * (low + draws.below("annual_revenue", high - low))
    per_dollar = int(config.currency.per_dollar * 10_000)
    units = revenue * per_dollar // 10_000 // GRAIN * GRAIN
    known = arrays.column(rows)
    return {
        "id": firms.ids.take(rows),
        "owner_id": (team.ids, team.holder(firms.seat[rows], seen.until - 1)),
        "name": seen.names.name.take(known),
        "domain": strings.join(seen.names.domain.take(known), ".example"),
        "industry": strings.coded(gazetteer.country.sectors.industries, seen.names.sector[rows]),
        "employee_count": firms.size[rows],
        "annual_revenue": np.maximum(units, GRAIN) * 100,
        "phone": gazetteer.phones(draws, place, landlines=True),
        **gazetteer.address(draws, place),
        "created_at": firms.created[rows],
    }
