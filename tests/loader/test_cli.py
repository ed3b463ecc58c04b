"""The loader's command line: codes, streams, JSON, and no traceback or password ever."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from demogen.cli import cli as demogen_cli
from demogen.cli import terminal
from loader.cli import cli
from tests import forked

ROOT = Path(__file__).parents[2]
SECRET = "s3cr3t"
# The detail response that was asked for.
DETAIL = {
    "id",
    "status",
    "config",
    "seed",
    "createdTenantId",
    "tenant",
    "progress",
    "currentStep",
    "logs",
    "metrics",
    "monthlyBreakdown",
    "errorMessage",
    "startedAt",
    "completedAt",
    "createdAt",
}
NOWHERE = "postgresql://somebody@127.0.0.1:1/nothing"


@pytest.fixture
def run(place):
    """Run a command against a database of its own."""

    def give(*words, code=0, **environment):
        done = forked.run("loader", *words, env={"DATABASE_URL": place.conninfo, **environment}, text=True)
        assert "Traceback" not in done.stderr
        assert done.returncode == code, done.stderr
        return done

    return give


def leaves(group, words=()):
    """List the commands that do something, each as it is typed."""
    for name, command in sorted(group.commands.items()):
        yield from leaves(command, (*words, name)) if isinstance(command, click.Group) else [(*words, name)]


@pytest.mark.parametrize("words", [words for words in leaves(cli) if words[0] != "db"], ids=" ".join)
def test_help_has_an_example(words):
    done = CliRunner().invoke(cli, [*words, "--help"])
    assert done.exit_code == 0
    assert f"demogen-load {' '.join(words)}" in done.output.split("Example:")[1]


def test_the_whole_life_of_a_tenant(run, bundle):
    loaded = json.loads(run("load", bundle, "--json").stdout)
    assert loaded["result"] == "loaded"
    again = json.loads(run("load", bundle, "--json").stdout)
    assert (again["result"], again["jobId"]) == ("unchanged", loaded["jobId"])  # case 27
    assert [t["slug"] for t in json.loads(run("tenants", "--json").stdout)] == ["brackwater-tools"]
    job = json.loads(run("job", loaded["jobId"], "--follow", "--json").stdout)
    assert (job["status"], job["progress"], job["metrics"]["rows"]) == ("completed", 100, loaded["rows"])
    assert set(job) >= DETAIL
    assert job["tenant"] == {"id": loaded["tenantId"], "name": "Brackwater Tools"}
    assert job["monthlyBreakdown"][0]["month"] == "2025-09"
    assert set(job["metrics"]) == {"rows", "totals", "seconds"}
    assert "as it was loaded" in run("verify", "brackwater-tools").stdout
    assert "as it was loaded" in run("verify", "brackwater-tools", "--bundle", bundle).stdout
    assert "would be deleted" in run("delete", loaded["jobId"], "--dry-run").stdout
    assert json.loads(run("delete", loaded["jobId"], "--yes", "--json").stdout)["rows"] == loaded["rows"]
    again = json.loads(run("regenerate", loaded["jobId"], "--as-of", job["asOf"], "--json").stdout)
    assert (again["result"], again["tenantId"]) == ("loaded", loaded["tenantId"])
    listed = json.loads(run("jobs", "--json", "--status", "completed").stdout)
    assert listed["meta"]["total"] == 2


def test_results_go_to_stdout_and_steps_to_stderr(run, bundle):
    done = run("load", bundle)
    assert done.stdout.count("\n") == 1
    assert "Creating activities" in done.stderr
    assert run("load", bundle, "--as-new", "-q").stderr == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["load"], 2),
        (["load", "{bundle}", "--replace", "--as-new"], 2),
        (["load", "{bundle}", "--dsn", f"postgresql://u:{SECRET}@h/d"], 2),
        (["load", "{bundle}", "--dsn", f"host=h password={SECRET}"], 2),
        (["load", "{bundle}", "--dsn", NOWHERE], 3),
        (["load", "/nowhere"], 1),
        (["load", "{bundle}", "--expect-digest", "0" * 64], 1),
        (["delete", "nobody", "--yes"], 1),
        (["delete", "nobody", "--yes", "--dry-run"], 2),
        (["tenants", "--schema", "pg_catalog"], 2),
        (["tenants", "--schema", "nowhere"], 3),
        (["load", "nowhere", "--timeout", "nan"], 2),
        (["load", "nowhere", "--timeout", "1e400"], 2),
        (["verify", "nobody"], 1),
        (["views", "nobody"], 1),
        (["job", "not-an-id"], 2),
        (["job", "00000000-0000-0000-0000-000000000000"], 1),
        (["jobs", "--page-size", "9"], 2),
        (["regenerate", "00000000-0000-0000-0000-000000000000"], 1),
        (["regenerate", "00000000-0000-0000-0000-000000000000", "--as-of", "2026-06-30"], 1),
        (["regenerate", "00000000-0000-0000-0000-000000000000", "--as-of", "2026-06-31"], 2),
    ],
    ids=str,
)
def test_errors_have_their_codes_and_tell_no_password(run, bundle, words, code):
    done = run(*(word.format(bundle=bundle) for word in words), code=code)
    assert SECRET not in done.stdout + done.stderr


@pytest.mark.parametrize("words", [("load", "{bundle}"), ("delete", "{slug}", "--yes"), ("verify", "{slug}")], ids=str)
def test_a_line_end_is_no_part_of_a_name(place, bundle, done, words):
    """As files and pipes have one behind a name (case 17's kin)."""
    typed = [f"{word.format(bundle=bundle, slug=done.slug)}\r\n" for word in (*words, "--schema", "public")]
    told = CliRunner().invoke(cli, typed, env={"DATABASE_URL": f"{place.conninfo}\n"})
    assert told.exit_code == 0, told.exception


@pytest.mark.parametrize(
    ("words", "answer", "left"),
    [
        ([], None, 1),  # case 26: nobody can be asked
        ([], "n\n", 1),
        ([], "y\n", 0),
        (["--yes"], None, 0),
        (["--dry-run"], None, 1),
    ],
    ids=str,
)
def test_nothing_is_deleted_without_a_yes(place, done, database, monkeypatch, words, answer, left):
    monkeypatch.setattr(terminal, "can_ask", lambda: answer is not None)
    told = CliRunner().invoke(cli, ["delete", done.slug, *words], input=answer, env={"DATABASE_URL": place.conninfo})
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (left,)
    assert getattr(told.exception, "exit_code", 0) == (
        2 if not words and answer is None else 1 if answer == "n\n" else 0
    )
    says = "nothing was deleted" in str(told.exception) if left and not words else "brackwater-tools" in told.output
    assert says, told.output


@pytest.mark.parametrize(
    ("words", "option"),
    [(["delete", "nobody"], ""), (["admin", "create", "a@b.example"], ""), (["admin", "password", "a@b.example"], "")],
    ids=str,
)
def test_what_cannot_be_asked_is_wrong_usage(place, done, words, option):
    del option
    words = [word.replace("nobody", done.slug) for word in words]
    told = CliRunner().invoke(cli, words, env={"DATABASE_URL": place.conninfo})
    assert told.exception.exit_code == 2


def groups(command, words=()):
    """List a group and its groups, each as it is typed."""
    yield command, words
    for name, part in sorted(command.commands.items()):
        if isinstance(part, click.Group):
            yield from groups(part, (*words, name))


@pytest.mark.parametrize(
    ("program", "group", "words"),
    [(program, *found) for program in (cli, demogen_cli) for found in groups(program)],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_every_summary_is_whole(program, group, words):
    """Case 27: five of thirteen were cut, also in `demogen --help`."""
    said = " ".join(CliRunner().invoke(program, [*words, "--help"], terminal_width=80).output.split())
    for name, command in group.commands.items():
        first = " ".join(command.help.split("\n\n")[0].split()).partition(". ")[0].rstrip(".")
        assert f"{name} {first}" in said
    assert "..." not in said.replace("[ARGS]...", "").replace("[COMMAND]...", "")


def test_errors_are_json_where_that_is_asked_for(run):
    error = json.loads(run("delete", "nobody", "--json", code=1).stdout)["error"]
    assert (error["exitCode"], error["problems"][0]["where"]) == (1, "nobody")


def test_a_password_in_the_environment_is_not_told(run, bundle):
    url = f"postgresql://somebody:{SECRET}@127.0.0.1:1/nothing"
    done = run("load", bundle, "--json", code=3, DATABASE_URL=url)
    assert SECRET not in done.stdout + done.stderr


def test_migrate_says_what_it_did(run, server):
    assert run("migrate").stdout.endswith("nothing to do\n")
