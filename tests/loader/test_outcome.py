"""What an error of the database comes to: tried again once, as a whole, or not; a row's values are never told."""

from __future__ import annotations

import psycopg
import pytest

from loader.errors import DatabaseProblem
from loader.tenants.load import load
from loader.tenants.outcome import as_problem, can_pass
from loader.tenants.task import Options

PASSES = ("08000", "08006", "40001", "40P01", "53300", "55P03", "57P01", "57P02", "57P03", "58030")
STAYS = ("22003", "22021", "23502", "23503", "23505", "23514", "25006", "28000", "3D000", "42501", "42P01", "0A000")
STAYS += ("53100", "57014", "XX000")


@pytest.mark.parametrize(("state", "again"), [*((s, True) for s in PASSES), *((s, False) for s in STAYS)])
def test_which_errors_can_pass(state, again):
    error = psycopg.errors.lookup(state)("said no")
    assert can_pass(error) is again
    assert as_problem(error).recoverable is again


def test_a_lost_line_can_pass_and_our_own_mistake_cannot():
    assert can_pass(psycopg.OperationalError("server closed the connection unexpectedly"))
    assert not can_pass(psycopg.ProgrammingError("cannot adapt type"))


def raising(state):
    """Return a change of the database after which a note raises an error of a state."""
    return (
        "CREATE FUNCTION refuse(text) RETURNS boolean LANGUAGE plpgsql AS "
        f"'BEGIN RAISE EXCEPTION ''no room for %'', $1 USING ERRCODE = ''{state}''; END';"
        "ALTER TABLE notes ADD CHECK (refuse('s3cr3t' || left(body, 0)))"
    )


# 53100 a full disk, 23514 data, 42501 a privilege, 40001 two at once, 57P01 the server ends sessions
@pytest.mark.parametrize(
    ("state", "attempts", "recoverable"),
    [("53100", 1, False), ("23514", 1, False), ("42501", 1, False), ("40001", 2, True), ("57P01", 2, True)],
)
def test_only_what_can_pass_is_tried_again(bundle, place, database, state, attempts, recoverable):
    database.execute(raising(state))
    with pytest.raises(DatabaseProblem):
        load(bundle, lambda: place, Options())
    told = "SELECT status, attempt, error_code, recoverable FROM demo_generation_jobs"
    assert database.execute(told).fetchall() == [("failed", attempts, "DATABASE_ERROR", recoverable)]
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (0,)


def test_a_full_disk_says_what_to_do(bundle, place, database):
    database.execute(raising("53100"))
    with pytest.raises(DatabaseProblem, match="VACUUM"):
        load(bundle, lambda: place, Options())


def test_values_of_rows_are_told_nowhere(bundle, place, database):
    database.execute("ALTER TABLE contacts ADD CHECK (email NOT LIKE '%example')")
    with pytest.raises(DatabaseProblem) as caught:
        load(bundle, lambda: place, Options())
    job = str(database.execute("SELECT error_message, error_stack, logs FROM demo_generation_jobs").fetchone())
    audit = str(database.execute("SELECT array_agg(metadata) FROM audit_logs").fetchone())
    for text in (str(caught.value), job, audit):
        assert ".example" not in text
