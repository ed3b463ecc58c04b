"""Links that sign somebody in once, within minutes, and only from this very machine."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from uuid import UUID

import psycopg

from loader.console.accounts.keys import digest, new_key
from loader.jobs import records
from loader.postgres.connect import read_sql, transaction

MINUTES = 15
ONCE = "/sign-in/once"


def make_link(connection: psycopg.Connection[Any], user: UUID) -> str:
    """Make a key that signs a user in once."""
    key = new_key()
    with transaction(connection):
        connection.execute(
            "INSERT INTO console_links (key_sha256, user_id, expires_at) "
            "VALUES (%s, %s, clock_timestamp() + make_interval(mins => %s))",
            [digest(key), user, MINUTES],
        )
        records.audit(connection, "create", "console_link", user, None, None, {"via": "cli"})
    return key


def link_address(console: str, key: str) -> str:
    """Return the address that a key is used at; `console` is where the console is, such as http://127.0.0.1:8700."""
    return f"{console}{ONCE}?key={key}"


def use_link(connection: psycopg.Connection[Any], key: str, address: str) -> UUID | None:
    """Use a key up; give whom it signs in, or None where it is none, is too old, or comes from elsewhere."""
    if not is_loopback(address):
        return None
    row = connection.execute(read_sql("console/accounts/link"), {"key": digest(key)}).fetchone()
    return row[0] if row else None


def is_loopback(address: str) -> bool:
    """Return whether an address is this machine's own."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
