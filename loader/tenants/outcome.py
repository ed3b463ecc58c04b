"""What an error of the database means: whether trying the whole again can help, and what to tell of it.

Class 23 and the like come from the data, 42 and 28 from rights and names, 53100 from a full disk: trying again helps
none of them. Details, which may hold values of rows, are never told.
"""

from __future__ import annotations

import psycopg

from demogen.errors import Problem
from loader.errors import DatabaseProblem

PASSING = ("08", "40001", "40P01", "53300", "55P03", "57P01", "57P02", "57P03", "58030")


def can_pass(error: psycopg.Error) -> bool:
    """Tell whether an error can pass by itself: the line was lost, the server was busy or went away."""
    state = error.sqlstate
    if state is None:
        return isinstance(error, psycopg.OperationalError)
    return state.startswith(PASSING)


def is_unanswered(error: psycopg.Error) -> bool:
    """Tell whether the server may have done what was asked although no answer came."""
    return error.sqlstate is None or error.sqlstate.startswith(("08", "57P"))


def as_problem(error: psycopg.Error) -> DatabaseProblem:
    """Give an error of the database as one of ours."""
    diag = error.diag
    what = (diag.message_primary or str(error).strip().split("\n")[0] or type(error).__name__)[:300]
    where = ".".join(part for part in (diag.table_name, diag.column_name) if part) or "database"
    if error.sqlstate == "53100":
        return _problem(where, what, "Free some room; rows of a failed load are given back by VACUUM.", passing=False)
    code = f"{what} (SQLSTATE {error.sqlstate})" if error.sqlstate else what
    return _problem(where, code, "", passing=can_pass(error))


def _problem(where: str, what: str, hint: str, *, passing: bool) -> DatabaseProblem:
    found = DatabaseProblem(Problem(where, what, hint=hint))
    found.recoverable = passing
    return found
