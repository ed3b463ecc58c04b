"""Files that follow from the manifest: views for DuckDB, a Data Package for frictionless, a bag for `sha256sum -c`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from demogen.bundle.tables import TABLES
from demogen.bundle.write import Written

FRICTIONLESS = {
    "uuid": "any",
    "string": "string",
    "int": "integer",
    "bool": "boolean",
    "timestamp": "datetime",
    "date": "date",
    "money": "number",
}


def views_sql(tables: Mapping[str, Sequence[str]], folder: str = "") -> bytes:
    """Write a view per table, for `duckdb -init views.sql` in the bundle's folder, or anywhere if that is named.

    `tables` are the paths of each table's files; those of several follow the order of their names.
    """
    views = [
        f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{folder}{_pattern(paths)}');"  # noqa: S608 - our own table names
        for name, paths in tables.items()
    ]
    head = "-- One view per table. In this folder: duckdb -init views.sql"
    return ("\n".join([head, *views]) + "\n").encode("ascii")


def _pattern(paths: Sequence[str]) -> str:
    return paths[0] if len(paths) == 1 else f"{paths[0].rpartition('/')[0]}/part-*.parquet"


def datapackage(name: str, title: str, written: list[Written]) -> bytes:
    """Describe the files as a Data Package (version 2).

    Sizes stand under a key of our own: frictionless takes `bytes` of a Parquet file for the size of its text. It also
    reads ids as objects of their own, and whole numbers with nulls as fractions, so their types are wider here.
    """
    by_name = {w.name: w for w in written}
    resources = [
        {
            "name": spec.name.replace("_", "-"),
            **_files(by_name[spec.name]),
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "demogen:size": by_name[spec.name].size_bytes,
            "description": spec.meaning,
            "schema": {
                "fields": [
                    {
                        "name": c.name,
                        "type": "number" if c.nullable and c.type == "int" else FRICTIONLESS[c.type],
                        "description": c.meaning,
                        **_constraints(c.nullable, c.values),
                    }
                    for c in spec.columns
                ],
                "primaryKey": list(spec.key),
            },
        }
        for spec in TABLES
    ]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": title,
        "licenses": [{"name": "CC0-1.0"}],
        "resources": resources,
    }
    return (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _files(written: Written) -> dict[str, Any]:
    """Return the path and the hash of a table's file; of several files the paths, whose hashes the bag has."""
    if len(written.files) == 1:
        return {"path": written.files[0].path, "hash": f"sha256:{written.files[0].sha256}"}
    return {"path": [file.path for file in written.files]}


def _constraints(nullable: bool, values: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {} if nullable else {"required": True}
    if values:
        found["enum"] = list(values)
    return {"constraints": found} if found else {}


def bagit() -> bytes:
    """Declare the folder a bag (RFC 8493)."""
    return b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def payload_manifest(files: Mapping[str, str]) -> bytes:
    """List the SHA-256 of the data files, as `sha256sum -c` reads it."""
    return "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(files.items())).encode("ascii")
