"""Opportunities."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import CHANNELS, CREATED, ID, OWNER, TENANT, column

SPEC = TableSpec(
    "deals",
    "Opportunities.",
    (
        ID,
        TENANT,
        column("company_id", "uuid", "The contact's company.", references="companies"),
        column("contact_id", "uuid", "Who decides.", references="contacts"),
        OWNER,
        column("pipeline_id", "uuid", "The pipeline.", references="pipelines", code=True),
        column(
            "stage_id",
            "uuid",
            "The stage it is in: the last of its history.",
            references="pipeline_stages",
            code=True,
            state=True,
        ),
        column("name", "string", "Name of the deal."),
        column("amount", "money", "Value in `currency`."),
        column("currency", "string", "ISO 4217 code; the tenant's.", code=True),
        column("status", "string", "Type of its stage.", values="open won lost", state=True),
        column("probability", "int", "Chance of winning, in percent; its stage's.", state=True),
        column(
            "is_whale",
            "bool",
            "Ground truth: drawn as a whale; a won one is at least five times the median of the other won deals.",
        ),
        column("channel", "string", "Channel that brought the contact.", values=CHANNELS),
        column("expected_close_on", "date", "Day on which it was expected to close when it was created.", planned=True),
        column("closed_at", "timestamp", "When it was won or lost.", null=True, state=True),
        column("lost_reason", "string", "Why it was lost.", null=True, code=True, state=True),
        CREATED,
    ),
)
