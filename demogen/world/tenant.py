"""The tenant itself, its bill, its pipeline and its labels: tables of a few rows that are there from the first day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demogen.draw import ids
from demogen.draw.streams import Address, Source

if TYPE_CHECKING:
    from demogen.plan.calendar import Calendar


@dataclass(frozen=True)
class Tenant:
    """Ids of the rows that everything else names."""

    tenant: ids.Ids
    pipeline: ids.Ids
    stages: ids.Ids
    tags: ids.Ids
    created: int


def draw_tenant(source: Source, calendar: Calendar) -> Tenant:
    """Draw the ids of tenant, pipeline, stages and labels; all of them are made when the first day begins."""
    created = int(calendar.marks[0])
    industry = calendar.config.industry
    tables = (
        ("tenants", 1),
        ("pipelines", 1),
        ("pipeline_stages", len(industry.pipeline.stages)),
        ("tags", len(industry.tags)),
    )
    drawn = [ids.draw(source.of(name, _rows(count)), np.full(count, created, dtype=np.int64)) for name, count in tables]
    return Tenant(drawn[0], drawn[1], drawn[2], drawn[3], created)


def _rows(count: int) -> Address:
    return Address(np.zeros(count, dtype=np.int64), np.arange(count, dtype=np.int64))
