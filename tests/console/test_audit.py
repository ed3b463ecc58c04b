"""Every action leaves a line in the audit log: who did what, and from where."""

from __future__ import annotations

import json
from contextlib import contextmanager
from uuid import UUID

import pytest

from loader.console.accounts.caller import SCOPES
from loader.console.accounts.links import make_link
from loader.console.audit import ENTRIES
from loader.console.recorder import MOST_SAME
from loader.jobs.locks import tenant_key, try_lock
from tests import forked
from tests.console.conftest import API, EMAIL, PASSWORD, csrf_of, sign_in, small
from tests.console.knock import NOBODY, Door, doors, rows, seat

JOB = "demo_generation_job"
LINES = """
SELECT id::text, action, entity_type, entity_id::text, user_id::text, metadata FROM audit_logs ORDER BY created_at, id
"""
# What is asked of a program's routes and of a browser's, and the line that it leaves.
ACTIONS = {
    Door("POST", API): ("create", JOB),
    Door("PATCH", f"{API}/{{jobId}}"): ("update", "demo_tenant"),
    Door("DELETE", f"{API}/{{jobId}}"): ("delete", "demo_tenant"),
    Door("POST", f"{API}/{{jobId}}/regenerate"): ("regenerate", JOB),
    Door("POST", f"{API}/{{jobId}}/cancel"): ("cancel", JOB),
    Door("GET", f"{API}/{{jobId}}/bundle"): ("download", JOB),
    Door("GET", f"{API}/{{jobId}}/report"): ("report", JOB),
    Door("GET", f"{API}/{{jobId}}/tables"): ("read_rows", "demo_tenant"),
    Door("GET", f"{API}/{{jobId}}/tables/{{table}}"): ("read_rows", "demo_tenant"),
    Door("GET", "/jobs/{jobId}/tables"): ("read_rows", "demo_tenant"),
    Door("GET", "/jobs/{jobId}/tables/{table}"): ("read_rows", "demo_tenant"),
    Door("GET", "/jobs/{jobId}/tables/{table}/{row}"): ("read_rows", "demo_tenant"),
    Door("POST", "/new"): ("create", JOB),
    Door("POST", "/jobs/{jobId}/delete"): ("delete", "demo_tenant"),
    Door("POST", "/jobs/{jobId}/regenerate"): ("regenerate", JOB),
    Door("POST", "/jobs/{jobId}/cancel"): ("cancel", JOB),
    Door("GET", "/jobs/{jobId}/bundle"): ("download", JOB),
    Door("GET", "/jobs/{jobId}/report"): ("report", JOB),
}
SIGNING = {Door("POST", path) for path in ("/sign-in", "/sign-in/once", "/sign-out")}
SIGNED = {
    ("POST", path): (action, "console_admin")
    for path, action in (("/sign-in", "sign_in"), ("/sign-in/once", "sign_in"), ("/sign-out", "sign_out"))
}
CHANGES_NOTHING = {Door("POST", f"{API}/preview")}


@pytest.fixture(scope="module")
def ada(running):
    """Return who acts in all of this."""
    ((number,),) = rows(running, "SELECT user_id::text FROM console_admins")
    return number


@pytest.fixture(scope="module")
def kept(running):
    """Return a job whose tenant nobody replaces."""
    return running.made(tenantName="Audited And Kept")


@contextmanager
def watched(running):
    """Yield the lines that are added meanwhile, by name, once it is over."""
    known = {line[0] for line in rows(running, LINES)}
    added = []
    yield added
    names = ("action", "entity", "number", "user", "metadata")
    added += [dict(zip(names, line[1:], strict=True)) for line in rows(running, LINES) if line[0] not in known]


def only(lines, action, entity):
    """Return the one line of an action; workers add theirs, too."""
    (line,) = [line for line in lines if (line["action"], line["entity"]) == (action, entity)]
    return line


