"""Who gets in: each route demands a scope, and of a browser proof that a request is its own; nobody else gets past."""

from __future__ import annotations

from uuid import uuid4

import pytest
from fastapi import APIRouter, FastAPI
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute

from loader.console.accounts.admins import create_admin, disable_admin, find_admin
from loader.console.accounts.caller import SCOPES
from loader.console.accounts.keys import digest, new_key
from loader.console.accounts.links import make_link
from loader.console.accounts.passwords import hash_password
from loader.console.accounts.sessions import open_session
from loader.console.auth import require_scope
from tests.console.conftest import API, EMAIL, PASSWORD, csrf_of, sign_in, small
from tests.console.knock import Door, doors, doors_of, raw, rows, seat

DOORS = doors()
PUBLIC = {
    Door("GET", "/healthz"),
    Door("GET", "/sign-in"),
    Door("POST", "/sign-in"),
    Door("GET", "/sign-in/once"),
    Door("POST", "/sign-in/once"),
    Door("*", "/static"),
}
GUARDED = [door for door in DOORS if door.scopes]
UNSAFE = [door for door in GUARDED if not door.is_safe]
SESSION = "demogen-session"


def refused(door, answer):
    """Demand that somebody who is not known got nothing."""
    assert "set-cookie" not in answer.headers
    if door.is_api:
        assert (answer.status_code, answer.json()["code"]) == (401, "UNAUTHENTICATED")
        assert answer.headers["www-authenticate"].startswith("Bearer ")
    else:
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in")
        assert not answer.content


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_every_route_demands_one_scope_or_is_known_to_be_public(door):
    assert len(door.scopes) == (0 if door in PUBLIC else 1)
    assert {*door.scopes} <= {*SCOPES}


def test_what_is_public_is_a_short_list():
    assert {door for door in DOORS if not door.scopes} == PUBLIC


@pytest.mark.parametrize("door", GUARDED, ids=str)
def test_changing_needs_write_and_removing_needs_delete(door):
    removes = door.method == "DELETE" or door.path.endswith("/delete")
    changes = (not door.is_safe and not door.path.endswith(("/preview", "/sign-out"))) or door.path == "/new"
    assert door.scopes == ("delete" if removes else "write" if changes else "read",)


def test_the_walk_finds_whatever_is_left_open():
    """Routes of every kind, wherever they hang."""
    app, inner, router = FastAPI(openapi_url=None), FastAPI(openapi_url=None), APIRouter(prefix="/r")
    app.get("/plain")(lambda: "x")
    router.delete("/routed")(lambda: "x")
    app.include_router(router, prefix="/deep")
    inner.post("/inner")(lambda: "x")
    app.mount("/sub", inner)
    app.mount("/asgi", PlainTextResponse("x"))
    app.router.routes.append(Route("/bare", PlainTextResponse("x"), methods=["PUT"]))
    app.router.routes.append(WebSocketRoute("/socket", lambda _: None))
    app.mount("/star", Starlette(routes=[Mount("/far", routes=[Route("/end", PlainTextResponse("x"))])]))
    open_ones = {str(door) for door in doors_of(app) if not door.scopes}
    assert open_ones >= {"GET /plain", "DELETE /deep/r/routed", "POST /sub/inner", "* /asgi", "PUT /bare", "* /socket"}
    assert "* /star/far/end" in open_ones


def test_the_walk_sees_a_scope_that_hangs_on_a_router():
    from fastapi import Depends

    app, router = FastAPI(openapi_url=None), APIRouter(dependencies=[Depends(require_scope("write"))])
    router.get("/x")(lambda: "x")
    app.include_router(router)
    assert doors_of(app) == [Door("GET", "/x", ("write",))]


