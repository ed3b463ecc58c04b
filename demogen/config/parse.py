"""Validates a config field by field: what is wrong is told and left out, so that the rest can be looked at too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from demogen.config.model import ConfigInput, fields, spec_of
from demogen.config.suggest import closest, suggest
from demogen.config.values import MAX_PROBLEMS, decimal, pointer, show
from demogen.errors import Problem

Place = tuple[int | str, ...]

BOUNDS = {
    "greater_than_equal": "is below the limit",
    "less_than_equal": "is above the limit",
    "string_too_short": "is too short",
    "string_too_long": "is too long",
    "too_short": "is too short",
    "too_long": "is too long",
}


def parse(raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Return the fields with their defaults, None for what is not given or was told; and what was told."""
    from pydantic import ValidationError

    try:
        return _dump(ConfigInput.model_validate(raw)), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
    listed: set[Place] = set()  # groups whose keys a hint has listed: once is enough
    problems = [
        _unknown(item["loc"], listed)
        if item["type"] == "extra_forbidden"
        else _problem(item["type"], item["loc"], item["input"])
        for item in found[:MAX_PROBLEMS]
    ]
    if len(found) > MAX_PROBLEMS:
        problems.append(Problem("", f"and {len(found) - MAX_PROBLEMS} more problems like these"))
    rest = _without(raw, [item["loc"] for item in found])
    required = {spec.key: "" for spec in fields() if spec.default == "required"}
    parsed = _dump(ConfigInput.model_validate(required | rest))
    return {key: value if key in rest or key not in required else None for key, value in parsed.items()}, problems


def _dump(model: ConfigInput) -> dict[str, Any]:
    return model.model_dump(by_alias=True)


def _without(raw: Mapping[str, Any], places: list[Place]) -> dict[str, Any]:
    """Leave out what is wrong."""
    result = {key: dict(value) if isinstance(value, dict) else value for key, value in raw.items()}
    for place in places:
        group = result.get(str(place[0]))
        if len(place) > 1 and isinstance(group, dict):
            group.pop(str(place[1]), None)
        else:
            result.pop(str(place[0]), None)
    return result


def _unknown(place: Place, listed: set[Place]) -> Problem:
    """Report a key that there is not; the first of its group that is like no other lists those there are."""
    key, group = str(place[-1]), place[:-1]
    known = [spec.key for spec in fields() if spec.path[:-1] == group]
    hint = _elsewhere(key) or closest(key, known)
    if not hint and group not in listed:
        listed.add(group)
        hint = suggest(key, known)
    return Problem(pointer(*place), "is an unknown key", hint=hint)


def _problem(kind: str, place: Place, value: Any) -> Problem:
    where = pointer(*place)
    if kind == "missing":
        return Problem(where, "is missing", hint=f"Add `{place[-1]}`.")
    spec = spec_of(place)
    assert spec
    if kind in BOUNDS:
        found = f"{len(value)} characters" if isinstance(value, str) else show(value)
        expected = f"at least {spec.low:,}" if kind == "greater_than_equal" else spec.limit()
        return Problem(where, BOUNDS[kind], expected, found)
    if spec.choices and isinstance(value, str):
        return Problem(where, "is not known", spec.limit(), show(value), suggest(value, spec.choices))
    return Problem(where, f"is not {spec.kind}", spec.limit(), show(value), _advice(spec.kind, value))


def _elsewhere(key: str) -> str:
    """Return where a key belongs that stands in the wrong place."""
    homes = [".".join(spec.path) for spec in fields() if spec.key == key]
    return f"It belongs at `{homes[0]}`." if homes else ""


def _advice(kind: str, value: Any) -> str:
    if isinstance(value, str) and kind.endswith("number") and isinstance(decimal(re.sub("[ ,_']", "", value)), Decimal):
        return "Write it as digits, without quotes or separators."
    if isinstance(value, str) and value.casefold() in {"yes", "no", "on", "off", "0", "1"}:
        return "Write true or false."
    if kind == "text" and not isinstance(value, (dict, list)):
        return "Put it in quotes."
    if kind == "keys and values":
        return "Write its keys below it, indented."
    return ""
