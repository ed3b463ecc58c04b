"""What a job may be regenerated with, what may be changed of its tenant, and how both are read."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool

from demogen.config.model import camel
from demogen.config.values import plain
from demogen.errors import ConfigError
from loader.console.asking import read_body
from loader.console.bodies import media_type, whole

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
T = TypeVar("T", bound=BaseModel)


def _day(value: object) -> object:
    """Let no number pass for a day: elsewhere it would count seconds from 1970 on."""
    if not (isinstance(value, str) and DAY.fullmatch(value)):
        raise ValueError("a day, YYYY-MM-DD")
    return value


class Changes(BaseModel):
    """What to regenerate with: another seed, another day; an empty body changes nothing."""

    model_config = ConfigDict(alias_generator=camel, populate_by_name=False, extra="forbid")

    seed: str | None = Field(None, min_length=1, max_length=64)
    as_of: Annotated[date, BeforeValidator(_day)] | None = None
    excluded_from_analytics: bool | None = Field(
        None, strict=True, description="Whether analytics leave the tenant out; as before, unless given."
    )


class Choice(BaseModel):
    """What may be changed of a tenant that is there."""

    model_config = ConfigDict(alias_generator=camel, populate_by_name=False, extra="forbid")

    excluded_from_analytics: bool = Field(strict=True, description="Whether analytics leave the tenant out.")


async def read_changes(request: Request) -> Changes:
    """Read what to regenerate with.

    Raises:
        Refusal: it is too long, or of another kind.
        ConfigError: it cannot be read.
        RequestValidationError: it has other keys or values.
    """
    return await _read(request, Changes)


async def read_choice(request: Request) -> Choice:
    """Read what to change of a tenant; raises as `read_changes` does."""
    return await _read(request, Choice)


async def _read(request: Request, shape: type[T]) -> T:
    body, kind = await whole(request), media_type(request)
    given, problems = plain(await run_in_threadpool(read_body, body, kind) if body.strip() else {})
    if problems:
        raise ConfigError(problems)
    try:
        return shape.model_validate_json(json.dumps(given, default=str))
    except ValidationError as error:
        found = [{**e, "loc": ("body", *e["loc"])} for e in error.errors(include_url=False)]
        raise RequestValidationError(found) from error
