"""A bundle's tables as DuckDB views, of files that were proven and are held open; fresh ids are made in the views.

A tenant that is loaded once more gets other ids: one mask changes the drawn bits of every id, and leaves its time,
version and variant as they are, so that ids stay in order and keys still resolve.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demogen.bundle.listing import all_rows, missing_parts, no_rows
from demogen.bundle.schema import TableSpec
from demogen.bundle.tables import TABLES
from loader.mapping.format import Mapping as LoadMapping

if TYPE_CHECKING:
    from loader.mapping.proven import Proven

Columns = Mapping[str, Mapping[str, str]]
MEMORY = "192MB"
# The columns that hold addresses of the tenant itself, whose host begins with its slug.
ADDRESSES = {"users": ("email",), "tenant_billing": ("billing_email",)}
DRAWN_BITS = (0xFFF << 64) | ((1 << 62) - 1)  # of a UUIDv7: neither time, version nor variant


@dataclass(frozen=True)
class Identity:
    """Who the tenant of a bundle is in the database: as in the bundle, or a copy with another name, slug and ids.

    A copy's own addresses are at its own slug, so that no two tenants share one; `readdressed` is false of a copy that
    was loaded before that was so.
    """

    name: str
    slug: str
    mask: int = 0
    readdressed: bool = True


def copy_of(identity: Identity, number: int) -> Identity:
    """Return the identity of a numbered copy: its number ends name and slug."""
    return known_copy(f"{identity.name} {number}", f"{identity.slug}-{number}")


def known_copy(name: str, slug: str) -> Identity:
    """Return the identity of a copy whose name and slug are known; its slug, which is nobody else's, makes the ids."""
    drawn = hashlib.sha256(f"demogen-load:{slug}".encode()).digest()
    return Identity(name, slug, int.from_bytes(drawn[:16], "big") & DRAWN_BITS)


@contextmanager
def open_views(bundle: Proven, identity: Identity) -> Iterator[Any]:
    """Open DuckDB with a view per table; it reads these files and nothing else, and never the machine's settings."""
    import duckdb

    with duckdb.connect(config={"threads": 2, "memory_limit": MEMORY, "preserve_insertion_order": True}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for spec in TABLES:
            select = _select(spec, identity, bundle)
            connection.execute(f"CREATE VIEW {spec.name} AS {select}")
        paths = ", ".join(f"'{path}'" for spec in TABLES for path in bundle.paths(spec.name))
        connection.execute(f"SET allowed_paths = [{paths}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection


@contextmanager
def open_empty() -> Iterator[Any]:
    """Open DuckDB with the same views, of the same types, over no rows."""
    import duckdb

    with duckdb.connect() as connection:
        for spec in TABLES:
            connection.execute(f"CREATE VIEW {spec.name} AS {no_rows(spec)}")
        yield connection


def describe_columns(views: Any, mapping: LoadMapping) -> Columns:
    """Return the columns of each table, with their DuckDB types, as the mapping's SELECTs give them."""
    return {
        step.table: {name: kind for name, kind, *_ in views.execute(f"DESCRIBE {step.sql}").fetchall()}
        for step in mapping.steps
    }


def _select(spec: TableSpec, identity: Identity, bundle: Proven) -> str:
    """Write the SELECT of a table's rows; none where the bundle lacks the table, null where it lacks a column."""
    rows = all_rows(spec, [f"'{path}'" for path in bundle.paths(spec.name)], missing_parts(bundle.manifest))
    slug = bundle.manifest["tenant"]["slug"]
    columns = ", ".join(_column(spec, column.name, identity, slug) for column in spec.columns)
    return f"SELECT {columns} FROM ({rows})"  # noqa: S608 - our own names and a number


def _column(spec: TableSpec, name: str, identity: Identity, slug: str) -> str:
    """Write the expression of a column; `slug` is the bundle's own."""
    if identity.mask and identity.readdressed and name in ADDRESSES.get(spec.name, ()):
        return f"replace({name}, {_literal(f'@{slug}.')}, {_literal(f'@{identity.slug}.')}) AS {name}"
    if identity.mask and spec.column(name).type == "uuid":
        return f"xor({name}::UHUGEINT, {identity.mask}::UHUGEINT)::UUID AS {name}"
    if spec.name == "tenants" and name in {"name", "slug"}:
        return f"{_literal(getattr(identity, name))} AS {name}"
    return name


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
