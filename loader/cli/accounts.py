"""Commands on who may use the console: admins, and the tokens of programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import click

from demogen.cli import terminal
from demogen.errors import ConfigError, Problem
from loader.cli.group import cli, dsn_option, find_database
from loader.cli.jobs import table

SCOPES = ("read", "write", "delete")
CONSOLE = "http://127.0.0.1:8700"


@cli.group()
def admin() -> None:
    """Make, list and disable admins of the console, and let them in."""


@admin.command("create")
@click.argument("email")
@dsn_option
@click.option("--name", help="Full name; what stands before the @ unless given.")
@click.option("--password-stdin", is_flag=True, help="Read the password from stdin instead of asking for it.")
@click.option("--no-password", is_flag=True, help="None: sign in by a link or a token alone.")
@click.option("--if-missing", is_flag=True, help="Leave an admin who is there as they are.")
def create_admin(
    email: str, dsn: str | None, name: str | None, password_stdin: bool, no_password: bool, if_missing: bool
) -> None:
    """Make an admin of the console, EMAIL.

    The password is asked for, or read from stdin; it never stands on the command line.

    Example: demogen-load admin create ada@crm.example --name "Ada Example"
    """
    from loader.console.accounts.admins import create_admin as create
    from loader.console.accounts.admins import find_admin
    from loader.postgres.connect import Session, certain, connect

    if password_stdin and no_password:
        raise click.UsageError("--password-stdin and --no-password exclude each other")
    place = find_database(dsn)
    with connect(place) as connection:
        known = find_admin(connection, email) if if_missing else None
    if known is None:
        password = None if no_password else _password(from_stdin=password_stdin)

    def make(session: Session) -> UUID:
        return create(session, email, name, password)

    def look(session: Session) -> UUID:
        made = find_admin(session, email)
        return made.id if made else make(session)

    user = known.id if known else certain(place, make, look)
    terminal.put(f"{user}\n")


@admin.command("password")
@click.argument("email")
@dsn_option
@click.option("--password-stdin", is_flag=True, help="Read the password from stdin instead of asking for it.")
def change_password(email: str, dsn: str | None, password_stdin: bool) -> None:
    """Set another password of the admin EMAIL, and end every session.

    Example: demogen-load admin password ada@crm.example
    """
    from loader.console.accounts.admins import set_password
    from loader.postgres.connect import certain

    password = _password(from_stdin=password_stdin)
    certain(find_database(dsn), lambda session: set_password(session, email, password))
    terminal.tell("changed; sessions have ended")


@admin.command("link")
@click.argument("email")
@dsn_option
@click.option(
    "--url", default=CONSOLE, show_default=True, metavar="URL", help="Where the console is, as a browser here has it."
)
@terminal.json_option
def link(email: str, dsn: str | None, url: str, as_json: bool) -> None:
    """Print a link that signs the admin EMAIL in once.

    It opens within a quarter of an hour, in a browser on the machine of the console.

    Example: demogen-load admin link ada@crm.example
    """
    from loader.console.accounts.admins import require_admin
    from loader.console.accounts.links import MINUTES, link_address, make_link
    from loader.postgres.connect import connect

    with connect(find_database(dsn)) as connection:
        address = link_address(_console(url), make_link(connection, require_admin(connection, email).id))
    terminal.tell(f"opens once, within {MINUTES} minutes, on the machine of the console")
    terminal.print_json({"url": address, "minutes": MINUTES}) if as_json else terminal.put(f"{address}\n")


@admin.command("disable")
@click.argument("email")
@dsn_option
def disable(email: str, dsn: str | None) -> None:
    """Keep the admin EMAIL out: sessions end, tokens no longer work.

    Example: demogen-load admin disable ada@crm.example
    """
    from loader.console.accounts.admins import disable_admin, find_admin, require_admin
    from loader.postgres.connect import Session, certain, connect

    place = find_database(dsn)
    with connect(place) as connection:
        require_admin(connection, email)

    def look(session: Session) -> None:
        if find_admin(session, email):
            disable_admin(session, email)

    certain(place, lambda session: disable_admin(session, email), look)
    terminal.tell("disabled")


@admin.command("list")
@dsn_option
@terminal.json_option
def admins(dsn: str | None, as_json: bool) -> None:
    """List the admins.

    Example: demogen-load admin list
    """
    from loader.console.accounts.admins import list_admins

    _print(dsn, list_admins, ("email", "name", "enabled", "hasPassword", "createdAt"), as_json=as_json)


@cli.group()
def token() -> None:
    """Make, list and revoke tokens, with which programs use the console's API."""


