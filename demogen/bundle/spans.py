"""When the rows of a bundle were created: first and last moment of each table, from the footers of its files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from demogen.bundle.read import plain_path
from demogen.bundle.schema import TABLES, TableSpec

Span = tuple[str, str] | None


def created_spans(folder: Path) -> dict[str, Span]:
    """Give, for every table of a proven bundle, its first and last creation in UTC; None for one without rows."""
    import pyarrow.parquet as pq

    with plain_path(folder) as place:
        return {spec.name: _span(pq.read_metadata(place / "data" / f"{spec.name}.parquet"), spec) for spec in TABLES}


def _span(metadata: Any, spec: TableSpec) -> Span:
    name = next(name for name in ("created_at", "changed_at") if name in {column.name for column in spec.columns})
    index = [column.name for column in spec.columns].index(name)
    groups = [metadata.row_group(i).column(index).statistics for i in range(metadata.num_row_groups)]
    moments = [moment for group in groups if group is not None for moment in (group.min, group.max)]
    return (_text(min(moments)), _text(max(moments))) if moments else None


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
