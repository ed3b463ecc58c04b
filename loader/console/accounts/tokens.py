"""Tokens of programs: scoped, revocable, and shown once, when they are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from demogen.errors import ConfigError, Problem
from loader.console.accounts.admins import require_admin
from loader.console.accounts.caller import SCOPES, Caller
from loader.console.accounts.keys import TOKEN_PREFIX, digest, new_key
from loader.errors import NotFound
from loader.jobs import records
from loader.jobs.listing import as_json
from loader.postgres.connect import read_sql, transaction

ENTITY = "console_token"


def create_token(
    connection: psycopg.Connection[Any],
    email: str,
    name: str,
    scopes: Sequence[str],
    days: int | None,
    key: str | None = None,
) -> tuple[UUID, str]:
    """Make a token that acts for an admin, of a new key or a given one; return its id and the token.

    Raises:
        NotFound: there is no such admin.
        ConfigError: the name is empty or too long.
    """
    if not 1 <= len(name.strip()) <= 100 or not name.isprintable():
        raise ConfigError(
            Problem("NAME", "is not a name for a token", "1 to 100 printable characters", ascii(name)[:60])
        )
    key = key or new_key(TOKEN_PREFIX)
    known = [scope for scope in SCOPES if scope in scopes]
    with transaction(connection):
        admin = require_admin(connection, email)
        row = connection.execute(
            "INSERT INTO console_tokens (user_id, name, key_sha256, scopes, expires_at) "
            "VALUES (%s, %s, %s, %s, clock_timestamp() + make_interval(days => %s)) RETURNING id",
            [admin.id, name.strip(), digest(key), known, days],
        ).fetchone()
        assert row
        facts = {"name": name.strip(), "scopes": known, "days": days}
        records.audit(connection, "create", ENTITY, row[0], admin.id, facts, {"via": "cli"})
    return row[0], key


def number_of(connection: psycopg.Connection[Any], key: str) -> UUID | None:
    """Return the id of the token of a key, if it was made."""
    row = connection.execute("SELECT id FROM console_tokens WHERE key_sha256 = %s", [digest(key)]).fetchone()
    return row[0] if row else None


def find_token(connection: psycopg.Connection[Any], key: str, address: str) -> Caller | None:
    """Find for whom a token acts, if it lives, and mark it as used."""
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(read_sql("console/accounts/token"), {"key": digest(key)}).fetchone()
    if row is None:
        return None
    return Caller(**{**row, "scopes": frozenset(row["scopes"])}, via="token", address=address)


def list_tokens(connection: psycopg.Connection[Any]) -> list[dict[str, Any]]:
    """List all tokens, without what would let anybody use one."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return [as_json(row) for row in cursor.execute(read_sql("console/accounts/tokens")).fetchall()]


def revoke_token(connection: psycopg.Connection[Any], token: UUID) -> None:
    """Revoke a token at once; one that was revoked stays so.

    Raises:
        NotFound: there is none of this id.
    """
    statement = (
        "UPDATE console_tokens SET revoked_at = coalesce(revoked_at, clock_timestamp()) WHERE id = %s RETURNING user_id"
    )
    with transaction(connection):
        row = connection.execute(statement, [token]).fetchone()
        if row is None:
            raise NotFound(Problem(f"token {token}", "does not exist", hint="`demogen-load token list` lists them."))
        records.audit(connection, "revoke", ENTITY, token, row[0], None, {"via": "cli"})
