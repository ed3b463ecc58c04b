"""What is there after a failure, by operation and moment: looked at in the database, and so is what was told of it.

A load, a replacement, a regeneration and a delete, whose line to the server is cut before BEGIN, in the middle, before
COMMIT, and at COMMIT, heard by the server or not; the server can be reached again, or it cannot.
"""

from __future__ import annotations

import os

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from loader.cli import cli
from loader.console.accounts.admins import create_admin
from loader.errors import LoadError
from loader.postgres import connect as connecting
from loader.postgres.connect import Place, Session
from loader.postgres.session import PinnedCursor
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
MORE = int(os.environ.get("FAULTS", "0"))  # `make faults` tries every moment of every operation
USUAL = {"replace": {"middle", "commit unheard", "commit heard"}, "regenerate": {"commit heard"}}


def cut(socket_path, operation, moment, *, away):
    """Put a proxy before the server that cuts the line of the data at a moment."""
    begin, middle, last = SENT[operation]
    if moment.startswith("commit"):
        return Proxy(socket_path, cut_at=last, then_at=COMMIT, forward=moment == "commit heard", away=away)
    where = {"first commit": COMMIT, "begin": begin, "middle": middle, "last": last}[moment]
    return Proxy(socket_path, cut_at=where, forward=False, away=away)


def socket_of(place):
    """Return the path of the server's socket."""
    known = conninfo_to_dict(place.conninfo)
    if not str(known.get("host", "")).startswith("/"):
        pytest.skip("the proxy stands before a Unix socket")
    return f"{known['host']}/.s.PGSQL.{known.get('port', 5432)}"


def state_of(place):
    """Return the digest of the tenant that is there and its rows; None where there is none."""
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


@pytest.mark.parametrize(
    ("operation", "moment", "away"),
    [
        pytest.param(operation, moment, away, id=f"{operation}-{moment}-{'away' if away else 'back'}")
        for operation in SENT
        for moment, away in MOMENTS
        if MORE or operation in {"load", "delete"} or moment in USUAL[operation]
    ],
)
def test_what_is_there(bundle, other_bundle, request, monkeypatch, operation, moment, away):
    """Case 25: a delete whose COMMIT got no answer from a server that stayed away was told as rejected."""
    monkeypatch.setattr(patience, "READY_SECONDS", 0.3)
    monkeypatch.setattr(patience, "ANSWER_SECONDS", 0.3 if away else 60.0)
    asked = "place" if operation == "load" else "loaded"
    place, job = (request.getfixturevalue(asked), None) if operation == "load" else request.getfixturevalue(asked)
    before = state_of(place)
    proxy = cut(socket_of(place), operation, moment, away=away)
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


class Stop(BaseException):
    """What a signal raises."""


@pytest.mark.parametrize("operation", ["load", "delete"])
@pytest.mark.parametrize("sent", [True, False], ids=["sent", "not-sent"])
def test_an_interruption_at_commit_is_looked_up(bundle, place, monkeypatch, operation, sent):
    """Interrupted while COMMIT was on its way: done where it was done, else nothing is done, and not tried again."""
    if operation == "delete":
        load(bundle, lambda: place, Options())
    plainly = Session._send
    armed, times = SENT_LAST[operation], []

    def send(self, statement):
        if statement != "COMMIT" or times or not any(armed in text for text in seen.get(id(self), ())):
            return plainly(self, statement)
        times.append(1)
        if sent:
            plainly(self, statement)
        self.close()
        raise Stop

    seen: dict[int, list[str]] = {}
    execute = PinnedCursor.execute

    def note(self, query, params=None, **how):
        seen.setdefault(id(self.connection), []).append(query.decode() if isinstance(query, bytes) else str(query))
        return execute(self, query, params, **how)

    monkeypatch.setattr(Session, "_send", send)
    monkeypatch.setattr(PinnedCursor, "execute", note)
    if sent:
        code, said = act(operation, place, bundle, None, None)
        assert code == 0, said
    else:
        with pytest.raises(Stop):
            act(operation, place, bundle, None, None)
    assert times == [1]
    monkeypatch.undo()
    assert (state_of(place) is not None) is ((operation == "load") == sent)
    with psycopg.connect(place.conninfo) as plain:
        told = plain.execute("SELECT status, error_code FROM demo_generation_jobs").fetchall()
    assert told == [("failed", "CANCELLED") if operation == "load" and not sent else ("completed", None)]


SENT_LAST = {"load": "status = 'completed'", "delete": "INSERT INTO audit_logs"}

# Commands whose COMMIT is not a load's: the words, what their session sends before it, and how often it was done.
COMMANDS = {
    "migrate --mark": (
        b"ALTER DATABASE",
        (
            "SELECT count(*) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase "
            "WHERE d.datname = current_database() AND 'demo_target.allow=true' = ANY(s.setconfig)"
        ),
    ),
    "migrate": (b"INSERT INTO demo_schema_migrations", "SELECT count(*) FROM demo_schema_migrations WHERE version = 3"),
    "admin create b@crm.example --no-password": (
        b"INSERT INTO console_admins",
        "SELECT count(*) FROM users WHERE email = 'b@crm.example'",
    ),
    "token create t --admin a@crm.example --scope read": (
        b"INSERT INTO console_tokens",
        "SELECT count(*) FROM console_tokens",
    ),
    "admin disable a@crm.example": (
        b"UPDATE console_admins",
        "SELECT count(*) FROM console_admins WHERE disabled_at IS NOT NULL",
    ),
}


