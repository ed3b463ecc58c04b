"""Hostile text, bodies and questions: none becomes markup, SQL or a defect, and none keeps others waiting."""

from __future__ import annotations

import json

import pytest

from loader.console.pages.form import read_form
from tests.console.conftest import API, csrf_of, small
from tests.console.knock import raw, rows, seat
from tests.page import VOID, Page

VOID |= {"source"}
NAME = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"
SEED = "</td><b onclick=x>${7*7}&lt;`"
TEXTS = [NAME, SEED, '" autofocus onfocus=alert(1) x="', "javascript:alert(1)", "</textarea></script><svg/onload=x>"]
BOUNDARY = "multipart/form-data; boundary=x"


def part(name, text, more=""):
    """Return a part of a form, as a browser sends it."""
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{text}\r\n--x--\r\n'.encode()


def inert(html):
    """Demand that a page holds no element and no attribute that somebody else has written; give its text."""
    page = Page(html)
    assert not [tag for tag, _ in page.elements if tag in {"b", "img", "iframe", "object"}]
    assert all(a.get("src", "").startswith("/static/") for tag, a in page.elements if tag == "script")
    assert not [name for _, a in page.elements for name in a if name.startswith("on") or name == "autofocus"]
    assert all(a[n].startswith(("/", "#")) for _, a in page.elements for n in a if n in {"href", "src", "action"})
    assert "49" not in "".join(page.texts).split()
    return " ".join("".join(page.texts).split())


@pytest.fixture(scope="module")
def hostile(running):
    """Return a job whose name and seed are markup."""
    return running.made(tenantName=NAME, seed=SEED)


@pytest.fixture(scope="module")
def browser(running):
    """Return a browser that is signed in."""
    return seat(running)


@pytest.mark.parametrize("path", ["/", "/jobs/{id}", "/new?from={id}"])
def test_names_and_seeds_are_text_on_every_page(browser, hostile, path):
    html = browser.client.get(path.format(**hostile)).text
    told = inert(html) + " ".join(str(a.get("value")) for _, a in Page(html).elements)
    assert NAME in told
    assert SEED in told


def test_names_and_seeds_are_text_in_a_report(browser, hostile):
    answer = browser.client.get(f"/jobs/{hostile['id']}/report")
    page = Page(answer.text)
    assert not [tag for tag, _ in page.elements if tag in {"script", "img", "b"}]
    assert not [name for _, a in page.elements for name in a if name.startswith("on")]
    assert NAME in "".join(page.texts)


def test_a_file_is_called_by_its_job_and_a_config_by_its_slug(browser, hostile):
    bundle = browser.client.get(f"/jobs/{hostile['id']}/bundle").headers
    assert bundle["content-disposition"] == f'attachment; filename="{hostile["id"]}.tar"'
    form = {"csrf": browser.csrf, "action": "json", "tenantName": NAME, **_typed()}
    config = browser.client.post("/new", data=form)
    assert config.headers["content-disposition"] == f'attachment; filename="{hostile["tenantSlug"]}.json"'
    assert config.json()["tenantName"] == NAME


def _typed():
    return {name: str(small()[name]) for name in ("country", "industry", "startDate", "teamSize")}


@pytest.mark.parametrize("text", TEXTS)
def test_what_stands_in_an_address_is_text(running, browser, text):
    for path, query in (
        ("/", {"search": text}),
        ("/", {text: "x", "status": text, "country": text, "sortBy": text}),
        ("/new", {"country": text, "industry": text}),
        ("/new", {"from": text}),
        ("/sign-in", {"next": text}),
        ("/sign-in", {"next": f"/{text}"}),
        ("/sign-in/once", {"key": text}),
        (f"/{text}", {}),
        (f"/jobs/{text}", {}),
        (f"/static/{text}", {}),
    ):
        client = running.stranger() if path.startswith("/sign-in") else browser.client
        inert(client.get(path, params=query).text.replace(" autofocus>", ">"))


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_typed_is_text_with_its_errors(running, browser, hostile, text):
    names = [
        "tenantName",
        "seed",
        "country",
        "industry",
        "timezone",
        "startDate",
        "targets.leads",
        "realism.whaleRatio",
    ]
    typed = {"csrf": browser.csrf, **dict.fromkeys(names, text), text: text}
    for action in ("create", "preview", "import", text):
        inert(browser.client.post("/new", data={**typed, "action": action, "document": text}).text)
    path = f"/jobs/{hostile['id']}"
    for way, form in (("regenerate", {"asOf": text}), ("delete", {"confirm": text}), ("cancel", {})):
        answer = browser.client.post(f"{path}/{way}", data={"csrf": browser.csrf, **form})
        assert answer.status_code in {409, 422}
        inert(answer.text)
    client = running.stranger()
    form = {"csrf": csrf_of(client.get("/sign-in").text), "email": text, "password": text, "next": text}
    inert(client.post("/sign-in", data=form).text.replace(" autofocus>", ">"))
    rows(running, "DELETE FROM console_failures")


@pytest.mark.parametrize(
    "text", [*TEXTS, "'; DROP TABLE demo_generation_jobs; --", "%", "_", "\\", "%(id)s", "{filters}"]
)
def test_what_is_searched_for_is_text(client, hostile, text):
    found = client.get(API, params={"search": text, "pageSize": 100}).json()["data"]
    assert [job["id"] for job in found] == ([hostile["id"]] if text in NAME + SEED and text not in "_%\\" else [])


