"""Who calls, and how: the session of a browser, or the token of a program, with what it may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

SCOPES = ("read", "write", "delete")


@dataclass(frozen=True)
class Caller:
    """Somebody who may use the console; `csrf` is what every unsafe request of a browser must carry."""

    user: UUID
    email: str
    name: str
    via: str
    scopes: frozenset[str]
    address: str
    csrf: str = ""
    token: UUID | None = None
    key_sha256: bytes = b""

    @property
    def key(self) -> str:
        """Return what tells this caller from others: the token, or the session."""
        return str(self.token) if self.token else self.key_sha256.hex()

    @property
    def origin(self) -> Mapping[str, Any]:
        """Return what the audit log tells of how and from where something was asked for."""
        known = {"address": self.address, "via": self.via}
        return {**known, "tokenId": str(self.token)} if self.token else known