@contextmanager
def waiting(running, name):
    """Yield a job that waits, as somebody else is at work on its tenant."""
    slug = name.lower().replace(" ", "-")
    with running.connect() as other, other.transaction():
        assert try_lock(other, tenant_key(slug))
        yield running.create(tenantName=name)


def ask(running, door, client, job, csrf):
    """Ask a route to do what it is for."""
    path, form = door.path.replace("{jobId}", job["id"]), {"csrf": csrf}
    path = path.replace("{table}", "tenants").replace("{row}", job.get("createdTenantId") or "")
    if door.is_safe:
        return client.get(path)
    if door.is_api:
        bodies = {
            "PATCH": {"excludedFromAnalytics": False},
            "POST": small(tenantName="Audited") if path == API else None,
        }
        return client.request(door.method, path, json=bodies.get(door.method))
    if path == "/new":
        raw = {**small(tenantName="Audited"), "targets": None}
        form |= {"action": "create", **{name: str(value) for name, value in raw.items() if value}}
    elif path.endswith("/delete"):
        form |= {"confirm": job["tenantSlug"]}
    return client.post(path, data=form)


def test_every_route_has_its_entry():
    """A new route must say what it leaves in the log, and what a refusal of it does (case 33)."""
    served = {(door.method, door.path) for door in doors() if door.method != "*"}
    assert set(ENTRIES) == served
    said = {(door.method, door.path): ACTIONS[door] for door in ACTIONS}
    assert {at: (entry.action, entry.entity) for at, entry in ENTRIES.items() if entry.action} == said | SIGNED


# Who is refused, how, and how the line says so; `{}` is what the route's own refusals are called.
REFUSED = {
    "nobody": (401, lambda running, _: running.stranger()),
    "a token of another scope": (403, lambda running, door: running.client(*{*SCOPES} - {*door.scopes})),
    "a browser without its proof": (403, lambda running, _: seat(running).client),
}


@pytest.mark.parametrize("who", REFUSED)
@pytest.mark.parametrize("door", [door for door in doors() if door.scopes], ids=str)
def test_whoever_is_refused_is_told_with_why(running, ada, door, who):
    status, make = REFUSED[who]
    if who == "a browser without its proof" and door.is_safe:
        return  # it needs none
    client = make(running, door)
    with watched(running) as lines:
        answer = door.ask(client, headers={"X-Forwarded-For": "203.0.113.9"})
    assert answer.status_code in {status, 303}
    expected = ENTRIES[door.method, door.path].refusal
    found = [line for line in lines if line["action"] == expected]
    if status == 401:  # of who is not known, some are left out
        assert not found or found[0]["user"] is None
        return
    (line,) = found
    assert (line["user"], line["metadata"]["status"], line["metadata"]["code"]) == (ada, status, "FORBIDDEN")
    assert line["metadata"]["request"] == f"{door.method} {door.path}"
    assert line["metadata"]["address"] == "127.0.0.1"  # what a client says of itself is not believed


def test_what_nobody_may_is_told_once_and_counted(own):
    """Neither who is not known nor who guesses passwords can fill the log (case 33)."""
    client = own.start().stranger()
    for _ in range(30):
        assert client.get(API).status_code == 401
    (count,) = rows(own, "SELECT count(*) FROM audit_logs WHERE action = 'refuse_request'")[0]
    assert count == MOST_SAME
    for _ in range(5 + 20):
        sign_in(client, EMAIL, "wrong password!")
    told = "SELECT coalesce(metadata ->> 'status', '401'), count(*) FROM audit_logs WHERE action = 'refuse_sign_in' "
    assert dict(rows(own, told + "GROUP BY 1")) == {"401": 5, "429": MOST_SAME}
    throttled = "SELECT metadata FROM audit_logs WHERE metadata ->> 'status' = '429' ORDER BY created_at LIMIT 1"
    ((metadata,),) = rows(own, throttled)
    assert (metadata["email"], metadata["address"], metadata["leftOut"]) == (EMAIL, "127.0.0.1", 20)


