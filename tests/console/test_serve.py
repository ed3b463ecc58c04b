"""The command that serves, and those on accounts: where it listens, what it refuses, how passwords come in."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import pytest

from loader.console.workers.bundles import KEEP_SECONDS, STALE_SECONDS, Bundles
from tests import forked
from tests.console.conftest import API, EMAIL, PASSWORD, ROOT, csrf_of, sign_in, wait_for


@pytest.fixture
def run(running):
    """Run a command of demogen-load on the database of the console."""

    def give(*words, code=0, text=None, **environment):
        known = {"DATABASE_URL": running.place.conninfo, **environment}
        done = forked.run("loader", *words, env=known, given=text or "", text=True)
        assert "Traceback" not in done.stderr
        assert done.returncode == code, done.stderr
        return done

    return give


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("--host 0.0.0.0", 2, "--host: can be reached from elsewhere without encryption"),
        ("--host ::", 2, "--host: can be reached from elsewhere without encryption"),
        ("--host crm.example", 2, "--host: can be reached from elsewhere without encryption"),
        ("--tls-cert x", 2, "--tls-cert and --tls-key belong together"),
        ("--tls-cert nowhere --tls-key nowhere", 2, "--tls-cert, --tls-key: cannot be encrypted with"),
        ("--behind-proxy nobody", 2, "--behind-proxy: is not an address"),
        ("--data-dir /proc/nothing", 3, "/proc/nothing"),
        ("--workers 0", 2, "--workers"),
        ("--link nobody@crm.example", 1, "is not an admin of the console"),
        ("--dsn postgresql://somebody@127.0.0.1:1/nothing", 3, "no connection"),
    ],
)
def test_what_is_refused_before_it_serves(run, words, code, says):
    assert says in run("serve", "--port", "0", *words.split(), code=code).stderr


def test_a_database_that_is_not_ready_is_refused(run, server):
    from tests.postgres import new_database

    with new_database(server) as conninfo:
        assert "demogen-load migrate" in run("serve", "--port", "0", code=3, DATABASE_URL=conninfo).stderr


def test_a_port_that_is_taken(run):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert f"127.0.0.1:{port}" in run("serve", "--port", port, code=3).stderr


def test_more_workers_than_the_database_has_connections_are_warned_of(run):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        for workers, warned in (("2", False), ("64", True)):
            told = run("serve", "--port", port, "--workers", workers, code=3).stderr
            assert ("64 workers may need 204" in told) == warned


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_it_ends_when_it_is_told_to(own, number, code):
    own.start()
    begun = time.monotonic()
    own.stop(number)
    assert own.process.returncode == code
    assert time.monotonic() - begun < 15
    assert "Traceback" not in own.log
    wait_for(lambda: children_of(own.process.pid) == [])


def children_of(group):
    """List the processes of a group that still run."""
    import psutil

    return [p.pid for p in psutil.process_iter() if group_of(p.pid) == group and p.status() != psutil.STATUS_ZOMBIE]


def group_of(pid):
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")
def test_tls_makes_cookies_secure(own, tmp_path):
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run([*command, "-keyout", key, "-out", cert, "-subj", "/CN=localhost"], check=True, capture_output=True)
    own.arguments = ("--tls-cert", str(cert), "--tls-key", str(key))
    own.start()
    assert own.url.startswith("https://127.0.0.1:")
    client = own.stranger(verify=False, headers={"Sec-Fetch-Site": "same-origin"})
    answer = sign_in(client)
    cookie = next(c for c in answer.headers.get_list("set-cookie") if "demogen-session" in c)
    assert cookie.startswith("__Host-demogen-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= {part.strip() for part in cookie.split(";")}
    assert "max-age" in answer.headers["strict-transport-security"]
    assert client.get("/").status_code == 200


def test_without_a_database_it_uses_the_embedded_one(own):
    """And a link signs its first admin in, once."""
    home = Path(tempfile.mkdtemp(prefix="demogen-serve-"))  # a path of pytest's is too long for a socket, and private
    home.chmod(0o755)
    known = {"DATABASE_URL": "", "DEMOGEN_PG_DIR": str(home / "pg")}
    command = [sys.executable, "-m", "loader"]

    def ask(*words):
        environment = {**os.environ, **known}
        subprocess.run([*command, *words], cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60)

    try:
        ask("admin", "create", EMAIL, "--no-password")
        own.arguments = ("--link", EMAIL)
        own.start(**known)
        client = own.stranger(headers={"Sec-Fetch-Site": "same-origin"})
        html = client.get(own.link).text
        form = {"csrf": csrf_of(html), "key": own.link.partition("key=")[2]}
        assert client.post("/sign-in/once", data=form).status_code == 303
        assert "Nothing was made yet" in client.get("/").text
    finally:
        own.stop()
        ask("db", "stop")
        shutil.rmtree(home, ignore_errors=True)


def test_a_password_comes_from_stdin(run, running):
    run("admin", "create", "Bob@CRM.example", "--name", "Bob", "--password-stdin", text="a long password\n")
    assert sign_in(running.stranger(), "bob@crm.example", "a long password").status_code == 303
    assert (
        "12 to 1024 characters"
        in run("admin", "create", "eve@crm.example", "--password-stdin", text="short\n", code=2).stderr
    )


def test_a_password_is_asked_for_twice_at_a_terminal(running):
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "loader", "admin", "create", "cyd@crm.example"]
    known = {**os.environ, "DATABASE_URL": running.place.conninfo}
    process = subprocess.Popen(
        command, cwd=ROOT, env=known, stdin=follower, stdout=subprocess.PIPE, stderr=follower, start_new_session=True
    )
    os.close(follower)
    shown = b""
    for asked in (b"Password:", b"Repeat for confirmation:"):
        while asked not in shown:
            shown += os.read(leader, 1000)
        os.write(leader, b"a long password\n")
    assert process.wait(30) == 0
    assert b"a long password" not in shown
    os.close(leader)
    process.stdout.close()
    assert sign_in(running.stranger(), "cyd@crm.example", "a long password").status_code == 303


def test_without_a_terminal_a_password_is_not_asked_for(run):
    assert "--password-stdin" in run("admin", "create", "dan@crm.example", text="", code=2).stderr


def test_an_admin_who_is_there(run):
    assert "is an admin already" in run("admin", "create", EMAIL, "--no-password", code=1).stderr
    first = run("admin", "create", EMAIL, "--no-password", "--if-missing").stdout
    assert run("admin", "create", EMAIL, "--no-password", "--if-missing").stdout == first
    assert "is not an e-mail address" in run("admin", "create", "nobody", "--no-password", code=2).stderr


def test_a_token_is_printed_once_and_can_be_revoked(run, running):
    token = run("token", "create", "nightly", "--admin", EMAIL, "--scope", "read").stdout.strip()
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.get(running.url + API, headers=headers).status_code == 200
    listed = run("token", "list").stdout
    assert token not in listed
    number = next(line.split()[0] for line in listed.splitlines() if "nightly" in line)
    run("token", "revoke", number)
    assert httpx.get(running.url + API, headers=headers).status_code == 401
    run("token", "revoke", number)
    assert "does not exist" in run("token", "revoke", "00000000-0000-0000-0000-000000000000", code=1).stderr


def test_another_password_ends_sessions(run, running):
    email = "fay@crm.example"
    run("admin", "create", email, "--password-stdin", text=f"{PASSWORD}\n")
    browser = running.browser(email)
    assert browser.get("/").status_code == 200
    run("admin", "password", email, "--password-stdin", text="another long password\n")
    assert browser.get("/").status_code == 303
    assert sign_in(running.stranger(), email, PASSWORD).status_code == 401
    assert sign_in(running.stranger(), email, "another long password").status_code == 303


def test_bundles_are_kept_for_thirty_days(tmp_path):
    bundles, now = Bundles(tmp_path), 1_000_000_000.0
    ages = {
        "bundles/old.tar": KEEP_SECONDS + 1,
        "bundles/new.tar": KEEP_SECONDS - 1,
        "reports/old.html": KEEP_SECONDS + 1,
        "reports/new.html": 0,
        "work/job-old/bundle/x": STALE_SECONDS + 1,
        "work/job-new/x": 0,
    }
    for name, age in ages.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (now - age, now - age))
        if name.startswith("work"):
            os.utime(tmp_path / "work" / name.split("/")[1], (now - age, now - age))
    gone = {path.relative_to(tmp_path).as_posix() for path in bundles.purge(now)}
    assert gone == {"bundles/old.tar", "reports/old.html", "work/job-old"}
    assert {p.name for p in tmp_path.rglob("*") if p.is_file()} == {"new.tar", "new.html", "x"}
    assert KEEP_SECONDS == 30 * 24 * 3600


def test_an_old_bundle_is_purged_by_the_console_itself(own):
    old = own.data_dir / "bundles" / "00000000-0000-0000-0000-000000000000.tar"
    old.parent.mkdir(parents=True)
    old.touch()
    os.utime(old, (0, 0))
    own.start()
    wait_for(lambda: not old.exists())


def test_nothing_outlives_a_console_that_was_killed(own):
    """Neither its workers nor the process of reports."""
    own.workers = None
    own.start()
    job = own.made()
    assert own.client().get(f"{API}/{job['id']}/report").status_code == 200
    assert len(children_of(own.process.pid)) >= 4
    own.stop(signal.SIGKILL)
    wait_for(lambda: children_of(own.process.pid) == [])
