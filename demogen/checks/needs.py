"""Which of the tables and columns that a bundle lacks a query asks for: by name, through a view, or by a key.

Nobody keeps a list: DuckDB plans the query, and its plan names the tables that it scans, with the columns that it uses.
A missing table has no rows in the connection and a missing column is null (`demogen.checks.run.connect`), so that every
query can be planned. What is missing is named `table` or `table.column`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from demogen.bundle.listing import kind_of, no_rows
from demogen.bundle.tables import TABLES
from demogen.checks.keyed import NAMED, source_of
from demogen.errors import NotAnswered, Problem

# It leaves out the columns that nobody uses; others would leave out tables without rows, or look into the data.
KEPT = "unused_columns"
_SPECS = {spec.name: spec for spec in TABLES}


def split(connection: Any, texts: Collection[str], missing: Collection[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Split each text of SQL: its queries that can be answered, and what is missing that its others ask for.

    Settings of the whole database change meanwhile: nothing else may run in it.
    """
    if not missing:
        return [(text, ()) for text in texts]
    with _tables(connection, missing), _plain_plans(connection):
        return [_split(connection, text, missing) for text in texts]


def _split(connection: Any, text: str, missing: Collection[str]) -> tuple[str, tuple[str, ...]]:
    queries = [statement.query for statement in connection.extract_statements(text)]
    asked = [_asked(connection, query) & set(missing) for query in queries]
    kept = [query for query, lacks in zip(queries, asked, strict=True) if not lacks]
    return ";\n".join(kept), tuple(name for name in missing if any(name in lacks for lacks in asked))


@contextmanager
def _tables(connection: Any, missing: Collection[str]) -> Iterator[None]:
    """Let tables that lack something, or are missing, be tables in plans, which look through views."""
    names = dict.fromkeys(name.partition(".")[0] for name in missing)
    for name in names:
        connection.execute(f"ALTER VIEW {name} RENAME TO {name}_there")
        connection.execute(f"CREATE TABLE {name} AS {no_rows(_SPECS[name])}")
    try:
        yield
    finally:
        for name in names:
            connection.execute(f"DROP TABLE {name}")
            connection.execute(f"ALTER VIEW {name}_there RENAME TO {name}")


@contextmanager
def _plain_plans(connection: Any) -> Iterator[None]:
    """Let plans name every table of their queries, with the columns that are used."""
    names = connection.execute("SELECT name FROM duckdb_optimizers()").fetchall()
    others = ",".join(name for (name,) in names if name != KEPT)
    connection.execute(f"SET GLOBAL disabled_optimizers = '{others}'")
    try:
        yield
    finally:
        connection.execute("RESET GLOBAL disabled_optimizers")


def _asked(connection: Any, query: str) -> set[str]:
    """Return the tables and columns of a bundle that a query asks for."""
    plan = json.loads(connection.execute(f"EXPLAIN (FORMAT json) {query}").fetchall()[0][1])
    return {name for table, columns in _scans(plan) for name in _needed(table, columns)}


def _scans(nodes: list[dict[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    """Return the tables that a plan scans, each with its columns that are used."""
    for node in nodes:
        facts = node.get("extra_info", {})
        if "Table" in facts:
            columns = facts.get("Projections", [])
            yield facts["Table"], [columns] if isinstance(columns, str) else columns
        yield from _scans(node["children"])


def _needed(table: str, columns: list[str]) -> set[str]:
    """Return what a scan asks for; a key of a keyed table is resolved by the table that it leads to."""
    *path, name = table.split(".")
    spec = _SPECS.get(name)
    if spec is None:
        return set()
    if "keyed" not in path:
        return {name, *(f"{name}.{column}" for column in columns)}
    used = {source_of(spec, column) for column in columns}
    led_to = {to for key, to in spec.references.items() if key in used and to in NAMED - {name}}
    return {name, *led_to, *(f"{name}.{column}" for column in used)}


def as_views(text: str) -> str:
    """Write SQL so that the temporary tables that it makes are views, which plans look through."""
    return text.replace("TEMP TABLE", "TEMP VIEW")


def named(missing: Collection[str]) -> str:
    """Name tables and columns that are missing, in a sentence and in their order."""
    order = [*_SPECS, *(f"{spec.name}.{column.name}" for spec in TABLES for column in spec.columns)]
    found = sorted(missing, key=order.index)
    kinds = {kind: [name for name in found if ("." in name) == (kind == "column")] for kind in ("table", "column")}
    parts = [f"{kind}{'s' * (len(names) > 1)} {', '.join(names)}" for kind, names in kinds.items() if names]
    return f"{' and '.join(parts)} {'is' if len(found) == 1 else 'are'} missing"


def require_answers(missing: Mapping[str, tuple[str, ...]], kind: str) -> None:
    """Check that everything could be answered.

    Args:
        missing: the tables and columns that each check lacks, by the check's name.
        kind: what they are, in the plural.

    Raises:
        NotAnswered: some lack one; with each table or column and those that need it.
    """
    hint = "Run the version that generated the bundle, or generate it again with this one."
    problems = []
    for part in dict.fromkeys(name for lacks in missing.values() for name in lacks):
        names = [name for name, lacks in missing.items() if part in lacks]
        what = f"is missing, and {len(names)} {kind} that need it could not be answered ({', '.join(names)})"
        problems.append(Problem(f"manifest.json {kind_of(part)}", what, hint=hint))
    if problems:
        raise NotAnswered(problems)
