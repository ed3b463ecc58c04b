"""People at companies."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import ADDRESS, CHANNELS, CREATED, ID, OWNER, PERSON, TENANT, column

SPEC = TableSpec(
    "contacts",
    "People at companies.",
    (
        ID,
        TENANT,
        column("company_id", "uuid", "Where they work.", references="companies"),
        OWNER,
        *PERSON,
        column("email", "string", "Address on the company's domain."),
        column("phone", "string", "E.164 number that reaches nobody."),
        column("title", "string", "Job title; null where nobody asked.", null=True, code=True),
        column("channel", "string", "Channel that brought them.", values=CHANNELS),
        column("lifecycle_stage", "string", "How far they are.", values="contact opportunity customer", state=True),
        *ADDRESS,
        CREATED,
        column(
            "last_activity_at",
            "timestamp",
            "When the last activity with them happened; null before the first.",
            null=True,
            state=True,
        ),
    ),
)
