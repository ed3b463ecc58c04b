"""The structural checks, which follow from the specifications of the tables; each table is scanned once for all.

Their findings stand in the table `structure`: check, subject, how many rows are wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from demogen.bundle.schema import TableSpec
from demogen.bundle.tables import TABLES
from demogen.checks import spans
from demogen.checks.keyed import HEAVY, NAMED

SAYS = {
    "primary_keys": "A key identifies one row, and no two tables share an id.",
    "foreign_keys": "Every key names a row that is there.",
    "order": "Rows are sorted by creation time and id (labels by name, stages by position).",
    "tenant": "Every row belongs to the one tenant, which is what was asked for.",
    "future": "Nothing that happened is later than the day of the snapshot; only plans are. No moment is infinite.",
    "ids": "Every id is a UUIDv7 whose time is the row's creation.",
    "enumerations": "Columns of a closed list hold nothing else.",
    "nulls": "Columns that must have a value have one.",
}
MOMENT = "make_timestamptz((SELECT until_us FROM expect_asked))"
DAY = "(SELECT max(until_on)::DATE FROM expect_asked)"
TENANT = "SELECT 'tenant', subject, expected, actual FROM tenant_facts"


@dataclass(frozen=True)
class Question:
    """What is asked of every row of a table: the rows of which a condition holds are wrong."""

    check: str
    subject: str
    wrong: str


def find(connection: Any, missing: Collection[str] = ()) -> None:
    """Ask everything of all tables and columns but the missing ones; put what was found into the table `structure`."""
    there = _there(missing)
    connection.execute(
        "CREATE OR REPLACE TABLE structure (check_name VARCHAR, subject VARCHAR, expected VARCHAR, actual VARCHAR)"
    )
    found: list[tuple[str, str, str, str]] = []
    for spec in there:
        found += _asked(connection, list(questions(spec)), _rows(spec))
    for spec in there:
        found += _asked(connection, list(references(spec, missing)), f"keyed.{spec.name}")
    found += _repeated(connection, there)
    found += [tuple(row) for row in connection.execute(TENANT).fetchall()]
    places = ", ".join("(?, ?, ?, ?)" for _ in found)
    connection.execute(f"INSERT INTO structure VALUES {places}", [value for row in found for value in row])  # noqa: S608 - placeholders alone


def sql(name: str) -> str:
    """Return the query that tells what was found by a check."""
    return f"SELECT subject, expected, actual, expected = actual AS ok FROM structure WHERE check_name = '{name}'"  # noqa: S608 - our own names


def lacking(name: str, missing: Collection[str]) -> tuple[str, ...]:
    """Return the missing tables that a check needs: to foreign keys, those that a table which is there leads to."""
    there = _there(missing)
    led_to = {to for spec in there for to in spec.references.values()} if name == "foreign_keys" else set()
    return tuple(spec.name for spec in TABLES if spec.name in led_to and spec.name in missing)


def _there(missing: Collection[str]) -> list[TableSpec]:
    """Return the tables that are there, with the columns that are."""
    return [
        replace(spec, columns=tuple(c for c in spec.columns if f"{spec.name}.{c.name}" not in missing))
        for spec in TABLES
        if spec.name not in missing
    ]


def _asked(connection: Any, asked: list[Question], rows: str) -> list[tuple[str, str, str, str]]:
    """Count the wrong rows for every question in one scan."""
    if not asked:
        return []
    counts = ", ".join(f"count(*) FILTER ({question.wrong})" for question in asked)
    (found,) = connection.execute(f"SELECT {counts} FROM {rows}").fetchall()  # noqa: S608 - our own names
    return [(q.check, q.subject, "0", str(count)) for q, count in zip(asked, found, strict=True)]


def _rows(spec: TableSpec) -> str:
    """Return a table with what it is sorted by in the row before."""
    before = ", ".join(f"lag({name}) OVER () AS before_{i}" for i, name in enumerate(spec.sorted_by))
    return f"(SELECT *, {before} FROM {spec.name})"  # noqa: S608 - our own names


def questions(spec: TableSpec) -> Iterator[Question]:
    """Return what is asked of the rows of a table, save for keys to other tables."""
    name = spec.name
    if spec.key == ("id",):
        shape = "uuid_extract_version(id) <> 7 OR (id::UHUGEINT >> 62) & 3 <> 2"
        time = f"epoch_ms(uuid_extract_timestamp(id)) <> epoch_us({spec.born}) // 1000"
        yield Question("ids", f"{name}.id shape", shape)
        # The time of an id of another version cannot be asked for.
        yield Question("ids", f"{name}.id time", f"CASE WHEN uuid_extract_version(id) = 7 THEN {time} ELSE false END")
    yield Question("order", name, _out_of_order(spec))
    for column in spec.columns:
        subject = f"{name}.{column.name}"
        if column.name == "tenant_id":
            yield Question("tenant", subject, "tenant_id <> (SELECT min(id) FROM tenants)")
        if column.references in {"tenants", name}:
            there = f"{column.name} NOT IN (SELECT id FROM {column.references})"  # noqa: S608 - our own names
            yield Question("foreign_keys", subject, f"{column.name} IS NOT NULL AND {there}")
        if column.type == "timestamp":
            later = "" if column.planned else f"{column.name} >= {MOMENT} OR "
            yield Question("future", subject, f"{later}isinf({column.name})")
        if column.type == "date" and not column.planned:
            yield Question("future", subject, f"{column.name} > {DAY}")
        if column.values:
            values = ", ".join(f"'{value}'" for value in column.values)
            yield Question("enumerations", subject, f"{column.name} NOT IN ({values})")
    required = [column.name for column in spec.columns if not column.nullable and column.longest <= HEAVY]
    yield Question("nulls", name, " OR ".join(f"{column} IS NULL" for column in required))


def _out_of_order(spec: TableSpec) -> str:
    """Return when a row stands before the row that precedes it; nothing else may tell rows apart than a whole key."""
    keys = spec.sorted_by
    ties = [" AND ".join([*(f"{key} = before_{i}" for i, key in enumerate(keys[:n])), ""]) for n in range(len(keys))]
    strictly = "<=" if len(keys) == 1 and keys[0] != spec.born else "<"
    return " OR ".join(
        f"({tie}{key} {strictly} before_{n})" for n, (tie, key) in enumerate(zip(ties, keys, strict=True))
    )


def references(spec: TableSpec, missing: Collection[str] = ()) -> Iterator[Question]:
    """Return what is asked of the keys of a table to other tables that are there."""
    for name, to in spec.references.items():
        if to in NAMED and to != spec.name and to not in missing:
            yield Question("foreign_keys", f"{spec.name}.{name}", f"{name.removesuffix('_id')} = -1")


def _repeated(connection: Any, there: list[TableSpec]) -> list[tuple[str, str, str, str]]:
    """Count the rows of each table whose key stands twice: ids anywhere, other keys in their table."""
    with_id = [spec for spec in there if spec.key == ("id",)]
    connection.execute("CREATE OR REPLACE TEMP TABLE repeated (id UUID)")
    activities = next(spec for spec in TABLES if spec.name == "activities")
    for moments in spans.moments(connection, activities):
        # Equal ids have one time, which is that of their rows, or another check fails.
        every = " UNION ALL ".join(
            f"SELECT id FROM {spec.name} WHERE {spans.within(spec, moments)}"  # noqa: S608 - our own names
            for spec in with_id
        )
        connection.execute(f"INSERT INTO repeated SELECT id FROM ({every}) GROUP BY id HAVING count(*) > 1")  # noqa: S608
    parts = [
        f"SELECT '{spec.name}', count(*) FROM {spec.name} WHERE id IN (SELECT id FROM repeated)"  # noqa: S608
        for spec in with_id
    ]
    parts += [
        f"SELECT '{spec.name}', count(*) - count(DISTINCT ({', '.join(spec.key)})) FROM {spec.name}"  # noqa: S608
        for spec in there
        if spec.key != ("id",)
    ]
    found = connection.execute(" UNION ALL ".join(parts)).fetchall()
    return [("primary_keys", name, "0", str(count)) for name, count in found]
