"""Plain Parquet, a file per table, for readers that know less than the bundle asks for: ids are text.

Spark reads no Parquet UUID, and pandas makes Python objects of decimals; so money is exact decimals or doubles, by
choice. Everything else is as in the bundle: the writer's pinned options, row groups cut by row number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from demogen.bundle.listing import relaxed
from demogen.bundle.schema import Column, TableSpec, arrow_type
from demogen.bundle.tables import TABLES
from demogen.bundle.write import OPTIONS, ROW_GROUP
from demogen.show.export.stream import Written, finish


def write_tables(
    connection: Any, folder: Path, *, money: str = "decimal", missing: Collection[str] = ()
) -> list[Written]:
    """Write a file per table; `money` is `decimal` or `double`, what is `missing` may be null."""
    return [_write(connection, relaxed(spec, missing), folder / f"{spec.name}.parquet", money) for spec in TABLES]


def _write(connection: Any, spec: TableSpec, path: Path, money: str) -> Written:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([pa.field(c.name, _type(c, money), nullable=c.nullable) for c in spec.columns])
    values = ", ".join(f'"{c.name}"{_cast(c, money)} AS "{c.name}"' for c in spec.columns)
    reader = connection.sql(f'SELECT {values} FROM "{spec.name}"').to_arrow_reader(ROW_GROUP)  # noqa: S608 - our own names
    rows = 0
    # Every column has a dictionary as long as that is short: DuckDB 2.0 takes one text among nulls for null without.
    with open(path, "xb") as file, pq.ParquetWriter(file, schema, use_dictionary=True, **OPTIONS) as writer:
        for table in _row_groups(reader, schema):
            writer.write_table(table, row_group_size=ROW_GROUP)
            rows += table.num_rows
    return finish(path, rows)


def _type(column: Column, money: str) -> Any:
    import pyarrow as pa

    if column.type == "uuid":
        return pa.string()
    return pa.float64() if column.type == "money" and money == "double" else arrow_type(column)


def _cast(column: Column, money: str) -> str:
    if column.type == "uuid":
        return "::VARCHAR"
    return "::DOUBLE" if column.type == "money" and money == "double" else ""


def _row_groups(reader: Any, schema: Any) -> Iterator[Any]:
    """Cut batches of any size into tables of ROW_GROUP rows; the last is shorter, and empty where there is none."""
    import pyarrow as pa

    held = schema.empty_table()
    for batch in reader:
        held = pa.concat_tables([held, pa.Table.from_batches([batch]).cast(schema)])
        while held.num_rows > ROW_GROUP:
            yield held.slice(0, ROW_GROUP)
            held = held.slice(ROW_GROUP)
    yield held
