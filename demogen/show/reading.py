"""Opens the tables of a bundle with DuckDB, so that faults of its rows are told as the bundle's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from demogen.bundle.faults import bundle_faults
from demogen.bundle.footers import require_schemas
from demogen.bundle.listing import all_rows, missing_parts, spec_of, table_paths
from demogen.bundle.schema import Column, arrow_schema
from demogen.bundle.tables import TABLES
from demogen.show.cells import sql_text

# How a moment becomes text, by DuckDB's type: always of one width, so that text sorts as time does. What knows its zone
# is ISO 8601 in UTC; what does not keeps DuckDB's space. Types of whole seconds have one width by themselves.
ZONED = "timestamp with time zone"
MOMENTS = {
    ZONED: "strftime({}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%fZ')",
    "timestamp": "strftime({}, '%Y-%m-%d %H:%M:%S.%f')",
    "timestamp_ms": "strftime({}, '%Y-%m-%d %H:%M:%S.%g')",
    "timestamp_ns": "strftime({}, '%Y-%m-%d %H:%M:%S.%n')",
}


def moment(name: str, kind: str) -> str:
    """Write the expression that makes text of a column; `kind` is the id of its type, moments get one width."""
    return MOMENTS.get(kind, "{}::VARCHAR").format(name)


def cell_text(name: str, column: Column) -> str:
    """Write the expression that makes text of a column of a table."""
    return moment(name, ZONED if column.type == "timestamp" else column.type)


def data_sets(place: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables of a bundle's folder, proven by its manifest, as Arrow data sets: they read what a query needs.

    Tables are those of the manifest, also ones that this program does not know.

    Raises:
        BundleError: a file has other columns than its table.
    """
    import pyarrow.dataset as ds

    require_schemas(place, manifest)
    specs = [spec_of(entry) for entry in manifest["tables"]]
    files = {spec: [str(path) for path in table_paths(place, spec.name)] for spec in specs}
    return {spec.name: ds.dataset(paths, schema=arrow_schema(spec), format="parquet") for spec, paths in files.items()}


def table_views(place: Path, missing: Collection[str]) -> Iterator[str]:
    """Write the statements that make a view of each table's files; what is missing has no rows, or is null."""
    for spec in TABLES:
        paths = [sql_text(str(path)) for path in table_paths(place, spec.name)]
        yield f'CREATE TEMP VIEW "{spec.name}" AS {all_rows(spec, paths, missing)}'


@contextmanager
def files_of(place: Path, manifest: Mapping[str, Any]) -> Iterator[Any]:
    """Open DuckDB over the files of a bundle's folder, proven by its manifest.

    Raises:
        BundleError: a file has other columns than its table.
    """
    import duckdb

    require_schemas(place, manifest)
    with bundle_faults(), duckdb.connect(config={"threads": 1}) as connection:
        for statement in ("SET TimeZone = 'UTC'", *table_views(place, missing_parts(manifest))):
            connection.execute(statement)
        yield connection


@contextmanager
def tables_of(tables: Mapping[str, Any]) -> Iterator[Any]:
    """Open DuckDB over tables (Arrow tables or data sets by name)."""
    import duckdb

    with bundle_faults(), duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name, table in tables.items():
            connection.register(name, table)
        yield connection
