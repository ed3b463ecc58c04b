"""The group of commands, and how each of them finds its database."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from demogen import __version__
from demogen.cli import terminal

if TYPE_CHECKING:
    from loader.postgres.connect import Place

F = TypeVar("F", bound=Callable[..., Any])


class Commands(terminal.Commands):
    """The commands of this program."""

    order = ("load", "migrate", "tenants", "verify", "delete", "jobs", "job", "regenerate", "db")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="demogen-load")
def cli() -> None:
    """Load demo tenants into Postgres, whole or not at all, and remove them without a trace.

    The database is what --dsn says, else DATABASE_URL, else the PG* variables or a service; where nothing says it, an
    embedded server is started. A password belongs into the environment or a password file, never into --dsn.

    \b
    demogen-load load out
    demogen-load tenants
    demogen-load delete larkhill-metrics
    """  # noqa: D301 - click reads the backspace


dsn_option = click.option("--dsn", metavar="DSN", help="Where the database is: postgresql://user@host/database.")


def find_database(dsn: str | None) -> Place:
    """Find the database, or start the embedded one, which is brought up to date."""
    from loader.postgres.connect import Place, connect, find_place

    if place := find_place(dsn):
        return place
    from loader.postgres import embedded, migrate

    place = Place(embedded.start().conninfo, "the embedded server")
    with connect(place) as connection:
        migrate.migrate(connection)
    return place
