"""How to reach a tenant's rows: a connection URL, and commands as they can be run here; none holds a secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loader.console import installation
from loader.console.state import State


@dataclass(frozen=True)
class Connecting:
    """A connection URL without a password, and commands with what each is for."""

    url: str
    commands: tuple[tuple[str, str], ...]


def how_to_connect(console: State, job: Mapping[str, Any]) -> Connecting | None:
    """Return how to reach the tenant of a job; None where it has no living tenant."""
    if job["tenant"] is None:
        return None
    place, slug = console.settings.place, job["tenantSlug"]
    with console.connection() as connection:
        url = installation.url_of(connection)
    views = installation.command(place, "views", slug, url=url)
    psql = installation.psql(place, url)
    return Connecting(
        url,
        (
            ("Ask this tenant alone", f"{views} > views.sql\n{psql} -f views.sql -f -"),
            ("Prove that it is as it was loaded", installation.command(place, "verify", slug, url=url)),
        ),
    )