@token.command("create")
@click.argument("name")
@dsn_option
@click.option("--admin", "email", required=True, metavar="EMAIL", help="Admin for whom the token acts.")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(SCOPES),
    multiple=True,
    required=True,
    help="What it may do; may be repeated.",
)
@click.option("--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="Days until it expires.")
@terminal.json_option
def create_token(name: str, dsn: str | None, email: str, scopes: tuple[str, ...], days: int, as_json: bool) -> None:
    """Make a token called NAME and print it, once.

    Example: demogen-load token create nightly --admin ada@crm.example --scope read --scope write
    """
    from loader.console.accounts.keys import TOKEN_PREFIX, new_key
    from loader.console.accounts.tokens import create_token as create
    from loader.console.accounts.tokens import number_of
    from loader.postgres.connect import Session, certain

    key = new_key(TOKEN_PREFIX)

    def make(session: Session) -> UUID:
        return create(session, email, name, scopes, days, key)[0]

    number = certain(find_database(dsn), make, lambda session: number_of(session, key) or make(session))
    terminal.did(f"the token had been made before; end it with: demogen-load token revoke {number}")
    terminal.tell(f"token {number}; it is shown this once")
    terminal.print_json({"id": str(number), "token": key}) if as_json else terminal.put(f"{key}\n")


@token.command("list")
@dsn_option
@terminal.json_option
def tokens(dsn: str | None, as_json: bool) -> None:
    """List the tokens.

    Example: demogen-load token list
    """
    from loader.console.accounts.tokens import list_tokens

    _print(dsn, list_tokens, ("id", "name", "email", "scopes", "state", "usedAt"), as_json=as_json)


@token.command("revoke")
@click.argument("number", metavar="ID", type=click.UUID)
@dsn_option
def revoke(number: UUID, dsn: str | None) -> None:
    """Revoke the token ID at once.

    Example: demogen-load token revoke 0f8fad5b-d9cb-469f-a165-70867728950e
    """
    from loader.console.accounts.tokens import revoke_token
    from loader.postgres.connect import certain

    certain(find_database(dsn), lambda session: revoke_token(session, number))
    terminal.tell("revoked")


def _console(url: str) -> str:
    """Read the address of a console.

    Raises:
        ConfigError: it is not the address of a web server.
    """
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        known = known and parts.path in {"", "/"} and not (parts.query or parts.fragment or "@" in parts.netloc)
    except ValueError:
        known = False
    if not known or not url.isprintable():
        raise ConfigError(Problem("--url", "is not the address of a console", CONSOLE, ascii(url)[:80]))
    return url.rstrip("/")


def _print(
    dsn: str | None, find: Callable[[Any], list[dict[str, Any]]], columns: tuple[str, ...], *, as_json: bool
) -> None:
    """Print what is found in the database."""
    from loader.postgres.connect import connect

    with connect(find_database(dsn)) as connection:
        found = find(connection)
    if as_json:
        terminal.print_json(found)
        return
    rows = [{name: ",".join(v) if isinstance(v, list) else v for name, v in row.items()} for row in found]
    terminal.put(table(rows, columns))


def _password(*, from_stdin: bool) -> str:
    """Read a password from stdin, or ask for it twice at a terminal.

    Raises:
        ConfigError: there is no terminal, and nobody said that it comes from stdin.
    """
    if from_stdin:
        return terminal.read_stdin().removesuffix("\n").removesuffix("\r")
    if not terminal.can_ask():
        raise ConfigError(Problem("password", "cannot be asked for without a terminal", hint="Give --password-stdin."))
    found: Any = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return str(found)
