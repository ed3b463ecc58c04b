"""Runs the commands that README and docs show, so that what they show is what happens; cog calls it."""

from __future__ import annotations

import atexit
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRATCH = Path(tempfile.gettempdir()) / f"demogen-docs-{os.getpid()}"
SERVER = SCRATCH / "server" / "pg"


@atexit.register
def _tidy() -> None:
    """Stop the server that commands may have started, and remove what they made."""
    if SERVER.is_dir():
        from loader.postgres import embedded

        embedded.stop(SERVER)
    shutil.rmtree(SCRATCH, ignore_errors=True)


def show(command: str, *, shown: str = "", lines: int = 0) -> str:
    """Run a command of this project in a scratch folder; give it and what it printed as a fenced block.

    Args:
        command: what is run, its first word one of the project's scripts or a tool.
        shown: what is printed as the command, when it is shorter than what is run.
        lines: how many lines of output to keep, all of them unless given.
    """
    SCRATCH.mkdir(exist_ok=True, mode=0o755)
    link = SCRATCH / "fixtures"
    if not link.exists():
        link.symlink_to(ROOT / "fixtures")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    known = {name: value for name, value in os.environ.items() if not name.startswith("PG") and name != "DATABASE_URL"}
    environment = {**known, "PATH": path, "LC_ALL": "C.UTF-8", "COLUMNS": "100", "DEMOGEN_PG_DIR": str(SERVER)}
    done = subprocess.run(["bash", "-c", command], cwd=SCRATCH, env=environment, capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        raise RuntimeError(f"{shlex.quote(command)} exited with {done.returncode}: {done.stderr.decode()}")
    output = done.stdout.decode().rstrip().splitlines()
    kept = [*output[:lines], "…"] if lines and len(output) > lines else output
    return "\n".join(["```console", f"$ {shown or command}", *(line.rstrip() for line in kept), "```"]) + "\n"
