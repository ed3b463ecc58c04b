"""`python -m loader` is the command `demogen-load`."""

from loader.cli import main

main()
