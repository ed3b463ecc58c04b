"""Sessions of browsers: made by a sign-in, ended by a sign-out, by hours without use, or at the end of a day."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.rows import dict_row

from loader.console.accounts.caller import SCOPES, Caller
from loader.console.accounts.keys import derived, digest, new_key
from loader.postgres.connect import read_sql

IDLE_HOURS, WHOLE_HOURS = 2, 12
CSRF = "csrf"


def open_session(connection: psycopg.Connection[Any], user: Any, address: str) -> str:
    """Open a session; give the key that its cookie holds."""
    key = new_key()
    connection.execute(
        "INSERT INTO console_sessions (key_sha256, user_id, address) VALUES (%s, %s, %s)",
        [digest(key), user, address],
    )
    return key


def find_session(connection: psycopg.Connection[Any], key: str, address: str) -> Caller | None:
    """Find whose session a key opens, if it is one that lives, and mark it as used."""
    values = {"key": digest(key), "idle": IDLE_HOURS, "whole": WHOLE_HOURS}
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(read_sql("console/accounts/session"), values).fetchone()
    if row is None:
        return None
    return Caller(
        **row,
        via="session",
        scopes=frozenset(SCOPES),
        address=address,
        csrf=derived(key, CSRF),
        key_sha256=digest(key),
    )


def close_session(connection: psycopg.Connection[Any], key_sha256: bytes) -> None:
    """End a session."""
    connection.execute("DELETE FROM console_sessions WHERE key_sha256 = %s", [key_sha256])


def sweep(connection: psycopg.Connection[Any]) -> None:
    """Forget what has expired: sessions, links, and failures that no longer count."""
    values = {"idle": IDLE_HOURS, "whole": WHOLE_HOURS}
    connection.execute(read_sql("console/accounts/sweep"), values)
