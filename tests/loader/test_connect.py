"""Where the database is: what is asked first, and that no password is told."""

from __future__ import annotations

import pytest

from demogen.errors import ConfigError
from loader.errors import DatabaseProblem
from loader.postgres.connect import Place, connect, find_place

SECRET = "s3cr3t"


@pytest.mark.parametrize(
    ("dsn", "environment", "source"),
    [
        ("host=a", {"DATABASE_URL": "host=b", "PGHOST": "c"}, "--dsn"),
        (None, {"DATABASE_URL": "host=b", "PGHOST": "c"}, "DATABASE_URL"),
        (None, {"PGHOST": "c"}, "the PG* variables"),
        (None, {"PGSERVICE": "c"}, "the PG* variables"),
        (None, {"PGPASSWORD": "x"}, None),
        (None, {}, None),
    ],
)
def test_what_is_asked_first(dsn, environment, source):
    found = find_place(dsn, environment)
    assert (found.source if found else None) == source


@pytest.mark.parametrize(
    "dsn",
    [
        f"postgresql://u:{SECRET}@h/d",
        f"host=h password={SECRET}",
        f"postgresql://u:{SECRET}%zz@h/d",
        f"host=h password={SECRET} nonsense",
    ],
)
def test_a_password_on_the_command_line_is_refused_and_not_told(dsn):
    with pytest.raises(ConfigError) as caught:
        find_place(dsn, {})
    assert SECRET not in str(caught.value)


def test_a_place_does_not_show_its_connection_string():
    assert SECRET not in repr(Place(f"postgresql://u:{SECRET}@h/d", "DATABASE_URL"))


def test_no_password_is_told_when_there_is_no_way():
    with pytest.raises(DatabaseProblem) as caught:
        connect(Place(f"postgresql://u:{SECRET}@127.0.0.1:1/d", "DATABASE_URL"))
    assert SECRET not in str(caught.value)
    assert caught.value.exit_code == 3
