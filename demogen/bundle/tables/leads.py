"""Enquiries."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import CHANNELS, CREATED, ID, OWNER, PERSON, TENANT, column

SPEC = TableSpec(
    "leads",
    "Enquiries.",
    (
        ID,
        TENANT,
        OWNER,
        column(
            "contact_id",
            "uuid",
            "The contact it became; null unless converted.",
            null=True,
            references="contacts",
            state=True,
        ),
        *PERSON,
        column("email", "string", "Address on the company's domain."),
        column("phone", "string", "E.164 number that reaches nobody; null where nobody asked.", null=True),
        column("company_name", "string", "Company as the person wrote it; null where they left it out.", null=True),
        column("title", "string", "Job title; null where nobody asked.", null=True, code=True),
        column("channel", "string", "Channel that brought it.", values=CHANNELS),
        column(
            "status",
            "string",
            "How far it is; unresponsive: attempted, and five working days without an answer.",
            values="new contacted engaged unresponsive disqualified converted",
            state=True,
        ),
        column("score", "int", "0 to 100, higher is more promising.", state=True),
        CREATED,
        column("first_response_at", "timestamp", "When staff first reached out; null before.", null=True, state=True),
        column("converted_at", "timestamp", "When it became a contact.", null=True, state=True),
    ),
)
