"""Where an error came from, for a job's `error_stack`: kinds and places in the code, never a value or a path.

Messages of databases and libraries may hold values of rows, connection strings or paths, so none is kept.
"""

from __future__ import annotations

import traceback
from types import TracebackType

import psycopg

MOST_FRAMES, LONGEST = 40, 8000


def describe_stack(error: BaseException) -> str:
    """Return an error and its causes, the first cause first: kind, SQLSTATE, and the functions that it passed."""
    parts: list[str] = []
    known: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in known:
        known.add(id(found))
        parts.append("\n".join([_name(found), *_frames(found.__traceback__)]))
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return "\nled to\n".join(reversed(parts))[-LONGEST:]


def _name(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind} (SQLSTATE {error.sqlstate})" if isinstance(error, psycopg.Error) and error.sqlstate else kind


def _frames(trace: TracebackType | None) -> list[str]:
    frames = list(traceback.walk_tb(trace))[-MOST_FRAMES:]
    return [f"  {frame.f_globals.get('__name__', '?')}.{frame.f_code.co_name}:{line}" for frame, line in frames]
