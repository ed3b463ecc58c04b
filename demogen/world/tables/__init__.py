"""The rooms of the tables: each tells which rows are known, in slices, and writes the columns of a slice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from demogen.world.tables import (
    activities,
    companies,
    contact_tags,
    contacts,
    deal_stage_history,
    deals,
    duplicate_contacts,
    leads,
    notes,
    pipeline_stages,
    pipelines,
    tags,
    tenant_billing,
    tenants,
    users,
)

if TYPE_CHECKING:
    from demogen.draw.parallel import Slices
    from demogen.world.observe import Observation


class Room(Protocol):
    """What a table's module has; what `slices` gives, `columns` takes."""

    def slices(self, seen: Observation) -> Slices[Any]:
        """Return the rows that are known, in order, in slices."""

    def columns(self, seen: Observation, rows: Any) -> dict[str, Any]:
        """Return the columns of a slice, save `tenant_id`."""


ROOMS: Mapping[str, Room] = {
    "activities": activities,
    "companies": companies,
    "contact_tags": contact_tags,
    "contacts": contacts,
    "deal_stage_history": deal_stage_history,
    "deals": deals,
    "duplicate_contacts": duplicate_contacts,
    "leads": leads,
    "notes": notes,
    "pipeline_stages": pipeline_stages,
    "pipelines": pipelines,
    "tags": tags,
    "tenant_billing": tenant_billing,
    "tenants": tenants,
    "users": users,
}
