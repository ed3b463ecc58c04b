"""docs/console.md is true: its commands for curl are run, its grants are enough, its tables are those of the API."""

from __future__ import annotations

import json
import os
import re
import subprocess

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from demogen.bundle.pack import open_bundle
from demogen.bundle.read import verify_folder
from loader.console.problems import CODES, STATUSES
from loader.console.settings import LIMITS
from loader.postgres.connect import Place
from tests.console.conftest import API, ROOT, small

DOCUMENT = (ROOT / "docs" / "console.md").read_text()
LOADING = (ROOT / "docs" / "loading.md").read_text()
ROLE = f"demo_console_{os.getpid()}"


def block(kind, document=DOCUMENT):
    """Return a block of the document."""
    return re.search(rf"```{kind}\n(.*?)```", document, re.DOTALL)[1]


def test_the_commands_for_curl(running, tmp_path):
    (tmp_path / "demo.yaml").write_text(json.dumps(small(tenantName="From The Pipeline", seed="ci")))
    settings = {"CONSOLE": running.url, "DEMOGEN_TOKEN": running.token(), "BUILD": "17"}
    command = ["bash", "-euo", "pipefail", "-c", block("sh curl")]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, **settings}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "event: end" in done.stdout
    assert "completed from-the-pipeline demogen-content/1:" in done.stdout
    assert json.loads(done.stdout.splitlines()[-1])["data"]["deleted"] is True
    with open_bundle(tmp_path / "demo.tar") as folder:
        assert verify_folder(folder)["contentDigest"] in done.stdout
    assert json.loads((tmp_path / "preview.json").read_text())["data"]["seed"] == "ci"
    assert "<title>From The Pipeline" in (tmp_path / "report.html").read_text()


def test_every_operation_and_code_is_told(client):
    paths = client.get(f"{API}/openapi.json").json()["paths"]
    known = {f"{method.upper()} {path.removeprefix(API)}".strip() for path, ways in paths.items() for method in ways}
    assert set(re.findall(r"^\| `((?:GET|POST|PATCH|DELETE)[^`]*)` \|", DOCUMENT, re.MULTILINE)) == known
    codes = {code for _, _, code in STATUSES} | {CODES[status] for status in (401, 403, 404, 413, 415, 429)}
    assert {code for code in codes - {"INTERNAL_ERROR", "TIMEOUT"} if f"`{code}`" not in DOCUMENT} == set()


def test_every_limit_is_told():
    """With its defaults, as the table has them (case 32)."""
    told = re.findall(r"^\| `(\w+)` \|[^|]*\| (\d+) \| (\d+) \|$", DOCUMENT, re.MULTILINE)
    assert {kind: (int(each), int(overall)) for kind, each, overall in told} == {
        kind: (limit.each, limit.overall) for kind, limit in LIMITS.items()
    }


@pytest.fixture
def humble(own):
    """Return a console whose role has what the documents say, and nothing else."""
    grants = block("sql grants", LOADING) + block("sql console grants")
    with own.connect() as owner:
        owner.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(ROLE)))
        try:
            owner.execute(grants.replace("demo_loader", ROLE))
            place = own.place
            own.place = Place(make_conninfo(place.conninfo, user=ROLE), "test")
            yield own.start(), place
        finally:
            own.stop()
            own.place = place
            owner.execute(sql.SQL("DROP OWNED BY {0}").format(sql.Identifier(ROLE)))
            owner.execute(sql.SQL("DROP ROLE {0}").format(sql.Identifier(ROLE)))


def test_the_grants_are_enough(humble):
    console, owners = humble
    humbled, console.place = console.place, owners
    token = console.client()
    console.place = humbled
    job = console.ended(console.create(token), token)
    assert job["status"] == "completed", job
    assert token.patch(f"{API}/{job['id']}", json={"excludedFromAnalytics": False}).status_code == 200
    browser = console.browser()
    assert job["tenantName"] in browser.get("/").text
    assert token.delete(f"{API}/{job['id']}").json()["data"]["deleted"] is True
    with pytest.raises(psycopg.errors.InsufficientPrivilege), psycopg.connect(humbled.conninfo) as line:
        line.execute("UPDATE console_admins SET disabled_at = now()")
