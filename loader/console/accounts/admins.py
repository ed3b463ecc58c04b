"""Admins: users of the platform, of no tenant, who may use the console.

A tenant's own user can never be one: every question asks for the role and for no tenant, whatever else a row says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import dict_row

from demogen.errors import ConfigError, Problem
from loader.console.accounts import passwords
from loader.errors import Denied, NotFound
from loader.jobs import records
from loader.jobs.listing import as_json
from loader.postgres.connect import read_sql, transaction

ENTITY = "console_admin"


@dataclass(frozen=True)
class Admin:
    """Somebody who may use the console."""

    id: UUID
    email: str
    name: str
    password_hash: str | None


def find_admin(connection: psycopg.Connection[Any], email: str) -> Admin | None:
    """Find an admin who may use the console, by e-mail address."""
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(read_sql("console/accounts/admin"), {"email": _plain(email)}).fetchone()
    return Admin(**row) if row else None


def require_admin(connection: psycopg.Connection[Any], email: str) -> Admin:
    """Find an admin.

    Raises:
        NotFound: there is none of this address.
    """
    if found := find_admin(connection, email):
        return found
    raise NotFound(Problem(email, "is not an admin of the console", hint="`demogen-load admin list` lists them."))


def create_admin(connection: psycopg.Connection[Any], email: str, name: str | None, password: str | None) -> UUID:
    """Make an admin, or let a platform admin who is there already use the console; give the user's id.

    Raises:
        ConfigError: the address is none, or the password is too short.
        Denied: there is such an admin already.
    """
    address = _plain(email)
    local, _, domain = address.partition("@")
    if not local or not domain or not address.isprintable() or " " in address or len(address) > 254:  # RFC 5321
        raise ConfigError(Problem("EMAIL", "is not an e-mail address", "name@host", ascii(email)[:60]))
    kept = passwords.hash_password(password) if password is not None else None
    full = (name or local).strip()[:200] or local
    first, _, last = full.partition(" ")
    values = {"id": uuid4(), "email": address, "first": first, "last": last, "full": full, "hash": kept}
    with transaction(connection):
        row = connection.execute(read_sql("console/accounts/create"), values).fetchone()
        if row is None:
            raise Denied(
                Problem(address, "is an admin already", hint="`demogen-load admin password` changes a password.")
            )
        records.audit(connection, "create", ENTITY, row[0], None, {"email": address, "name": full}, {"via": "cli"})
    return UUID(str(row[0]))


def set_password(connection: psycopg.Connection[Any], email: str, password: str) -> None:
    """Set another password of an admin, and end every session and link.

    Raises:
        NotFound: there is no such admin.
        ConfigError: the password is too short.
    """
    kept = passwords.hash_password(password)
    with transaction(connection):
        admin = require_admin(connection, email)
        change = "UPDATE console_admins SET password_hash = %s WHERE user_id = %s"
        connection.execute(change, [kept, admin.id])
        _sign_out(connection, admin)
        records.audit(connection, "change_password", ENTITY, admin.id, None, None, {"via": "cli"})


def disable_admin(connection: psycopg.Connection[Any], email: str) -> None:
    """Keep an admin out: sessions and links end, tokens are revoked.

    Raises:
        NotFound: there is no such admin.
    """
    with transaction(connection):
        admin = require_admin(connection, email)
        change = "UPDATE console_admins SET disabled_at = clock_timestamp() WHERE user_id = %s"
        connection.execute(change, [admin.id])
        revoke = "UPDATE console_tokens SET revoked_at = coalesce(revoked_at, now()) WHERE user_id = %s"
        connection.execute(revoke, [admin.id])
        _sign_out(connection, admin)
        records.audit(connection, "disable", ENTITY, admin.id, None, None, {"via": "cli"})


def _sign_out(connection: psycopg.Connection[Any], admin: Admin) -> None:
    for table in (b"sessions", b"links"):
        connection.execute(b"DELETE FROM console_" + table + b" WHERE user_id = %s", [admin.id])


def list_admins(connection: psycopg.Connection[Any]) -> list[dict[str, Any]]:
    """List everybody who may or might use the console."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return [as_json(row) for row in cursor.execute(read_sql("console/accounts/admins")).fetchall()]


def _plain(email: str) -> str:
    return email.strip().lower()
