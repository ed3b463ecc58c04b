"""Labels for contacts."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import CREATED, ID, TENANT, column

SPEC = TableSpec(
    "tags",
    "Labels for contacts.",
    (
        ID,
        TENANT,
        column("name", "string", "The label."),
        column("color", "string", "Colour as #rrggbb."),
        CREATED,
    ),
    order=("name",),
)
