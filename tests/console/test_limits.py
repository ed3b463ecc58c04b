"""What one caller may have at the same time, and what all may: more is 429, and nobody else notices (case 32)."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from threading import Event, Thread

import pytest

from demogen.errors import ConfigError
from loader.console.accounts.caller import Caller
from loader.console.limits import Limits
from loader.console.problems import Refusal
from loader.console.recorder import HOUR, MOST_CALLER, MOST_SAME, Recorder
from loader.console.settings import LIMITS, Limit, read_limits
from loader.jobs.locks import tenant_key, try_lock
from tests.console.conftest import API, console, small, wait_for
from tests.console.knock import rows


def caller(name):
    """Return somebody with a session of their own."""
    return Caller("u", "e", "n", "session", frozenset(), "127.0.0.1", key_sha256=name.encode())


@pytest.mark.parametrize("kind", sorted(LIMITS))
def test_each_limit_holds_for_one_caller_and_for_all(kind):
    limits, held = Limits({kind: Limit(2, 3)}), ExitStack()
    with held:
        for who in "aab":
            held.enter_context(limits.hold(kind, caller(who)))
        for who, says in (("a", "of one token"), ("c", "of all callers")):
            with pytest.raises(Refusal, match=says) as refused, limits.hold(kind, caller(who)):
                pass
            assert (refused.value.status, refused.value.code) == (429, "TOO_MANY_REQUESTS")
            assert int(refused.value.headers["Retry-After"]) > 0
    with limits.hold(kind, caller("a")), limits.hold(kind, caller("a")):
        pass


def test_what_fails_is_not_counted_for_ever():
    limits = Limits({"files": Limit(1, 1)})
    for _ in range(3):
        with suppress(ZeroDivisionError), limits.hold("files", caller("a")):
            raise ZeroDivisionError


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), LIMITS),
        (("streams=5",), {**LIMITS, "streams": Limit(5, 100)}),
        (("streams=500", "files=1/2"), {**LIMITS, "streams": Limit(500, 500), "files": Limit(1, 2)}),
    ],
)
def test_limits_are_read(words, expected):
    assert read_limits(words) == expected


@pytest.mark.parametrize(
    "word", ["", "streams", "streams=", "streams=0", "streams=-1", "jobs=3", "files=3/2", "files=٣"]
)
def test_a_limit_that_is_none_is_refused(word):
    with pytest.raises(ConfigError, match="is not a limit"):
        read_limits([word])


def test_the_audit_log_is_not_filled():
    """Of what one repeats, ten lines an hour, and each hour says how many were left out (case 33)."""
    recorder = Recorder()
    written = [recorder.admit("ada", "refuse", "403") for _ in range(100)]
    assert written == [{}] * MOST_SAME + [None] * (100 - MOST_SAME)
    assert recorder.admit("ada", "refuse", "404") == {"leftOut": 100 - MOST_SAME}
    many = [recorder.admit("ada", str(number)) for number in range(1000)]
    assert sum(found is not None for found in many) == MOST_CALLER - MOST_SAME - 1
    assert recorder.admit("bob", "refuse", "403") is not None
    recorder._begun -= HOUR
    assert recorder.admit("ada", "refuse", "403") == {}


@pytest.fixture(scope="module")
def narrow(server, template, tmp_path_factory):
    """Return a console that allows little, and whose one worker is kept busy."""
    words = ("--limit", "streams=2", "--limit", "pending=2/3")
    folder = tmp_path_factory.mktemp("narrow")
    with console(server, template, folder, *words) as found, found.connect() as other, other.transaction():
        assert try_lock(other, tenant_key("held-up"))
        found.create(tenantName="Held Up")
        yield found


def problem(answer):
    """Demand that somebody was told to come back."""
    assert (answer.status_code, answer.headers["content-type"]) == (429, "application/problem+json")
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["code"] == "TOO_MANY_REQUESTS"


def test_waiting_jobs_of_one_account_are_limited(narrow):
    client, key = narrow.client(), {"Idempotency-Key": "again"}
    job = narrow.create(client, key, tenantName="Second")
    problem(client.post(API, json=small(tenantName="Third")))
    assert narrow.create(client, key, tenantName="Second") == job  # asking twice is asking once
    assert client.post(f"{API}/{job}/cancel").status_code == 200
    assert rows(narrow, "SELECT count(*) FROM audit_logs WHERE action = 'refuse_create'") == [(1,)]
    assert client.post(API, json=small(tenantName="Third")).status_code == 202


def test_streams_of_one_token_are_limited(narrow):
    client, other = narrow.client(), narrow.client()
    job = client.get(API).json()["data"][0]["id"]
    over, begun = Event(), []

    def follow():
        with suppress(Exception), client.stream("GET", f"{API}/{job}/events") as answer:
            lines = answer.iter_lines()  # held, as the stream ends with it
            begun.append(next(lines))
            over.wait(60)

    threads = [Thread(target=follow, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    wait_for(lambda: len(begun) == 2)
    problem(client.get(f"{API}/{job}/events"))
    with other.stream("GET", f"{API}/{job}/events") as answer:
        assert answer.status_code == 200
    over.set()
    for thread in threads:
        thread.join()

    def follows_again():
        with client.stream("GET", f"{API}/{job}/events") as answer:
            return answer.status_code == 200

    wait_for(follows_again)