@pytest.fixture(scope="module")
def forged(running, job):
    """Rows that make a tenant's own user look like an admin: who they are, a session, a token and a link of theirs."""
    with running.connect() as connection:
        user, email = connection.execute(
            "SELECT id, email FROM users WHERE tenant_id = %s AND role = 'admin'", [job["createdTenantId"]]
        ).fetchone()
        connection.execute("INSERT INTO console_admins VALUES (%s, %s)", [user, hash_password(PASSWORD)])
        session, token, link = open_session(connection, user, "127.0.0.1"), new_key("dgt_"), make_link(connection, user)
        connection.execute(
            "INSERT INTO console_tokens (user_id, name, key_sha256, scopes) VALUES (%s, 'forged', %s, %s)",
            [user, digest(token), list(SCOPES)],
        )
    return {"user": user, "email": email, "session": session, "token": token, "link": link}


CREDENTIALS = {
    "none": lambda _: {},
    "a token that is none": lambda _: {"headers": {"Authorization": "Bearer dgt_nonsense"}},
    "an empty token": lambda _: {"headers": {"Authorization": "Bearer"}},
    "a token of another kind": lambda f: {"headers": {"Authorization": f"Basic {f['token']}"}},
    "a session that is none": lambda _: {"cookies": {SESSION: "nonsense"}},
    "a token as a session": lambda f: {"cookies": {SESSION: f["token"]}},
    "a tenant's own user with a token": lambda f: {"headers": {"Authorization": f"Bearer {f['token']}"}},
    "a tenant's own user with a session": lambda f: {"cookies": {SESSION: f["session"]}},
    "a session as a token": lambda f: {"headers": {"Authorization": f"Bearer {f['session']}"}},
}


@pytest.mark.parametrize("credentials", CREDENTIALS.values(), ids=CREDENTIALS)
def test_nobody_who_is_not_known_gets_anything(running, forged, credentials):
    client = running.stranger(**credentials(forged))
    for door in GUARDED:
        refused(door, door.ask(client))


def test_a_tenants_own_user_cannot_sign_in(running, forged):
    client = running.stranger()
    assert sign_in(client, forged["email"]).status_code == 401
    assert SESSION not in client.cookies
    with running.connect() as connection:
        assert find_admin(connection, forged["email"]) is None


def test_an_admin_of_the_same_address_is_another_person(running, job):
    with running.connect() as connection:
        user, email = connection.execute(
            "SELECT id, email FROM users WHERE tenant_id = %s AND role = 'rep' LIMIT 1", [job["createdTenantId"]]
        ).fetchone()
        assert create_admin(connection, email, None, PASSWORD) != user
    assert rows(running, "SELECT role FROM users WHERE id = %s", user) == [("rep",)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE console_admins SET disabled_at = now() WHERE user_id = %s",
        "UPDATE users SET is_active = false, deactivated_at = now() WHERE id = %s",
        "DELETE FROM console_admins WHERE user_id = %s",
    ],
    ids=["disabled", "no longer active", "no admin any more"],
)
def test_who_is_kept_out_is_out_at_once(running, change):
    email = f"{uuid4()}@crm.example"
    with running.connect() as connection:
        user = create_admin(connection, email, None, PASSWORD)
    token, browser = running.token(email=email), seat(running, email).client
    program = running.stranger(headers={"Authorization": f"Bearer {token}"})
    assert (program.get(API).status_code, browser.get("/").status_code) == (200, 200)
    rows(running, change, user)
    assert (program.get(API).status_code, browser.get("/").status_code) == (401, 303)
    assert sign_in(running.stranger(), email).status_code == 401


def test_a_link_signs_in_only_who_may_use_the_console(running, forged):
    client = running.stranger()
    form = {"csrf": csrf_of(client.get("/sign-in/once").text), "key": forged["link"]}
    assert client.post("/sign-in/once", data=form).status_code == 401
    assert SESSION not in client.cookies


def test_disabling_ends_sessions_and_links(running):
    email = f"{uuid4()}@crm.example"
    with running.connect() as connection:
        user = create_admin(connection, email, None, PASSWORD)
        make_link(connection, user)
        open_session(connection, user, "127.0.0.1")
        disable_admin(connection, email)
    for table in ("sessions", "links"):
        assert rows(running, f"SELECT FROM console_{table} WHERE user_id = %s", user) == []


