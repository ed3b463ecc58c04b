"""What goes wrong, as problem details (RFC 9457): a status, the request's code, and every problem with its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import psycopg
from fastapi.exceptions import RequestValidationError
from psycopg_pool import PoolClosed, PoolTimeout

from demogen.errors import BundleError, ConfigError, DemogenError, EnvironmentProblem, Problem
from loader import errors
from loader.tenants.outcome import as_problem

MEDIA_TYPE = "application/problem+json"
TOO_MANY = "TOO_MANY_REQUESTS"
# By kind of error, the first that fits; the codes of jobs are the request's, the others are those of HTTP.
STATUSES: tuple[tuple[type[Exception], int, str], ...] = (
    (errors.Reused, 422, "IDEMPOTENCY_KEY_REUSED"),
    (errors.Crowded, 429, TOO_MANY),
    (errors.NotFound, 404, "NOT_FOUND"),
    (errors.Gone, 410, "GONE"),
    (errors.Busy, 409, "CONFLICT"),
    (errors.Denied, 409, "CONFLICT"),
    (errors.TimedOut, 504, "TIMEOUT"),
    (errors.DatabaseProblem, 503, "DATABASE_ERROR"),
    (errors.Unknown, 503, "DATABASE_ERROR"),
    (errors.TargetProblem, 503, "DATABASE_ERROR"),
    (ConfigError, 422, "VALIDATION_ERROR"),
    (BundleError, 500, "INTERNAL_ERROR"),
    (EnvironmentProblem, 507, "INTERNAL_ERROR"),
    (DemogenError, 500, "INTERNAL_ERROR"),
)
CODES = {
    400: "BAD_REQUEST",
    401: "UNAUTHENTICATED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    413: "TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    421: "MISDIRECTED",
    429: "TOO_MANY_TRIES",
}
AGAIN_SECONDS = {503: "5", 429: "10"}


class Refusal(Exception):  # noqa: N818 - reads as what happened
    """The request itself is refused, before anything is asked of the rest of the program."""

    def __init__(
        self, status: int, detail: str, headers: Mapping[str, str] | None = None, code: str | None = None
    ) -> None:
        """Take the status and the reason, and the code where it is not that of the status."""
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, dict(headers or {})
        self.code = code or CODES.get(status, "BAD_REQUEST")


@dataclass(frozen=True)
class Trouble:
    """What is told of an error."""

    status: int
    code: str
    title: str
    problems: Sequence[Problem]
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def detail(self) -> str:
        """Return all of it in a few lines."""
        return "\n".join(str(problem) for problem in self.problems)

    def as_json(self, instance: str) -> dict[str, Any]:
        """Return it as problem details; `field` is the first field that is wrong."""
        told = [_entry(problem) for problem in self.problems]
        return {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            "code": self.code,
            "field": next((entry["field"] for entry in told if entry["field"]), None),
            "errors": told,
        }


def trouble(error: Exception) -> Trouble:
    """Describe an error; of an internal one, nothing but that it happened."""
    if isinstance(error, Refusal):
        found = Problem("", error.detail)
        return Trouble(error.status, error.code, _phrase(error.status), [found], error.headers)
    if isinstance(error, RequestValidationError):
        return Trouble(422, "VALIDATION_ERROR", "the request has a problem", [_asked(e) for e in error.errors()])
    if isinstance(error, (PoolTimeout, PoolClosed)):
        error = errors.DatabaseProblem(Problem("database", "cannot be reached", hint="Try again in a moment."))
    if isinstance(error, psycopg.Error):
        error = as_problem(error)
    for kind, status, code in STATUSES:
        if isinstance(error, kind) and isinstance(error, DemogenError):
            headers = {"Retry-After": AGAIN_SECONDS[status]} if status in AGAIN_SECONDS else {}
            return Trouble(status, code, error.title, error.problems, headers)
    return Trouble(500, "INTERNAL_ERROR", _phrase(500), [Problem("", "internal error")])


def of_status(status: int) -> Trouble:
    """Describe an answer that consists of a status alone."""
    return Trouble(status, CODES.get(status, "BAD_REQUEST"), _phrase(status), [Problem("", _phrase(status).lower())])


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase


def fields_of(where: str) -> list[str]:
    """Return the fields that JSON pointers name, each as it is typed: targets.leads."""
    places = [place.strip() for place in where.split(",")] if where.startswith("/") else []
    return [place.removeprefix("/").replace("/", ".") for place in places if place.startswith("/")]


def _entry(problem: Problem) -> dict[str, Any]:
    known = problem.as_json()
    known.pop("where", None)
    fields = fields_of(problem.where)
    return {"field": fields[0] if fields else None, "fields": fields, "message": str(problem), **known}


def _asked(error: Mapping[str, Any]) -> Problem:
    """Return what FastAPI found of a request's parameters."""
    name = "/" + "/".join(str(part) for part in error["loc"][1:])
    return Problem(name, str(error["msg"]), found=ascii(error.get("input"))[:60])
