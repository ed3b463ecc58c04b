"""`python -m demogen` is the command `demogen`."""

from demogen.cli import main

main()