@pytest.mark.parametrize("door", GUARDED, ids=str)
def test_a_token_needs_the_very_scope(running, door):
    (needed,) = door.scopes
    others = [scope for scope in SCOPES if scope != needed]
    assert door.ask(running.client(*others)).status_code == 403
    # A token has no session that it could end (case 33).
    allowed = door.ask(running.client(needed)).status_code not in {401, 403, 500}
    assert allowed is (door.path != "/sign-out")


@pytest.mark.parametrize("door", UNSAFE, ids=str)
def test_a_browser_with_its_proof_gets_through(running, door):
    browser = seat(running)
    answer = door.ask(browser.client, browser.csrf)
    assert answer.status_code in {200, 303, 404, 422}
    assert (answer.status_code == 303) == (door.path == "/sign-out")


HOSTILE = {
    "nothing": lambda _, __: {},
    "an empty proof": lambda _, __: {"csrf": ""},
    "the proof of another session": lambda _, other: {"csrf": other.csrf},
    "the key of the session": lambda own, _: {"csrf": own.key},
    "the proof in the address": lambda own, _: {"params": {"csrf": own.csrf}},
    "a page of another site": lambda own, _: {"csrf": own.csrf, "headers": {"Sec-Fetch-Site": "cross-site"}},
    "a page beside it": lambda own, _: {"csrf": own.csrf, "headers": {"Sec-Fetch-Site": "same-site"}},
    "a foreign origin": lambda own, _: {"csrf": own.csrf, "headers": {"Origin": "http://evil.example"}},
    "no origin to tell": lambda own, _: {"csrf": own.csrf, "headers": {"Origin": "null"}},
    "another port": lambda own, _: {"csrf": own.csrf, "headers": {"Origin": "http://127.0.0.1:1"}},
    "a longer name": lambda own, _: {"csrf": own.csrf, "headers": {"Origin": f"{own.client.base_url}.evil.example"}},
    "a name before it": lambda own, _: {"csrf": own.csrf, "headers": {"Origin": f"{own.client.base_url}@evil.example"}},
}


@pytest.mark.parametrize("request_", HOSTILE.values(), ids=HOSTILE)
def test_a_browser_without_its_proof_changes_nothing(running, request_):
    own, other = seat(running), seat(running)
    for door in UNSAFE:
        answer = door.ask(own.client, **request_(own, other))
        assert (door, answer.status_code) == (door, 403)
        assert own.client.get("/").status_code == 200  # nor was it signed out


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "\u2100.example", "//"], ids=ascii)
def test_an_origin_that_is_none_is_refused(running, origin):
    status, _, _ = raw(running, "POST /sign-in", f"Origin: {origin}".encode().decode("latin-1"), "Content-Length: 0")
    assert status == 403


@pytest.mark.parametrize("headers", [{"X-HTTP-Method-Override": "DELETE"}, {"X-Method-Override": "DELETE"}], ids=str)
def test_a_method_is_the_one_that_was_sent(running, job, headers):
    reader = running.client("read")
    answer = reader.get(f"{API}/{job['id']}", params={"_method": "DELETE"}, headers=headers)
    assert answer.json()["data"]["id"] == job["id"]
    for method in ("HEAD", "OPTIONS", "TRACE"):
        assert running.stranger().request(method, f"{API}/{job['id']}").status_code == 405


def test_a_key_of_somebody_else_is_another_key(running, client):
    """An Idempotency-Key belongs to whoever used it."""
    email, headers = f"{uuid4()}@crm.example", {"Idempotency-Key": "shared"}
    with running.connect() as connection:
        create_admin(connection, email, None, None)
    other = running.stranger(headers={"Authorization": f"Bearer {running.token(email=email)}"})
    config = small(tenantName="Key Of Two", seed="k")
    ids = {c.post(API, json=config, headers=headers).json()["data"]["jobId"] for c in (client, other, client)}
    assert len(ids) == 2
    who = "SELECT email FROM users JOIN demo_generation_jobs j ON created_by_id = users.id WHERE j.id = ANY(%s)"
    assert {mail for (mail,) in rows(running, who, list(ids))} == {EMAIL, email}
