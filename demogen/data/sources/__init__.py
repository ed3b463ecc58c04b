"""What the files in `demogen/data` are made from: facts as lists and tables, and the modules that build the files.

Nothing here runs when demogen runs, and nothing of it is in the wheel. `README.md` says what lies where.
"""
