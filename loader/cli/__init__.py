"""The command line of the loader: parses, calls one function, prints, exits. The only place of loader that does so.

Results go to stdout, everything else to stderr. Exit codes: 0 fine; 1 a proof, verification or guard failed; 2 usage
or config; 3 environment; 4 outcome unknown; 129, 130 and 143 interrupted.
"""

from __future__ import annotations

from typing import NoReturn

from demogen.cli import terminal
from loader.cli import accounts, console, database, jobs, loads  # noqa: F401 - what is imported adds its commands
from loader.cli.group import cli

__all__ = ["cli", "main"]


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    terminal.run("demogen-load", cli)
