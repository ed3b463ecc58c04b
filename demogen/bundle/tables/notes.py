"""What people wrote down."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import CREATED, ID, TENANT, column

SPEC = TableSpec(
    "notes",
    "What people wrote down.",
    (
        ID,
        TENANT,
        column("contact_id", "uuid", "The contact it is about.", references="contacts"),
        column("deal_id", "uuid", "The deal it is about.", null=True, references="deals"),
        column("author_id", "uuid", "Who wrote it.", references="users", code=True),
        column("body", "string", "The note.", code=True, longest=20_000),
        CREATED,
    ),
)
