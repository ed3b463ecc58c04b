"""A bundle's tables as DuckDB views, of files that were proven and are held open; fresh ids are made in the views.

A tenant that is loaded once more gets other ids: one mask changes the drawn bits of every id, and leaves its time,
version and variant as they are, so that ids stay in order and keys still resolve.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demogen.bundle.schema import TABLES, TableSpec

if TYPE_CHECKING:
    from loader.mapping.proven import Proven

MEMORY = "192MB"
DRAWN_BITS = (0xFFF << 64) | ((1 << 62) - 1)  # of a UUIDv7: neither time, version nor variant


@dataclass(frozen=True)
class Identity:
    """Who the tenant of a bundle is in the database: as in the bundle, or a copy with another name, slug and ids."""

    name: str
    slug: str
    mask: int = 0


def copy_of(identity: Identity, salt: str) -> Identity:
    """Give the identity of a copy; its salt, which no two copies share, ends name and slug, and makes the mask."""
    drawn = hashlib.sha256(f"demogen-load:{identity.slug}:{salt}".encode()).digest()
    mask = int.from_bytes(drawn[:16], "big") & DRAWN_BITS
    return Identity(f"{identity.name} {salt}", f"{identity.slug}-{salt.lower()}", mask)


@contextmanager
def open_views(bundle: Proven, identity: Identity) -> Iterator[Any]:
    """Open DuckDB with a view per table; it reads these files and nothing else, and never the machine's settings."""
    import duckdb

    with duckdb.connect(config={"threads": 2, "memory_limit": MEMORY, "preserve_insertion_order": True}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for spec in TABLES:
            select = _select(spec, identity, bundle.path(spec.name))
            connection.execute(f"CREATE VIEW {spec.name} AS {select}")
        paths = ", ".join(f"'{bundle.path(spec.name)}'" for spec in TABLES)
        connection.execute(f"SET allowed_paths = [{paths}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection


def _select(spec: TableSpec, identity: Identity, path: str) -> str:
    columns = ", ".join(_column(spec, column.name, identity) for column in spec.columns)
    return f"SELECT {columns} FROM read_parquet('{path}')"  # noqa: S608 - our own names and a number


def _column(spec: TableSpec, name: str, identity: Identity) -> str:
    if identity.mask and spec.column(name).type == "uuid":
        return f"xor({name}::UHUGEINT, {identity.mask}::UHUGEINT)::UUID AS {name}"
    if spec.name == "tenants" and name in {"name", "slug"}:
        return f"{_literal(getattr(identity, name))} AS {name}"
    return name


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
