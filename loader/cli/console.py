"""The command that serves the console."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from demogen.cli import terminal
from demogen.cli.group import own_files_option
from demogen.errors import EnvironmentProblem, Problem
from demogen.installation import install_hint
from loader.cli.group import Seconds, cli, dsn_option, find_database

if TYPE_CHECKING:
    import socket

    from loader.console.settings import Settings
    from loader.postgres.connect import Place

FILE = click.Path(path_type=Path, dir_okay=False)
SECONDS = Seconds(min=1, max=10_000_000)


@cli.command()
@dsn_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8700, show_default=True, help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Jobs at the same time.")
@click.option("--timeout", type=SECONDS, default=600.0, show_default=True, help="Seconds for a job.")
@click.option("--data-dir", type=click.Path(path_type=Path, file_okay=False), help="Folder for bundles and reports.")
@own_files_option
@click.option("--tls-cert", type=FILE, help="Certificate to encrypt with, as PEM.")
@click.option("--tls-key", type=FILE, help="Its key.")
@click.option(
    "--behind-proxy", metavar="ADDRESS", help="Trust the headers of the proxy at this address, which encrypts."
)
@click.option(
    "--hostname", "hostnames", multiple=True, metavar="NAME", help="Answer only to this name; may be repeated."
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="KIND=N[/ALL]",
    help="Most streams, pending, creates, previews or files of one caller, and of all; may be repeated.",
)
@click.option("--link", metavar="EMAIL", help="Print a link that signs this admin in once, on this machine.")
def serve(
    dsn: str | None,
    host: str,
    port: int,
    workers: int,
    timeout: float,
    data_dir: Path | None,
    reference: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    behind_proxy: str | None,
    hostnames: tuple[str, ...],
    limits: tuple[str, ...],
    link: str | None,
) -> None:
    """Serve the console: an API and pages that make, watch and remove demo tenants.

    It listens on this machine alone unless --host says otherwise, which needs --tls-cert and --tls-key, or a proxy that
    encrypts. The first admin is made with `demogen-load admin create EMAIL`.

    Example: demogen-load serve
    """
    _require_extra()
    from loader.console.settings import LOCAL_NAMES, Settings, default_data_dir, read_limits, require_sound

    local = tls_cert is None and behind_proxy is None
    _require_guarded(host, tls_cert, tls_key, behind_proxy)
    own = require_sound(reference) if reference else None
    place = find_database(dsn, doubt=True)
    settings = Settings(
        place=place,
        data_dir=data_dir or default_data_dir(),
        reference=own,
        workers=workers,
        job_seconds=timeout,
        secure=not local,
        hosts=(*LOCAL_NAMES, *hostnames) if local or hostnames else (),
        limits=read_limits(limits),
    )
    _require_ready(place, workers)
    _require_folder(settings.data_dir)
    key = _link(place, link) if link else None
    tls = {"ssl_certfile": tls_cert, "ssl_keyfile": tls_key} if tls_cert else {}
    proxy = {"proxy_headers": behind_proxy is not None, "forwarded_allow_ips": behind_proxy or None}
    _serve(settings, host, port, (link or "", key), {**tls, **proxy})


def _require_extra() -> None:
    """Refuse to begin without what serving needs."""
    try:
        import fastapi  # noqa: F401
        import psycopg_pool  # noqa: F401
        import python_multipart  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        what = f"needs {error.name}, which is not installed"
        raise EnvironmentProblem(Problem("serve", what, hint=install_hint("console"))) from error


def _require_guarded(host: str, cert: Path | None, key: Path | None, proxy: str | None) -> None:
    """Refuse to listen where others could listen in, too, and what could not encrypt."""
    import ssl
    from ipaddress import ip_network

    from loader.console.settings import is_guarded

    if (cert is None) != (key is None):
        raise click.UsageError("--tls-cert and --tls-key belong together")
    if not is_guarded(host, encrypts=cert is not None or proxy is not None):
        what = "can be reached from elsewhere without encryption"
        hint = "Give --tls-cert and --tls-key, or --behind-proxy where a proxy encrypts."
        raise terminal.CommandLineError(Problem("--host", what, "127.0.0.1", host, hint))
    if cert is not None:
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key)
        except (OSError, ssl.SSLError) as error:
            what = "cannot be encrypted with"
            raise terminal.CommandLineError(Problem("--tls-cert, --tls-key", what, found=str(error)[:200])) from error
    if proxy is not None:
        try:
            everybody = ip_network(proxy).prefixlen == 0  # could say that they are anybody else
        except ValueError:
            everybody = True
        if everybody:
            raise terminal.CommandLineError(Problem("--behind-proxy", "is not an address", "127.0.0.1", proxy))


def _require_folder(folder: Path) -> None:
    """Make the folder of bundles and reports, or tell why it cannot be."""
    import tempfile

    from demogen.bundle.publish import problem

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise problem(error, folder) from error


def _require_ready(place: Place, workers: int) -> None:
    """Refuse a database that no job could be loaded into."""
    from loader.console.state import MOST_SESSIONS
    from loader.mapping.format import load_mapping
    from loader.postgres.connect import connect
    from loader.tenants.preflight import require_ready

    with connect(place) as connection:
        require_ready(connection, load_mapping())
        (most,) = connection.execute("SELECT current_setting('max_connections')::integer").fetchone() or (0,)
    if most < (needed := 3 * workers + MOST_SESSIONS):
        terminal.tell(f"warning: the database takes {most} connections, {workers} workers may need {needed}")


def _link(place: Place, email: str) -> str:
    from loader.console.accounts.admins import require_admin
    from loader.console.accounts.links import make_link
    from loader.postgres.connect import certain

    return certain(place, lambda session: make_link(session, require_admin(session, email).id))


def _listen(host: str, port: int) -> socket.socket:
    """Take an address to listen on."""
    import socket

    # asyncio sends what it has at once (TCP_NODELAY) only on sockets that say that they are TCP: 40 ms an answer.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        hint = "Choose another one with --port, or 0 for any that is free."
        raise EnvironmentProblem(
            Problem(f"{host}:{port}", error.strerror or "cannot be listened on", hint=hint)
        ) from error
    return listener


def _serve(settings: Settings, host: str, port: int, link: tuple[str, str | None], more: dict[str, Any]) -> None:
    """Serve until a signal comes; `link` is whom to let in, and by which key."""
    import uvicorn

    from loader.console.app import build_app

    scheme = "https" if "ssl_certfile" in more else "http"
    listener = _listen(host, port)
    name = f"[{host}]" if ":" in host else host
    where = f"{scheme}://{name}:{listener.getsockname()[1]}"
    config = uvicorn.Config(
        build_app(settings),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
        **more,
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    terminal.tell(f"serving {where}; Ctrl-C ends it")
    email, key = link
    if key:
        from loader.console.accounts.links import link_address
        from loader.console.installation import new_link

        terminal.tell(f"sign in once, within a quarter of an hour: {link_address(where, key)}")
        terminal.tell(f"another link, later: {new_link(settings.place, email, where)}")
    listener.listen()
    server = uvicorn.Server(config)
    server.run([listener])
    if not server.started:
        raise click.exceptions.Exit(3)
