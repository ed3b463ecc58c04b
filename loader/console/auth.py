"""Who may do what: every route demands a caller with a scope, and of browsers proof that the request is theirs.

A browser has a session's cookie, which it sends by itself; so an unsafe request must come from a page of ours (Origin,
Sec-Fetch-Site) and carry a token that only such a page knows. A program sends its token in a header, which no browser
does by itself.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from loader.console.accounts.caller import Caller
from loader.console.accounts.sessions import find_session
from loader.console.accounts.tokens import find_token
from loader.console.bodies import form_body
from loader.console.problems import Refusal
from loader.console.state import state_of

SAFE = {"GET", "HEAD", "OPTIONS"}
CSRF_FIELD, CSRF_HEADER = "csrf", "x-csrf-token"


class SignedOut(Refusal):
    """Nobody is known to call: a program is told so, a browser is led to the sign-in."""

    def __init__(self, detail: str) -> None:
        """Take the reason."""
        super().__init__(401, detail, {"WWW-Authenticate": 'Bearer realm="demo tenants"'})


def require_scope(scope: str) -> Callable[[Request], Caller]:
    """Return a dependency that lets only callers with a scope through; it must not be left out of any route."""

    def caller(request: Request) -> Caller:
        found = find_caller(request)
        if scope not in found.scopes:
            raise Refusal(403, f"the token has no scope {scope!r}")
        return found

    caller.scope = scope  # type: ignore[attr-defined]
    return caller


def require_form(scope: str) -> Callable[[Request, FormData], Caller]:
    """Return the same dependency for a form, which is read first: it holds the proof that it is of a page of ours."""

    def caller(request: Request, form: Annotated[FormData, Depends(form_body)]) -> Caller:
        del form
        return require_scope(scope)(request)

    caller.scope = scope  # type: ignore[attr-defined]
    return caller


def require_session(request: Request, form: Annotated[FormData, Depends(form_body)]) -> Caller:
    """Let only browsers through that are signed in: a token has no session that could be ended.

    Raises:
        Refusal: a program calls, or nobody does.
    """
    del form
    caller = require_scope("read")(request)
    if caller.token is not None:
        raise Refusal(403, "a token has no session; revoke it with `demogen-load token revoke`")
    return caller


require_session.scope = "read"  # type: ignore[attr-defined]


def find_caller(request: Request) -> Caller:
    """Find who calls, and keep it with the request for the audit log.

    Raises:
        Refusal: nobody does, or a browser does on behalf of another page.
    """
    found = _find_caller(request)
    if request.method not in SAFE and found.token is None:
        require_own_page(request)
        require_csrf(request, found.csrf)
    return found


def _find_caller(request: Request) -> Caller:
    """Find whose token or session a request carries."""
    address = address_of(request)
    state = state_of(request)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme:
        with state.connection() as connection:
            found = find_token(connection, token.strip(), address) if scheme.lower() == "bearer" else None
        if found is None:
            raise SignedOut("the token is unknown, revoked or expired")
        request.state.caller = found
        return found
    key = request.cookies.get(state.cookies.session)
    if not key:
        raise SignedOut("sign in, or send a token: Authorization: Bearer …")
    with state.connection() as connection:
        found = find_session(connection, key, address)
    if found is None:
        raise SignedOut("the session has ended; sign in again")
    request.state.caller = found
    return found


def require_own_page(request: Request) -> None:
    """Refuse an unsafe request that a page of somebody else's has made.

    Raises:
        Refusal: the browser says that it comes from elsewhere.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        raise Refusal(403, "the request comes from another site")
    origin = request.headers.get("origin")
    scheme = "https" if state_of(request).settings.secure else "http"
    if origin is not None and origin != f"{scheme}://{request.headers.get('host')}":
        raise Refusal(403, "the request comes from another origin")


def require_csrf(request: Request, expected: str) -> None:
    """Refuse an unsafe request without the token of its page; pages have it in forms, scripts send it as a header.

    Raises:
        Refusal: the token is missing, or another one.
    """
    form = getattr(request.state, "form", None)
    given = request.headers.get(CSRF_HEADER) or (str(form.get(CSRF_FIELD, "")) if form is not None else "")
    if not hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode()):
        raise Refusal(403, "the page is too old: load it again (its CSRF token is missing or another)")


def address_of(request: Request) -> str:
    """Return the address that a request comes from."""
    return request.client.host if request.client else "unknown"
