"""How to reach a tenant's rows: commands that can be copied, none of which holds a secret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from loader.console.state import State

NO_SECRETS = ("host", "hostaddr", "port", "dbname", "user", "service", "sslmode")
EMBEDDED = "the embedded server"


def how_to_connect(console: State, job: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give commands with what each is for; none where the job has no living tenant."""
    if job["tenant"] is None:
        return []
    slug = job["tenantSlug"]
    psql = "demogen-load db psql" if console.settings.place.source == EMBEDDED else f'psql "{address(console)}"'
    return [
        ("Ask this tenant alone", f"demogen-load views {slug} > views.sql\n{psql} -f views.sql -f -"),
        ("Prove that it is as it was loaded", f"demogen-load verify {slug}"),
    ]


def address(console: State) -> str:
    """Give a connection string of the database without what must not be told."""
    with console.connection() as connection:
        known = {**connection.info.get_parameters(), **conninfo_to_dict(console.settings.place.conninfo)}
    return make_conninfo(**{name: str(known[name]) for name in NO_SECRETS if known.get(name)})
