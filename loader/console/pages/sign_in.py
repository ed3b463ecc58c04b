"""Sign-in and sign-out: by e-mail address and password, or once by a link of this machine."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

import psycopg
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from loader.console.accounts import links, passwords, sessions, throttle
from loader.console.accounts.admins import ENTITY, find_admin
from loader.console.accounts.caller import Caller
from loader.console.accounts.keys import derived, new_key
from loader.console.accounts.links import ONCE
from loader.console.auth import address_of, require_csrf, require_own_page, require_session
from loader.console.bodies import form_body, require_text
from loader.console.pages.rendering import page
from loader.console.pages.way_in import way_in
from loader.console.problems import Refusal
from loader.console.state import State, state_of
from loader.jobs import records

router = APIRouter(include_in_schema=False)
PATH, OUT = "/sign-in", "/sign-out"
VISIT_SECONDS = 3600
WRONG = "The e-mail address or the password is wrong."
WHYS = {"out": "You have signed out.", "ended": "The session has ended."}

Console = Annotated[State, Depends(state_of)]
Form = Annotated[FormData, Depends(form_body)]


def address(back: str, why: str = "") -> str:
    """Return the address of the sign-in that leads back to a page; `why` is a key of WHYS, or empty."""
    words = {"next": back if back not in {"", "/"} else "", "why": why}
    query = urlencode({name: word for name, word in words.items() if word})
    return f"{PATH}?{query}" if query else PATH


@router.get(PATH)
def ask(request: Request, console: Console) -> Response:
    """Show the sign-in."""
    asked = request.query_params
    return _form(request, console, back=asked.get("next", "/"), why=WHYS.get(asked.get("why", ""), ""))


@router.post(PATH)
def sign_in(request: Request, console: Console, form: Form) -> Response:
    """Sign somebody in who knows an admin's password."""
    _require_visit(request, console)
    email, password = require_text(form, "email"), require_text(form, "password")
    back, where = require_text(form, "next"), address_of(request)
    with console.connection() as connection:
        wait = throttle.begin_try(connection, email, where)
        admin = find_admin(connection, throttle.plain(email))
    if wait:
        return _wait(request, console, wait, back=back, email=email)
    # Without a connection in hand: hashing takes its time, and others are asking.
    known = passwords.matches(password, admin.password_hash if admin else None)
    with console.connection() as connection:
        if admin is None or not known or find_admin(connection, admin.email) != admin:  # who was changed meanwhile
            facts = {"email": throttle.plain(email), "address": where}
            records.audit(connection, "refuse_sign_in", ENTITY, admin.id if admin else None, None, None, facts)
            request.state.is_audited = True
            return _form(request, console, back=back, email=email, wrong=WRONG, status=401)
        throttle.forget(connection, email, where)
        return _signed_in(console, connection, admin.id, where, back)


@router.get(ONCE)
def ask_once(request: Request, console: Console) -> Response:
    """Show the button of a link that signs in once: looking at it does not use it up."""
    return _form(request, console, back="/", key=request.query_params.get("key", ""))


@router.post(ONCE)
def sign_in_once(request: Request, console: Console, form: Form) -> Response:
    """Sign in whoever has a link, once."""
    _require_visit(request, console)
    where = address_of(request)
    with console.connection() as connection:
        if wait := throttle.begin_try(connection, f"link {where}", where):
            return _wait(request, console, wait, back="/", email="")
        user = links.use_link(connection, require_text(form, "key"), where)
        if user is None:
            records.audit(connection, "refuse_sign_in", ENTITY, None, None, None, {"address": where, "via": "link"})
            request.state.is_audited = True
            wrong = "This link was used, is too old, or was opened on another machine."
            return _form(request, console, back="/", wrong=wrong, status=401)
        throttle.forget(connection, f"link {where}", where)
        return _signed_in(console, connection, user, where, "/", via="link")


@router.post(OUT)
def sign_out(console: Console, caller: Annotated[Caller, Depends(require_session)]) -> Response:
    """End a session."""
    with console.connection() as connection:
        sessions.close_session(connection, caller.key_sha256)
        records.audit(connection, "sign_out", ENTITY, caller.user, caller.user, None, caller.origin)
    answer = RedirectResponse(address("/", "out"), 303)
    answer.delete_cookie(console.cookies.session, secure=console.cookies.secure, httponly=True, samesite="lax")
    return answer


def _signed_in(
    console: State, connection: psycopg.Connection[Any], user: UUID, where: str, back: str, via: str = "session"
) -> RedirectResponse:
    """Open a session and go on to a page of ours."""
    key = sessions.open_session(connection, user, where)
    records.audit(connection, "sign_in", ENTITY, user, user, None, {"address": where, "via": via})
    answer = RedirectResponse(_own(back), 303)
    seconds = sessions.WHOLE_HOURS * 3600
    answer.set_cookie(
        console.cookies.session, key, seconds, path="/", secure=console.cookies.secure, httponly=True, samesite="lax"
    )
    answer.delete_cookie(console.cookies.visit, secure=console.cookies.secure, httponly=True, samesite="strict")
    return answer


def _own(back: str) -> str:
    """Return a path of ours: whatever could lead elsewhere leads to the first page."""
    own = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable() and "\\" not in back
    return back if own else "/"


def _form(
    request: Request,
    console: State,
    *,
    back: str,
    email: str = "",
    key: str = "",
    wrong: str = "",
    why: str = "",
    status: int = 200,
) -> Response:
    """Show the sign-in and the way in without a password; its CSRF token follows from a cookie of this browser."""
    visit = request.cookies.get(console.cookies.visit) or new_key()
    known: dict[str, Any] = {
        "back": _own(back),
        "email": email,
        "key": key,
        "wrong": wrong,
        "why": why,
        "csrf": derived(visit, sessions.CSRF),
    }
    known["way"] = way_in(request, console)
    answer = page(request, "sign_in.html", None, known, status=status)
    answer.set_cookie(
        console.cookies.visit,
        visit,
        VISIT_SECONDS,
        path="/",
        secure=console.cookies.secure,
        httponly=True,
        samesite="strict",
    )
    return answer


def _wait(request: Request, console: State, wait: int, *, back: str, email: str) -> Response:
    """Answer that somebody has to wait."""
    wrong = f"Too many tries: wait {-(-wait // 60)} minutes."
    request.state.facts = {"email": throttle.plain(email)} if email else {"via": "link"}
    answer = _form(request, console, back=back, email=email, wrong=wrong, status=429)
    answer.headers["Retry-After"] = str(wait)
    return answer


def _require_visit(request: Request, console: State) -> None:
    """Demand that a sign-in comes of a page that this browser was shown."""
    require_own_page(request)
    visit = request.cookies.get(console.cookies.visit)
    if not visit:
        raise Refusal(403, "load the sign-in again: its cookie is missing")
    require_csrf(request, derived(visit, sessions.CSRF))