# What is asked of a job in a state for which it cannot be done, or with what cannot be, and the line that it leaves.
CANNOT = [
    ("POST", "", {"country": "XX"}, 422, "refuse_create"),
    ("POST", "/{job}/cancel", None, 409, "refuse_cancel"),
    ("POST", "/{job}/regenerate", {"asOf": "2001-01-01"}, 422, "refuse_regenerate"),
    ("PATCH", "/{job}", {}, 422, "refuse_update"),
    ("DELETE", f"/{NOBODY}", None, 404, "refuse_delete"),
    ("GET", f"/{NOBODY}/report", None, 404, "refuse_report"),
]


@pytest.mark.parametrize(("method", "path", "body", "status", "action"), CANNOT)
def test_what_cannot_be_done_is_told(running, ada, job, method, path, body, status, action):
    with watched(running) as lines:
        answer = running.client().request(method, API + path.format(job=job["id"]), json=body)
    assert answer.status_code == status
    line = only(lines, action, JOB)
    assert (line["user"], line["metadata"]["status"], line["metadata"]["code"]) == (ada, status, answer.json()["code"])
    assert line["metadata"]["message"]
    if "{job}" in path:
        assert (line["number"], line["metadata"]["estimatedRecords"] > 100) == (job["id"], True)


def test_a_page_that_refuses_tells_it_too(running, ada, job):
    browser = seat(running)
    with watched(running) as lines:
        assert browser.client.post(f"/jobs/{job['id']}/cancel", data={"csrf": browser.csrf}).status_code == 409
        assert browser.client.post("/new", data={"csrf": browser.csrf, "action": "create"}).status_code == 422
    assert [(line["action"], line["user"], line["metadata"]["via"]) for line in lines] == [
        ("refuse_cancel", ada, "session"),
        ("refuse_create", ada, "session"),
    ]


def test_every_line_about_a_job_has_its_rows(running):
    """From its first line to its last (case 30)."""
    client, kept = running.client(), running.made(tenantName="Audited Rows")
    for name in ("report", "bundle"):
        assert client.get(f"{API}/{kept['id']}/{name}").status_code == 200
    told = "SELECT action, (metadata ->> 'estimatedRecords')::bigint FROM audit_logs WHERE entity_id = ANY(%s)"
    known = rows(running, told, [UUID(kept["id"]), UUID(kept["createdTenantId"])])
    assert {"create", "download", "report"} <= {action for action, _ in known}
    assert all(0.5 < count / sum(kept["metrics"]["rows"].values()) < 2 for _, count in known)


def test_every_route_that_changes_something_is_in_the_table():
    unsafe = {Door(door.method, door.path) for door in doors() if not door.is_safe and door.method != "*"}
    assert unsafe == {door for door in ACTIONS if not door.is_safe} | SIGNING | CHANGES_NOTHING


@pytest.mark.parametrize("door", ACTIONS, ids=str)
def test_an_action_is_told_with_who_what_and_from_where(running, ada, job, kept, door):
    action, entity = ACTIONS[door]
    browser, token = seat(running), running.token()
    program = running.stranger(headers={"Authorization": f"Bearer {token}"})
    client = program if door.is_api else browser.client
    if action == "delete":
        job = running.made(tenantName="Audited And Gone")
    elif action in {"update", "read_rows"}:
        job = kept
    if action == "cancel":
        with waiting(running, "Audited Wait") as pending:
            told = "SELECT id::text, tenant_slug FROM demo_generation_jobs WHERE id = %s"
            ((number, slug),) = rows(running, told, pending)
            with watched(running) as lines:
                answer = ask(running, door, client, {"id": number, "tenantSlug": slug}, browser.csrf)
    else:
        with watched(running) as lines:
            answer = ask(running, door, client, job, browser.csrf)
    assert answer.status_code in {200, 202, 303}
    line = only(lines, action, entity)
    assert line["user"] == ada
    assert UUID(line["number"])
    assert (line["metadata"]["address"], line["metadata"]["via"]) == (
        "127.0.0.1",
        "token" if door.is_api else "session",
    )
    assert ("tokenId" in line["metadata"]) == door.is_api
    assert line["metadata"]["estimatedRecords"] > 100  # case 30


