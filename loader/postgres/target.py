"""What a database must be before the first row goes in: every difference is told at once.

Binary COPY does not convert: a value of another type of the same width is accepted, and wrong. So each column's type is
compared with the one that the catalog reports, and cast to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import namedtuple_row

from demogen.errors import Problem
from loader.errors import TargetProblem
from loader.postgres.connect import read_sql
from loader.postgres.place import SCHEMA, schema_words

OLDEST = 140_000
# For each type of DuckDB, the types of Postgres that hold all its values, and what is cast to for COPY.
CASTS = {
    "UUID": {"uuid": "BLOB"},
    "VARCHAR": {"text": "VARCHAR", "character varying": "VARCHAR"},
    "BOOLEAN": {"boolean": "BOOLEAN"},
    "INTEGER": {"integer": "INTEGER", "bigint": "BIGINT"},
    "BIGINT": {"bigint": "BIGINT"},
    "DATE": {"date": "DATE"},
    "TIMESTAMP WITH TIME ZONE": {"timestamp with time zone": "TIMESTAMPTZ"},
}
PLAIN = re.compile(r"[a-z_][a-z0-9_]*")
DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
NUMERIC = re.compile(r"numeric\((\d+),(\d+)\)")


@dataclass(frozen=True)
class Wanted:
    """A table that is needed, the rights on it, and the columns that a SELECT gives for it: names with DuckDB types."""

    table: str
    columns: Mapping[str, str] = field(default_factory=dict)
    rights: str = "INSERT,SELECT,DELETE"


def require_target(connection: psycopg.Connection[Any], schema: str, wanted: Sequence[Wanted]) -> None:
    """Refuse a database that cannot take what is to be loaded.

    Raises:
        TargetProblem: with every difference.
    """
    if problems := [*find_server_problems(connection, schema), *find_table_problems(connection, schema, wanted)]:
        raise TargetProblem(problems)


def find_server_problems(connection: psycopg.Connection[Any], schema: str) -> list[Problem]:
    """Find what is wrong with a server, whatever tables it has."""
    with connection.cursor(row_factory=namedtuple_row) as cursor:
        found: Any = cursor.execute(read_sql("postgres/target_server"), {"schema": schema}).fetchone()
    problems = []
    if found.version < OLDEST:
        problems.append(Problem("server", "is too old", "Postgres 14 or later", str(found.version // 10_000)))
    if found.encoding != "UTF8":
        problems.append(Problem("database", "does not hold every text", "encoding UTF8", found.encoding))
    if found.read_only:
        problems.append(Problem("database", "is read-only", hint="Connect to the primary server."))
    if not found.there:
        hint = f"Run `demogen-load migrate{schema_words(schema)}`, or name the schema of the CRM with --schema."
        problems.append(Problem(f"schema {schema}", "does not exist", hint=hint))
    elif not found.usage:
        hint = f"GRANT USAGE ON SCHEMA {_name(schema)} TO …"
        problems.append(Problem(f"schema {schema}", "this role may not look into it", hint=hint))
    return problems


def find_table_problems(connection: psycopg.Connection[Any], schema: str, wanted: Sequence[Wanted]) -> list[Problem]:
    """Find what is wrong with tables: missing ones, rights, what stands around them, and their columns."""
    names, rights = [want.table for want in wanted], [want.rights for want in wanted]
    parameters = {"schema": schema, "tables": names, "rights": rights}
    with connection.cursor(row_factory=namedtuple_row) as cursor:
        columns: list[Any] = cursor.execute(read_sql("postgres/target_columns"), parameters).fetchall()
        tables = cursor.execute(read_sql("postgres/target_tables"), parameters).fetchall()
    problems = [p for table in tables for p in around_table(schema, table)]
    for want in wanted:
        there = {row.name: row for row in columns if row.table_name == want.table}
        if not there:
            hint = f"Run `demogen-load migrate{schema_words(schema)}`."
            problems.append(Problem(f"{schema}.{want.table}", "is missing", hint=hint))
        elif want.columns:
            problems += _columns(want, there)
    return problems


def _name(schema: str, table: str | None = None) -> str:
    """Write the name of a schema or of a table in it as a statement needs it; the usual schema goes without saying."""
    names = [schema] if table is None else [table] if schema == SCHEMA else [schema, table]
    return sql.Identifier(*names).as_string(None) if any(not PLAIN.fullmatch(n) for n in names) else ".".join(names)


def around_table(schema: str, table: Any) -> list[Problem]:
    """Find what is wrong around a table: rights that this role lacks, row security, triggers, keys without an index."""
    problems = []
    if table.lacking:
        right = ", ".join(table.lacking)
        hint = f"GRANT {right} ON {_name(schema, table.name)} TO …"
        problems.append(Problem(table.name, f"this role may not {right}", hint=hint))
    if table.row_security:
        hint = "Use a role with BYPASSRLS, or the table's owner without FORCE."
        problems.append(Problem(table.name, "row security applies to this role, and COPY cannot pass it", hint=hint))
    if table.triggers:
        found = ", ".join(table.triggers)
        problems.append(Problem(table.name, "has triggers, which would run for every row", "none", found))
    if table.unindexed:
        found = ", ".join(table.unindexed)
        problems.append(Problem(table.name, "has foreign keys without an index, which deleting needs", found=found))
    return problems


def _columns(want: Wanted, there: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for name, given in want.columns.items():
        where = f"{want.table}.{name}"
        if name not in there:
            problems.append(Problem(where, "is missing"))
        elif there[name].generated:
            problems.append(Problem(where, "is generated, so it cannot be loaded"))
        elif cast_of(given, there[name].type) is None:
            expected = " or ".join(CASTS.get(given, {"numeric": ""}))
            problems.append(Problem(where, "has another type", expected, there[name].type))
    left_out = [row.name for row in there.values() if row.required and row.name not in want.columns]
    problems += [Problem(f"{want.table}.{name}", "must be given, and nothing gives it") for name in left_out]
    return problems


def cast_of(given: str, wanted: str) -> str | None:
    """Return what a DuckDB type is cast to for a Postgres type; None where that type cannot hold every value."""
    if found := DECIMAL.fullmatch(given):
        precision, scale = map(int, found.groups())
        if wanted == "numeric":
            return given
        room = NUMERIC.fullmatch(wanted)
        fits = room and int(room[2]) >= scale and int(room[1]) - int(room[2]) >= precision - scale
        return given if fits else None
    return CASTS.get(given, {}).get(wanted)
