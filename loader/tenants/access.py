"""Which rights a role lacks, looked up after the server denied something: commands that only look have no preflight."""

from __future__ import annotations

import re
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

from demogen.errors import Problem
from loader.mapping.format import load_mapping
from loader.postgres.connect import read_sql, schema_of
from loader.postgres.migrate import TABLE
from loader.postgres.target import around_table, find_server_problems

# What a load needs of each table; whoever only looks needs SELECT alone.
RIGHTS = {
    TABLE: "SELECT",
    "demo_generation_jobs": "SELECT,INSERT,UPDATE",
    "demo_tenant_metadata": "SELECT,INSERT,DELETE",
    "audit_logs": "SELECT,INSERT",
}
OF_THE_CRM = "SELECT,INSERT,DELETE"


def find_access_problems(connection: psycopg.Connection[Any], said: str) -> list[Problem]:
    """Find the rights that a role lacks, and row security that applies to it.

    Args:
        connection: of that role.
        said: what the server said; of a table that it names and that may be read, the other rights count, too.
    """
    schema = schema_of(connection)
    server = [p for p in find_server_problems(connection, schema) if p.where == f"schema {schema}"]
    if server:
        return server
    named = set(re.findall(r"\w+", said))
    known = {**dict.fromkeys(load_mapping().tables, OF_THE_CRM), **RIGHTS}
    found = {row.name: row for row in _look(connection, known)}
    problems = []
    for row in found.values():
        lacks_reading = "SELECT" in row.lacking
        lacking = ["SELECT"] if lacks_reading else row.lacking if row.name in named else []
        problems += around_table(schema, row._replace(lacking=lacking, triggers=[], unindexed=[]))
    return problems


def _look(connection: psycopg.Connection[Any], rights: dict[str, str]) -> list[Any]:
    values = {"schema": schema_of(connection), "tables": list(rights), "rights": list(rights.values())}
    with connection.cursor(row_factory=namedtuple_row) as cursor:
        return cursor.execute(read_sql("postgres/target_tables"), values).fetchall()
