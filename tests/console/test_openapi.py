"""The API against its own description, asked by schemathesis what nobody would ask: answers of every kind that it says,
an answer in the 200s of every operation, and no error of the server.

`DEMOGEN_TEST_EXAMPLES` over 100 asks for every limit of every field, too, which takes minutes (`make properties`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loader.jobs.locks import tenant_key, try_lock
from tests.conftest import EXAMPLES
from tests.console.conftest import API, ROOT

# A schema cannot say that a start lies within 24 months of today, or that settings can be met together; and a job stays
# on record when its tenant is deleted.
EXCLUDED = "positive_data_acceptance,use_after_free"
LONG = EXAMPLES > 100


@pytest.fixture
def cancelled(running):
    """Return a job that was cancelled while somebody else was at work on its tenant."""
    with running.connect() as other, other.transaction():
        assert try_lock(other, tenant_key("never-begun"))
        job = running.create(tenantName="Never Begun")
        assert running.client().post(f"{API}/{job}/cancel").status_code == 200
    return job


def test_the_api_is_as_it_says(running, job, cancelled, tmp_path):
    # Of tenants of their own: nobody deletes the one, or regenerates the other, on the way.
    kept, gone = (running.made(tenantName=name)["id"] for name in ("Kept Rows", "To Be Gone"))
    config = f"""
headers = {{ Authorization = "Bearer {running.token()}" }}
[parameters]
"path.jobId" = "{job["id"]}"
[[operations]]
include-path-regex = "/cancel$"
parameters = {{ "path.jobId" = "{cancelled}" }}
[[operations]]
include-method = "DELETE"
parameters = {{ "path.jobId" = "{gone}" }}
[[operations]]
include-path-regex = "/tables$"
parameters = {{ "path.jobId" = "{kept}" }}
[[operations]]
include-path-regex = "/tables/"
parameters = {{ "path.jobId" = "{kept}", "query.sort" = "created_at" }}
"""
    (tmp_path / "schemathesis.toml").write_text(config)
    phases = "examples,coverage,fuzzing,stateful" if LONG else "examples,fuzzing"
    words = ["--phases", phases, "--max-examples", str(min(EXAMPLES, 50) if LONG else 6), "--seed", "1"]
    words += ["--exclude-checks", EXCLUDED, "--report", "har", "--report-dir", "report", "--continue-on-failure"]
    command = [Path(sys.executable).with_name("schemathesis"), "run", f"{running.url}{API}/openapi.json", *words]
    known = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=known, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    document = running.client().get(f"{API}/openapi.json").json()
    assert find_gaps(document, answers(tmp_path / "report")) == []


def answers(folder):
    """Return what was asked and answered: method, path and status."""
    (file,) = Path(folder).glob("*.json")
    entries = json.loads(file.read_text())["log"]["entries"]
    return {(e["request"]["method"], e["request"]["url"].partition("?")[0], e["response"]["status"]) for e in entries}


def find_gaps(document, seen):
    """Return which operations never answered in the 200s, and where the server failed."""
    known = [(method.upper(), path) for path, methods in document["paths"].items() for method in methods]
    gaps = [f"{m} {p}: no 2xx" for m, p in known if not any(s // 100 == 2 and fits(m, p, a) for *a, s in seen)]
    return gaps + [f"{m} {url}: {s}" for m, url, s in sorted(seen) if s >= 500]


def fits(method, path, asked):
    """Return whether a request was of an operation."""
    parts, given = path.split("/"), asked[1].partition("://")[2].split("/")[1:]
    same = all(a == b or a.startswith("{") for a, b in zip(parts[1:], given, strict=False))
    return method == asked[0] and len(parts[1:]) == len(given) and same


def test_gaps_are_found():
    document = {"paths": {"/a": {"get": {}, "post": {}}, "/a/{x}": {"get": {}}}}
    seen = {
        ("GET", "http://h/a", 200),
        ("POST", "http://h/a", 422),
        ("GET", "http://h/a/1", 404),
        ("GET", "http://h/a", 500),
    }
    assert find_gaps(document, seen) == ["POST /a: no 2xx", "GET /a/{x}: no 2xx", "GET http://h/a: 500"]


def test_every_operation_says_how_it_refuses(client):
    document = client.get(f"{API}/openapi.json").json()
    assert len(document["paths"]) == 10
    for methods in document["paths"].values():
        for operation in methods.values():
            assert {"401", "403", "503"} <= operation["responses"].keys()
            assert operation["summary"]
    assert document["security"] == [{"token": []}, {"session": []}]


def test_the_example_can_be_sent_as_it_is(client):
    (example,) = client.get(f"{API}/openapi.json").json()["components"]["schemas"]["DemoConfig"]["examples"]
    assert client.post(f"{API}/preview", json=example).status_code == 200
