"""The composite action and the workflow of docs/ci.md: GitHub's schemas take them, and their scripts do as they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from demogen.build import build_bundle

ROOT = Path(__file__).parents[2]
ACTION, DOCS = ROOT / "action.yml", ROOT / "docs" / "ci.md"
CONFIG = ROOT / "fixtures" / "configs" / "valid" / "smallest.yaml"


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", DOCS.read_text(), re.DOTALL)


def fits(schema, path):
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def action():
    return yaml.safe_load(ACTION.read_text())


def test_github_takes_the_action_and_the_workflow(tmp_path):
    [workflow] = blocks("yaml")
    (tmp_path / "demo.yml").write_text(workflow)
    for schema, path in (("vendor.github-actions", ACTION), ("vendor.github-workflows", tmp_path / "demo.yml")):
        done = fits(schema, path)
        assert done.returncode == 0, done.stdout
    (tmp_path / "bad.yml").write_text(workflow.replace("runs-on:", "run-on:"))
    assert fits("vendor.github-workflows", tmp_path / "bad.yml").returncode == 1


def test_workflow_uses_what_the_action_has(action):
    steps = yaml.safe_load(blocks("yaml")[0])["jobs"]["bundle"]["steps"]
    [use] = [step for step in steps if "crm-demogen@" in step.get("uses", "")]
    assert set(use["with"]) <= set(action["inputs"])
    used = set(re.findall(r"steps\.demo\.outputs\.([\w-]+)", blocks("yaml")[0]))
    assert used <= set(action["outputs"])


def test_no_input_is_pasted_into_a_script(action):
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_every_output_is_written(action):
    script = next(step["run"] for step in action["runs"]["steps"] if step.get("id") == "bundle")
    written = set(re.findall(r'echo "([\w-]+)=', script))
    assert written == {name for name, out in action["outputs"].items() if "steps.bundle" in out["value"]}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make the bundle of the fixture's config."""
    return build_bundle(CONFIG, "ci", tmp_path_factory.mktemp("digest") / "b")


@pytest.fixture(scope="module")
def digest(made):
    """Return its digest."""
    return made.manifest["contentDigest"]


@pytest.fixture
def step(action, tmp_path):
    """Run the action's script as a runner does: with its environment, in bash that stops at the first error."""
    found = next(step for step in action["runs"]["steps"] if step.get("id") == "bundle")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "demogen").symlink_to(Path(sys.executable).parent / "demogen")
    (tmp_path / "bin" / "python").symlink_to(sys.executable)

    def run(**inputs):
        given = {name: str(inputs.get(name, "")) for name in found["env"]}
        files = {name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]]
        environment = {**os.environ, **given, **files, "PATH": path}
        return subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return run


def outputs(folder):
    return dict(line.split("=", 1) for line in (folder / "GITHUB_OUTPUT").read_text().splitlines())


def test_action_makes_a_bundle_with_its_report(step, tmp_path, digest):
    done = step(CONFIG=CONFIG, SEED="ci", OUT="demo", EXPECTED=digest)
    assert done.returncode == 0, done.stderr
    assert outputs(tmp_path) == {"path": "demo", "report": "demo.html", "content-digest": digest}
    assert (tmp_path / "demo.html").read_text().startswith("<!doctype html>")
    assert "target" in (tmp_path / "GITHUB_STEP_SUMMARY").read_text()


def test_action_refuses_another_content(step, tmp_path, digest):
    done = step(CONFIG=CONFIG, SEED="other", OUT="demo", EXPECTED=digest)
    assert done.returncode == 1
    assert digest in done.stderr
    assert not (tmp_path / "demo").exists()
    assert not (tmp_path / "GITHUB_OUTPUT").exists()


@pytest.mark.parametrize("damaged", [False, True])
def test_action_proves_what_the_cache_gives(step, made, tmp_path, digest, damaged):
    shutil.copytree(made.path, tmp_path / "demo")
    if damaged:
        with open(tmp_path / "demo" / "data" / "leads.parquet", "r+b") as file:
            file.seek(200)
            file.write(b"\0\0\0\0")
    done = step(CONFIG="nowhere.yaml", OUT="demo", EXPECTED=digest, CACHED="true")
    assert done.returncode == (1 if damaged else 0), done.stderr
    assert (tmp_path / "GITHUB_OUTPUT").exists() is not damaged


