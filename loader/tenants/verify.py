"""Verifies a tenant: are its rows what was loaded? Counts and digests of every table, and keys to strangers."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from demogen.bundle.pack import open_bundle
from demogen.bundle.tables import table_spec
from demogen.errors import Problem
from loader.errors import Changed, Denied
from loader.mapping.format import Mapping, Step, load_mapping
from loader.mapping.proven import Proven, open_proven
from loader.mapping.views import Identity, describe_columns, known_copy, open_views
from loader.postgres.connect import Place, connect, read_sql, schema_of, transaction
from loader.postgres.migrate import require_migrated
from loader.tenants.digest import digest_of_bundle, digest_of_database
from loader.tenants.find import Found, find_demo
from loader.tenants.outcome import as_problem
from loader.tenants.prove import compare_tables
from loader.tenants.remove import count_rows
from loader.tenants.tables import digest_tables

OTHERS = "holds other values than were loaded"


@dataclass(frozen=True)
class Verified:
    """What was found of a tenant: rows by table, and everything that differs from what was loaded."""

    tenant: UUID
    slug: str
    rows: dict[str, int]
    problems: list[Problem]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        found = {"tenantId": str(self.tenant), "slug": self.slug, "rows": self.rows, "same": not self.problems}
        return {**found, "problems": [problem.as_json() for problem in self.problems]}


def verify_tenant(place: Place, name: str, bundle: Path | None = None) -> Verified:
    """Compare a tenant, named by slug, id or the id of its job, with what was loaded, in one snapshot.

    What was loaded is known by the counts and digests that were kept; a given bundle is compared column by column.

    Raises:
        BundleError: the bundle is not sound.
        NotFound: nothing has this name.
        Denied: the tenant is no demo, so nothing is known of what it should be; or it is of another bundle.
        DatabaseProblem: the database rejected it.
    """
    try:
        with ExitStack() as stack:
            proven = _open(stack, bundle) if bundle else None
            line = stack.enter_context(connect(place))
            require_migrated(line)
            line.isolation_level, line.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
            stack.enter_context(transaction(line))
            return _verify(line, name, proven)
    except psycopg.Error as error:
        raise as_problem(error, place) from error


def _open(stack: ExitStack, bundle: Path) -> Proven:
    return stack.enter_context(open_proven(stack.enter_context(open_bundle(bundle))))


def _verify(line: psycopg.Connection[Any], name: str, proven: Proven | None) -> Verified:
    mapping = load_mapping()
    found = find_demo(line, name)
    rows = count_rows(line, found.id, mapping.tables)
    problems = [
        *(_kept(line, found, rows) if proven is None else _columns(line, mapping, found, proven)),
        *_strangers(line, schema_of(line), mapping.tables, found.id),
    ]
    return Verified(found.id, found.slug, rows, problems)


def _columns(line: psycopg.Connection[Any], mapping: Mapping, found: Found, proven: Proven) -> list[Problem]:
    """Compare a tenant with a bundle: rows, values that are not null and sums of every column, and digests."""
    if proven.content_digest != found.bundle_digest:
        what = "was loaded from another bundle"
        raise Denied(Problem(found.slug, what, proven.content_digest, found.bundle_digest or ""))
    name, slug = proven.manifest["tenant"]["name"], proven.manifest["tenant"]["slug"]
    if slug == found.slug:
        return _compare(line, mapping, found, proven, Identity(name, slug))
    copy = known_copy(found.name, found.slug)
    problems = _compare(line, mapping, found, proven, copy)
    # A copy that was loaded by an older program has the addresses of the bundle.
    older = problems and _compare(line, mapping, found, proven, replace(copy, readdressed=False))
    return older if len(older) < len(problems) else problems


def _compare(
    line: psycopg.Connection[Any], mapping: Mapping, found: Found, proven: Proven, identity: Identity
) -> list[Problem]:
    """Compare a tenant with a bundle as a tenant of an identity has it."""
    with open_views(proven, identity) as views:
        given = describe_columns(views, mapping)
        problems = compare_tables(line, views, mapping, given, found.id)
        kept = {table: known["digest"] for table, known in (found.row_digests or {}).items()}
        digests = digest_tables(mapping, views, given)
        for step in mapping.steps:
            expected, columns = digests[step.table]["digest"], given[step.table]
            digest = digest_of_database(line, schema_of(line), step.table, columns, found.id)
            if digest != expected:
                where = _changed(line, views, step, columns, found.id)
                problems.append(Problem(step.table, OTHERS, expected, digest, where))
            elif expected != kept.get(step.table):
                what = "was loaded with another digest"
                problems.append(Problem(step.table, what, expected, str(kept.get(step.table))))
    return problems


def _changed(line: psycopg.Connection[Any], views: Any, step: Step, columns: MappingOf[str, str], tenant: UUID) -> str:
    """Return the columns in which a table differs from its SELECT: each is compared together with the key."""
    names = table_spec(step.table).key
    key = {name: columns[name] for name in names}

    def differs(known: MappingOf[str, str]) -> bool:
        ours = digest_of_bundle(views, step.sql, known)
        return ours != digest_of_database(line, schema_of(line), step.table, known, tenant)

    if differs(key):
        return "Rows came, or went."
    changed = [name for name, kind in columns.items() if name not in key and differs({**key, name: kind})]
    return f"In {', '.join(changed)}."


def require_same(found: Verified) -> None:
    """Raise what differs.

    Raises:
        Changed: something does.
    """
    if found.problems:
        raise Changed(found.problems)


def _kept(line: psycopg.Connection[Any], found: Found, rows: dict[str, int]) -> list[Problem]:
    """Compare a tenant with the counts and digests that were kept of it."""
    problems = [
        Problem(table, "has another number of rows than was loaded", str(count), str(rows.get(table, 0)))
        for table, count in (found.row_counts or {}).items()
        if rows.get(table) != count
    ]
    for table, known in (found.row_digests or {}).items():
        digest = digest_of_database(line, schema_of(line), table, known["columns"], found.id)
        if digest != known["digest"]:
            problems.append(Problem(table, OTHERS, known["digest"], digest, "--bundle tells in which columns."))
    return problems


def _strangers(line: psycopg.Connection[Any], schema: str, tables: list[str], tenant: UUID) -> list[Problem]:
    """Report keys between this tenant's rows and another's, in either direction."""
    keys = line.execute(read_sql("tenants/keys"), {"schema": schema, "tables": tables}).fetchall()
    problems = []
    for child, column, parent, named in keys:
        if "tenants" in {child, parent}:
            continue
        statement = sql.SQL(
            "SELECT count(*) FROM {child} c JOIN {parent} p ON p.{named} = c.{column} "
            "WHERE c.tenant_id IS DISTINCT FROM p.tenant_id AND {tenant} IN (c.tenant_id, p.tenant_id)"
        ).format(
            child=sql.Identifier(schema, child),
            parent=sql.Identifier(schema, parent),
            column=sql.Identifier(column),
            tenant=sql.Literal(tenant),
            named=sql.Identifier(named),
        )
        row = line.execute(statement).fetchone()
        if row and row[0]:
            problems.append(Problem(f"{child}.{column}", "leads from one tenant to another", "0", str(row[0])))
    return problems
