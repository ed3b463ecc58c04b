"""For how long one may guess, use a link, or stay: guesses, links and sessions, and when each of them ends."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from loader.console.accounts import admins, links, sessions, throttle
from loader.postgres.connect import connect

EMAIL, HERE = "ada@crm.example", "127.0.0.1"


@pytest.fixture
def ada(database):
    """Make an admin; give the id."""
    return admins.create_admin(database, EMAIL, "Ada Example", None)


def back(database, table, column, **time):
    """Set back a moment of every row of a table."""
    database.execute(f"UPDATE console_{table} SET {column} = {column} - %s::interval", [timedelta(**time)])


@pytest.mark.parametrize(
    ("tries", "waits"),
    [
        ([("a@x", "1")] * 4, False),
        ([("a@x", "1")] * 5, True),
        ([("a@x", "2")] * 5, False),
        ([("b@x", "1")] * 5, False),
        ([(f"{n}@x", "1") for n in range(19)], False),
        ([(f"{n}@x", "1") for n in range(20)], True),
        ([("a@x", f"{n}.") for n in range(49)], False),
        ([("a@x", f"{n}.") for n in range(50)], True),
        ([(" A@X ", "1")] * 5, True),
    ],
    ids=[
        "4 alike",
        "5 alike",
        "5 from elsewhere",
        "5 at another",
        "19 here",
        "20 here",
        "49 at it",
        "50 at it",
        "written so",
    ],
)
def test_guesses_that_make_one_wait(database, tries, waits):
    for email, address in tries:
        assert throttle.begin_try(database, email, address) == 0
    wait = throttle.begin_try(database, "a@x", "1")
    assert (0 < wait <= 900) == waits


def test_who_waits_does_not_wait_longer_for_trying(database):
    for _ in range(5):
        throttle.begin_try(database, "a@x", "1")
    back(database, "failures", "at", minutes=10)
    waits = [throttle.begin_try(database, "a@x", "1") for _ in range(20)]
    assert max(waits) <= 300
    back(database, "failures", "at", minutes=5)
    assert throttle.begin_try(database, "a@x", "1") == 0


def test_a_sign_in_forgives_the_guesses_of_its_own(database):
    """Who has an account of their own cannot guess at others for ever."""
    for email in ("a@x", "b@x"):
        for _ in range(4):
            throttle.begin_try(database, email, "1")
    throttle.forget(database, "A@x", "1")
    assert database.execute("SELECT DISTINCT email FROM console_failures").fetchall() == [("b@x",)]


def test_guesses_at_the_same_time_do_not_overtake_the_count(place, database):
    def guess(_):
        with connect(place) as connection:
            return throttle.begin_try(connection, "a@x", "1")

    with ThreadPoolExecutor(12) as pool:
        waits = [*pool.map(guess, range(24))]
    assert waits.count(0) <= 5


@pytest.mark.parametrize(
    ("address", "signs_in"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("203.0.113.9", False),
        ("::ffff:203.0.113.9", False),
        ("localhost", False),
        ("unknown", False),
        ("", False),
        ("127.0.0.1, 10.0.0.1", False),
    ],
)
def test_a_link_is_of_this_machine(database, ada, address, signs_in):
    key = links.make_link(database, ada)
    assert (links.use_link(database, key, address) == ada) == signs_in
    assert (links.use_link(database, key, HERE) == ada) != signs_in  # used up, or not


def test_a_link_is_used_once_whoever_is_first(place, database, ada):
    key = links.make_link(database, ada)

    def use(_):
        with connect(place) as connection:
            return links.use_link(connection, key, HERE)

    with ThreadPoolExecutor(8) as pool:
        assert [*pool.map(use, range(16))].count(ada) == 1


@pytest.mark.parametrize(("minutes", "lives"), [(14, True), (15, False), (60, False)])
def test_a_link_lives_for_a_quarter_of_an_hour(database, ada, minutes, lives):
    key = links.make_link(database, ada)
    back(database, "links", "expires_at", minutes=minutes)
    assert (links.use_link(database, key, HERE) == ada) == lives


@pytest.mark.parametrize(
    ("opened", "seen", "lives"),
    [(0, 0, True), (119, 119, True), (121, 121, False), (719, 0, True), (721, 0, False), (719, 121, False)],
    ids=str,
)
def test_a_session_ends_unused_or_at_the_end_of_a_day(database, ada, opened, seen, lives):
    key = sessions.open_session(database, ada, HERE)
    back(database, "sessions", "created_at", minutes=opened)
    back(database, "sessions", "seen_at", minutes=seen)
    found = sessions.find_session(database, key, HERE)
    assert (found is not None) == lives
    sessions.sweep(database)
    assert database.execute("SELECT FROM console_sessions").rowcount == lives


def test_using_a_session_keeps_it(database, ada):
    key = sessions.open_session(database, ada, HERE)
    back(database, "sessions", "seen_at", minutes=100)
    assert sessions.find_session(database, key, HERE).scopes == {"read", "write", "delete"}
    back(database, "sessions", "seen_at", minutes=100)
    assert sessions.find_session(database, key, HERE).user == ada
