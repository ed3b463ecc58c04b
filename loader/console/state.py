"""What a running console holds: its settings, a pool of connections, its workers, its bundles and its templates."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import jinja2
import psycopg
from fastapi import Request
from psycopg_pool import ConnectionPool

from demogen.config.reference import Reference
from loader.console.limits import Limits
from loader.console.recorder import Recorder
from loader.console.settings import Settings
from loader.console.workers.bundles import Bundles
from loader.console.workers.pool import Workers
from loader.console.workers.workshop import Workshop
from loader.postgres.connect import Place, Session, whole_conninfo

MOST_SESSIONS = 12  # of requests; each worker has up to three of its own
WAIT_SECONDS = 3.0  # for a connection, before a request is told that there is no database


@dataclass(frozen=True)
class Cookies:
    """The names of cookies: with TLS such that no other host, and no page without TLS, can set them."""

    session: str
    visit: str
    secure: bool


def cookies(*, secure: bool) -> Cookies:
    """Return the names of the cookies."""
    prefix = "__Host-" if secure else ""
    return Cookies(f"{prefix}demogen-session", f"{prefix}demogen-visit", secure)


@dataclass(frozen=True)
class State:
    """What the routes use."""

    settings: Settings
    pool: ConnectionPool[Session]
    workers: Workers
    bundles: Bundles
    workshop: Workshop
    templates: jinja2.Environment
    cookies: Cookies
    limits: Limits
    audit: Recorder

    def connection(self) -> AbstractContextManager[psycopg.Connection[Any]]:
        """Lend a connection in autocommit mode."""
        return self.pool.connection()

    def reference(self) -> Reference:
        """Return the reference files that a new job may ask for, as they are now.

        Raises:
            ConfigError: the folder is not there any more.
        """
        return Reference(self.settings.reference)


def open_pool(place: Place) -> ConnectionPool[Session]:
    """Make a pool that notices connections which were lost."""

    def configure(session: Session) -> None:
        session.schema = place.schema

    return ConnectionPool(
        whole_conninfo(place),
        connection_class=Session,
        configure=configure,
        kwargs={"autocommit": True, "prepare_threshold": None},
        min_size=1,
        max_size=MOST_SESSIONS,
        open=False,
        timeout=WAIT_SECONDS,
        reconnect_timeout=WAIT_SECONDS,
        check=ConnectionPool[Session].check_connection,
        name="console",
    )


def state_of(request: Request) -> State:
    """Return what the application of a request holds."""
    found: State = request.app.state.console
    return found
