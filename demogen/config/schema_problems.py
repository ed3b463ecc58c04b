"""What is wrong with a reference file by its schema, told as problems: where, what, expected and found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from demogen.config.suggest import suggest
from demogen.config.values import pointer, show
from demogen.errors import Problem

MOST = 1000  # errors that are looked at; fewer are told
MOST_KEYS = 50  # of those that are not known in one place
TYPES = {
    "object": "keys and values",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "null": "null",
}


def schema_problems(data: Any, schema_name: str) -> list[Problem]:
    """Return everything that is wrong with a file by its schema, in the order of the places."""
    from demogen.schemas import load_schema

    errors = islice(_validator_class()(load_schema(schema_name)).iter_errors(data), MOST)
    found = [problem for error in errors for problem in _problems(error)]
    return sorted(dict.fromkeys(found), key=lambda problem: (problem.where, problem.what))


@cache
def _validator_class() -> Any:
    """Return a validator of linear time: jsonschema's own compares entries of several types each with each."""
    from jsonschema import Draft202012Validator, ValidationError
    from jsonschema.validators import extend

    def unique(validator: Any, wanted: bool, items: Any, schema: Any) -> Iterator[Any]:
        del validator, schema
        if wanted and isinstance(items, list) and len({json.dumps(i, sort_keys=True) for i in items}) < len(items):
            yield ValidationError("has an entry twice")

    return extend(Draft202012Validator, {"uniqueItems": unique})


def _problems(error: Any) -> Iterator[Problem]:
    where = list(error.absolute_path)
    meaning = str(error.schema.get("description", "")) if isinstance(error.schema, dict) else ""
    if error.validator == "required":
        missing = next(
            key for key in error.validator_value if key not in error.instance and f"{key!r}" in error.message
        )
        said = error.schema.get("properties", {}).get(missing, {}).get("description", "")
        yield Problem(pointer(*where, missing), "is missing", hint=said)
    elif error.validator == "additionalProperties" and error.validator_value is False:
        known = [*error.schema.get("properties", {})]
        patterns = error.schema.get("patternProperties", {})
        for key in islice((key for key in error.instance if key not in known and not patterns), MOST_KEYS):
            hint = suggest(str(key), known)
            yield Problem(pointer(*where, key), "is an unknown key", hint=hint if hint.startswith("Did") else "")
        if patterns:
            yield Problem(pointer(*where) or "/", error.message[:200])
    else:
        what, expected = _told(error.validator, error.validator_value, error.schema)
        yield Problem(pointer(*where) or "/", what or error.message[:200], expected, _found(error), meaning)


def _told(word: str, value: Any, schema: Any) -> tuple[str, str]:
    """Return what is wrong and what is expected for a keyword of a schema; nothing for one that is not known."""
    words: dict[str, Callable[[Any], tuple[str, str]]] = {
        "type": lambda v: ("is of another kind", " or ".join(TYPES.get(kind, kind) for kind in _list(v))),
        "enum": lambda v: ("is not one of the known values", ", ".join(map(str, v))),
        "pattern": lambda v: ("has another form", v),
        "minimum": lambda v: ("is below the limit", f"at least {v}"),
        "maximum": lambda v: ("is above the limit", f"at most {v}"),
        "minItems": lambda v: ("has too few entries", _size(schema, v)),
        "maxItems": lambda v: ("has too many entries", _size(schema, v)),
        "minLength": lambda _: ("is empty", "text"),
        "maxLength": lambda v: ("is too long", f"at most {v} characters"),
        "maxProperties": lambda v: ("has too many keys", f"at most {v}"),
        "minProperties": lambda v: ("has too few keys", f"at least {v}"),
        "uniqueItems": lambda _: ("has an entry twice", "each once"),
        "oneOf": lambda _: ("has none of the forms that are known", ""),
    }
    return words[word](value) if word in words else ("", "")


def _size(schema: dict[str, Any], bound: int) -> str:
    low, high = schema.get("minItems"), schema.get("maxItems")
    if low == high:
        return f"{low}"
    return f"at least {low}" if bound == low else f"at most {high}"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _found(error: Any) -> str:
    value = error.instance
    if isinstance(value, (list, dict)) and error.validator in {
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
    }:
        return str(len(value))
    return show(value)
