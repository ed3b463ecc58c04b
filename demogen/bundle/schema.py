"""What a table is: columns, keys, order and meanings. Arrow schemas, manifest, checks, SQL and docs follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

TYPES = ("uuid", "string", "int", "bool", "timestamp", "date", "money")


@dataclass(frozen=True)
class Column:
    """A column: its type is one of TYPES, `code` marks text of few values, which files keep as a dictionary.

    A `state` column may differ between two snapshots of one world, every other column keeps its value. A `planned` one
    may lie after the day of the snapshot. No text is longer than `longest`, in bytes of UTF-8: the longest that were
    seen have a fourth of that.
    """

    name: str
    type: str
    meaning: str
    nullable: bool = False
    code: bool = False
    references: str = ""
    values: tuple[str, ...] = ()
    longest: int = 2_000
    state: bool = False
    planned: bool = False


@dataclass(frozen=True)
class TableSpec:
    """A table: `born` names the column that tells when a row came to be, `order` those by which its rows are sorted.

    The order is that of `born` and the key unless given.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    born: str = "created_at"
    order: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)

    def has(self, name: str) -> bool:
        """Return whether there is a column of this name."""
        return any(column.name == name for column in self.columns)

    @property
    def sorted_by(self) -> tuple[str, ...]:
        """Return the columns by which rows are sorted."""
        return self.order or (self.born, *self.key)

    @property
    def references(self) -> dict[str, str]:
        """Return the table that each foreign key names."""
        return {column.name: column.references for column in self.columns if column.references}

    @property
    def state(self) -> frozenset[str]:
        """Return the names of the state columns."""
        return frozenset(column.name for column in self.columns if column.state)


def arrow_type(column: Column) -> Any:
    """Return the Arrow type of a column's values in a file."""
    import pyarrow as pa

    return {
        "uuid": pa.uuid(),
        "string": pa.string(),
        "int": pa.int32(),
        "bool": pa.bool_(),
        "timestamp": pa.timestamp("us", tz="UTC"),
        "date": pa.date32(),
        "money": pa.decimal128(18, 2),
    }[column.type]


@cache
def arrow_schema(spec: TableSpec) -> Any:
    """Return the Arrow schema of a table."""
    import pyarrow as pa

    return pa.schema([pa.field(c.name, arrow_type(c), nullable=c.nullable) for c in spec.columns])