def test_what_was_refused_is_told_too(running, ada):
    made = running.made(tenantName="Audited Growth")
    rows(
        running,
        "INSERT INTO tags (id, tenant_id, name, color, created_at) "
        "SELECT gen_random_uuid(), %s, n::text, '#000000', now() FROM generate_series(1, 200) n",
        made["createdTenantId"],
    )
    with watched(running) as lines:
        assert running.client().delete(f"{API}/{made['id']}").status_code == 409
    line = only(lines, "refuse_delete", "demo_tenant")
    assert (line["user"], line["number"], line["metadata"]["address"]) == (ada, made["createdTenantId"], "127.0.0.1")
    assert "has grown" in line["metadata"]["message"]


def test_a_sign_in_and_a_sign_out_are_told(running, ada):
    client = running.stranger()
    with watched(running) as lines:
        sign_in(client)
        client.post("/sign-out", data={"csrf": csrf_of(client.get("/").text)})
    assert [line["action"] for line in lines] == ["sign_in", "sign_out"]
    for line in lines:
        assert (line["entity"], line["number"], line["user"]) == ("console_admin", ada, ada)
        assert line["metadata"]["address"] == "127.0.0.1"


@pytest.mark.parametrize(("email", "known"), [(EMAIL, True), ("nobody@crm.example", False)])
def test_a_sign_in_that_was_refused_is_told(running, ada, email, known):
    with watched(running) as lines:
        sign_in(running.stranger(), email, "wrong password!")
    (line,) = lines
    assert (line["action"], line["user"], line["number"]) == ("refuse_sign_in", None, ada if known else None)
    assert line["metadata"] == {"email": email, "address": "127.0.0.1"}


def test_a_sign_in_by_a_link_is_told_as_one(running, ada):
    with running.connect() as connection:
        key = make_link(connection, UUID(ada))
    with watched(running) as lines:
        for _ in range(2):
            client = running.stranger()
            client.post("/sign-in/once", data={"csrf": csrf_of(client.get("/sign-in").text), "key": key})
    assert [(line["action"], line["user"]) for line in lines] == [("sign_in", ada), ("refuse_sign_in", None)]
    assert [line["metadata"] for line in lines] == [{"address": "127.0.0.1", "via": "link"}] * 2


COMMANDS = [
    (("admin", "create", "bob@crm.example", "--password-stdin"), ("create", "console_admin")),
    (("admin", "password", "bob@crm.example", "--password-stdin"), ("change_password", "console_admin")),
    (("token", "create", "ci", "--admin", "bob@crm.example", "--scope", "read", "--json"), ("create", "console_token")),
    (("token", "revoke", "{token}"), ("revoke", "console_token")),
    (("admin", "disable", "bob@crm.example"), ("disable", "console_admin")),
]


def test_commands_on_accounts_are_told(running):
    known = {}
    for words, expected in COMMANDS:
        with watched(running) as lines:
            line = [word.format(**known) for word in words]
            made = forked.run("loader", *line, env={"DATABASE_URL": running.place.conninfo}, given=PASSWORD, text=True)
        assert made.returncode == 0, made.stderr
        if "--json" in words:
            known["token"] = json.loads(made.stdout)["id"]
        (line,) = lines
        assert (line["action"], line["entity"], line["metadata"]["via"]) == (*expected, "cli")
        assert UUID(line["number"])


@pytest.mark.parametrize(
    "change", ["UPDATE audit_logs SET action = 'x'", "DELETE FROM audit_logs", "TRUNCATE audit_logs"]
)
def test_nobody_changes_what_was_told(running, change):
    import psycopg

    with running.connect() as connection, pytest.raises(psycopg.errors.RestrictViolation):
        connection.execute(change)
