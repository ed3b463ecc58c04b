"""Compares two bundles: their configs and plans value by value, their tables row by row and column by column.

Rows are the same row if their keys are; what stays the same is not told. Tables of one content digest are not read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from demogen.bundle.read import open_plain, plain_path, verify_files
from demogen.bundle.schema import TABLES, TableSpec
from demogen.show.diff.rows import compare_table
from demogen.show.reading import data_sets, tables_of

FACTS = ("until", "drawingVersion", "generator", "reference", "warnings")  # what a config does not say
EXAMPLES = 3
SIDES = ("a", "b")

Json = dict[str, Any]


def compare(first: Path, second: Path, examples: int = EXAMPLES) -> Json:
    """Tell what differs between two bundles' folders, `a` and `b`.

    Args:
        first: the folder of `a`.
        second: the folder of `b`.
        examples: how many rows to show of each kind of difference.

    Raises:
        BundleError: the files of one of them are not its manifest's.
    """
    manifests = [verify_files(folder) for folder in (first, second)]
    facts = [{key: manifest[key] for key in FACTS} for manifest in manifests]
    found = {
        "config": differing(_config(first), _config(second)),
        "manifest": differing(facts[0], facts[1]),
        "months": _months(manifests[0]["months"], manifests[1]["months"]),
        "tables": _tables(first, second, manifests, examples),
    }
    digests = {side: manifest["contentDigest"] for side, manifest in zip(SIDES, manifests, strict=True)}
    return {"same": not any(found.values()), "contentDigest": digests, **found}


def _config(folder: Path) -> Any:
    with open_plain(folder, "config.json") as file:
        return json.load(file)


def differing(first: Any, second: Any, path: str = "") -> list[Json]:
    """List the values that differ in two JSON values, by the path of each; what one of them lacks is null."""
    if isinstance(first, dict) and isinstance(second, dict):
        keys = [*first, *(key for key in second if key not in first)]
        parts = [differing(first.get(k), second.get(k), f"{path}.{k}" if path else k) for k in keys]
        return [difference for part in parts for difference in part]
    return [] if first == second else [{"path": path, "a": first, "b": second}]


def _months(first: list[Json], second: list[Json]) -> list[Json]:
    """List the planned figures that differ, by month."""
    a, b = ({month["month"]: month for month in months} for months in (first, second))
    return [
        {"month": month, "figure": one["path"], "a": one["a"], "b": one["b"]}
        for month in sorted({*a, *b})
        for one in differing(_figures(a.get(month, {})), _figures(b.get(month, {})))
    ]


def _figures(month: Mapping[str, Any]) -> Json:
    return {key: value for key, value in month.items() if key != "month"}


def _tables(first: Path, second: Path, manifests: list[Json], examples: int) -> list[Json]:
    """Compare the tables whose content differs."""
    entries = [{entry["name"]: entry for entry in manifest["tables"]} for manifest in manifests]
    changed = [spec for spec in TABLES if len({e[spec.name]["contentDigest"] for e in entries}) > 1]
    with plain_path(first) as a, plain_path(second) as b:
        sides = {side: data_sets(place) for side, place in zip(SIDES, (a, b), strict=True)}
        views = {f"{side}_{spec.name}": sides[side][spec.name] for side in SIDES for spec in changed}
        with tables_of(views) as connection:
            return [_table(connection, spec, entries, examples) for spec in changed]


def _table(connection: Any, spec: TableSpec, entries: Sequence[Mapping[str, Any]], examples: int) -> Json:
    rows, digests = (
        {side: entry[spec.name][key] for side, entry in zip(SIDES, entries, strict=True)}
        for key in ("rows", "contentDigest")
    )
    return {
        "name": spec.name,
        "rows": rows,
        "contentDigest": digests,
        **compare_table(connection, spec, examples),
    }
