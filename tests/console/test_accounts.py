"""Accounts: who is an admin, what a password is, what a token may do and when it ends."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from demogen.errors import ConfigError
from loader.console.accounts import admins, links, passwords, sessions, tokens
from loader.console.accounts.keys import digest
from loader.errors import Denied, NotFound

EMAIL, PASSWORD, HERE = "ada@crm.example", "correct horse battery staple", "127.0.0.1"


@pytest.fixture
def ada(database):
    """Make an admin; give the id."""
    return admins.create_admin(database, EMAIL, "Ada Example", PASSWORD)


@pytest.mark.parametrize("password", ["x" * 12, "x" * 1024, "pässwörter 🐎🔋", "\ud800" * 12])
def test_a_password_matches_itself_alone(password):
    kept = passwords.hash_password(password)
    assert passwords.matches(password, kept)
    assert not passwords.matches(password[:-1], kept)
    assert not passwords.matches(f" {password}", kept)
    assert not passwords.matches(password, None)
    assert kept != passwords.hash_password(password)  # a salt of its own
    assert re.fullmatch(r"scrypt\$15\$8\$1\$[A-Za-z0-9+/=]{24}\$[A-Za-z0-9+/=]{44}", kept)


@pytest.mark.parametrize("password", ["", "x" * 11, "x" * 1025, "x" * 1_000_000])
def test_a_password_has_a_length(password):
    with pytest.raises(ConfigError, match="12 to 1024 characters"):
        passwords.hash_password(password)


def test_nobody_has_the_password_of_nobody():
    for word in ("", "\0", PASSWORD):
        assert not passwords.matches(word, None)
        assert not passwords.matches(word, passwords.NOBODY)


@pytest.mark.parametrize(
    "email", ["", "ada", "@crm.example", "ada@", "a da@x", "a\nb@x", "a\u202eb@x", "a@" + "x" * 260]
)
def test_an_admin_has_an_address(database, email):
    with pytest.raises(ConfigError, match="is not an e-mail address"):
        admins.create_admin(database, email, None, PASSWORD)
    assert database.execute("SELECT FROM users").rowcount == 0


def test_an_admin_is_made_once(database, ada):
    for email in (EMAIL, f" {EMAIL.upper()}"):
        with pytest.raises(Denied):
            admins.create_admin(database, email, None, PASSWORD)
    assert database.execute("SELECT count(*) FROM users").fetchone() == (1,)
    assert admins.require_admin(database, EMAIL.upper()).id == ada


def test_a_password_that_is_too_short_makes_nobody(database):
    with pytest.raises(ConfigError):
        admins.create_admin(database, EMAIL, None, "short")
    assert database.execute("SELECT FROM users").rowcount == 0


def test_another_password_ends_every_session(database, ada):
    key = sessions.open_session(database, ada, HERE)
    admins.set_password(database, EMAIL, "another password")
    assert sessions.find_session(database, key, HERE) is None
    kept = admins.require_admin(database, EMAIL).password_hash
    assert (passwords.matches("another password", kept), passwords.matches(PASSWORD, kept)) == (True, False)


def test_who_was_disabled_is_no_admin_until_made_again(database, ada):
    session, (_, token) = (
        sessions.open_session(database, ada, HERE),
        tokens.create_token(database, EMAIL, "t", ["read"], 1),
    )
    admins.disable_admin(database, EMAIL)
    for change in (
        lambda: admins.set_password(database, EMAIL, PASSWORD),
        lambda: tokens.create_token(database, EMAIL, "t", ["read"], 1),
        lambda: admins.disable_admin(database, EMAIL),
    ):
        with pytest.raises(NotFound):
            change()
    assert admins.create_admin(database, EMAIL, None, "another password") == ada
    assert not passwords.matches(PASSWORD, admins.require_admin(database, EMAIL).password_hash)
    assert sessions.find_session(database, session, HERE) is None
    assert tokens.find_token(database, token, HERE) is None  # it was for somebody who was to be kept out


@pytest.mark.parametrize(
    "change",
    [
        "revoked_at = clock_timestamp()",
        "expires_at = clock_timestamp()",
        "expires_at = clock_timestamp() - interval '1 day'",
    ],
)
def test_a_token_ends(database, ada, change):
    number, key = tokens.create_token(database, EMAIL, "nightly", ["delete", "read"], 1)
    found = tokens.find_token(database, key, HERE)
    assert (found.user, found.token, found.scopes, found.csrf) == (ada, number, {"read", "delete"}, "")
    database.execute(f"UPDATE console_tokens SET {change}")
    assert tokens.find_token(database, key, HERE) is None
    assert [token["state"] for token in tokens.list_tokens(database)] == [
        "revoked" if "revoked" in change else "expired"
    ]


def test_a_token_is_revoked_at_once_and_for_good(database, ada):
    number, key = tokens.create_token(database, EMAIL, "nightly", ["read"], None)
    for _ in range(2):
        tokens.revoke_token(database, number)
    assert tokens.find_token(database, key, HERE) is None
    with pytest.raises(NotFound):
        tokens.revoke_token(database, uuid4())


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\nb", "\x1b[31m"])
def test_a_token_has_a_name(database, ada, name):
    with pytest.raises(ConfigError, match="is not a name for a token"):
        tokens.create_token(database, EMAIL, name, ["read"], 1)
    assert database.execute("SELECT FROM console_tokens").rowcount == 0


def test_keys_are_long_and_only_their_digests_are_kept(database, ada):
    keys = [sessions.open_session(database, ada, HERE), links.make_link(database, ada)]
    keys.append(tokens.create_token(database, EMAIL, "t", ["read"], 1)[1])
    assert all(len(key.removeprefix("dgt_")) == 43 for key in keys)
    for table, key in zip(("sessions", "links", "tokens"), keys, strict=True):
        ((row, kept),) = database.execute(f"SELECT t::text, key_sha256 FROM console_{table} t").fetchall()
        assert kept == digest(key)
        assert key not in row
