"""The way back in: who has signed out, whose session ended, whose link is used up is told how to go on (case 34)."""

from __future__ import annotations

import asyncio
import os
import subprocess
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import psycopg
import pytest

from demogen.errors import ConfigError
from loader.cli.accounts import _console
from loader.console import installation
from loader.console.accounts.admins import create_admin
from loader.console.app import build_app
from loader.console.settings import Settings
from loader.postgres.connect import Place
from tests.console.conftest import EMAIL, csrf_of
from tests.console.knock import rows
from tests.page import Page

SOCKET = Place("host=/run/crm's port=5433 user=postgres dbname=crm", installation.EMBEDDED)


@pytest.fixture
def admin(running):
    """Make an admin without a password, as `make console` does; give the address."""
    email = f"{uuid4()}@crm.example"
    with running.connect() as connection:
        create_admin(connection, email, None, None)
    return email


def command_of(html):
    """Return the command of a page, as somebody copies it."""
    page = Page(html)
    (place,) = [text for text in page.texts if " admin link EMAIL " in text]
    return place


def run(command, running):
    """Run a command in a shell whose PATH has nothing of ours, on the console's database."""
    known = {"PATH": "/usr/bin:/bin", "HOME": os.environ.get("HOME", "/"), "DATABASE_URL": running.place.conninfo}
    return subprocess.run(command, shell=True, env=known, capture_output=True, text=True, check=False, timeout=60)


def used_link(running, client):
    return client.post("/sign-in/once", data={"csrf": csrf_of(client.get("/sign-in/once").text), "key": "used"})


def signed_out(running, client):
    browser = running.browser()
    answer = browser.post("/sign-out", data={"csrf": csrf_of(browser.get("/").text)})
    return client.get(answer.headers["location"])


def expired(running, client):
    browser = running.browser()
    rows(running, "UPDATE console_sessions SET seen_at = now() - interval '3 hours'")
    return client.get(browser.get("/new").headers["location"])


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (used_link, "This link was used"),
        (signed_out, "You have signed out"),
        (expired, "The session has ended"),
        (lambda _, client: client.get("/sign-in"), "A link signs in once"),
    ],
    ids=["used link", "sign-out", "expiry", "first visit"],
)
def test_every_way_out_says_how_to_get_back_in(running, way, says):
    page = way(running, running.stranger())
    assert says in page.text
    assert f" admin link EMAIL --url {running.url}" in command_of(page.text)


def test_the_command_runs_as_it_stands_and_its_link_signs_in(running, admin):
    client = running.stranger()
    done = run(command_of(client.get("/sign-in").text).replace("EMAIL", admin), running)
    assert (done.returncode, done.stdout.startswith(f"{running.url}/sign-in/once?key=")) == (0, True), done.stderr
    key = parse_qs(urlsplit(done.stdout.strip()).query)["key"][0]
    answer = client.post("/sign-in/once", data={"csrf": csrf_of(client.get("/sign-in").text), "key": key})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert admin in client.get("/").text


def test_a_wrong_password_is_told_of_links_whoever_it_was(running, admin):
    """Nobody learns whether there is an account, or whether it has a password."""
    told = []
    for email in (admin, EMAIL, f"{uuid4()}@crm.example"):
        client = running.stranger()
        form = {"csrf": csrf_of(client.get("/sign-in").text), "email": email, "password": "x" * 12}
        told.append(client.post("/sign-in", data=form).text.replace(email, "").replace(form["csrf"], ""))
    assert "admin link EMAIL" in told[0]
    assert told[0] == told[1] == told[2]


def test_who_comes_from_elsewhere_is_told_no_path_of_this_machine(place, tmp_path):
    async def ask(secure, address):
        app = build_app(Settings(place, tmp_path, secure=secure, hosts=()))
        transport = httpx.ASGITransport(app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://demos.crm.example") as client:
            return (await client.get("/sign-in")).text

    for secure, address in ((True, "203.0.113.7"), (True, "127.0.0.1"), (False, "203.0.113.7")):
        html = asyncio.run(ask(secure, address))
        assert "Links work only on" in html
        assert "demogen-load admin password EMAIL" in html
        assert "/bin/" not in html
    assert "admin link EMAIL" in asyncio.run(ask(False, "127.0.0.1"))


def test_nobody_gets_no_link(running):
    done = run(f"{installation.program()} admin link nobody@crm.example", running)
    assert (done.returncode, done.stdout, "is not an admin" in done.stderr) == (1, "", True)


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1", "http://x@127.0.0.1", "http://h:99999", "http://h/elsewhere", "http://h?x", "h", "", "http://"],
)
def test_what_is_no_address_of_a_console_is_refused(url):
    with pytest.raises(ConfigError, match="is not the address of a console"):
        _console(url)


def test_the_embedded_server_is_named_whatever_the_shell_says():
    """`make console` starts without DATABASE_URL, which the shell that runs the command may have."""
    made = installation.new_link(SOCKET, "ada@crm.example", "http://127.0.0.1:8700")
    assert made.endswith(
        " admin link ada@crm.example --url http://127.0.0.1:8700 "
        "--dsn 'postgresql://postgres@/crm?host=/run/crm%27s&port=5433'"
    )
    elsewhere = installation.command(replace(SOCKET, schema="crm"), "verify", "larkhill-metrics")
    assert elsewhere.endswith("&port=5433' --schema crm")
    assert psycopg.conninfo.conninfo_to_dict("postgresql://postgres@/crm?host=/run/crm%27s&port=5433") == {
        "host": "/run/crm's",
        "port": "5433",
        "user": "postgres",
        "dbname": "crm",
    }


@pytest.mark.parametrize(
    ("on_path", "named"),
    [("own", "demogen-load"), ("other", "{bin}"), (None, "{bin}")],
)
def test_a_program_is_named_by_its_path_where_its_name_leads_elsewhere(monkeypatch, tmp_path, on_path, named):
    """The console runs from an environment that nobody has activated."""
    own, other = tmp_path / "env" / "bin" / "demogen-load", tmp_path / "other" / "demogen-load"
    for path in (own, other):
        path.parent.mkdir(parents=True)
        path.touch(mode=0o755)
    monkeypatch.setattr(installation.sys, "prefix", str(tmp_path / "env"))
    monkeypatch.setenv("PATH", {"own": str(own.parent), "other": str(other.parent), None: "/nowhere"}[on_path])
    assert installation.program() == named.format(bin=own)
