"""One DuckDB database: real tables with primary and foreign keys, and what every table and column means as comment.

DuckDB 1.1 and later open it. DuckDB 1.0 cannot read the index of a key that a later version wrote, whatever storage
version is asked for; without keys there is no index, and it can.

The bytes of such a file are not always the same, its content is.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from demogen.bundle.read import plain_path
from demogen.bundle.schema import TableSpec
from demogen.bundle.tables import TABLES
from demogen.show.cells import sql_text
from demogen.show.export.stream import Written, finish
from demogen.show.export.tables import create_table, own_key, rows_in_order

STORAGE = "v1.0.0"  # the oldest format; of keys, see above
MAGIC, MAGIC_AT = b"DUCK", 8


def write_database(connection: Any, path: Path, *, keys: bool = True, missing: Collection[str] = ()) -> Written:
    """Write all tables into a new database, with or without their keys; those to missing tables never."""
    connection.execute(f"ATTACH {sql_text(str(path.resolve()))} AS export (STORAGE_VERSION '{STORAGE}')")
    rows = 0
    for spec in TABLES:
        connection.execute(create_table(spec, f'export.main."{spec.name}"', keys=keys, missing=missing))
        rows += sum(_insert(connection, spec, level) for level in _levels(connection, spec))
        _comment(connection, spec)
    connection.execute("CHECKPOINT export")
    connection.execute("DETACH export")
    return finish(path, rows)


def _levels(connection: Any, spec: TableSpec) -> list[int]:
    if not own_key(spec):
        return [0]
    found = connection.execute(f'SELECT DISTINCT "level" FROM ({rows_in_order(spec)}) ORDER BY 1')  # noqa: S608 - our own names
    return [level for (level,) in found.fetchall()]


def _insert(connection: Any, spec: TableSpec, level: int) -> int:
    columns = ", ".join(f'"{column.name}"' for column in spec.columns)
    sql = f'SELECT {columns} FROM ({rows_in_order(spec)}) WHERE "level" = {level}'  # noqa: S608 - our own names
    ((count,),) = connection.execute(f'INSERT INTO export.main."{spec.name}" ({columns}) {sql}').fetchall()
    return int(count)


def _comment(connection: Any, spec: TableSpec) -> None:
    table = f'export.main."{spec.name}"'
    connection.execute(f"COMMENT ON TABLE {table} IS {sql_text(spec.meaning)}")
    for column in spec.columns:
        connection.execute(f'COMMENT ON COLUMN {table}."{column.name}" IS {sql_text(column.meaning)}')


def is_database(path: Path) -> bool:
    """Return whether a file is a database that `write_database` made: the tables of a bundle and nothing else."""
    import duckdb

    with open(path, "rb") as file:
        head = file.read(MAGIC_AT + len(MAGIC))
    if head[MAGIC_AT:] != MAGIC:
        return False
    views = "SELECT view_name, '' FROM duckdb_views() WHERE NOT internal"
    sql = f"SELECT table_name, comment FROM duckdb_tables() UNION ALL {views}"  # noqa: S608 - our own SQL
    config = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "enable_external_access": False,
    }
    try:
        with plain_path(path) as plain, duckdb.connect(str(plain), read_only=True, config=config) as connection:
            found = connection.execute(sql).fetchall()
    except duckdb.Error:
        return False
    return sorted(found) == sorted((spec.name, spec.meaning) for spec in TABLES)
