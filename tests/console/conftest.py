"""A console that really serves: a process of its own over a database of its own, asked over HTTP."""

from __future__ import annotations

import os
import re
import signal
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from demogen.config.limits import months_before
from loader.console.accounts.admins import create_admin
from loader.console.accounts.tokens import create_token
from loader.postgres import embedded
from loader.postgres.connect import Place, connect
from loader.postgres.migrate import migrate
from tests import forked
from tests.page import Page
from tests.postgres import new_database

ROOT = Path(__file__).parents[2]
API = "/api/master/demo-generator"
EMAIL, PASSWORD = "ada@crm.example", "correct horse battery staple"
ALL = ("read", "write", "delete")
SECONDS = 60.0


def small(**more):
    """Return a config that takes a second, and that holds today."""
    start = months_before(datetime.now(UTC).date().replace(day=1), 3)
    targets = {"leads": 100, "contacts": 50, "companies": 20, "closedWonCount": 10}
    return {
        "country": "GB",
        "industry": "saas",
        "startDate": start.isoformat(),
        "teamSize": 3,
        "targets": targets,
        **more,
    }


@dataclass
class Running:
    """A console that runs: where it is, what it works on, and its process."""

    place: Place
    data_dir: Path
    arguments: tuple[str, ...] = ()
    workers: int | None = 1  # as many as it has by itself where there is no number
    process: forked.Run | None = None
    url: str = ""
    link: str = ""
    clients: list[httpx.Client] = field(default_factory=list)
    starts: list[Path] = field(default_factory=list)

    def start(self, **settings):
        """Start it and wait until it serves."""
        words = ["serve", "--port", "0", "--data-dir", self.data_dir, *self.arguments]
        words += ["--workers", self.workers] if self.workers else []
        known = {"DATABASE_URL": self.place.conninfo, **settings}
        self.starts.append(self.data_dir.parent / f"log-{len(self.starts)}")
        with open(self.starts[-1], "w") as log:
            self.process = forked.Run("loader", *words, env=known, cwd=ROOT, first=(os.setsid,), log=log)
        wait_for(lambda: "serving " in self.log or self.process.poll() is not None)
        assert self.process.poll() is None, self.log
        self.url = re.findall(r"serving (\S+);", self.log)[-1]
        self.link = (re.findall(r"once, within a quarter of an hour: (\S+)", self.log) or [""])[-1]
        wait_for(self._answers)
        return self

    def _answers(self):
        try:
            return httpx.get(f"{self.url}/sign-in", verify=False).status_code == 200
        except httpx.HTTPError:
            return False

    @property
    def log(self):
        """Return what it has written to stderr."""
        return self.starts[-1].read_text()

    def stop(self, number=signal.SIGTERM, *, whole=False):
        """End it, or the whole group of its processes."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, number) if whole else self.process.send_signal(number)
            self.process.wait(30)

    def connect(self):
        """Open a connection to its database."""
        return connect(self.place)

    def token(self, *scopes, email=EMAIL, days=1):
        """Make a token."""
        with self.connect() as connection:
            return create_token(connection, email, "test", scopes or ALL, days)[1]

    def client(self, *scopes, **settings):
        """Return a client that sends a token with some scopes, all by default."""
        headers = {"Authorization": f"Bearer {self.token(*scopes)}"}
        return self._client(headers=headers, **settings)

    def stranger(self, **settings):
        """Return a client that nobody knows."""
        return self._client(**settings)

    def browser(self, email=EMAIL, password=PASSWORD):
        """Return a client with a session, as a browser has it after the sign-in."""
        client = self._client(headers={"Sec-Fetch-Site": "same-origin"})
        sign_in(client, email, password)
        return client

    def _client(self, **settings):
        client = httpx.Client(base_url=self.url, timeout=SECONDS, **settings)
        self.clients.append(client)
        return client

    def create(self, client=None, headers=None, **config):
        """Ask for a tenant; give its job."""
        answer = (client or self.client()).post(API, json=small(**config), headers=headers)
        assert answer.status_code == 202, answer.text
        return answer.json()["data"]["jobId"]

    def ended(self, job, client=None):
        """Wait until a job has ended; give it."""
        client = client or self.client()
        return wait_for(lambda: ended(client.get(f"{API}/{job}").json()["data"]))

    def made(self, **config):
        """Make a tenant; give its job once it is completed."""
        client = self.client()
        job = self.ended(self.create(client, **config), client)
        assert job["status"] == "completed", job
        return job


def ended(job):
    """Return a job if it has ended."""
    return job if job["status"] in {"completed", "failed"} else None


def wait_for(look, seconds=SECONDS):
    """Look until there is something; give it."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, "it did not come in time"
        time.sleep(0.05)
    return found


def csrf_of(html):
    """Return the CSRF token of a page's first form."""
    return next(a["value"] for tag, a in Page(html).elements if tag == "input" and a.get("name") == "csrf")


def sign_in(client, email=EMAIL, password=PASSWORD, back="/"):
    """Sign in by the form; give the answer."""
    form = {"csrf": csrf_of(client.get("/sign-in").text), "email": email, "password": password, "next": back}
    return client.post("/sign-in", data=form)


@contextmanager
def console(server, template, folder, *arguments, started=True):
    """Run a console over a database of its own."""
    with new_database(server, template) as conninfo:
        place = Place(conninfo, "test")
        with connect(place) as connection:
            create_admin(connection, EMAIL, "Ada Example", PASSWORD)
        running = Running(place, folder / "data", arguments)
        try:
            yield running.start() if started else running
        finally:
            for client in running.clients:
                client.close()
            running.stop(signal.SIGKILL, whole=True)  # how it ends by itself is looked at in tests of that


@contextmanager
def standalone(folder, **settings):
    """Run a console over a server of its own, for what is no test: pictures and measurements."""
    folder.chmod(0o755)
    place = Place(embedded.start(folder / "pg").conninfo, "own")
    running = Running(place, folder / "data", workers=None)
    try:
        with connect(place) as connection:
            migrate(connection)
            create_admin(connection, EMAIL, "Ada Example", PASSWORD)
        yield running.start(**settings)
    finally:
        running.stop()
        embedded.stop(folder / "pg")


@pytest.fixture(scope="module")
def running(server, template, tmp_path_factory):
    """Return a console that the tests of a file share."""
    with console(server, template, tmp_path_factory.mktemp("console")) as found:
        yield found


@pytest.fixture
def own(server, template, tmp_path):
    """Return a console of one's own, which is not started yet."""
    with console(server, template, tmp_path, started=False) as found:
        yield found


@pytest.fixture(scope="module")
def client(running):
    """Return a client with a token that may do everything."""
    return running.client()


@pytest.fixture(scope="module")
def job(running):
    """Return a completed job that nobody changes."""
    return running.made(seed="shared")
