"""Which contact has which label."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import CREATED, TENANT, column

SPEC = TableSpec(
    "contact_tags",
    "Which contact has which label.",
    (
        TENANT,
        column("contact_id", "uuid", "The contact.", references="contacts"),
        column("tag_id", "uuid", "The label.", references="tags", code=True),
        CREATED,
    ),
    key=("contact_id", "tag_id"),
    order=("created_at",),
)
