"""How the tenant is billed; one row."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import ADDRESS, CREATED, TENANT, column

SPEC = TableSpec(
    "tenant_billing",
    "How the tenant is billed; one row.",
    (
        TENANT,
        column("legal_name", "string", "Name with its legal form."),
        column("tax_id", "string", "A tax number of the country's form that no register holds."),
        column("billing_email", "string", "Where invoices go."),
        *ADDRESS,
        column("plan", "string", "Subscribed plan.", values="starter growth scale"),
        column("billing_cycle", "string", "How often it is billed.", values="monthly yearly"),
        CREATED,
    ),
    key=("tenant_id",),
    order=("created_at",),
)
