"""The company whose CRM this is; one row."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import CREATED, ID, column

SPEC = TableSpec(
    "tenants",
    "The company whose CRM this is; one row.",
    (
        ID,
        column("name", "string", "Name of the company."),
        column("slug", "string", "Name as it stands in addresses."),
        column("country", "string", "ISO 3166-1 alpha-2 code."),
        column("timezone", "string", "IANA zone in which its days begin and end."),
        column("currency", "string", "ISO 4217 code of all its money."),
        column("industry", "string", "Industry it sells in."),
        CREATED,
    ),
)
