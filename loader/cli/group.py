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

    order = (
        *("load", "migrate", "tenants", "verify", "views", "analytics", "delete", "jobs", "job"),
        *("cancel", "regenerate"),
        *("serve", "admin", "token", "db"),
    )

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what a database says is told as a problem, never as a traceback."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            import psycopg

            from loader.tenants.outcome import as_problem

            if isinstance(error, psycopg.Error):
                raise as_problem(error) from error
            raise


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


def find_database(dsn: str | None, *, doubt: bool = False) -> Place:
    """Find the database, or start the embedded one, which is brought up to date; tell doubts about it, where asked."""
    from loader.postgres.connect import Place, connect, find_place

    if place := find_place(dsn):
        if doubt:
            _tell_doubts(place)
        return place
    from loader.postgres import embedded, migrate

    place = Place(embedded.start().conninfo, "the embedded server")
    with connect(place) as connection:
        migrate.migrate(connection)
    return place


def _tell_doubts(place: Place) -> None:
    from loader.postgres.connect import connect
    from loader.postgres.guard import doubts

    with connect(place) as connection:
        for doubt in doubts(connection):
            terminal.tell(f"warning: {doubt}")
