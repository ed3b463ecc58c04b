"""What nobody is told: passwords, keys and connection strings, in the log, in rows, in answers, in lists of processes.

Also who was known until just now is told nothing more.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from loader.console.accounts.keys import digest
from loader.jobs.locks import tenant_key, try_lock
from loader.postgres.connect import Place
from tests.console.conftest import API, EMAIL, PASSWORD, csrf_of, sign_in, small, wait_for
from tests.console.knock import rows, seat

DSN_PASSWORD, GUESS = "dsn-s3cret-word", "guessed-s3cret-word"
TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"

SESSION = "demogen-session"
ENDS = {
    "token": "UPDATE console_tokens SET revoked_at = now() WHERE key_sha256 = %s",
    "session": "DELETE FROM console_sessions WHERE key_sha256 = %s",
}


def argv(group):
    """Return the command lines of a group of processes."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == group:
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except (OSError, ProcessLookupError):
            continue
    return found


def in_rows(running):
    """Return everything that the database keeps, as text."""
    return "\n".join(
        str(row) for (table,) in rows(running, TABLES) for row in rows(running, f'SELECT t::text FROM "{table}" t')
    )


def shut(server, running, *, opened):
    """Shut the database to everybody, or open it again."""
    name = conninfo_to_dict(running.place.conninfo)["dbname"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {opened}'.encode())
        if not opened:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def test_no_secret_is_told_anywhere(own, server):
    own.place = Place(f"{own.place.conninfo} password={DSN_PASSWORD}", "test")
    own.arguments, own.workers = ("--link", EMAIL), None
    own.start()
    key = parse_qs(urlsplit(own.link).query)["key"][0]
    own.made(tenantName="Kept Quiet")
    processes = argv(own.process.pid)
    token, stranger = own.token(), own.stranger(headers={"Sec-Fetch-Site": "same-origin"})
    answers = [
        stranger.get(API, headers={"Authorization": f"Bearer x{token}"}),
        sign_in(stranger, EMAIL, GUESS),
        stranger.post("/sign-in", data={"csrf": GUESS, "email": EMAIL, "password": GUESS}),
        stranger.post("/sign-in", data={"csrf": csrf_of(stranger.get("/sign-in").text), "password": PASSWORD}),
        stranger.post("/sign-in/once", data={"csrf": csrf_of(stranger.get("/sign-in").text), "key": key}),
    ]
    browser, session = seat(own), stranger.cookies[SESSION]
    program = own.stranger(headers={"Authorization": f"Bearer {token}"})
    answers += [program.post(API, json={"seed": 1}), browser.client.post("/new", data={"csrf": GUESS})]
    job = program.get(API).json()["data"][0]["id"]
    kept, page = in_rows(own), browser.client.get(f"/jobs/{job}").text
    shut(server, own, opened=False)
    try:
        for answer in (program.delete(f"{API}/{job}"), sign_in(stranger, EMAIL, PASSWORD)):
            assert answer.status_code == 503
            answers.append(answer)
    finally:
        shut(server, own, opened=True)
    place = conninfo_to_dict(own.place.conninfo)
    secrets = [PASSWORD, GUESS, DSN_PASSWORD, token, key, session, browser.key]
    assert len(processes) >= 3
    told = "\n".join([*processes, kept, own.log.replace(own.link, "", 1)])
    assert [secret for secret in secrets if secret in told] == []
    told = "\n".join(answer.text for answer in answers)
    assert [word for word in [*secrets, place["host"], place["dbname"], str(own.data_dir)] if word in told] == []
    assert f"/{place['dbname']}?host=" in page  # how to connect is told without the password
    assert [secret for secret in secrets if secret in page] == []


def test_files_are_their_owners_alone(running, job):
    wait_for((running.data_dir / "bundles" / f"{job['id']}.tar").is_file)  # kept once the job has ended
    folders = [running.data_dir, *running.data_dir.iterdir()]
    assert {folder.stat().st_mode & 0o077 for folder in folders} == {0}


@pytest.mark.parametrize("kind", ENDS)
def test_live_progress_ends_with_the_right_to_see_it(running, client, kind):
    name = f"Followed By A {kind}".title()
    with running.connect() as other, other.transaction():
        assert try_lock(other, tenant_key(name.lower().replace(" ", "-")))
        job = client.post(API, json=small(tenantName=name)).json()["data"]["jobId"]
        key = running.token("read") if kind == "token" else seat(running).key
        known = {"headers": {"Authorization": f"Bearer {key}"}} if kind == "token" else {"cookies": {SESSION: key}}
        with running.stranger(**known).stream("GET", f"{API}/{job}/events", timeout=httpx.Timeout(5)) as answer:
            lines = answer.iter_lines()
            assert next(lines) == "event: progress"
            rows(running, ENDS[kind], digest(key))
            rows(running, "UPDATE demo_generation_jobs SET current_step = 'unheard' WHERE id = %s", job)
            rest = "\n".join(lines)
        assert "unheard" not in rest
        client.post(f"{API}/{job}/cancel")
