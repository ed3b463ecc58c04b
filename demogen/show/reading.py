"""Opens the tables of a bundle with DuckDB, so that faults of its rows are told as the bundle's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from demogen.bundle.faults import bundle_faults
from demogen.bundle.footers import demand_schemas
from demogen.bundle.schema import TABLES, arrow_schema

MOMENT = "replace(replace({}::VARCHAR, ' ', 'T'), '+00', 'Z')"  # ISO 8601, of a column in UTC


def data_sets(place: Path) -> dict[str, Any]:
    """Give the tables of a proven bundle's folder as Arrow data sets, which read what a query needs.

    Raises:
        BundleError: a file has other columns than its table.
    """
    import pyarrow.dataset as ds

    demand_schemas(place)
    files = {spec: str(place / "data" / f"{spec.name}.parquet") for spec in TABLES}
    return {spec.name: ds.dataset(file, schema=arrow_schema(spec), format="parquet") for spec, file in files.items()}


@contextmanager
def tables_of(tables: Mapping[str, Any]) -> Iterator[Any]:
    """Open DuckDB over tables (Arrow tables or data sets by name)."""
    import duckdb

    with bundle_faults(), duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name, table in tables.items():
            connection.register(name, table)
        yield connection
