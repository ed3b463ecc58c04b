"""The command line: parses, calls one function, prints, exits. The only place of demogen that does so.

Results go to stdout, everything else to stderr. Exit codes: 0 fine; 1 a check, verification or guard said no; 2 usage
or config; 3 environment; 129, 130 and 143 interrupted.
"""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from demogen.cli import bundles, make, terminal  # noqa: F401 - what is imported adds its commands
from demogen.cli.group import cli

__all__ = ["cli", "main"]


def _run(output: terminal.Output) -> int:
    try:
        terminal.prepare("demogen")
        cli.main(standalone_mode=False, obj=output)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        terminal.tell(terminal.usage(error))
        return 2
    except SystemExit:  # click's answer to a reader of its help who has seen enough
        return 0
    except Exception as error:  # noqa: BLE001 - what is not known is raised again
        return terminal.fail(error, output)
    return 0


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    try:
        code = _run(terminal.Output())
    except (terminal.Interrupted, KeyboardInterrupt, click.exceptions.Abort):
        code = 130
    sys.exit(terminal.interrupted() or code)
