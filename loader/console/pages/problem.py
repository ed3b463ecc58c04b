"""A page that tells what went wrong, in words, with what to do."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request, Response

from loader.console.pages.rendering import page
from loader.console.problems import Trouble


def problem_page(request: Request, found: Trouble, headers: Mapping[str, str]) -> Response:
    """Return the page of an error; who is signed in is not looked up, as the database may be what is wrong."""
    values = {"trouble": found, "lines": [str(problem) for problem in found.problems]}
    answer = page(request, "problem.html", None, values, status=found.status)
    answer.headers.update(headers)
    return answer
