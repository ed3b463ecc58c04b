"""The tables of a load: what their SELECTs give, the COPY of each, and the digests by which they are known again."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from loader.jobs.costs import loading
from loader.mapping.format import Mapping as LoadMapping
from loader.mapping.proven import Proven
from loader.mapping.views import Columns
from loader.postgres.connect import read_sql, schema_of
from loader.postgres.copy import BATCH_ROWS, copy_rows
from loader.postgres.target import cast_of
from loader.tenants.digest import digest_of_bundle
from loader.tenants.task import Task

PLANNED_AT, PLANNED = 15, "Planning growth distribution"


def copy_tables(task: Task, bundle: Proven, line: psycopg.Connection[Any], views: Any, given: Columns) -> None:
    """Copy every table, each from its SELECT cast to the very types of the target.

    Raises:
        Unproven: the server counted other rows than were sent.
        psycopg.Error: the server rejected it.
    """
    types = _types(line, task.mapping)
    costs = {table: task.progress.costs.get(loading(table)) or bundle.rows[table] for table in task.mapping.tables}
    for step, first, last in task.mapping.weigh(costs):
        if task.progress.percent <= PLANNED_AT < first:
            task.progress.move(PLANNED_AT, PLANNED, _months(bundle))
        task.progress.begin(loading(step.table), first, last, step.name)
        columns = given[step.table]
        casts = ", ".join(
            f'CAST("{n}" AS {cast_of(kind, types[step.table, n])}) AS "{n}"' for n, kind in columns.items()
        )
        batches = views.sql(f"SELECT {casts} FROM ({step.sql})").to_arrow_reader(BATCH_ROWS)  # noqa: S608 - names of the catalog
        rows = max(bundle.rows[step.table], 1)

        def tell(sent: int, rows: int = rows) -> None:
            task.progress.count(sent / rows)

        sent = copy_rows(line, sql.Identifier(schema_of(line), step.table), list(columns), batches, tell)
        task.progress.tell(step.name, f"{sent:,} {'row' if sent == 1 else 'rows'} of {step.table}")


def _months(bundle: Proven) -> str:
    """Return which months the bundle was planned for."""
    months = [month["month"] for month in bundle.manifest["months"]]
    return f"{PLANNED}: {len(months)} months, {months[0]} to {months[-1]}, as the bundle has them"


def _types(line: psycopg.Connection[Any], mapping: LoadMapping) -> dict[tuple[str, str], str]:
    parameters = {"schema": schema_of(line), "tables": mapping.tables}
    rows = line.execute(read_sql("postgres/target_columns"), parameters).fetchall()
    return {(row[0], row[1]): row[2] for row in rows}


def digest_tables(mapping: LoadMapping, views: Any, given: Columns) -> dict[str, dict[str, Any]]:
    """Return the digest of every table of a bundle, and the columns that it is taken over."""
    return {
        step.table: {
            "digest": digest_of_bundle(views, step.sql, given[step.table]),
            "columns": dict(given[step.table]),
        }
        for step in mapping.steps
    }
