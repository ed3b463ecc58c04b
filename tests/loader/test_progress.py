"""Percents between the marks follow measured cost, and where an error came from is told without a value (30, 31)."""

from __future__ import annotations

import re

import psycopg
import pytest

from loader.errors import DatabaseProblem, TimedOut
from loader.jobs import progress as clock
from loader.jobs.costs import expected_rows, generating_costs, loading, loading_costs, spread
from loader.jobs.estimate import about_rows, expect_costs
from loader.jobs.progress import Lost, Progress
from loader.jobs.stack import describe_stack
from loader.mapping.format import load_mapping
from loader.postgres.connect import connect
from loader.tenants import attempt
from loader.tenants.load import load
from loader.tenants.recipe import STEPS
from loader.tenants.regenerate import regenerate
from loader.tenants.task import Options

SECRET = "open-sesame"
STACK = "SELECT error_code, error_stack FROM demo_generation_jobs ORDER BY created_at DESC LIMIT 1"


@pytest.fixture
def time(monkeypatch):
    """Set a clock by hand."""
    now = [1000.0]
    monkeypatch.setattr(clock.time, "monotonic", lambda: now[0])
    return now


def test_time_moves_a_stage_that_nobody_counts_and_never_to_its_end(time):
    job = Progress(costs={"drawing": 10.0, "loading": 30.0})
    job.begin("drawing", 0, 20, "Drawing")
    found = []
    for _ in range(6):
        found.append((job.now, job.seconds_left))
        time[0] += 4
    assert [percent for percent, _ in found] == [0, 8, 16, 19, 19, 19]
    assert [left for _, left in found] == sorted((left for _, left in found), reverse=True) or found[0][1] == 40
    job.begin("loading", 20, 100, "Loading")
    for part, percent in ((0.0, 20), (0.25, 40), (1.0, 99)):
        job.count(part)
        assert job.now == percent
    assert job.seconds_left <= 2


def test_the_seconds_that_are_left_follow_how_fast_the_job_is(time):
    """On a machine that is twice as slow as the measured one, the job learns so."""
    job = Progress(costs={"one": 10.0, "two": 10.0})
    assert job.seconds_left is None  # not begun
    job.begin("one", 0, 50, "One")
    assert job.seconds_left == 20
    time[0] += 20
    job.begin("two", 50, 100, "Two")
    assert job.seconds_left == 15  # between the ten that were expected and the twenty that one took
    job.count(0.9)
    assert job.seconds_left <= 2


def test_a_job_that_is_lost_stops_at_its_next_step():
    job = Progress()
    job.move(5, "Creating team members")
    job.lose()
    with pytest.raises(Lost):
        job.move(10, "Setting up pipeline")
    assert job.step == "Creating team members"


def test_every_step_was_measured():
    """A step that costs nothing would not move the job: each that a job really passes has its line."""
    rows = expected_rows(1000)
    assert set(rows) == set(load_mapping().tables)
    assert set(loading_costs(rows)) == {*map(loading, rows), "proving"}
    assert all(seconds > 0 for key, seconds in generating_costs(1000).items() if key in {"drawing", "checking"})
    assert 0.5 < sum(rows.values()) / about_rows({"targets": dict.fromkeys(COUNTS, 250)}) < 2


COUNTS = ("leads", "contacts", "companies", "closedWonCount")


def test_parts_follow_costs():
    costs = {"a": 1.0, "b": 3.0}
    assert list(spread(("a", "b", "c"), costs, 0, 20)) == [(0, 5), (5, 20), (20, 20)]
    assert list(spread(("a",), {}, 0, 20)) == [(0, 0)]


def test_a_job_passes_every_stage_at_its_cost(place, done, database, monkeypatch):
    """What generates moves through its fifth, what loads between the marks, each by its own share of the cost."""
    seen = []
    begin = Progress.begin

    def note(progress, key, first, last, *given):
        seen.append((key, first, last))
        return begin(progress, key, first, last, *given)

    monkeypatch.setattr(Progress, "begin", note)
    regenerate(place, done.job, seed="other", as_of=None, options=Options())
    keys = [key for key, *_ in seen]
    assert keys[: len(STEPS)] == list(STEPS)
    assert keys[len(STEPS) :] == ["removing", *map(loading, load_mapping().tables), "proving"]
    config = database.execute("SELECT config FROM demo_generation_jobs LIMIT 1").fetchone()[0]
    costs, marks = expect_costs(config), {key: (first, last) for key, first, last in seen}
    whole = sum(costs[step] for step in STEPS)
    for step in STEPS:
        assert marks[step][1] - marks[step][0] == pytest.approx(20 * costs[step] / whole)
    assert max(last - first for first, last in (marks[step] for step in STEPS)) < 15  # no step is the whole fifth


def test_a_database_error_says_where_it_came_from_and_nothing_else(bundle, place, database, monkeypatch):
    def fail(*_given):
        raise psycopg.errors.DiskFull(f"could not extend file: {SECRET}")

    monkeypatch.setattr(attempt, "copy_tables", fail)
    with pytest.raises(DatabaseProblem):
        load(bundle, lambda: place, Options())
    code, stack = database.execute(STACK).fetchone()
    assert code == "DATABASE_ERROR"
    assert "psycopg.errors.DiskFull (SQLSTATE 53100)" in stack
    assert re.search(r"^  loader\.tenants\.attempt\._load:\d+$", stack, re.MULTILINE)
    assert SECRET not in stack
    assert "/" not in stack


def test_a_timeout_says_where_it_was(bundle, place, database):
    with connect(place) as gate, gate.transaction():
        gate.execute("LOCK TABLE public.contacts IN SHARE ROW EXCLUSIVE MODE")
        with pytest.raises(TimedOut):
            load(bundle, lambda: place, Options(timeout_seconds=1.5))
    code, stack = database.execute(STACK).fetchone()
    assert code == "TIMEOUT"
    assert re.search(r"^psycopg\.errors\.AdminShutdown", stack, re.MULTILINE)
    assert re.search(r"^  loader\.tenants\.attempt\._load:\d+$", stack, re.MULTILINE)
    assert "/" not in stack


def test_causes_come_first_and_circles_end():
    def fail():
        try:
            int(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error

    try:
        fail()
    except KeyError as error:
        error.__cause__.__cause__ = error
        found = describe_stack(error)
    assert re.match(r"builtins\.ValueError\n.*\nled to\nbuiltins\.KeyError\n", found, re.DOTALL)
    assert SECRET not in found
