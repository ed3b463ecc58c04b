"""What every request passes and every answer carries, whatever route it is of.

The host must be one that the console answers to, so that no name that somebody else points here reaches it from a
browser inside; answers forbid pages to load, frame or be framed by anything of anybody else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loader.console.problems import MEDIA_TYPE, of_status

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
YEAR = 31_536_000
# Bytes: Python reads a quoted cookie in the square of its length, and every header and query more than once.
MOST_COOKIE, MOST_HEADER, MOST_TARGET = 4_096, 8_192, 8_192
STATIC = "/static/"

Answer = Callable[[Request, Exception], Awaitable[Response]]


class Guards:
    """Looks at the host of each request, gives each answer its headers, and answers what was not foreseen."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], unknown: Answer, *, secure: bool) -> None:
        """Take the names that the console answers to (none stands for all), and who answers a defect."""
        self._app, self._hosts, self._unknown = app, {host.lower() for host in hosts}, unknown
        self._headers = {**HEADERS, **({"Strict-Transport-Security": f"max-age={YEAR}"} if secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer that it came to the wrong place."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                # Static files are asked for again, and only sent again when they have changed.
                headers["Cache-Control"] = "no-cache" if scope["path"].startswith(STATIC) else "no-store"
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        status = _too_long(scope)
        if not status and self._hosts and _name(Headers(scope=scope).get("host", "")) not in self._hosts:
            status = 421
        if status:
            found = of_status(status).as_json(scope["path"][:200])
            await JSONResponse(found, status, media_type=MEDIA_TYPE)(scope, receive, guarded)
            return
        try:
            await self._app(scope, receive, guarded)
        except ClientDisconnect:  # whoever asked has left
            return
        except Exception as error:
            if begun:
                raise
            await (await self._unknown(Request(scope), error))(scope, receive, guarded)


def _too_long(scope: Scope) -> int:
    """Return the status of a request whose target or headers nobody should parse, zero for any other."""
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_TARGET:
        return 414
    cookies = sum(len(value) for name, value in scope["headers"] if name == b"cookie")
    if cookies > MOST_COOKIE or any(len(value) > MOST_HEADER for _, value in scope["headers"]):
        return 431
    return 0


def _name(host: str) -> str:
    """Return the name in a Host header, without its port."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
    return f"[{name}]" if ":" in name else name
