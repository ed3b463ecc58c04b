"""Runs the suite's core with the oldest and the newest libraries that `pyproject.toml` allows: `python -m tests.matrix
[oldest|newest]`.

Content digests are the same with all of them: the golden ones. The lock is held against `pyproject.toml`, and its age
is reported with what is newer. Each set of libraries has an environment of its own in `build/matrix`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

from tests.lock import CONSTRAINTS, LOCK, ROOT, RUNNING, day_of, faults, pins, project, resolve

HOME = ROOT / "build" / "matrix"
SETS = {"oldest": ("--resolution", "lowest-direct"), "newest": ("--upgrade",)}
TOOLS = {"cogapp", "hypothesis", "httpx", "pytest", "pytest-xdist"}  # of the extra `dev`: what the core's tests import
CORE = (
    "tests/contract/test_golden.py",
    "tests/contract/test_determinism.py",
    "tests/demogen",
    "tests/acceptance/test_generate.py",
    "tests/loader/test_load.py",
    "tests/loader/test_verify.py",
    "tests/console/test_api.py",
)
LEFT_OUT = {"oldest": ("--ignore=tests/demogen/test_zones.py",), "newest": ()}  # older zone rules than our tables'


def newer(locked: dict[str, Version], newest: dict[str, Version]) -> Iterator[str]:
    """Return a line for each package that has a version above the locked one."""
    for name, version in newest.items():
        if (old := locked.get(name)) and old < version:
            yield f"{name} {old} -> {version}"


def check_lock(newest: str) -> list[str]:
    """Report the lock's age and what is newer; return where it does not satisfy the project."""
    text = LOCK.read_text()
    locked = pins(text)
    days = (datetime.now(UTC).date() - day_of(text)).days
    print(f"requirements.lock: {len(locked)} packages, their versions chosen {days} days ago", flush=True)
    for line in newer(locked, pins(newest)):
        print(f"  newer: {line}", flush=True)
    found = faults(project(), text, CONSTRAINTS.read_text())
    if pins(resolve(RUNNING, prefer=text)) != locked:
        found.append("pyproject.toml asks for other packages: run `make lock`")
    return found


def install(name: str, versions: str) -> Path:
    """Make an environment with a set of libraries; return its Python."""
    place = HOME / name
    shutil.rmtree(place, ignore_errors=True)
    HOME.mkdir(parents=True, exist_ok=True)
    wanted = HOME / f"{name}.txt"
    wanted.write_text(versions)
    dev = project()["project"]["optional-dependencies"]["dev"]
    tools = [line for line in dev if Requirement(line).name in TOOLS]
    python = place / "bin" / "python"
    uv = [sys.executable, "-m", "uv", "--quiet", "--no-config"]
    subprocess.run([*uv, "venv", "--python", sys.executable, str(place)], check=True)
    words = ["pip", "install", "--python", str(python), "--requirements", str(wanted), *tools, "--editable", str(ROOT)]
    subprocess.run([*uv, *words], check=True)
    return python


def test(name: str, versions: str) -> bool:
    """Run the core with a set of libraries; return whether everything passed."""
    print(f"{name}: {', '.join(f'{package} {version}' for package, version in pins(versions).items())}", flush=True)
    python = install(name, versions)
    pytest = ["-m", "pytest", "-q", "-n", str(os.cpu_count()), "-p", "no:cacheprovider"]
    command = [str(python), *pytest, *CORE, *LEFT_OUT[name]]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def main(names: list[str]) -> str | int:
    """Check the lock and run the core with each set; return what failed, 0 for nothing."""
    if unknown := [name for name in names if name not in SETS]:
        return f"no set of libraries: {', '.join(unknown)}; there are {', '.join(SETS)}"
    versions = {name: resolve(RUNNING, *words) for name, words in SETS.items()}
    found = check_lock(versions["newest"])
    found += [f"the core fails with the {name} libraries" for name in names or SETS if not test(name, versions[name])]
    return "\n".join(found) or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
