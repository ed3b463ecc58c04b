"""What an error of the database means: whether trying the whole again can help, and what to tell of it.

Class 23 and the like come from the data, 42 and 28 from rights and names, 53100 from a full disk: trying again helps
none of them. Details, which may hold values of rows, are never told. This is the one place that translates.
"""

from __future__ import annotations

import psycopg

from demogen.errors import Problem
from loader.errors import DatabaseProblem, LoadError, TargetProblem
from loader.postgres.connect import Place, Unanswered, connect, unknown
from loader.postgres.session import is_unanswered
from loader.tenants.access import find_access_problems

__all__ = ["as_problem", "as_unsent", "can_pass", "is_unanswered"]
PASSING = ("08", "40001", "40P01", "53300", "55P03", "57P01", "57P02", "57P03", "58030")
HINTS = {
    "42501": "This role lacks a right or is not the owner: docs/loading.md has the few GRANTs that are needed.",
    "53100": "Free some room; rows of a failed load are given back by VACUUM.",
    "25006": "Connect to the primary server.",
    "42P01": "Run `demogen-load migrate`, or name the schema of the CRM with --schema.",
}
# A right that is missing; of a schema that a role may not look into, the server says that its tables do not exist.
LOOKED_AT = ("42501", "42P01")
KEYS_OFF = "No foreign key is checked here: ALTER DATABASE (or ROLE) … RESET session_replication_role, as a superuser."

LOST = "The line to the server was lost; what it had not committed is not there. Run it again."


def can_pass(error: psycopg.Error) -> bool:
    """Return whether an error can pass by itself: the line was lost, the server was busy or went away."""
    state = error.sqlstate
    if state is None:
        return isinstance(error, psycopg.OperationalError)
    return state.startswith(PASSING)


def as_unsent(error: psycopg.Error) -> psycopg.Error:
    """Return the error behind a COMMIT without an answer, where what it was about can be done again at no harm."""
    cause = error.__cause__
    return cause if isinstance(error, Unanswered) and isinstance(cause, psycopg.Error) else error


def as_problem(error: psycopg.Error, place: Place | None = None) -> LoadError:
    """Return an error of the database as one of ours; of a right that is missing, with the rights that are.

    Args:
        error: as psycopg raised it.
        place: where to look which rights are missing; without one, nobody looks.
    """
    if isinstance(error, Unanswered):
        return unknown(error)
    if error.sqlstate in LOOKED_AT and place is not None and (problems := _find_missing(error, place)):
        return TargetProblem(problems)
    diag = error.diag
    what = (diag.message_primary or str(error).strip().split("\n")[0] or type(error).__name__)[:300]
    where = ".".join(part for part in (diag.table_name, diag.column_name) if part) or "database"
    code = f"{what} (SQLSTATE {error.sqlstate})" if error.sqlstate not in {None, "53100"} else what
    hint = KEYS_OFF if '"session_replication_role"' in what else HINTS.get(error.sqlstate or "", "")
    if error.sqlstate is None and can_pass(error):
        hint = LOST
    found = DatabaseProblem(Problem(where, code, hint=hint))
    found.recoverable = error.sqlstate != "53100" and can_pass(error)
    return found


def _find_missing(error: psycopg.Error, place: Place) -> list[Problem]:
    """Look which rights are missing, where the server can be asked."""
    try:
        with connect(place) as control:
            return find_access_problems(control, error.diag.message_primary or "")
    except (DatabaseProblem, psycopg.Error):
        return []
