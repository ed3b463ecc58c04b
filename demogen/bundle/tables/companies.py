"""Companies that the tenant sells to."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import ADDRESS, CREATED, ID, OWNER, TENANT, column

SPEC = TableSpec(
    "companies",
    "Companies that the tenant sells to.",
    (
        ID,
        TENANT,
        OWNER,
        column("name", "string", "Name with its legal form; nobody's."),
        column("domain", "string", "Web domain under the reserved top level .example."),
        column("industry", "string", "What the company does.", code=True),
        column("employee_count", "int", "People employed."),
        column("annual_revenue", "money", "Yearly revenue in the tenant's currency."),
        column("phone", "string", "E.164 number that reaches nobody."),
        *ADDRESS,
        CREATED,
    ),
)
