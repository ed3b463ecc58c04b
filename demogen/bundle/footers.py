"""What the footers of a bundle's files tell: whether each has its table's columns and rows, and when they were created.

A manifest proves bytes, not what is in them: who reads the files without computing digests asks here first. Nobody
decodes a file before its pages were counted (`demogen.bundle.pages`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from demogen.bundle.contents import require_rows, require_schema
from demogen.bundle.listing import spec_of
from demogen.bundle.pages import require_bounds
from demogen.bundle.read import open_plain
from demogen.bundle.schema import TableSpec
from demogen.errors import BundleError, Problem

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Span = tuple[str, str] | None


def require_schemas(place: Path, manifest: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Refuse a proven bundle whose files have other columns or rows than their tables; give the footers by table.

    Args:
        place: the bundle's folder, as `plain_path` gives it.
        manifest: its manifest, by which its files have been proven.

    Raises:
        BundleError: with every file that is none, has other columns or rows, or costs more to read than its table can.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    problems: list[Problem] = []
    footers: dict[str, list[Any]] = {}
    for entry in manifest["tables"]:
        spec = spec_of(entry)
        for listed in entry["files"]:
            name = listed["path"]
            try:
                with open_plain(place, name) as file:
                    require_rows(require_bounds(file, spec, name), listed)
                with pq.ParquetFile(place / name) as table:
                    require_schema(table.schema_arrow, spec, name)
                    footers.setdefault(spec.name, []).append(table.metadata)
            except BundleError as error:
                problems += error.problems
            except (pa.ArrowException, OSError) as error:
                problems.append(Problem(name, f"cannot be read: {error}"[:200]))
    if problems:
        raise BundleError(problems)
    return footers


def created_spans(place: Path, manifest: Mapping[str, Any]) -> dict[str, Span]:
    """Give, for every table of a proven bundle, its first and last creation in UTC; None for one without rows.

    Raises:
        BundleError: a file has other columns than its table, or a moment that is none.
    """
    specs = {entry["name"]: spec_of(entry) for entry in manifest["tables"]}
    return {name: _span(footers, specs[name]) for name, footers in require_schemas(place, manifest).items()}


def _span(footers: list[Any], spec: TableSpec) -> Span:
    name = spec.born
    if not spec.has(name):
        return None
    index = [column.name for column in spec.columns].index(name)
    groups = [footer.row_group(i).column(index).statistics for footer in footers for i in range(footer.num_row_groups)]
    try:
        moments = [
            moment
            for group in groups
            if group is not None and group.has_min_max
            for moment in (group.min_raw, group.max_raw)
        ]
        return (_text(min(moments)), _text(max(moments))) if moments else None
    except (OverflowError, ValueError) as error:
        raise BundleError(Problem(f"{spec.name}.{name}", "holds a moment that no calendar has")) from error


def _text(microseconds: int) -> str:
    return (EPOCH + timedelta(microseconds=microseconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
