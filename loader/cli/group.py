"""The group of commands, and how each of them finds its database."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from demogen import __version__
from demogen.cli import terminal

if TYPE_CHECKING:
    from loader.postgres.connect import Place
    from loader.postgres.embedded import Server

F = TypeVar("F", bound=Callable[..., Any])
SCHEMA, PLACE = "loader.schema", "loader.place"  # what a run keeps of its database


class Seconds(click.FloatRange):
    """Seconds; `nan`, which no bound refuses, are none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read seconds."""
        seconds: float = super().convert(value, param, ctx)
        return seconds if math.isfinite(seconds) else self.fail(f"{value!r} is not a number of seconds.", param, ctx)


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
                raise as_problem(error, ctx.meta.get(PLACE)) from error
            raise


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="demogen-load")
def cli() -> None:
    """Load demo tenants into Postgres, whole or not at all, and remove them without a trace.

    The database is what --dsn says, else DATABASE_URL, else the PG* variables or a service; where nothing says it, an
    embedded server is started. A password belongs into the environment or a password file, never into --dsn. The CRM's
    tables are in the schema of --schema or DEMOGEN_SCHEMA, else public.

    \b
    demogen-load load out
    demogen-load tenants
    demogen-load delete larkhill-metrics
    """  # noqa: D301 - click reads the backspace


def _keep_schema(ctx: click.Context, option: click.Parameter, value: str | None) -> None:
    """Keep the schema for `find_database`."""
    del option
    ctx.meta[SCHEMA] = value


def dsn_option(command: F) -> F:
    """Add the options that say where the database is; `find_database` takes --schema from the run."""
    dsn = click.option("--dsn", metavar="DSN", help="Where the database is: postgresql://user@host/database.")
    schema = click.option(
        "--schema",
        metavar="NAME",
        envvar="DEMOGEN_SCHEMA",
        expose_value=False,
        callback=_keep_schema,
        help="Schema that the CRM's tables are in; public unless given.",
    )
    return dsn(schema(command))


def find_database(dsn: str | None, *, doubt: bool = False) -> Place:
    """Find the database, or start the embedded one, which is brought up to date; tell doubts about it, where asked."""
    from loader.postgres.connect import Place, connect, find_place
    from loader.postgres.place import find_schema

    meta = click.get_current_context().meta
    if place := find_place(dsn, schema=meta.get(SCHEMA)):
        meta[PLACE] = place
        if doubt:
            _tell_doubts(place)
        return place
    from loader.postgres import embedded, migrate

    schema = find_schema(meta.get(SCHEMA))
    server = embedded.start()
    tell_server(server)
    place = meta[PLACE] = Place(server.conninfo, "the embedded server", schema)
    with connect(place) as connection:
        migrate.migrate(connection)
    return place


def tell_server(server: Server) -> None:
    """Report that the embedded server was made or started, where its data is, and which earlier data is left alone."""
    from loader.postgres import embedded

    if server.done:
        terminal.tell(f"{server.done} an embedded Postgres {server.binaries.major}, its data is in {server.folder}")
    if server.done == "made":
        for place in embedded.earlier_folders():
            terminal.tell(f"data of an earlier server is left alone; to use it: export DEMOGEN_PG_DIR={place}")


def _tell_doubts(place: Place) -> None:
    from loader.postgres.guard import doubts
    from loader.tenants.patience import prepare

    for doubt in prepare(place, doubts):
        terminal.tell(f"warning: {doubt}")
