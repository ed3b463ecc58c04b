"""Bundles for the acceptance tests, and the program as users start it: a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import forked

ROOT = Path(__file__).parents[2]
SMALLEST = {
    "country": "GB",
    "industry": "saas",
    "startDate": "2025-08-11",
    "asOf": "2025-11-19",
    "seed": "tiny",
    "teamSize": 3,
    "targets": {"leads": 100, "contacts": 50, "companies": 20, "closedWonCount": 10},
}


def command(*arguments):
    """Return the words that start demogen."""
    return [sys.executable, "-W", "error", "-m", "demogen", *(os.fspath(a) for a in arguments)]


def environment(**settings):
    """Return an environment in which a process finds this checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **settings}


def listing(folder):
    """List the names in a folder, hidden ones too."""
    return sorted(path.name for path in Path(folder).iterdir())


@pytest.fixture(scope="session")
def config(tmp_path_factory):
    """Write the smallest config to a file; a bundle of it takes a second."""
    path = tmp_path_factory.mktemp("config") / "tiny.json"
    path.write_text(json.dumps(SMALLEST))
    return path


@pytest.fixture(scope="session")
def run():
    """Run demogen to its end; no run may end in a traceback."""

    def give(*arguments, env=None, **settings):
        if not {*settings} - {"input", "cwd"} and all(name.startswith("DEMOGEN_") for name in env or {}):
            given = settings.get("input", b"")
            done = forked.run("demogen", *arguments, env=env, cwd=settings.get("cwd"), given=given)
        else:
            settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120, **settings}
            done = subprocess.run(command(*arguments), env=environment(**(env or {})), check=False, **settings)
        assert b"Traceback" not in (done.stderr or b""), done.stderr.decode()
        return done

    return give


@pytest.fixture(scope="session")
def generated(tmp_path_factory, config, run):
    """Generate a bundle of the smallest config, once with each words; nobody changes it."""
    made = {}

    def make(*words):
        if words not in made:
            made[words] = tmp_path_factory.mktemp("generated") / "bundle"
            assert run("generate", config, *words, "-o", made[words], "-q").returncode == 0
        return made[words]

    return make


@pytest.fixture(scope="session")
def sound(generated):
    """Return the bundle of the smallest config."""
    return generated()


@pytest.fixture(scope="session")
def other(generated):
    """Return a bundle of another seed."""
    return generated("--seed", "other")


@pytest.fixture(scope="session")
def default(tmp_path_factory, run):
    """Generate a bundle of default size in a country with cents and states."""
    path = tmp_path_factory.mktemp("default") / "bundle"
    config = ROOT / "fixtures" / "configs" / "valid" / "saas-us.yaml"
    assert run("generate", config, "--seed", "acme", "-o", path, "-q").returncode == 0
    return path


@pytest.fixture(scope="session")
def report(run, tmp_path_factory):
    """Make the report of a bundle, once in each environment; give the file."""
    made = {}

    def make(bundle, env=None):
        key = (bundle, tuple(sorted((env or {}).items())))
        if key not in made:
            made[key] = tmp_path_factory.mktemp("report") / "report.html"
            done = run("report", bundle, "-o", made[key], env=env)
            assert done.returncode == 0, done.stderr.decode()
        return made[key]

    return make


@pytest.fixture
def bundle(sound, tmp_path):
    """Return a copy of the bundle to do things to."""
    return Path(shutil.copytree(sound, tmp_path / "bundle"))


@pytest.fixture
def leftovers():
    """List what a run may not leave behind, in a folder and below it."""
    return lambda folder: [str(path) for path in Path(folder).rglob("*") if ".staging" in path.name]
