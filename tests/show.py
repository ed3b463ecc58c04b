"""Runs the commands that README and docs show, so that what they show is what happens; cog calls it."""

from __future__ import annotations

import atexit
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

import demogen.cli
import loader.cli

ROOT = Path(__file__).parents[1]
SCRATCH = Path(tempfile.gettempdir()) / f"demogen-docs-{os.getpid()}"
SERVER = SCRATCH / "server" / "pg"
PROGRAMS = {"demogen": demogen.cli.cli, "demogen-load": loader.cli.cli}
# A command that makes a bundle, and by the name of each bundle what it was made from.
MAKES = re.compile(r"demogen generate (?P<asked>[^;()]+) -o (?P<name>\w+)(?: --replace| --quiet)*(?=[;)]|$)")
MADE: dict[str, str] = {}
WIDTH = 98  # of help in a terminal of 100 columns


@atexit.register
def _tidy() -> None:
    """Stop the server that commands may have started, and remove what they made."""
    if SERVER.is_dir():
        from loader.postgres import embedded

        embedded.stop(SERVER)
    shutil.rmtree(SCRATCH, ignore_errors=True)


def show(command: str, *, shown: str = "", first: str = "", lines: int = 0) -> str:
    """Run a command of this project in a scratch folder; give it and what it printed as a fenced block.

    Args:
        command: what is run, its first word one of the project's scripts or a tool.
        shown: what is printed as the command, when it is shorter than what is run.
        first: how the first line of output to keep begins, the very first one unless given.
        lines: how many lines of output to keep, all of them unless given.
    """
    SCRATCH.mkdir(exist_ok=True, mode=0o755)
    link = SCRATCH / "fixtures"
    if not link.exists():
        link.symlink_to(ROOT / "fixtures")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    known = {name: value for name, value in os.environ.items() if not name.startswith("PG") and name != "DATABASE_URL"}
    environment = {**known, "PATH": path, "LC_ALL": "C.UTF-8", "COLUMNS": "100", "DEMOGEN_PG_DIR": str(SERVER)}
    words = ["bash", "-c", MAKES.sub(_once, command)]
    done = subprocess.run(words, cwd=SCRATCH, env=environment, capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        raise RuntimeError(f"{shlex.quote(command)} exited with {done.returncode}: {done.stderr.decode()}")
    output = done.stdout.decode().rstrip().splitlines()
    begin = next((number for number, line in enumerate(output) if line.startswith(first)), 0 if not first else None)
    if begin is None:
        raise RuntimeError(f"no line that {shlex.quote(command)} prints begins with {first!r}")
    end = begin + lines if lines else len(output)
    kept = [*(["…"] if begin else []), *output[begin:end], *(["…"] if end < len(output) else [])]
    return "\n".join(["```console", f"$ {shown or command}", *(line.rstrip() for line in kept), "```"]) + "\n"


def _once(found: re.Match[str]) -> str:
    """Leave out what makes a bundle that another command has made already, and prints nothing."""
    asked = found["asked"].replace(" --quiet", "")
    if "--quiet" in found[0] and MADE.get(found["name"]) == asked:
        return "true"
    MADE[found["name"]] = asked
    return found[0]


def commands(program: str) -> Iterator[tuple[str, click.Context]]:
    """Return every command of a program with its context, the program itself first, each group before its commands."""
    yield from _below(PROGRAMS[program], program, None)


def _below(command: click.Command, name: str, group: click.Context | None) -> Iterator[tuple[str, click.Context]]:
    context = click.Context(command, group, info_name=name, terminal_width=WIDTH, **command.context_settings)
    yield context.command_path, context
    for below in command.list_commands(context) if isinstance(command, click.Group) else ():
        yield from _below(command.commands[below], below, context)


def show_help(program: str) -> str:
    """Write a section for a program and for each of its commands, with what `--help` prints."""
    return "\n".join(
        f"{'##' if name == program else '###'} {name}\n\n```console\n$ {name} --help\n{context.get_help()}\n```\n"
        for name, context in commands(program)
    )
