"""Views of one tenant: each table of the CRM as a temporary view of its rows, for questions that name no tenant.

A view hides the table of its name for the session that makes it, and for nobody else.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from loader.mapping.format import load_mapping
from loader.postgres.connect import Place, connect, transaction
from loader.postgres.migrate import require_migrated
from loader.tenants.find import find_demo
from loader.tenants.outcome import as_problem

ANALYTICS = "analytics_tenants"


def write_views(place: Place, name: str) -> str:
    """Write the SQL that makes the views of a demo tenant, which is named by slug, id or the id of its job.

    Raises:
        NotFound: nothing has this name.
        Denied: the tenant is no demo.
        DatabaseProblem: the database rejected it.
    """
    try:
        with connect(place) as line:
            require_migrated(line)
            line.isolation_level, line.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
            with transaction(line):
                tenant = find_demo(line, name).id
            mapping = load_mapping()
            whose = sql.SQL("= {}").format(sql.Literal(str(tenant)))
            return "".join(_write_view(line, place.schema, table, whose) for table in mapping.tables)
    except psycopg.Error as error:
        raise as_problem(error, place) from error


def write_analytics_views(place: Place) -> str:
    """Write the SQL that makes views of the tenants that analytics count; demo tenants that are excluded are not in.

    Raises:
        DatabaseProblem: the database rejected it.
    """
    mapping = load_mapping()
    try:
        with connect(place) as line:
            require_migrated(line)
            counted = sql.SQL("IN (SELECT id FROM {})").format(sql.Identifier(place.schema, ANALYTICS))
            return "".join(_write_view(line, place.schema, table, counted) for table in mapping.tables)
    except psycopg.Error as error:
        raise as_problem(error, place) from error


def _write_view(line: psycopg.Connection[Any], schema: str, table: str, whose: sql.Composable) -> str:
    """Write the view of a table's rows whose tenant fits a condition."""
    own = "id" if table == "tenants" else "tenant_id"
    statement = sql.SQL("CREATE OR REPLACE TEMP VIEW {view} AS SELECT * FROM {table} WHERE {own} {whose};\n").format(
        view=sql.Identifier(table), table=sql.Identifier(schema, table), own=sql.Identifier(own), whose=whose
    )
    return statement.as_string(line)
