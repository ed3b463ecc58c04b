"""Preflight: is the database ready for a load or a delete? Everything that is wrong with it is told at once.

It needs no bundle: a mapping's columns follow from the tables that every bundle has.
"""

from __future__ import annotations

from typing import Any

import psycopg

from loader.errors import TargetProblem
from loader.mapping.format import Mapping
from loader.mapping.views import describe_columns, open_empty
from loader.postgres.connect import schema_of
from loader.postgres.guard import find_mark_problems
from loader.postgres.migrate import find_migration_problems
from loader.postgres.target import Wanted, find_server_problems, find_table_problems

OWN = (
    Wanted("demo_generation_jobs", rights="SELECT,INSERT,UPDATE"),
    Wanted("demo_tenant_metadata", rights="SELECT,INSERT,DELETE"),
    Wanted("audit_logs", rights="SELECT,INSERT"),
    Wanted("demo_reference_files", rights="SELECT,INSERT"),
    Wanted("demo_job_reference_files", rights="SELECT,INSERT"),
)


def require_ready(connection: psycopg.Connection[Any], mapping: Mapping) -> None:
    """Refuse a database that is not ready.

    Raises:
        TargetProblem: with everything that is wrong with it; tables are looked at once it is migrated.
    """
    schema = schema_of(connection)
    problems = [*find_mark_problems(connection), *find_server_problems(connection, schema)]
    if not any(problem.where == f"schema {schema}" for problem in problems):
        lacking = find_migration_problems(connection)
        problems += lacking or find_table_problems(connection, schema, _wanted(mapping))
    if problems:
        raise TargetProblem(problems)


def _wanted(mapping: Mapping) -> list[Wanted]:
    with open_empty() as views:
        return [*OWN, *(Wanted(table, columns) for table, columns in describe_columns(views, mapping).items())]
