"""The loader's command line: codes, streams, JSON, and no traceback or password ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from loader.cli import cli

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
        command = [sys.executable, "-m", "loader", *map(str, words)]
        known = {**os.environ, "DATABASE_URL": place.conninfo, **environment}
        done = subprocess.run(command, check=False, cwd=ROOT, env=known, capture_output=True, text=True, timeout=120)
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
    assert json.loads(run("load", bundle, "--json").stdout)["result"] == "unchanged"
    assert [t["slug"] for t in json.loads(run("tenants", "--json").stdout)] == ["brackwater-tools"]
    job = json.loads(run("job", loaded["jobId"], "--follow", "--json").stdout)
    assert (job["status"], job["progress"], job["metrics"]["rows"]) == ("completed", 100, loaded["rows"])
    assert set(job) >= DETAIL
    assert job["tenant"] == {"id": loaded["tenantId"], "name": "Brackwater Tools"}
    assert job["monthlyBreakdown"][0]["month"] == "2025-09"
    assert set(job["metrics"]) == {"rows", "totals", "seconds"}
    assert "as it was loaded" in run("verify", "brackwater-tools").stdout
    assert "as it was loaded" in run("verify", "brackwater-tools", "--bundle", bundle).stdout
    told = run("delete", loaded["jobId"])
    assert "would be deleted" in told.stdout
    assert json.loads(run("delete", loaded["jobId"], "--yes", "--json").stdout)["rows"] == loaded["rows"]
    again = json.loads(run("regenerate", loaded["jobId"], "--json").stdout)
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
        (["verify", "nobody"], 1),
        (["views", "nobody"], 1),
        (["job", "not-an-id"], 2),
        (["job", "00000000-0000-0000-0000-000000000000"], 1),
        (["jobs", "--page-size", "9"], 2),
        (["regenerate", "00000000-0000-0000-0000-000000000000"], 1),
    ],
    ids=str,
)
def test_errors_have_their_codes_and_tell_no_password(run, bundle, words, code):
    done = run(*(word.format(bundle=bundle) for word in words), code=code)
    assert SECRET not in done.stdout + done.stderr


def test_errors_are_json_where_that_is_asked_for(run):
    error = json.loads(run("delete", "nobody", "--json", code=1).stdout)["error"]
    assert (error["exitCode"], error["problems"][0]["where"]) == (1, "nobody")


def test_a_password_in_the_environment_is_not_told(run, bundle):
    url = f"postgresql://somebody:{SECRET}@127.0.0.1:1/nothing"
    done = run("load", bundle, "--json", code=3, DATABASE_URL=url)
    assert SECRET not in done.stdout + done.stderr


def test_migrate_says_what_it_did(run, server):
    assert run("migrate").stdout.endswith("nothing to do\n")
