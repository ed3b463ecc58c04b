"""Random keys, of which only the digest is kept: whoever reads the database can use none of them."""

from __future__ import annotations

import hashlib
import secrets

KEY_BYTES = 32
TOKEN_PREFIX = "dgt_"  # noqa: S105 - tells scanners for leaked secrets what a token of the console looks like


def new_key(prefix: str = "") -> str:
    """Draw a key of 256 bits, as text that stands in addresses and headers as it is."""
    return prefix + secrets.token_urlsafe(KEY_BYTES)


def digest(key: str) -> bytes:
    """Return what is kept of a key; it is long and random, so one round of SHA-256 is enough."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def derived(key: str, purpose: str) -> str:
    """Return a key that follows from another one, and does not lead back to it."""
    return hashlib.sha256(f"{purpose}:{key}".encode("utf-8", "surrogatepass")).hexdigest()
