"""Where the program comes from: actions by commit, a lock with hashes, an environment with what is asked for alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.lock import CONSTRAINTS, LOCK, day_of, faults, pins, project

ROOT = Path(__file__).parents[2]
TEXTS = [ROOT / "action.yml", *sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def uses(text):
    """Return each action that a workflow or a composite action names, with what stands behind it."""
    return re.findall(r"^\s*(?:- )?uses: (\S+)(.*)$", text, re.MULTILINE)


# Case 41
def test_actions_are_named_by_commit_with_their_tag_beside():
    found = [use for path in TEXTS for use in uses(path.read_text())]
    ours = [use for use in found if use[0].startswith("your-organisation/")]
    assert len(found) - len(ours) >= 4
    for name, tag in set(found) - set(ours):
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", name), name
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", tag), name
    assert {name.partition("@")[2] for name, _ in ours} == {"THE_COMMIT_OF_YOUR_TAG"}


# Case 41
def test_every_pin_of_the_lock_has_hashes_and_no_registry_is_named():
    text = LOCK.read_text()
    body = re.sub(r" \\\n\s+", " ", text)
    lines = [line for line in body.splitlines() if not line.startswith("#")]
    assert len(lines) == len(pins(text)) > 30
    for line in lines:
        assert re.fullmatch(r"[\w.-]+==\S+( ; [^#]+?)?( --hash=sha256:[0-9a-f]{64})+", line), line
    for path in (LOCK, CONSTRAINTS):
        assert "://" not in path.read_text()
        assert "index" not in path.read_text()


# Case 41
def test_lock_constraints_and_project_agree():
    """`make lock` writes both files after a change of pyproject.toml."""
    assert faults(project(), LOCK.read_text(), CONSTRAINTS.read_text()) == []
    assert day_of(LOCK.read_text()) <= day_of(CONSTRAINTS.read_text())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (r"^numpy==.*$", "numpy==1.26.0", "numpy>=2.0 is not satisfied by 1.26.0"),
        (r"^uvicorn==.*$", "", "uvicorn>=0.30 is not satisfied by nothing"),
        (r"^hatchling==.*$", "hatchling==1.0", "hatchling==1.33.0 is not satisfied by 1.0"),
        (r"^markupsafe==.*$", "", "MarkupSafe>=2.0 is not satisfied by nothing"),  # what a package needs
        (r"^h11==.*$", "h11==0.99", "h11 0.99 is 0.16.0 in constraints.txt"),
    ],
)
def test_a_lock_that_does_not_fit_is_found(old, new, expected):
    """Case 41: each way in which the three files can drift apart."""
    text = re.sub(r"( \\\n\s+--hash=\S+)+", "", LOCK.read_text())
    changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
    assert changed != text
    constraints = re.sub(r"^h11==.*$", "h11==0.16.0", CONSTRAINTS.read_text(), flags=re.MULTILINE)
    assert expected in faults(project(), changed, constraints)


# Case 41
def test_pipelines_install_from_the_lock():
    for text in ((ROOT / "action.yml").read_text(), (ROOT / "docs" / "ci.md").read_text()):
        installs = re.findall(r"^.*pip install.*$", text, re.MULTILINE)
        assert len(installs) == 2
        assert "--require-hashes" in installs[0]
        assert "requirements.lock" in installs[0]
        assert {"--no-deps", "--no-build-isolation"} <= set(installs[1].split())


DEMO, DEVELOPMENT = "--require-hashes -r requirements.lock", "-e '.[dev]'"


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
@pytest.mark.parametrize(
    ("target", "ready", "changed", "demo", "development"),
    [
        ("demo", [], "", True, False),
        ("console", [], "", True, False),
        ("test", [], "", True, True),
        ("demo", [".ready-demo"], "", False, False),
        ("test", [".ready-demo"], "", False, True),
        ("demo", [".ready-demo", ".ready"], "", False, False),
        ("lint", [".ready-demo", ".ready"], "", False, False),
        ("demo", [".ready-demo", ".ready"], "pyproject.toml", True, False),
        ("lint", [".ready-demo", ".ready"], "pyproject.toml", True, True),
        ("demo", [".ready-demo", ".ready"], "requirements.lock", True, False),
        ("demo", [".ready-demo", ".ready"], "constraints.txt", False, False),
        ("lint", [".ready-demo", ".ready"], "constraints.txt", False, True),
    ],
)
def test_make_installs_what_a_target_needs(tmp_path, target, ready, changed, demo, development):
    """Case 37: the demo without the tools of development; what is there is kept until its pins change."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / ".venv").mkdir()
    names = ["pyproject.toml", "requirements.lock", "constraints.txt", *(f".venv/{name}" for name in ready), changed]
    for age, name in enumerate(filter(None, names)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1000 + age, 1000 + age))
    done = subprocess.run(["make", "-n", target], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (DEMO in done.stdout) is demo
    assert (DEVELOPMENT in done.stdout) is development


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
@pytest.mark.parametrize(
    ("elsewhere", "given", "expected"),
    [
        (False, "", ".venv/bin/demogen-load db stop"),
        (True, "", "'{here}/.venv/bin/demogen-load' db stop"),
        (False, "/data/pg", "DEMOGEN_PG_DIR='/data/pg' .venv/bin/demogen-load db stop"),
    ],
)
def test_last_lines_of_the_demo_can_be_copied(tmp_path, elsewhere, given, expected):
    """Case 37: where `make` was called, and for the server that it was told to use."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "requirements.lock"):
        (tmp_path / name).touch()
    words = ["make", "-n", "demo", *(["-C", str(tmp_path)] if elsewhere else [])]
    cwd = tmp_path.parent if elsewhere else tmp_path
    environment = {**os.environ, "PWD": str(cwd), "DEMOGEN_PG_DIR": given}
    done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, check=True)
    [line] = [line for line in done.stdout.splitlines() if "stop the server" in line]
    assert line == f'echo "stop the server:    {expected.format(here=tmp_path)}"'
