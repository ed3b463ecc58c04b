"""Slows down whoever guesses passwords: after a few failures an address has to wait, and so has an account.

An account can be guessed at from many addresses, and an address can guess at many accounts; both are counted. What
counts is a quarter of an hour, so nobody is kept out for long by somebody else's guesses.
"""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import Any

import psycopg

from loader.postgres.connect import read_sql

WINDOW_MINUTES = 15
# Of one account from one address, of one address, of one account.
MOST_PAIR, MOST_ADDRESS, MOST_EMAIL = 5, 20, 50


def begin_try(connection: psycopg.Connection[Any], email: str, address: str) -> int:
    """Count a try before it is made, so that those at the same time count, too; give the seconds to wait, if any."""
    known = {"email": plain(email), "address": network(address)}
    statement = "INSERT INTO console_failures (email, address) VALUES (%(email)s, %(address)s) RETURNING id"
    made = connection.execute(statement, known).fetchone()
    limits = {"pair": MOST_PAIR + 1, "address_most": MOST_ADDRESS + 1, "email_most": MOST_EMAIL + 1}
    values = {**known, **limits, "minutes": WINDOW_MINUTES}
    row = connection.execute(read_sql("console/accounts/throttle"), values).fetchone()
    wait = int(row[0]) if row and row[0] else 0
    if wait and made:  # a try that was not made does not make the wait longer
        connection.execute("DELETE FROM console_failures WHERE id = %s", [made[0]])
    return wait


def forget(connection: psycopg.Connection[Any], email: str, address: str) -> None:
    """Forget the tries of who has signed in from where they did."""
    statement = "DELETE FROM console_failures WHERE email = %s AND address = %s"
    connection.execute(statement, [plain(email), network(address)])


def network(address: str) -> str:
    """Return an address as it is counted: of IPv6, the network that belongs to whoever has one address of it."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    if found.version == 4 or found.is_loopback or found.ipv4_mapped:
        return str(found)
    return str(ip_network((found, 64), strict=False))


def plain(email: str) -> str:
    """Return an address as it is counted: whatever was typed, as text that the database takes."""
    return email.encode("utf-8", "replace").decode("utf-8").replace("\0", "").strip().lower()[:254]
