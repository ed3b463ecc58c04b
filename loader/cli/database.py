"""Commands on the database itself: migrate it, and the embedded server."""

from __future__ import annotations

import click

from demogen.cli import terminal
from demogen.errors import Problem
from loader.cli.group import cli, dsn_option, find_database, tell_server
from loader.errors import NotFound


@cli.command()
@dsn_option
@click.option("--mark", is_flag=True, help="Mark the database as one that may hold demo tenants.")
@terminal.json_option
def migrate(dsn: str | None, mark: bool, as_json: bool) -> None:
    """Bring the database's tables up to date.

    A database on another machine is loaded into only when it is marked.

    Example: DATABASE_URL=postgresql://localhost/crm demogen-load migrate
    """
    from loader.postgres import guard
    from loader.postgres import migrate as migrations
    from loader.postgres.connect import Session, certain, connect, describe

    place = find_database(dsn)
    with connect(place) as connection:
        where, before = describe(connection), migrations.applied(connection)

    def bring_up(session: Session) -> list[str]:
        migrations.migrate(session)
        return [m.name for m in migrations.load_migrations() if m.version not in before]

    done = certain(place, bring_up)
    if mark:
        certain(place, guard.mark)
    found = {"database": where, "schema": place.schema, "applied": done}
    text = "".join(f"applied {name}\n" for name in done) or "nothing to do\n"
    terminal.print_json(found) if as_json else terminal.put(f"{where}\n{text}")


@cli.group()
def db() -> None:
    """Start and stop the embedded server, and connect to it."""


@db.command()
def start() -> None:
    """Start the embedded server; it is made where there is none."""
    from loader.postgres import embedded

    server = embedded.start()
    terminal.put(f"{server.conninfo}\n")
    if server.done:
        tell_server(server)
    else:
        terminal.tell(f"it runs already: Postgres {server.binaries.major}, its data is in {server.folder}")


@db.command()
def stop() -> None:
    """Stop the embedded server; its data stays."""
    from loader.postgres import embedded

    folder = embedded.default_folder()
    if embedded.stop(folder):
        terminal.tell(f"stopped, data in {folder}")
    else:
        terminal.tell("it was not running" if embedded.status(folder) else f"no server was made in {folder}")


@db.command()
def url() -> None:
    """Print how to connect to the embedded server."""
    from loader.postgres import embedded

    server = embedded.status()
    if server is None:
        hint = "Run `demogen-load db start`."
        raise NotFound(Problem("embedded server", "was never started", hint=hint))
    terminal.put(f"{server.conninfo}\n")


@db.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def psql(ctx: click.Context, arguments: tuple[str, ...]) -> None:
    """Open psql on the embedded server; ARGUMENTS are psql's own."""
    from loader.postgres import embedded

    server = embedded.start()
    tell_server(server)
    ctx.exit(embedded.psql(server, arguments))
