"""Opens DuckDB's own shell on a bundle, with a view per table.

The views are this program's, not the file of the bundle: what a stranger's bundle says is never run.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from demogen.bundle.derived import views_sql
from demogen.bundle.footers import require_schemas
from demogen.bundle.publish import staging
from demogen.bundle.read import plain_path, verify_files
from demogen.errors import EnvironmentProblem, Problem
from demogen.installation import install_hint


def find_shell() -> str:
    """Find DuckDB's shell: the program of the extra `shell`, or `duckdb` on PATH.

    The extra's script is passed by: on Ctrl-C it ends, and leaves the program that it started.

    Raises:
        EnvironmentProblem: there is none.
    """
    package = find_spec("duckdb_cli")
    programs = [Path(place) / "duckdb" for place in (package.submodule_search_locations or [])] if package else []
    found = next((str(program) for program in programs if program.is_file()), None) or shutil.which("duckdb")
    if found:
        return found
    raise EnvironmentProblem(Problem("duckdb", "DuckDB's shell is not installed", hint=install_hint("shell")))


def open_shell(folder: Path) -> int:
    """Run the shell where the user is, with views over a bundle, until its user leaves it; give its exit code.

    Raises:
        BundleError: the files are not the manifest's.
        EnvironmentProblem: there is no shell.
    """
    program = find_shell()
    manifest = verify_files(folder)
    tables = {entry["name"]: [file["path"] for file in entry["files"]] for entry in manifest["tables"]}
    with plain_path(folder) as place, staging(Path(tempfile.gettempdir()) / "shell", mode=0o700) as work:
        require_schemas(place, manifest)
        views = work / "views.sql"
        views.write_bytes(views_sql(tables, f"{place}/"))
        process = subprocess.Popen([program, "-init", str(views)])  # noqa: S603 - found by its name
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends a query of the shell, not this program
        try:
            return process.wait()
        finally:
            if process.poll() is None:  # this program was asked to end
                process.terminate()
                process.wait()
            signal.signal(signal.SIGINT, before)
