"""Sales pipelines; one."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import CREATED, ID, TENANT, column

SPEC = TableSpec(
    "pipelines",
    "Sales pipelines; one.",
    (
        ID,
        TENANT,
        column("name", "string", "Name of the pipeline."),
        CREATED,
    ),
)
