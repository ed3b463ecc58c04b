"""Stages of the pipeline."""

from __future__ import annotations

from demogen.bundle.schema import TableSpec
from demogen.bundle.shared_columns import CREATED, ID, TENANT, column

SPEC = TableSpec(
    "pipeline_stages",
    "Stages of the pipeline.",
    (
        ID,
        TENANT,
        column("pipeline_id", "uuid", "The pipeline.", references="pipelines"),
        column("name", "string", "Name of the stage."),
        column("position", "int", "Place in the pipeline, from 1."),
        column("type", "string", "Whether deals in it are open, won or lost.", values="open won lost"),
        column("probability", "int", "Chance of winning, in percent."),
        column("avg_days_in_stage", "int", "Days that deals usually stay."),
        CREATED,
    ),
    order=("position",),
)
