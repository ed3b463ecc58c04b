"""Ground truth: which contacts are somebody who is there already. It is not loaded."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import CREATED, TENANT, column

SPEC = TableSpec(
    "duplicate_contacts",
    "Ground truth: which contacts are somebody who is there already. It is not loaded.",
    (
        TENANT,
        column("contact_id", "uuid", "The contact that is somebody twice.", references="contacts"),
        column("original_id", "uuid", "The contact who it is.", references="contacts"),
        CREATED,
    ),
    key=("contact_id",),
    order=("created_at",),
)
