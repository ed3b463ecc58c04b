"""The tables of a bundle in load order: what a foreign key names comes first, save for keys of a table to itself."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.tables import (
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

TABLES: tuple[TableSpec, ...] = (
    tenants.SPEC,
    tenant_billing.SPEC,
    users.SPEC,
    pipelines.SPEC,
    pipeline_stages.SPEC,
    companies.SPEC,
    contacts.SPEC,
    leads.SPEC,
    deals.SPEC,
    deal_stage_history.SPEC,
    activities.SPEC,
    notes.SPEC,
    tags.SPEC,
    contact_tags.SPEC,
    duplicate_contacts.SPEC,
)

_BY_NAME = {spec.name: spec for spec in TABLES}


def table_spec(name: str) -> TableSpec:
    """Return a table's specification by its name; raises KeyError for one that is not known."""
    return _BY_NAME[name]
