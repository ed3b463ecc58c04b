"""What every answer carries, of whatever kind it is, and where it never leads: headers, names, files."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest

from tests.console.conftest import API, sign_in, small
from tests.console.knock import NOBODY, raw, rows, seat
from tests.page import Page

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
STATIC = {"cache-control": "no-cache"}  # kept, and asked for again each time
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
REPORT_POLICY = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "img-src": "data:",
    "form-action": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
SESAME = "open-sesame"  # a value in a row that nobody may be told


def policy_of(answer):
    """Read a content security policy."""
    parts = [part.strip().partition(" ") for part in answer.headers["content-security-policy"].split(";")]
    return {name: value for name, _, value in parts}


@pytest.fixture(scope="module")
def broken(running, job):
    """Return a job whose row was not foreseen; while it is there, the list cannot be shown either."""
    rows(
        running,
        "INSERT INTO demo_generation_jobs (id, tenant_name, tenant_slug, seed, config, status, lock_key, logs, "
        "error_code, error_message, recoverable, completed_at) "
        "VALUES (%s, 'b', 'b', 'b', %s, 'failed', 7, %s, 'CANCELLED', '', true, now())",
        number := uuid4(),
        f'{{"{SESAME}": 1}}',
        f'[{{"message": "{SESAME}"}}]',
    )
    yield number
    rows(running, "DELETE FROM demo_generation_jobs WHERE id = %s", number)


@pytest.fixture(scope="module")
def ways(running, client, job, broken):
    """Return everybody who asks, and what they ask for."""
    browser = seat(running)
    return SimpleNamespace(
        program=client,
        reader=running.client("read"),
        browser=browser.client,
        csrf=browser.csrf,
        stranger=running.stranger(),
        job=f"{API}/{job['id']}",
        page=f"/jobs/{job['id']}",
        broken=broken,
    )


KINDS = {
    "a page": (200, lambda w: w.browser.get(w.page)),
    "a form": (200, lambda w: w.browser.get("/new")),
    "the sign-in": (200, lambda w: w.stranger.get("/sign-in")),
    "its health": (200, lambda w: w.stranger.get("/healthz")),
    "a style": (200, lambda w: w.stranger.get("/static/console.css")),
    "a list": (200, lambda w: w.program.get(API, params={"status": "completed"})),
    "the description": (200, lambda w: w.program.get(f"{API}/openapi.json")),
    "events": (200, lambda w: w.program.get(f"{w.job}/events")),
    "a bundle": (200, lambda w: w.program.get(f"{w.job}/bundle")),
    "a part of a bundle": (206, lambda w: w.program.get(f"{w.job}/bundle", headers={"Range": "bytes=0-9"})),
    "a style that is known": (
        304,
        lambda w: w.stranger.get(
            "/static/console.css", headers={"If-None-Match": w.stranger.get("/static/console.css").headers["etag"]}
        ),
    ),
    "a preview": (200, lambda w: w.program.post(f"{API}/preview", json=small())),
    "led to the sign-in": (303, lambda w: w.stranger.get("/")),
    "led to no slash": (307, lambda w: w.stranger.get(f"{API}/")),
    "led to a slash": (307, lambda w: w.stranger.get("/static")),
    "no form": (
        400,
        lambda w: w.stranger.post("/sign-in", content="x", headers={"Content-Type": "multipart/form-data"}),
    ),
    "not known, a program": (401, lambda w: w.stranger.get(API)),
    "not known, a person": (401, lambda w: sign_in(w.stranger, "x@crm.example", "x")),
    "no scope": (403, lambda w: w.reader.post(API, json=small())),
    "no proof": (403, lambda w: w.browser.post("/new", data={"x": "y"})),
    "no job, a program": (404, lambda w: w.program.get(f"{API}/{NOBODY}")),
    "no job, a person": (404, lambda w: w.browser.get(f"/jobs/{NOBODY}")),
    "no route": (404, lambda w: w.stranger.get("/nothing")),
    "no file": (404, lambda w: w.stranger.get("/static/nothing")),
    "no such method": (405, lambda w: w.program.put(API)),
    "not now": (409, lambda w: w.program.post(f"{w.job}/cancel")),
    "too long": (413, lambda w: w.program.post(API, content=b" " * 1_200_000)),
    "of another kind": (415, lambda w: w.program.post(API, content="x", headers={"Content-Type": "text/plain"})),
    "another place": (421, lambda w: w.stranger.get("/sign-in", headers={"Host": "evil.example"})),
    "problems, a program": (422, lambda w: w.program.post(API, json={})),
    "problems, a person": (422, lambda w: w.browser.post("/new", data={"csrf": w.csrf, "action": "create"})),
    "a defect, a program": (500, lambda w: w.program.get(f"{API}/{w.broken}")),
    "a defect, a person": (500, lambda w: w.browser.get(f"/jobs/{w.broken}")),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_carries_what_keeps_a_browser_safe(ways, kind):
    status, ask = KINDS[kind]
    answer = ask(ways)
    expected = HEADERS | (STATIC if answer.url.path.startswith("/static/") else {})
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == expected
    assert policy_of(answer) == POLICY
    assert "server" not in answer.headers


def test_a_report_may_load_nothing_and_run_nothing(ways):
    for client, path in ((ways.program, f"{ways.job}/report"), (ways.browser, f"{ways.page}/report")):
        answer = client.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert policy_of(answer) == REPORT_POLICY


@pytest.mark.parametrize("path", ["/", "/new", "/sign-in", "{page}"])
def test_a_page_holds_nothing_that_its_policy_forbids(ways, path):
    rows_ = Page(ways.browser.get(path.format(page=ways.page), params={"status": "completed"}).text).elements
    assert all(a["src"].startswith("/static/") for tag, a in rows_ if tag == "script")
    assert not [a for tag, a in rows_ if tag in {"style", "iframe", "object", "embed", "base"}]
    assert not [name for _, a in rows_ for name in a if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("kind", ["a defect, a program", "a defect, a person"])
def test_of_a_defect_only_its_kind_and_place_are_told_and_only_in_the_log(running, ways, kind):
    before = len(running.log)
    answer = KINDS[kind][1](ways)
    text = answer.text if kind.endswith("a person") else answer.json()["detail"]
    told = running.log[before:]
    assert "internal error" in {text, *(line.strip() for line in Page(answer.text).texts)}
    assert not [word for word in ("Traceback", "Error:", "/work", "site-packages", SESAME) if word in answer.text]
    assert told.count("\n") == 1
    assert told.startswith("ERROR demogen.console: GET /")
    assert SESAME not in told


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LocalHost:1234", 200),
        ("127.0.0.1:8700", 200),
        ("[::1]:8700", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("evil.example:8700", 421),
        ("localhost@evil.example", 421),
        ("127.0.0.1.", 421),
        ("127.1", 421),
        ("2130706433", 421),
        ("[::2]", 421),
        ("[", 421),
        ("", 421),
        ("localhost, evil.example", 421),
    ],
)
def test_the_console_answers_to_its_own_names_alone(running, host, status):
    for path in ("/sign-in", "/static/icon.svg"):
        assert raw(running, f"GET {path}", host=host)[0] == status


def test_two_names_are_none(running):
    assert raw(running, "GET /sign-in", "Host: evil.example")[0] == 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/..%5capp.py",
        "/static/%2fetc/passwd",
        "/static//etc/passwd",
        "/static/%00",
        "/static/console.css%00.svg",
        "/static/" + "x" * 5000,
        "/static/",
    ],
    ids=lambda path: path[:40],
)
def test_no_other_file_is_served(running, path):
    status, head, _ = raw(running, f"GET {path}")
    assert (status, "text/html" in head) == (404, True)
