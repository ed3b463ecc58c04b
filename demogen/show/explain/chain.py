"""The chain around a row, read from the tables alone: lead, response, contact, deal, stages, activities, notes.

The tables may be those of a bundle or those just made from its config: the same rows give the same chain.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from importlib import resources
from typing import Any
from uuid import UUID

from demogen.errors import ConfigError, Problem
from demogen.show.query import answer_json

TABLES = {"deal": "deals", "lead": "leads", "contact": "contacts", "activity": "activities"}
LEAST_PREFIX = 4
DIGITS = 32  # of an id
SHOWN = 5


class RowError(ConfigError):
    """What was asked for is no row."""

    title = "no row, or more than one, was found"


@dataclass(frozen=True)
class Chain:
    """A row with its columns, and what happened around it in order of time; values are as JSON has them."""

    kind: str
    id: UUID
    row: dict[str, Any]
    timeline: list[dict[str, Any]]


def parse_row(text: str) -> tuple[str, str]:
    """Read KIND:ID; the id may be cut after its first digits.

    Raises:
        RowError: it is none.
    """
    kind, _, key = text.strip().partition(":")
    key = key.strip().lower().replace("-", "")
    if kind not in TABLES or len(key) < LEAST_PREFIX or not set(key) <= set("0123456789abcdef"):
        expected = f"one of {', '.join(TABLES)}, a colon, and an id or at least {LEAST_PREFIX} digits of its beginning"
        raise RowError(Problem("KIND:ID", "names no row", expected, ascii(text)[:80]))
    return kind, key


def require_table(text: str, missing: Collection[str]) -> None:
    """Check that a bundle has the table of a row KIND:ID.

    Raises:
        RowError: it lacks that table, or the text names no row.
    """
    kind, _ = parse_row(text)
    if TABLES[kind] in missing:
        kinds = ", ".join(name for name, table in TABLES.items() if table not in missing)
        what = f"cannot be explained: table {TABLES[kind]} is missing in this bundle"
        raise RowError(
            Problem("KIND:ID", what, f"one of {kinds}" if kinds else "", kind, "Generate the bundle again to have it.")
        )


def asked_of(missing: Collection[str]) -> list[str]:
    """Return those of the missing tables and columns that a chain is read from."""
    import duckdb

    with duckdb.connect() as connection:
        ((tree,),) = connection.execute("SELECT json_serialize_sql(?)", [_sql("timeline")]).fetchall()
    return [name for name in missing if f'"table_name":"{name}"' in tree or ("." in name and _uses(tree, name))]


def _uses(tree: str, name: str) -> bool:
    """Return whether a query may use a column: it asks for its table, and for a column of that name."""
    table, _, column = name.partition(".")
    return f'"table_name":"{table}"' in tree and re.search(rf'"column_names":\[[^]]*"{column}"\]', tree) is not None


def find_row(connection: Any, kind: str, key: str) -> UUID:
    """Find the id of a row that begins with `key`.

    Raises:
        RowError: there is none, or more than one.
    """
    first, last = (UUID(key[:DIGITS].ljust(DIGITS, digit)) for digit in "0f")
    sql = f"SELECT id FROM {TABLES[kind]} WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"  # noqa: S608 - our own table names
    found = [row[0] for row in connection.execute(sql, [first, last, SHOWN * (len(key) <= DIGITS)]).fetchall()]
    if len(found) == 1:
        return UUID(str(found[0]))
    where = f"{kind}:{key[:40]}"
    if found:
        raise RowError(Problem(where, "is more than one row", "more digits", ", ".join(map(str, found))))
    raise RowError(Problem(where, f"is in no row of {TABLES[kind]}", hint="Another seed or tenant has other ids."))


def read_chain(connection: Any, kind: str, key: UUID) -> Chain:
    """Read the chain of a row that is there."""
    names = ("lead", "contact", "deal")
    links = connection.execute(_sql("subject"), {"kind": kind, "id": key}).fetchall()[0]
    timeline = _rows(connection, _sql("timeline"), dict(zip(names, links, strict=True)))
    row = _rows(connection, f"SELECT * FROM {TABLES[kind]} WHERE id = $id", {"id": key})[0]  # noqa: S608 - our own table names
    return Chain(kind, key, row, timeline)


def _sql(name: str) -> str:
    return resources.files("demogen").joinpath(f"show/explain/{name}.sql").read_text(encoding="utf-8")


def _rows(connection: Any, sql: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Return an answer as JSON has it, money as text of its digits, moments in ISO 8601."""
    answer = connection.sql(sql, params=given).to_arrow_table()
    rows: list[dict[str, Any]] = json.loads(answer_json(answer, connection))
    return rows
