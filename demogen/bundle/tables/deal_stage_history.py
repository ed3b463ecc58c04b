"""Every stage that a deal entered, its first one included."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import ID, TENANT, column

SPEC = TableSpec(
    "deal_stage_history",
    "Every stage that a deal entered, its first one included.",
    (
        ID,
        TENANT,
        column("deal_id", "uuid", "The deal.", references="deals"),
        column(
            "from_stage_id",
            "uuid",
            "The stage it left; null at creation.",
            null=True,
            references="pipeline_stages",
            code=True,
        ),
        column("to_stage_id", "uuid", "The stage it entered.", references="pipeline_stages", code=True),
        column("changed_by_id", "uuid", "Who moved it.", references="users", code=True),
        column("changed_at", "timestamp", "When."),
    ),
    born="changed_at",
)
