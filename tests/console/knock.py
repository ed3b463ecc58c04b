"""Ways to knock at a console: every route that it has, sessions without a sign-in, bytes that no client would send."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from fastapi.routing import iter_route_contexts

from loader.console.accounts.admins import find_admin
from loader.console.accounts.keys import derived
from loader.console.accounts.sessions import CSRF, open_session
from loader.console.app import build_app
from loader.console.settings import Settings
from loader.postgres.connect import Place
from tests.console.conftest import EMAIL

NOBODY = "00000000-0000-0000-0000-000000000000"  # the id of no job


@dataclass(frozen=True)
class Door:
    """A route: how it is asked, and which scopes it demands."""

    method: str
    path: str
    scopes: tuple[str, ...] = ()

    def __str__(self):
        """Return its name in the list of tests."""
        return f"{self.method} {self.path}"

    @property
    def is_api(self):
        """Return whether programs ask it."""
        return self.path.startswith("/api/")

    @property
    def is_safe(self):
        """Return whether asking changes nothing."""
        return self.method == "GET"

    def ask(self, client, csrf=None, headers=(), **settings):
        """Ask it for something that would change nothing of any job, with the proof of a browser where there is one."""
        path, headers = self.path.replace("{jobId}", NOBODY), dict(headers)
        if self.is_safe:
            return client.request(self.method, path, headers=headers, **settings)
        if not self.is_api:
            form = {"action": "preview"} | ({} if csrf is None else {"csrf": csrf})
            return client.request(self.method, path, headers=headers, data=form, **settings)
        proof = {} if csrf is None else {"X-CSRF-Token": csrf}
        return client.request(self.method, path, headers=proof | headers, json={}, **settings)


def doors_of(app):
    """Walk over every route of an application, also those of what is mounted in it."""
    return list(_walk(app.routes, ""))


def doors():
    """Return every route of a console."""
    return doors_of(build_app(Settings(Place("host=/nowhere", "test"), Path("/nowhere"))))


def _walk(routes, above):
    for route in iter_route_contexts(routes):
        path = above + (route.path or "")
        if inside := getattr(route, "routes", None):
            yield from _walk(inside, path)
            continue
        scopes = tuple(sorted(_scopes(getattr(route, "dependant", None))))
        yield from (Door(method, path, scopes) for method in sorted(route.methods or ["*"]))


def _scopes(dependant):
    """Return the scopes that a route's dependencies demand, and theirs."""
    found = {dependant.call.scope} if hasattr(getattr(dependant, "call", None), "scope") else set()
    return found.union(*(_scopes(inner) for inner in dependant.dependencies)) if dependant else found


@dataclass(frozen=True)
class Seat:
    """A browser that is signed in."""

    client: httpx.Client
    key: str

    @property
    def csrf(self):
        """Return what its pages would hold."""
        return derived(self.key, CSRF)


def seat(running, email=EMAIL):
    """Return a browser with a session."""
    with running.connect() as connection:
        key = open_session(connection, find_admin(connection, email).id, "127.0.0.1")
    return Seat(running.stranger(cookies={"demogen-session": key}, headers={"Sec-Fetch-Site": "same-origin"}), key)


def raw(running, line, *headers, body=b"", host=None):
    """Send bytes as they stand; give the status, the head and the body."""
    where = urlsplit(running.url)
    lines = [f"{line} HTTP/1.1", f"Host: {where.netloc if host is None else host}", "Connection: close", *headers]
    with socket.create_connection((where.hostname, where.port), 30) as wire:
        wire.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        with suppress(BrokenPipeError, ConnectionResetError):  # it was answered before it was read
            wire.sendall(body)
        answer = _whole(wire)
    head, _, rest = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ")[1]), head.decode("latin-1").lower(), rest


def _whole(line):
    parts = []
    with suppress(ConnectionResetError):
        while part := line.recv(65536):
            parts.append(part)
    return b"".join(parts)


def rows(running, statement, *values):
    """Ask the console's database."""
    with running.connect() as connection:
        cursor = connection.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []
