"""The sign-in: its cookies, where it leads, what it tells, and how often one may guess."""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx
import pytest

from loader.console.accounts.admins import create_admin
from loader.console.accounts.links import make_link
from loader.console.app import build_app
from loader.console.settings import Settings
from tests.console.conftest import EMAIL, PASSWORD, csrf_of, sign_in
from tests.console.knock import rows
from tests.page import Page

SESSION = "demogen-session"


@pytest.fixture(autouse=True)
def forgiven(running):
    """Forget every try: all of them come from one address."""
    yield
    rows(running, "DELETE FROM console_failures")


@pytest.fixture
def somebody(running):
    """Make an admin of one's own; give the address."""
    email = f"{uuid4()}@crm.example"
    with running.connect() as connection:
        create_admin(connection, email, None, PASSWORD)
    return email


def attributes(cookie):
    """Return the attributes of a cookie as it is set."""
    return {part.strip().lower() for part in cookie.split(";")[1:]}


def test_cookies_of_this_machine(running):
    client = running.stranger()
    (visit,) = client.get("/sign-in").headers.get_list("set-cookie")
    session, gone = sign_in(client).headers.get_list("set-cookie")
    names = [cookie.partition("=")[0] for cookie in (visit, session, gone)]
    assert names == ["demogen-visit", "demogen-session", "demogen-visit"]
    assert attributes(visit) == {"httponly", "max-age=3600", "path=/", "samesite=strict"}
    assert attributes(session) == {"httponly", "max-age=43200", "path=/", "samesite=lax"}
    assert "max-age=0" in attributes(gone)


def test_a_session_is_new_at_every_sign_in(running):
    """Whatever cookie a browser was given before."""
    keys = set()
    for _ in range(2):
        client = running.stranger(headers={"Cookie": f"{SESSION}=fixed"})
        visit = client.get("/sign-in")
        form = {"csrf": csrf_of(visit.text), "email": EMAIL, "password": PASSWORD}
        cookie = f"{SESSION}=fixed; demogen-visit={visit.cookies['demogen-visit']}"
        keys.add(client.post("/sign-in", data=form, headers={"Cookie": cookie}).cookies[SESSION])
    assert len(keys) == 2
    assert "fixed" not in keys
    assert running.stranger(cookies={SESSION: "fixed"}).get("/").status_code == 303


def test_a_sign_out_ends_the_session_for_whoever_has_its_cookie(running):
    browser = running.browser()
    key = browser.cookies[SESSION]
    answer = browser.post("/sign-out", data={"csrf": csrf_of(browser.get("/").text)})
    (gone,) = answer.headers.get_list("set-cookie")
    assert (answer.headers["location"], gone.partition("=")[0]) == ("/sign-in?why=out", SESSION)
    assert "max-age=0" in attributes(gone)
    assert running.stranger(cookies={SESSION: key}).get("/").status_code == 303


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        ("/jobs/x?y=z", "/jobs/x?y=z"),
        ("/?search=%2F%2Fevil", "/?search=%2F%2Fevil"),
        ("", "/"),
        ("jobs", "/"),
        ("//evil.example", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/x\\..\\..\\evil", "/"),
        ("/\t/evil.example", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
        ("http://evil.example", "/"),
        ("http:evil.example", "/"),
        ("javascript:alert(1)", "/"),
        (" //evil.example", "/"),
        ("\x00/evil.example", "/"),
        ("@evil.example", "/"),
        (".evil.example", "/"),
    ],
    ids=ascii,
)
def test_a_sign_in_leads_nowhere_else(running, back, leads):
    client = running.stranger()
    page = client.get("/sign-in", params={"next": back}).text
    assert [a["value"] for tag, a in Page(page).elements if a.get("name") == "next"] == [leads]
    answer = sign_in(client, back=back)
    assert (answer.status_code, answer.headers["location"]) == (303, leads)


def test_a_sign_in_needs_a_page_of_this_very_browser(running):
    """Nobody can be signed in as somebody else by a page of theirs."""
    one, other = running.stranger(), running.stranger()
    mine, theirs = (csrf_of(client.get("/sign-in").text) for client in (one, other))
    form = {"email": "ada@crm.example", "password": "x" * 12}
    assert one.post("/sign-in", data={**form, "csrf": theirs}).status_code == 403
    assert running.stranger().post("/sign-in", data={**form, "csrf": mine}).status_code == 403
    assert (
        one.post("/sign-in", data={**form, "csrf": mine}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    )
    assert one.post("/sign-in", data={**form, "csrf": mine}).status_code == 401


@pytest.mark.parametrize(
    ("email", "password", "status"),
    [
        (EMAIL, PASSWORD, 303),
        (f" {EMAIL.upper()} ", PASSWORD, 303),
        (EMAIL, PASSWORD.upper(), 401),
        (EMAIL, f"{PASSWORD} ", 401),
        (EMAIL, "", 401),
        ("", "", 401),
        ("nobody@crm.example", PASSWORD, 401),
        (f"{EMAIL}\0", PASSWORD, 303),
        ("' OR true --", "' OR true --", 401),
        ("%", PASSWORD, 401),
        ("x" * 100_000, "y" * 100_000, 401),
        ("\ufffd", "\ufffd", 401),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_who_may_sign_in(running, email, password, status):
    client = running.stranger()
    answer = sign_in(client, email, password)
    assert answer.status_code == status
    assert (SESSION in client.cookies) == (status == 303)


def test_a_wrong_password_and_an_unknown_address_are_told_alike(running, somebody):
    told = []
    for email in (somebody, f"{uuid4()}@crm.example"):
        answer = sign_in(running.stranger(), email, "wrong password!")
        told.append((answer.status_code, [*answer.headers], Page(answer.text).texts))
        assert "wrong password!" not in answer.text
    assert told[0] == told[1]


@pytest.mark.parametrize("kind", ["known", "without a password", "unknown", "disabled"])
def test_an_unknown_address_takes_as_much_work_as_a_known_one(place, tmp_path, monkeypatch, kind):
    """Counted inside the console: each sign-in costs one scrypt of one cost."""
    from loader.console.accounts.admins import disable_admin
    from loader.postgres.connect import connect

    with connect(place) as connection:
        if kind != "unknown":
            create_admin(connection, "eve@crm.example", None, None if kind == "without a password" else PASSWORD)
        if kind == "disabled":
            disable_admin(connection, "eve@crm.example")
    work, scrypt = [], hashlib.scrypt
    monkeypatch.setattr(hashlib, "scrypt", lambda given, **cost: work.append(cost) or scrypt(given, **cost))
    app = build_app(Settings(place, tmp_path))
    with app.state.console.pool:
        assert asyncio.run(_in_process(app)) == 401
    (cost,) = work
    assert {name: cost[name] for name in ("n", "r", "p", "dklen")} == {"n": 1 << 15, "r": 8, "p": 1, "dklen": 32}
    assert len(cost["salt"]) == 16


async def _in_process(app):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        form = {"csrf": csrf_of((await client.get("/sign-in")).text), "email": "eve@crm.example", "password": "x" * 12}
        return (await client.post("/sign-in", data=form)).status_code


def test_after_five_guesses_even_the_right_password_waits(running, somebody):
    guesses = [sign_in(running.stranger(), somebody, f"wrong password {n}").status_code for n in range(5)]
    assert guesses == [401] * 5
    answer = sign_in(running.stranger(), somebody)
    assert (answer.status_code, "Too many tries" in answer.text) == (429, True)
    assert 0 < int(answer.headers["retry-after"]) <= 15 * 60
    rows(running, "UPDATE console_failures SET at = at - interval '15 minutes' WHERE email = %s", somebody)
    assert sign_in(running.stranger(), somebody).status_code == 303
    assert rows(running, "SELECT FROM console_failures WHERE email = %s", somebody) == []


def test_guesses_at_the_same_time_are_counted_too(running, somebody):
    clients = [running.stranger() for _ in range(16)]
    forms = [
        {"csrf": csrf_of(client.get("/sign-in").text), "email": somebody, "password": "x" * 12} for client in clients
    ]
    with ThreadPoolExecutor(16) as pool:
        statuses = [*pool.map(lambda c, f: c.post("/sign-in", data=f).status_code, clients, forms)]
    assert set(statuses) <= {401, 429}
    assert statuses.count(401) <= 5


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP", "CF-Connecting-IP"])
def test_nobody_is_another_address_by_saying_so(running, somebody, header):
    for number in range(6):
        client = running.stranger(headers={header: f"203.0.113.{number}"})
        status = sign_in(client, somebody, "wrong password!").status_code
    assert status == 429
    assert rows(running, "SELECT DISTINCT address FROM console_failures") == [("127.0.0.1",)]


def test_guesses_at_links_are_counted(running):
    """Each leaves a line in the log that is only ever added to."""
    client = running.stranger()
    form = {"csrf": csrf_of(client.get("/sign-in/once").text), "key": "guess"}
    statuses = [client.post("/sign-in/once", data=form).status_code for _ in range(25)]
    assert statuses[0] == 401
    assert statuses[-1] == 429


def test_a_link_is_used_up_by_signing_in_and_not_by_looking(running):
    with running.connect() as connection:
        key = make_link(connection, connection.execute("SELECT user_id FROM console_admins").fetchone()[0])
    clients = [running.stranger() for _ in range(3)]
    pages = [client.get("/sign-in/once", params={"key": key}) for client in clients]
    answers = [
        client.post("/sign-in/once", data={"csrf": csrf_of(page.text), "key": key})
        for client, page in zip(clients, pages, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [303, 401, 401]
    assert clients[0].get("/").status_code == 200
