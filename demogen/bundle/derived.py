"""Files that follow from the manifest: views for DuckDB, a Data Package for frictionless, a bag for `sha256sum -c`."""

from __future__ import annotations

import json
from collections.abc import Mapping
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


def views_sql(folder: str = "") -> bytes:
    """Write a view per table, for `duckdb -init views.sql` in the bundle's folder, or anywhere if that is named."""
    views = [
        f"CREATE OR REPLACE VIEW {spec.name} AS SELECT * FROM read_parquet('{folder}data/{spec.name}.parquet');"  # noqa: S608 - our own table names
        for spec in TABLES
    ]
    head = "-- One view per table. In this folder: duckdb -init views.sql"
    return ("\n".join([head, *views]) + "\n").encode("ascii")


def datapackage(name: str, title: str, written: list[Written]) -> bytes:
    """Describe the files as a Data Package (version 2).

    Sizes stand under a key of our own: frictionless takes `bytes` of a Parquet file for the size of its text. It also
    reads ids as objects of their own, and whole numbers with nulls as fractions, so their types are wider here.
    """
    by_name = {w.name: w for w in written}
    resources = [
        {
            "name": spec.name.replace("_", "-"),
            "path": by_name[spec.name].path,
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "hash": f"sha256:{by_name[spec.name].sha256}",
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
