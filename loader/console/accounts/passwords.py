"""Passwords, kept as scrypt (RFC 7914) with a salt of their own and the cost that they were made with."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import threading

from demogen.errors import ConfigError, Problem

SHORTEST, LONGEST = 12, 1024
LOG2_N, R, P = 15, 8, 1  # 32 MiB and about a tenth of a second
MAX_MEMORY = 128 * 1024 * 1024
# Of several sign-ins at once, two are worked at: each takes 32 MiB and a core.
_turns = threading.BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """Return what is kept of a password.

    Raises:
        ConfigError: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        found = f"{len(password)} characters"
        raise ConfigError(Problem("password", "has another length", f"{SHORTEST} to {LONGEST} characters", found))
    salt = os.urandom(16)
    parts = (str(LOG2_N), str(R), str(P), _text(salt), _text(_scrypt(password, salt, LOG2_N, R, P)))
    return "$".join(("scrypt", *parts))


def matches(password: str, kept: str | None) -> bool:
    """Return whether a password is the one that was kept; without one, takes as long and says no."""
    _, log2_n, r, p, salt, known = (kept or NOBODY).split("$")
    expected = base64.b64decode(known)
    found = _scrypt(password[:LONGEST], base64.b64decode(salt), int(log2_n), int(r), int(p))
    return hmac.compare_digest(found, expected) and kept is not None


def _scrypt(password: str, salt: bytes, log2_n: int, r: int, p: int) -> bytes:
    given = password.encode("utf-8", "surrogatepass")
    with _turns:
        return hashlib.scrypt(given, salt=salt, n=1 << log2_n, r=r, p=p, maxmem=MAX_MEMORY, dklen=32)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


NOBODY = f"scrypt${LOG2_N}${R}${P}${_text(bytes(16))}${_text(bytes(32))}"
