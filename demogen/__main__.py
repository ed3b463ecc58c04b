"""`python -m demogen` is the command `demogen`."""

import signal

# Until the command line takes it, an interrupt just ends the program; in the middle of an import it could be lost.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from demogen.cli import main  # noqa: E402 - nothing is imported before that

__all__ = ["main"]

if __name__ == "__main__":
    main()
