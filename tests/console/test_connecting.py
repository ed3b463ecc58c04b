"""How to reach a tenant from its job's page: a URL that connects, commands that run as they stand (case 35)."""

from __future__ import annotations

import os
import re
import subprocess
from html import unescape

import psycopg
import pytest

from loader.console import installation
from loader.console.pages.fate import fate


@pytest.fixture(scope="module")
def shown(running, job):
    """Return what stands on the page to be copied."""
    html = running.browser().get(f"/jobs/{job['id']}").text
    return [unescape(text) for text in re.findall(r'<div class="copied"[^>]*><pre[^>]*>(.*?)</pre>', html, re.DOTALL)]


def test_the_url_leads_to_the_tenant(shown, job):
    with psycopg.connect(shown[0]) as connection:
        found = connection.execute("SELECT name FROM tenants WHERE id = %s", [job["createdTenantId"]]).fetchone()
    assert (shown[0].startswith("postgresql://"), found) == (True, (job["tenantName"],))


def test_every_command_runs_as_it_stands(shown, tmp_path):
    """In a folder of somebody's, in a shell whose PATH has nothing of ours and that names no database."""
    known = {"PATH": "/usr/bin:/bin", "HOME": os.environ.get("HOME", "/")}
    assert len(shown) == 3
    for command in shown[1:]:
        done = subprocess.run(
            ["sh", "-e", "-c", command],
            cwd=tmp_path,
            env=known,
            input="SELECT count(*) FROM leads;",
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
    assert "CREATE" in (tmp_path / "views.sql").read_text()


class Line:
    """A connection as far as its URL goes."""

    def __init__(self, host, port, user, dbname, **more):
        known = {"host": host, "port": port, "user": user, "dbname": dbname, "get_parameters": lambda: more}
        self.info = type("Info", (), {**known, "get_parameters": staticmethod(lambda: more)})


@pytest.mark.parametrize(
    ("line", "url"),
    [
        (Line("db.crm.example", 5432, "ada", "crm"), "postgresql://ada@db.crm.example:5432/crm"),
        (Line("::1", 5433, "ada", "crm"), "postgresql://ada@[::1]:5433/crm"),
        (
            Line("db", 5432, "a@b:c/d", "my db?", sslmode="verify-full", password="secret", options="-c x=y"),
            "postgresql://a%40b%3Ac%2Fd@db:5432/my%20db%3F?sslmode=verify-full",
        ),
        (Line("/run/postgresql", 5432, "ada", "crm"), "postgresql://ada@/crm?host=/run/postgresql&port=5432"),
        (Line("", 5432, "ada", "crm"), "postgresql://ada@/crm?port=5432"),
    ],
    ids=["host", "IPv6", "what a URL must escape", "socket", "default socket"],
)
def test_a_url_is_read_back_as_it_was_meant(line, url):
    assert installation.url_of(line) == url
    found = psycopg.conninfo.conninfo_to_dict(url)
    assert (found["user"], found["dbname"], found.get("host", "")) == (line.info.user, line.info.dbname, line.info.host)
    assert "password" not in found


@pytest.mark.parametrize(
    ("job", "word", "sentence", "successor"),
    [
        ({"status": "pending"}, "pending", "", None),
        ({"status": "running"}, "running", "", None),
        ({"status": "failed", "errorCode": "TIMEOUT"}, "failed", "", None),
        ({"status": "failed", "errorCode": "CANCELLED"}, "cancelled", "", None),
        ({"tenantState": "living"}, "completed", "", None),
        ({"tenantState": "deleted"}, "deleted", "was deleted", None),
        ({"tenantState": "replaced", "successorJobId": "y"}, "replaced", "was replaced", "y"),
        ({"tenantState": "regenerated", "successorJobId": "y"}, "replaced", "was regenerated", "y"),
        ({"tenantState": "gone"}, "no tenant", "no longer there", None),
        ({"tenantState": "something new"}, "no tenant", "no longer there", None),
    ],
    ids=str,
)
def test_a_badge_says_which_of_them_it_was(job, word, sentence, successor):
    """Case 29: never "completed" of what is gone, never "deleted or replaced"."""
    found = fate({"status": "completed", "errorCode": None, "tenantState": None, "successorJobId": None, **job})
    assert (found.word, found.successor, sentence in found.sentence) == (word, successor, True)
    assert bool(found.sentence) == bool(sentence)
