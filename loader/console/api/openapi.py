"""The API's own description: what FastAPI knows of it, and the schema of configs, which follows from their model."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from demogen import __version__
from demogen.config.json_schema import json_schema
from demogen.config.limits import months_before
from demogen.config.reference import Reference
from loader.console.api.changes import Changes, Choice
from loader.console.api.models import ProblemDetails
from loader.console.problems import MEDIA_TYPE

SAYS = {
    401: "nobody is signed in, and no token was sent",
    403: "the token has no such scope, or the request is not of a page of the console",
    404: "there is no such job",
    409: "the job is not in the state for it",
    410: "the bundle cannot be regenerated as it was",
    413: "the body is too long",
    415: "the body is neither JSON nor YAML",
    422: "the request has problems, each with its field",
    429: "the caller has too much of this going on at the same time, or too many jobs wait",
    503: "the database cannot be reached",
    504: "reading took too long",
}
SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token of `demogen-load token create`."},
    "session": {"type": "apiKey", "in": "cookie", "name": "demogen-session", "description": "The cookie of a sign-in."},
}
CONFIG_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DemoConfig"}}},
    }
}
CHANGES_BODY = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Changes"}}}}
CHOICE_BODY = {
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Choice"}}},
}
CREATE_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CreateDemoRequest"}}},
    }
}
EXCLUDED = {"type": "boolean", "description": "Whether analytics leave the tenant out: they do, unless this is false."}
YOUNG_MONTHS = 12


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the problems that an operation may answer with; 401 and 503 are possible everywhere."""
    return {status: {"model": ProblemDetails, "description": SAYS[status]} for status in (401, *statuses, 503)}


def document(app: FastAPI, reference: Reference) -> dict[str, Any]:
    """Describe the API; the example's days follow today, so that it can be sent as it is."""
    found = get_openapi(
        title="Demo tenants",
        version=__version__,
        summary="Makes, watches and removes demo tenants.",
        routes=app.routes,
    )
    schemas = found["components"]["schemas"]
    schemas["DemoConfig"] = {**_config_schema(reference), "examples": [example(datetime.now(UTC).date())]}
    schemas["CreateDemoRequest"] = _request_schema(schemas["DemoConfig"])
    schemas["Changes"], schemas["Choice"] = Changes.model_json_schema(), Choice.model_json_schema()
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    found["components"]["securitySchemes"] = SECURITY
    found["security"] = [{name: []} for name in SECURITY]
    for path, operations in found["paths"].items():
        for operation in operations.values():
            _tell_problems(operation)
            if path.endswith("/regenerate"):
                operation["requestBody"] = CHANGES_BODY
        if "patch" in operations:
            operations["patch"]["requestBody"] = CHOICE_BODY
    return found


def example(today: date) -> dict[str, Any]:
    """Return a small config that can be sent today."""
    start = months_before(today.replace(day=1), YOUNG_MONTHS)
    targets = {"leads": 200, "contacts": 80, "companies": 30, "closedWonCount": 12}
    return {"country": "US", "industry": "saas", "startDate": start.isoformat(), "teamSize": 5, "targets": targets}


def _tell_problems(operation: dict[str, Any]) -> None:
    """Say of every problem that it comes as problem details."""
    for status, answer in operation["responses"].items():
        if status.isdigit() and int(status) >= 400:
            schema = {"$ref": "#/components/schemas/ProblemDetails"}
            answer["content"] = {MEDIA_TYPE: {"schema": schema}}


def _config_schema(reference: Reference) -> dict[str, Any]:
    """Return the config's schema with the countries and industries that there are, as nobody can add any here."""
    found = json_schema()
    found.pop("$schema")
    found.pop("$id")
    properties = found["properties"]
    properties["country"] = {**properties["country"], "enum": [*reference.names("countries"), *reference.aliases]}
    properties["industry"] = {**properties["industry"], "enum": reference.names("industries")}
    return found


def _request_schema(config: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what a tenant is asked for with: a config, and whether analytics count it."""
    return {**config, "properties": {**config["properties"], "excludedFromAnalytics": EXCLUDED}}