@pytest.mark.parametrize("away", [False, True], ids=["back", "away"])
@pytest.mark.parametrize("forward", [False, True], ids=["unheard", "heard"])
@pytest.mark.parametrize("words", COMMANDS)
def test_every_commit_without_an_answer_is_looked_up(place, monkeypatch, words, forward, away):
    """Done once where the server can be asked, else told as unknown: never as done, never as not done."""
    monkeypatch.setattr(connecting, "ANSWER_SECONDS", 0.3 if away else 60.0)
    armed, question = COMMANDS[words]
    with psycopg.connect(place.conninfo, autocommit=True) as plain:
        if words == "migrate":  # as the version before the last migration left it
            plain.execute("DELETE FROM demo_schema_migrations WHERE version = 3")
            plain.execute(
                "DROP TABLE console_sessions, console_links, console_tokens, console_failures, console_admins"
            )
            plain.execute(UNDO)
        else:
            with connecting.connect(place) as session:
                create_admin(session, "a@crm.example", None, None)
        proxy = Proxy(socket_of(place), cut_at=armed, then_at=COMMIT, forward=forward, away=away)
        own = make_conninfo(place.conninfo, host="127.0.0.1", port=proxy.port, sslmode="disable", gssencmode="disable")
        try:
            told = CliRunner().invoke(cli, words.split(), env={"DATABASE_URL": own})
        finally:
            proxy.close()
        assert proxy.cuts == 1, "nothing was cut"
        assert getattr(told.exception, "exit_code", 0) == (4 if away else 0), told.exception
        wait_until_alone(place)
        assert plain.execute(question).fetchone()[0] == (1 if forward or not away else 0)


@pytest.mark.parametrize("away", [False, True], ids=["back", "away"])
@pytest.mark.parametrize("forward", [False, True], ids=["unheard", "heard"])
def test_whether_analytics_count_a_tenant_is_looked_up_too(loaded, monkeypatch, forward, away):
    """Done again at no harm where the server is back; told as unknown where it is not."""
    place, _ = loaded
    monkeypatch.setattr(connecting, "ANSWER_SECONDS", 0.3 if away else 60.0)
    proxy = Proxy(socket_of(place), cut_at=b"UPDATE demo_tenant_metadata", then_at=COMMIT, forward=forward, away=away)
    own = make_conninfo(place.conninfo, host="127.0.0.1", port=proxy.port, sslmode="disable", gssencmode="disable")
    try:
        told = CliRunner().invoke(cli, ["analytics", SLUG, "--include"], env={"DATABASE_URL": own})
    finally:
        proxy.close()
    assert proxy.cuts == 1, "nothing was cut"
    assert getattr(told.exception, "exit_code", 0) == (4 if away else 0), told.exception
    wait_until_alone(place)
    with psycopg.connect(place.conninfo) as plain:
        counted = plain.execute(
            "SELECT count(*) FROM demo_tenant_metadata WHERE NOT excluded_from_analytics"
        ).fetchone()
        told = plain.execute("SELECT count(*) FROM audit_logs WHERE action = 'update'").fetchone()
    assert counted == told == ((1,) if forward or not away else (0,))


def test_a_line_that_is_cut_before_a_command_begins_is_taken_up_again(loaded):
    """At the first COMMIT of a delete, which looks at the database before anything else."""
    place, _ = loaded
    proxy = Proxy(socket_of(place), cut_at=b"rolsuper", forward=False)
    own = make_conninfo(place.conninfo, host="127.0.0.1", port=proxy.port, sslmode="disable", gssencmode="disable")
    try:
        told = CliRunner().invoke(cli, ["delete", SLUG, "--yes"], env={"DATABASE_URL": own})
    finally:
        proxy.close()
    assert (proxy.cuts, told.exit_code, state_of(place)) == (1, 0, None), told.output


UNDO = """
ALTER TABLE demo_generation_jobs
    DROP COLUMN queued CASCADE, DROP COLUMN worker_id CASCADE, DROP COLUMN pickups, DROP COLUMN origin_job_id,
    DROP COLUMN idempotency_key CASCADE, DROP COLUMN request_sha256 CASCADE;
DROP INDEX idx_demo_jobs_open, idx_demo_jobs_completed_first;
"""


def wait_until_alone(place):
    """Wait until the server has ended the sessions whose lines were cut."""
    with psycopg.connect(place.conninfo, autocommit=True) as plain:
        query = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'demogen-load'"
        while plain.execute(query).rowcount:
            plain.execute("SELECT pg_sleep(0.02)")
