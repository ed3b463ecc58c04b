"""`python -m loader` is the command `demogen-load`."""

import signal

# Until the command line takes it, an interrupt just ends the program; in the middle of an import it could be lost.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from loader.cli import main  # noqa: E402 - nothing is imported before that

__all__ = ["main"]

if __name__ == "__main__":
    main()
