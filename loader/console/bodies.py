"""Bodies of requests: read as far as they may be long, by what they say they are."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from fastapi import Request
from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from demogen.config.read import MAX_BYTES
from demogen.errors import ConfigError, Problem
from loader.console.asking import SUFFIXES, read_body
from loader.console.problems import Refusal

MOST_FIELDS = 200


async def json_body(request: Request) -> dict[str, Any]:
    """Read a config from the body: JSON, or YAML where the request says so.

    Raises:
        Refusal: it is too long, or of another kind.
        ConfigError: it cannot be read.
    """
    body, kind = await whole(request), media_type(request)
    return await run_in_threadpool(read_body, body, kind)


async def form_body(request: Request) -> AsyncIterator[FormData]:
    """Read a form; it is kept for whoever proves that it came of a page of ours, and closed when it was answered.

    Raises:
        Refusal: it is too long.
    """
    _, options = parse_options_header(request.headers.get("content-type"))
    if options.get(b"charset", b"utf-8").lower() not in {b"utf-8", b"utf8"}:  # others fail, or take minutes
        raise Refusal(415, "a form is in UTF-8")
    headers = request.headers
    if "transfer-encoding" in headers or int(headers.get("content-length") or MAX_BYTES + 1) > MAX_BYTES:
        raise Refusal(413, f"a form has at most {MAX_BYTES:,} bytes")
    async with request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=MAX_BYTES) as form:
        request.state.form = form
        yield form


async def whole(request: Request) -> bytes:
    """Read a body of which no more is kept than it may be long."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BYTES:
            raise Refusal(413, f"a body has at most {MAX_BYTES:,} bytes")
        parts.append(part)
    return b"".join(parts)


def media_type(request: Request) -> str:
    """Return what a body says it is.

    Raises:
        Refusal: it is no kind that a config may be.
    """
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind not in SUFFIXES:
        raise Refusal(415, f"a config is one of {', '.join(sorted(SUFFIXES))}")
    return kind


def require_key(form: FormData) -> str | None:
    """Return the key of a form by which it is known again.

    Raises:
        ConfigError: it is none.
    """
    key = require_text(form, "key")
    if not key.isprintable():
        raise ConfigError(Problem("/key", "holds an unprintable character"))
    return key[:255] or None


def require_text(form: FormData, name: str) -> str:
    """Return a field of a form as text.

    Raises:
        ConfigError: it is a file.
    """
    value = form.get(name, "")
    if not isinstance(value, str):
        raise ConfigError(Problem(f"/{name}", "is a file"))
    return value
