"""Why a connection was refused, and what to do about that very reason; `refusal.toml` knows the reasons."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import psycopg

from demogen.errors import Problem
from loader.errors import DatabaseProblem
from loader.postgres.place import Place

LONGEST = 300  # characters of what the server says


def as_refusal(error: psycopg.Error, place: Place) -> DatabaseProblem:
    """Return the error of a connection that could not be opened as one of ours, with a hint that fits."""
    text = str(error).strip()
    line = _telling_line(text)
    return DatabaseProblem(Problem(place.source, f"no connection: {line[:LONGEST]}", hint=hint_for(text)))


def hint_for(text: str) -> str:
    """Return what to do about a refusal, by what was said of it."""
    known = _known()
    for reason in known["reason"]:
        if any(re.search(pattern, text) for pattern in reason["says"]):
            return str(reason["hint"])
    return str(known["otherwise"])


def _telling_line(text: str) -> str:
    """Return the line that says why; of several hosts or addresses, the last one's."""
    lines = [line.strip(" -\t") for line in text.split("\n") if line.strip()]
    if (len(lines) > 1 and lines[0].startswith("connection failed: Multiple")) or "All failures were" in text:
        tried = [line for line in lines[1:] if "failed" in line]
        return tried[-1] if tried else lines[0]
    return lines[0] if lines else "no reason was given"


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads(resources.files("loader").joinpath("postgres/refusal.toml").read_text(encoding="utf-8"))