@pytest.mark.parametrize(
    "document",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "!!python/object/apply:os.system ['true']",
        "!!python/name:os.system ''",
        "<<: {country: GB}",
        "[" * 100_000,
        "{a: " * 10_000,
        "? " * 10_000,
        "a: 1\na: 2",
    ],
    ids=lambda text: text[:20],
)
def test_a_config_is_nothing_but_plain_values(client, document):
    answer = client.post(f"{API}/preview", content=document, headers={"Content-Type": "application/yaml"})
    assert (answer.status_code, answer.json()["code"]) == (422, "VALIDATION_ERROR")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"seed": "a", "seed": "b"}', "application/json"),
        (b'{"seed": NaN}', "application/json"),
        (b'{"seed": "a\\u0000b"}', "application/json"),
        (b'{"seed": "\\ud800"}', "application/json"),
        (b"1.5: x", "application/yaml"),
        (b"seed: {a: b}", "application/yaml"),
        (b"[" * 100_000, "application/json"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_changes_that_are_none_are_refused(client, hostile, body, kind):
    answer = client.post(f"{API}/{hostile['id']}/regenerate", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json().get("code")) == (422, "VALIDATION_ERROR")


@pytest.mark.parametrize("path", ["/new", "/jobs/{id}/regenerate"])
def test_a_key_that_no_row_can_hold_is_refused(browser, hostile, path):
    form = {"csrf": browser.csrf, "action": "create", "key": "\0", **_typed()}
    assert browser.client.post(path.format(**hostile), data=form).status_code == 422


FORMS = ["/sign-in", "/new", "/jobs/x/delete"]


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("body", [b"a" * 1_200_000, [b"a=b"]], ids=["too long", "of no length"])
def test_a_form_that_is_too_long_is_not_read(running, path, body):
    content = iter(body) if isinstance(body, list) else body
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert running.stranger().post(path, content=content, headers=headers).status_code == 413


@pytest.mark.parametrize("path", FORMS)
def test_a_form_that_lies_about_its_length_is_not_read_further(running, path):
    """Chunks count, whatever Content-Length says; nobody who is not known fills the disk."""
    chunk = part("file", "a" * 3_000_000, '; filename="a"')
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(chunk), chunk)
    lies = ("Content-Length: 5", "Transfer-Encoding: chunked", f"Content-Type: {BOUNDARY}")
    assert raw(running, f"POST {path}", *lies, body=body)[0] == 413


@pytest.mark.parametrize("charset", ["undefined", "punycode", "idna", "utf-7", "utf-16", "nonsense"])
def test_a_form_is_in_utf8(running, charset):
    """Some codecs fail otherwise than the rest, and punycode takes a minute for a megabyte."""
    body = part("a", "x" * 50)
    length = f"Content-Length: {len(body)}"
    status, _, _ = raw(running, "POST /sign-in", f"Content-Type: {BOUNDARY}; charset={charset}", length, body=body)
    assert status in {400, 415}


@pytest.mark.parametrize("name", ["realism.whaleRatio", "targets.leads", "growth.monthlyRate"])
def test_a_long_number_is_read_once(name):
    """Looked at from every digit again, a million of them would take hours."""
    head, _, tail = name.partition(".")
    assert read_form({name: "1" * 1_000_000 + "x"})[head][tail].endswith("1x")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"--x\r\n", BOUNDARY, 403),
        (b"x", "multipart/form-data", 400),
        (b"a=b&" * 1000, "application/x-www-form-urlencoded", 400),
        (part("csrf", "x", '; filename="csrf"'), BOUNDARY, 403),
        (b'{"csrf": "x"}', "application/json", 403),
        (b"csrf=x", "text/plain", 403),
    ],
    ids=["cut off", "no boundary", "a thousand fields", "a file as the proof", "JSON", "text"],
)
def test_forms_that_are_none(running, browser, body, kind, status):
    answer = browser.client.post("/new", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status


def test_a_compressed_body_is_not_unpacked(client):
    import gzip

    packed = gzip.compress(json.dumps(small()).encode())
    answer = client.post(f"{API}/preview", content=packed, headers={"Content-Encoding": "gzip"})
    assert answer.status_code in {415, 422}


def test_who_is_not_known_is_answered_before_the_body_is_read(running):
    status, _, _ = raw(running, f"POST {API}", "Content-Type: application/json", "Content-Length: 1000000", body=b"{")
    assert status == 401


TOO_LONG = {
    "cookie": ({"Cookie": 'x="' + '\\"' * 30_000 + '"'}, "/", 431),
    "two_cookies": ({"Cookie": "a=" + "b" * 5_000}, "/", 431),
    "key": ({"Idempotency-Key": "x" * 9_000}, "/api/v1/jobs", 431),
    "query": ({}, "/?" + "a=1&" * 3_000, 414),
    "path": ({}, "/" + "a" * 9_000, 414),
}


@pytest.mark.parametrize(("headers", "path", "status"), TOO_LONG.values(), ids=TOO_LONG)
def test_headers_and_targets_are_measured_before_they_are_parsed(headers, path, status):
    """Case 3: Python reads a quoted cookie in the square of its length, and anybody may send one."""
    from loader.console.guards import _too_long

    raw_headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    target, _, query = path.partition("?")
    scope = {"raw_path": target.encode(), "query_string": query.encode(), "headers": raw_headers}
    assert _too_long(scope) == status
    assert _too_long({**scope, "raw_path": b"/", "query_string": b"a=1", "headers": [(b"cookie", b"a=b")]}) == 0


def test_a_cookie_that_is_too_long_is_answered_at_the_door(running):
    """Case 3: whoever sends it is told, and nobody waits."""
    with running.stranger() as client:
        answer = client.get("/", headers={"Cookie": 'x="' + '\\"' * 5_000 + '"'})
    assert (answer.status_code, answer.json()["status"]) == (431, 431)
