"""The command line: parses, calls one function, prints, exits. The only place of demogen that does so.

Results go to stdout, everything else to stderr. Exit codes: 0 fine; 1 a check, verification or guard failed; 2 usage
or config; 3 environment; 129, 130 and 143 interrupted.
"""

from __future__ import annotations

import os
from typing import NoReturn

from demogen.cli import bundles, exports, look, make, reference, terminal  # noqa: F401 - what is imported adds its commands
from demogen.cli.group import cli

__all__ = ["cli", "main"]

# Arrow is imported when it is needed; its own allocator would keep what it has freed.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
# Threads of NumPy's linear algebra wait by spinning; the little that is asked of it takes none.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    terminal.run("demogen", cli)
