"""Compares two bundles: their configs and plans value by value, their tables row by row and column by column.

Rows are the same row if their keys are; what stays the same is not told. Tables whose files are the same are not
compared. Digests are recomputed from the values: two bundles are the same only if theirs are, whatever they state.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from demogen.bundle.contents import table_content
from demogen.bundle.digest import bundle_digest
from demogen.bundle.listing import missing_parts
from demogen.bundle.read import open_plain, plain_path, read_json, verify_files
from demogen.bundle.schema import TableSpec
from demogen.bundle.tables import TABLES
from demogen.show.diff.rows import compare_table
from demogen.show.reading import data_sets, tables_of

FACTS = ("tenant", "seed", "asOf", "until", "drawingVersion", "generator", "reference", "totals", "warnings", "checks")
SIDES = ("a", "b")

Json = dict[str, Any]


def compare(first: Path, second: Path, examples: int = 1) -> Json:
    """Return what differs between two bundles' folders, `a` and `b`.

    Args:
        first: the folder of `a`.
        second: the folder of `b`.
        examples: how many rows to show of each kind of difference.

    Raises:
        BundleError: the files of one of them are not its manifest's.
    """
    manifests = [verify_files(folder) for folder in (first, second)]
    facts = _facts(manifests)
    config = differing(*(read_json(folder, "config.json") for folder in (first, second)))
    told = [_change(one) for one in config]  # what the manifests only repeat
    found = {
        "config": config,
        "manifest": [one for one in differing(facts[0], facts[1]) if _change(one) not in told],
        "months": _months(manifests[0]["months"], manifests[1]["months"]),
        "tables": _tables(first, second, manifests, examples),
    }
    digests = {side: manifest["contentDigest"] for side, manifest in zip(SIDES, manifests, strict=True)}
    proven = _proven(first, second, manifests)
    same = not any(found.values()) and all(proven.values()) and digests["a"] == digests["b"]
    return {"same": same, "contentDigest": digests, "recomputed": proven, **found}


def _facts(manifests: list[Json]) -> list[Json]:
    """Return what is compared of the manifests: of tables that both have also the columns."""
    tables = [{entry["name"]: entry for entry in manifest["tables"]} for manifest in manifests]
    both = [name for name in tables[0] if all(name in listed for listed in tables)]
    return [
        {
            **{key: manifest[key] for key in FACTS},
            "tables": sorted(listed),
            "columns": {name: [column["name"] for column in listed[name]["columns"]] for name in both},
        }
        for manifest, listed in zip(manifests, tables, strict=True)
    ]


def _proven(first: Path, second: Path, manifests: list[Json]) -> dict[str, bool]:
    """Compute the content digests of both from their values; tell of each whether it is the one that it states."""
    known: dict[tuple[str, ...], str] = {}  # by the digests of its files: what both have is read once
    for folder, manifest in zip((first, second), manifests, strict=True):
        for entry in manifest["tables"]:
            if _bytes(entry) not in known:
                with ExitStack() as stack:
                    files = [stack.enter_context(open_plain(folder, file["path"])) for file in entry["files"]]
                    known[_bytes(entry)] = table_content(files, entry)
    return {
        side: bundle_digest({entry["name"]: known[_bytes(entry)] for entry in manifest["tables"]})
        == manifest["contentDigest"]
        for side, manifest in zip(SIDES, manifests, strict=True)
    }


def _bytes(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what tells the bytes of a table's files from any other's."""
    return (entry["name"], *(file["sha256"] for file in entry["files"]))


def differing(first: Any, second: Any, path: str = "") -> list[Json]:
    """List the values that differ in two JSON values, by the path of each; what one of them lacks is null."""
    if isinstance(first, dict) and isinstance(second, dict):
        keys = [*first, *(key for key in second if key not in first)]
        parts = [differing(first.get(k), second.get(k), f"{path}.{k}" if path else k) for k in keys]
        return [difference for part in parts for difference in part]
    return [] if first == second else [{"path": path, "a": first, "b": second}]


def _change(one: Json) -> tuple[str, str]:
    return json.dumps(one["a"]), json.dumps(one["b"])


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
    both = [_shared(spec, *manifests) for spec in TABLES if all(spec.name in e for e in entries)]
    # Other bytes may hold the same values, but where the bytes are the same the values are, whatever digests say.
    changed = [spec for spec in both if len({_bytes(e[spec.name]) for e in entries}) > 1]
    with plain_path(first) as a, plain_path(second) as b:
        sides = {side: data_sets(place, found) for side, place, found in zip(SIDES, (a, b), manifests, strict=True)}
        views = {f"{side}_{spec.name}": sides[side][spec.name] for side in SIDES for spec in changed}
        with tables_of(views) as connection:
            compared = [_table(connection, spec, entries, examples) for spec in changed]
    return [one for one in compared if one["added"] or one["removed"] or one["changed"]]


def _shared(spec: TableSpec, *manifests: Json) -> TableSpec:
    """Return a table with the columns that both sides have."""
    gone = {name for manifest in manifests for name in missing_parts(manifest)}
    return replace(spec, columns=tuple(c for c in spec.columns if f"{spec.name}.{c.name}" not in gone))


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