def test_cache_knows_what_a_bundle_was_made_from(action, tmp_path):
    script = next(step for step in action["runs"]["steps"] if step.get("id") == "key")["run"]

    def key(**inputs):
        given = {"CONFIG": "demo.yaml", "SEED": "acme", "AS_OF": "", "UNTIL": "", **inputs}
        places = {"GITHUB_WORKSPACE": tmp_path, "GITHUB_ACTION_PATH": ROOT, "GITHUB_OUTPUT": tmp_path / "output"}
        environment = {**os.environ, **given, **{name: str(path) for name, path in places.items()}}
        (tmp_path / "output").write_text("")
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return re.fullmatch("made=([0-9a-f]{64})\n", (tmp_path / "output").read_text())[1]

    (tmp_path / "demo.yaml").write_text("country: US\n")
    first = key()
    assert key() == first
    others = [key(SEED="other"), key(AS_OF="2026-01-01"), key(UNTIL="2026-01-01"), key(SEED="", AS_OF="acme")]
    (tmp_path / "demo.yaml").write_text("country: GB\n")
    assert len({first, key(), *others}) == 6


NOTES = """#!/bin/sh
for word in "$@"; do printf '%s\\0' "$word"; done >> words
echo >> words
"""


@pytest.mark.parametrize("input_", ["; touch pwned", "$(touch pwned)", "--help", "a b"])
def test_inputs_are_values(step, tmp_path, input_):
    """A program in the place of ours notes the words that it is called with."""
    (tmp_path / "bin" / "demogen").unlink()
    (tmp_path / "bin" / "demogen").write_text(NOTES)
    (tmp_path / "bin" / "demogen").chmod(0o755)
    step(CONFIG=CONFIG, SEED=input_, OUT="demo")
    assert not (tmp_path / "pwned").exists()
    generate, *_ = [line.split("\0") for line in (tmp_path / "words").read_text().splitlines()]
    assert input_ in {word.removeprefix("--seed=") for word in generate}


def test_lines_for_other_systems_run(tmp_path, digest):
    script = blocks("sh")[1].replace("demo.yaml --seed acme", f"{CONFIG} --seed ci")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for _ in range(2):  # the second time it is there
        words = ["bash", "-euo", "pipefail", "-c", script]
        environment = {**os.environ, "PATH": path, "DIGEST": digest}
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        (tmp_path / "demo-tenant.tar").rename(tmp_path / "kept.tar")
    assert {path.name for path in tmp_path.iterdir()} == {"demo-tenant", "demo-tenant.html", "kept.tar"}


def test_digest_of_the_docs_is_that_of_the_readme():
    expected = yaml.safe_load(blocks("yaml")[0])["jobs"]["bundle"]["steps"][1]["with"]["expect-digest"]
    assert f"content  {expected.partition(':')[2]}" in (ROOT / "README.md").read_text()


def test_action_refuses_a_sound_bundle_of_other_content_from_the_cache(step, made, tmp_path, digest):
    shutil.copytree(made.path, tmp_path / "demo")
    other = digest[:-1] + ("0" if digest[-1] != "0" else "1")
    assert step(CONFIG="nowhere.yaml", OUT="demo", EXPECTED=other, CACHED="true").returncode == 1
    assert not (tmp_path / "GITHUB_OUTPUT").exists()


def test_action_passes_both_days_on(step, tmp_path):
    done = step(CONFIG=CONFIG, SEED="ci", OUT="demo", AS_OF="2026-06-28", UNTIL="2026-06-25")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "demo" / "manifest.json").read_bytes())
    assert (manifest["asOf"], manifest["until"]) == ("2026-06-28", "2026-06-25")


def test_cache_knows_the_program(action, tmp_path):
    script = next(step["run"] for step in action["runs"]["steps"] if step.get("id") == "key")
    names = ["demogen/a.py", "demogen/data/b.json", "pyproject.toml", "requirements.lock"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1\n")
    (tmp_path / "demo.yaml").write_text("country: US\n")
    places = dict.fromkeys(("GITHUB_WORKSPACE", "GITHUB_ACTION_PATH"), str(tmp_path))
    given = {"CONFIG": "demo.yaml", "SEED": "", "AS_OF": "", "UNTIL": "", "GITHUB_OUTPUT": str(tmp_path / "output")}
    for name in ("", *names):
        if name:
            (tmp_path / name).write_text("2\n")
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        subprocess.run(words, env={**os.environ, **places, **given}, check=True)
    assert len(set((tmp_path / "output").read_text().split())) == 5


def test_only_what_is_proven_is_cached(action):
    cache = next(step for step in action["runs"]["steps"] if step.get("id") == "cache")
    assert cache["if"] == "inputs.expect-digest != ''"
    assert cache["with"]["key"].startswith("demogen-${{ inputs.expect-digest }}-")
