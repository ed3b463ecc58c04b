"""What a job may be regenerated with, and how it is read: an empty body changes nothing."""

from __future__ import annotations

import json
from datetime import date

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool

from demogen.config.model import camel
from demogen.config.values import plain
from demogen.errors import ConfigError
from loader.console.asking import read_body
from loader.console.bodies import media_type, whole


class Changes(BaseModel):
    """What to regenerate with: another seed, another day."""

    model_config = ConfigDict(alias_generator=camel, populate_by_name=False, extra="forbid")

    seed: str | None = Field(None, min_length=1, max_length=64)
    as_of: date | None = None


async def read_changes(request: Request) -> Changes:
    """Read what to regenerate with.

    Raises:
        Refusal: it is too long, or of another kind.
        ConfigError: it cannot be read.
        RequestValidationError: it has other keys or values.
    """
    body, kind = await whole(request), media_type(request)
    given, problems = plain(await run_in_threadpool(read_body, body, kind) if body.strip() else {})
    if problems:
        raise ConfigError(problems)
    try:
        return Changes.model_validate_json(json.dumps(given, default=str))
    except ValidationError as error:
        found = [{**e, "loc": ("body", *e["loc"])} for e in error.errors(include_url=False)]
        raise RequestValidationError(found) from error
