"""Describes the CSV files of an export as a Data Package (version 2): names and types of columns, keys, hashes.

By `datapackage.json` programs know that a telephone number is text and a postal code keeps its zeros, which CSV itself
cannot tell.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from demogen.bundle.listing import relaxed
from demogen.bundle.schema import Column, TableSpec
from demogen.bundle.tables import TABLES
from demogen.show.export.stream import Sink, Written

DESCRIPTOR = "datapackage.json"
MOMENT_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
FIELDS: Mapping[str, dict[str, str]] = {
    "uuid": {"type": "string", "format": "uuid"},
    "string": {"type": "string"},
    "int": {"type": "integer"},
    "bool": {"type": "boolean"},
    "timestamp": {"type": "datetime", "format": MOMENT_FORMAT},
    "date": {"type": "date"},
    "money": {"type": "number"},
}
OF_DUCKDB = {
    "uuid": "uuid",
    "boolean": "bool",
    "date": "date",
    "decimal": "money",
    "integer": "int",
    "bigint": "int",
    "timestamp with time zone": "timestamp",
}


def table_schema(spec: TableSpec, missing: Collection[str] = ()) -> dict[str, Any]:
    """Describe a table: its columns with their meanings, and its keys to tables that are not missing.

    A missing column may be null.
    """
    named = [(column, table) for column, table in spec.references.items() if table not in missing]
    resources = {table: "" if table == spec.name else _name(table) for table in spec.references.values()}
    return {
        "fields": [_field(column) for column in relaxed(spec, missing).columns],
        "primaryKey": list(spec.key),
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": resources[table], "fields": ["id"]}}
            for column, table in named
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.values:
        limits["enum"] = list(column.values)
    found = {"name": column.name, **FIELDS[column.type], "description": column.meaning}
    return {**found, "constraints": limits} if limits else found


def columns_schema(kinds: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Describe the columns of an answer by their names and DuckDB's types."""
    return {"fields": [{"name": name, **FIELDS[OF_DUCKDB.get(kind, "string")]} for name, kind in kinds]}


def describe(folder: Path, written: list[Written], content_digest: str) -> Written | None:
    """Write `datapackage.json` beside the files that have a schema; None where none has."""
    resources = [_resource(file, file.schema) for file in written if file.schema is not None]
    if not resources:
        return None
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "crm-demogen-export",
        "licenses": [{"name": "CC0-1.0"}],
        "demogen:contentDigest": content_digest,
        "resources": resources,
    }
    with Sink(folder / DESCRIPTOR) as sink:
        sink.write((json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
    return sink.written


def _resource(file: Written, schema: Mapping[str, Any]) -> dict[str, Any]:
    table = next((spec for spec in TABLES if f"{spec.name}.csv" == file.path and "primaryKey" in schema), None)
    return {
        "name": _name(file.path.removesuffix(".csv")),
        "path": file.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size_bytes,
        "hash": f"sha256:{file.sha256}",
        **({"description": table.meaning} if table else {}),
        "schema": schema,
    }


def _name(file: str) -> str:
    return file.replace("_", "-")
