"""Writes the exact versions that everything is made with: `python -m tests.lock [--upgrade]`.

`constraints.txt` pins every package of every extra. `requirements.lock` pins what runs the program and what builds it,
with the hashes of all files of each version; its versions are those of `constraints.txt`. Both follow from
`pyproject.toml`, and neither names a registry.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT, CONSTRAINTS, LOCK = (ROOT / name for name in ("pyproject.toml", "constraints.txt", "requirements.lock"))
RUNNING = ("console", "embedded", "shell")  # the extras of the lock
PINNED = (*RUNNING, "dev", "browser", "bench", "lock")  # those of the constraints; `sources` has pins of its own
ABOUT = {
    CONSTRAINTS: "What the tests and the golden files were made with; pyarrow writes its version into every file.",
    LOCK: "What runs and builds the program, for `pip install --require-hashes`; the versions of constraints.txt.",
}


def project(path: Path = PROJECT) -> dict:
    """Return pyproject.toml."""
    return tomllib.loads(path.read_text())


def resolve(extras: Iterable[str], *words: str, prefer: str = "") -> str:
    """Return versions for every platform that satisfy the project with some extras, as uv resolves them.

    Args:
        extras: which extras.
        words: further options of `uv pip compile`.
        prefer: pins that stay where they satisfy the project.
    """
    known = project()
    oldest = known["project"]["requires-python"].removeprefix(">=")
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-config", "--no-header", "--no-annotate"]
    command += ["--universal", "--python-version", oldest, "--fork-strategy", "fewest", str(PROJECT), "-"]
    command += [word for extra in extras for word in ("--extra", extra)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    build = "\n".join(known["build-system"]["requires"])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pins.txt"
        out.write_text(prefer)
        command += [*words, "--output-file", str(out)]
        done = subprocess.run(command, input=build, env=environment, check=False, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"versions cannot be resolved: {done.stderr}")
        return out.read_text()


def pins(text: str) -> dict[str, Version]:
    """Return the version of each package that a file of pins names."""
    lines = [line.split(";")[0].rstrip("\\ ") for line in text.splitlines() if line[:1] not in {"", " ", "#"}]
    return {canonicalize_name(name): Version(version) for name, _, version in (line.partition("==") for line in lines)}


def needs(known: dict) -> Iterator[Requirement]:
    """Return what the lock has to hold: requirements, those of its extras, and of the build."""
    lines = [*known["build-system"]["requires"], *known["project"]["dependencies"]]
    for extra in RUNNING:
        lines += known["project"]["optional-dependencies"][extra]
    yield from map(Requirement, lines)


def faults(known: dict, lock: str, constraints: str) -> list[str]:
    """Return where a lock does not satisfy the project or what its packages need, or differs from the constraints."""
    locked, pinned = pins(lock), pins(constraints)
    wanted, seen, found = list(needs(known)), set(), []
    while wanted:
        need = wanted.pop()
        name = canonicalize_name(need.name)
        if name not in locked or not need.specifier.contains(locked[name], prereleases=True):
            found.append(f"{need} is not satisfied by {locked.get(name, 'nothing')}")
        if (name, *sorted(need.extras)) not in seen:
            seen.add((name, *sorted(need.extras)))
            wanted += _needs_of(name, need.extras)
    for name, version in locked.items():
        if pinned.get(name) != version:
            found.append(f"{name} {version} is {pinned.get(name)} in constraints.txt")
    return sorted(found)


def _needs_of(name: str, extras: set[str]) -> Iterator[Requirement]:
    """Return what an installed package needs on this machine; nothing where it is not installed."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return
    for need in map(Requirement, lines):
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield need


def day_of(text: str) -> date:
    """Return the day on which the versions of a file of pins were chosen, as its first line says."""
    return date.fromisoformat(text.partition("\n")[0].rpartition(" ")[2])


def write(path: Path, body: str, day: date) -> None:
    """Write a file of pins with the day and what it is for."""
    path.write_text(f"# Made by `make lock`, versions of {day}\n# {ABOUT[path]}\n{body}")


def main(*, upgrade: bool) -> None:
    """Write both files; versions that satisfy the project stay, unless they are to be upgraded."""
    before = CONSTRAINTS.read_text()
    constraints = resolve(PINNED, prefer="" if upgrade else before)
    same = not upgrade and pins(constraints) == pins(before)
    day = day_of(before) if same else datetime.now(UTC).date()
    write(CONSTRAINTS, constraints, day)
    write(LOCK, resolve(RUNNING, "--generate-hashes", "--constraints", str(CONSTRAINTS)), day)


if __name__ == "__main__":
    main(upgrade="--upgrade" in sys.argv[1:])
