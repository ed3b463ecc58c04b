"""What is there after a failure, by operation and moment: looked at in the database, and so is what was told of it.

A load, a replacement, a regeneration and a delete, whose line to the server is cut before BEGIN, in the middle, before
COMMIT, and at COMMIT, heard by the server or not; the server can be reached again, or it cannot.
"""

from __future__ import annotations

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from loader.errors import LoadError
from loader.postgres.connect import Place
from loader.tenants import patience
from loader.tenants.delete import Wish, delete_tenant
from loader.tenants.load import load
from loader.tenants.regenerate import regenerate
from loader.tenants.task import Options
from tests.loader.proxy import Proxy

SLUG = "brackwater-tools"
COMMIT = b"Q\x00\x00\x00\x0bCOMMIT\x00"
# What only the line of the data sends: at its beginning, in its middle and last before COMMIT.
SENT = {
    "load": (b"pg_current_xact_id()", b"COPY ", b"UPDATE demo_generation_jobs\nSET\n    status = 'completed'"),
    "replace": (
        b"pg_current_xact_id()",
        b"DELETE FROM ",
        b"UPDATE demo_generation_jobs\nSET\n    status = 'completed'",
    ),
    "regenerate": (b"pg_current_xact_id()", b"COPY ", b"UPDATE demo_generation_jobs\nSET\n    status = 'completed'"),
    "delete": (b"pg_try_advisory_xact_lock", b"DELETE FROM ", b"INSERT INTO audit_logs"),
}
# Moment, the server is out of reach from then on: exit code, and whether what was asked for is done.
MOMENTS = {
    ("first commit", False): (0, True),  # of whatever is asked or noted before
    ("first commit", True): (3, False),
    ("begin", False): (0, True),
    ("begin", True): (3, False),
    ("middle", False): (0, True),
    ("middle", True): (3, False),
    ("last", True): (3, False),
    ("commit unheard", False): (0, True),
    ("commit unheard", True): (4, False),
    ("commit heard", False): (0, True),
    ("commit heard", True): (4, True),
}


def cut(socket_path, operation, moment, *, away):
    """Put a proxy before the server that cuts the line of the data at a moment."""
    begin, middle, last = SENT[operation]
    if moment.startswith("commit"):
        return Proxy(socket_path, cut_at=last, then_at=COMMIT, forward=moment == "commit heard", away=away)
    where = {"first commit": COMMIT, "begin": begin, "middle": middle, "last": last}[moment]
    return Proxy(socket_path, cut_at=where, forward=False, away=away)


@pytest.fixture
def socket_path(place):
    known = conninfo_to_dict(place.conninfo)
    if not str(known.get("host", "")).startswith("/"):
        pytest.skip("the proxy stands before a Unix socket")
    return f"{known['host']}/.s.PGSQL.{known.get('port', 5432)}"


def state_of(place):
    """Give the digest of the tenant that is there and its rows; None where there is none."""
    with psycopg.connect(place.conninfo) as plain:
        row = plain.execute(
            "SELECT m.bundle_digest, (SELECT count(*) FROM leads), (SELECT count(*) FROM contact_tags) > 0 "
            "FROM tenants t JOIN demo_tenant_metadata m ON m.tenant_id = t.id WHERE t.slug = %s",
            [SLUG],
        ).fetchone()
        left = plain.execute("SELECT count(*) FROM contacts").fetchone()[0]
    assert (row is None) == (left == 0), "a tenant in part"
    return row


def act(operation, place, bundle, other_bundle, job):
    """Do what is asked for; give the exit code."""
    try:
        if operation == "load":
            load(bundle, lambda: place, Options())
        elif operation == "replace":
            load(other_bundle, lambda: place, Options(replace=True))
        elif operation == "regenerate":
            regenerate(place, job, seed="third", as_of=None, options=Options())
        else:
            assert delete_tenant(place, SLUG, Wish(really=True)).rows["leads"] == 200
    except LoadError as error:
        return error.exit_code, str(error)
    return 0, ""


@pytest.mark.parametrize(("moment", "away"), MOMENTS, ids=[f"{m}-{'away' if a else 'back'}" for m, a in MOMENTS])
@pytest.mark.parametrize("operation", SENT)
def test_what_is_there(bundle, other_bundle, place, socket_path, monkeypatch, operation, moment, away):
    """Case 25: a delete whose COMMIT got no answer from a server that stayed away was told as rejected."""
    monkeypatch.setattr(patience, "READY_SECONDS", 0.3)
    monkeypatch.setattr(patience, "ANSWER_SECONDS", 0.3 if away else 60.0)
    job = None if operation == "load" else load(bundle, lambda: place, Options()).job
    before = state_of(place)
    proxy = cut(socket_path, operation, moment, away=away)
    own = make_conninfo(place.conninfo, host="127.0.0.1", port=proxy.port, sslmode="disable", gssencmode="disable")
    try:
        code, said = act(operation, Place(own, "test"), bundle, other_bundle, job)
    finally:
        proxy.close()
    assert proxy.cuts == 1, "nothing was cut"
    expected, done = MOMENTS[moment, away]
    assert code == expected, said
    wait_until_alone(place)
    after = state_of(place)
    assert (after != before) is done, said
    if done:
        assert (after is None) is (operation == "delete")
    assert ("COMMIT was sent" in said) is (code == 4)
    lines = "SELECT count(*) FROM audit_logs WHERE action = %s AND entity_type = 'demo_tenant'"
    with psycopg.connect(place.conninfo) as plain:
        times = plain.execute(lines, [operation]).fetchone()[0]
    assert times == (1 if done else 0)
    again, said = act(operation, place, bundle, other_bundle, job)  # the same command, when the server is back
    assert again == (1 if operation == "delete" and done else 0), said


def wait_until_alone(place):
    """Wait until the server has ended the sessions whose lines were cut."""
    with psycopg.connect(place.conninfo, autocommit=True) as plain:
        query = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'demogen-load'"
        while plain.execute(query).rowcount:
            plain.execute("SELECT pg_sleep(0.02)")
