"""Answers SQL over a bundle with DuckDB, locked down: it reads the bundle's tables and nothing else."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from demogen.bundle.schema import TABLES
from demogen.errors import ConfigError, Problem
from demogen.show import text


def query(folder: Path, sql: str) -> Any:
    """Run one or more statements over the tables of a bundle; give the last answer as an Arrow table.

    Raises:
        ConfigError: the SQL is wrong, or asks for more than the bundle.
    """
    import duckdb

    data = folder.resolve() / "data"
    with duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    ) as connection:
        place = str(data).replace("'", "''")
        connection.execute(f"SET TimeZone = 'UTC'; SET allowed_directories = ['{place}']")
        for spec in TABLES:
            file = str(data / f"{spec.name}.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {spec.name} AS SELECT * FROM read_parquet('{file}')")  # noqa: S608 - our own table names
        connection.execute("SET enable_external_access = false; SET lock_configuration = true")
        try:
            answer = connection.sql(sql)
            if answer is None:
                raise ConfigError(Problem("SQL", "has no answer", "a query"))
            return answer.to_arrow_table()
        except (duckdb.Error, RuntimeError) as error:
            raise ConfigError(Problem("SQL", " ".join(str(error).split("\n\n")[0].split())[:2000])) from error


def answer_text(answer: Any) -> str:
    """Write an answer as a table."""
    rows = [[_word(value) for value in row.values()] for row in answer.to_pylist()]
    numeric = [_is_number(field.type) for field in answer.schema]
    return text.table(answer.column_names, rows, numeric)


def answer_csv(answer: Any) -> str:
    """Write an answer as CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.column_names)
    writer.writerows([["" if value is None else _word(value) for value in row.values()] for row in answer.to_pylist()])
    return out.getvalue()


def answer_json(answer: Any) -> str:
    """Write an answer as a JSON array of objects; money stays exact as text of its digits."""
    return json.dumps(answer.to_pylist(), ensure_ascii=False, indent=1, default=_word)


def answer_parquet(answer: Any) -> bytes:
    """Write an answer as a Parquet file."""
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(answer, out, compression="zstd")
    return out.getvalue()


def _is_number(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _word(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, datetime):
        moment = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
        return moment.isoformat(sep=" ", timespec="seconds") + ("Z" if value.tzinfo else "")
    if isinstance(value, (date, UUID, Decimal)):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
