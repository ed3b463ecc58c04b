"""The JSON Schemas in `schemas/`, found in the wheel or beside the package in a checkout.

They describe files (config, country, industry, text, manifest, checks), what a command prints with --json, and how it
tells an error (`error`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import Any

from demogen.conforming import conforms, regex
from demogen.errors import ConfigError, Problem


def _folder() -> Traversable:
    packaged = resources.files("demogen").joinpath("_schemas")
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "schemas"


def schema_names() -> list[str]:
    """List the schemas by name."""
    return sorted(
        item.name.removesuffix(".schema.json") for item in _folder().iterdir() if item.name.endswith(".schema.json")
    )


def schema_of(command: str) -> str:
    """Name the schema of what a command prints with --json: its words with hyphens, without the `demogen` in front.

    `demogen verify` has `verify`, and `demogen-load verify` has `load-verify`. Where an option makes a command print
    something else, that is one word more: `demogen score --reference` has `score-reference`.
    """
    return "-".join(word.strip("-") for word in command.removeprefix("demogen").split())


def load_schema(name: str) -> dict[str, Any]:
    """Load a schema by its name, such as `config`.

    Raises:
        ConfigError: there is none of that name.
    """
    if name not in schema_names():
        raise ConfigError(Problem("", f"there is no schema {name[:60]!r}", hint=f"Known: {', '.join(schema_names())}."))
    loaded: dict[str, Any] = json.loads(_folder().joinpath(f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


MOST_ERRORS = 20


def schema_errors(name: str, value: Any) -> list[tuple[str, str]]:
    """List where a value breaks a schema, and how; as many places as anybody reads.

    Patterns mean what they mean in ECMAScript, as JSON Schema says: `$` is the end, not the place before a last line
    end. A whole number has no fraction, not even one of zero.
    """
    return _errors(load_schema(name), value)


def type_errors(name: str, value: Any) -> list[tuple[str, str]]:
    """List where a value breaks the types of a schema and lacks what it requires; any other key and text may stand."""
    return _errors(_types(load_schema(name)), value)


def _errors(schema: dict[str, Any], value: Any) -> list[tuple[str, str]]:
    if conforms(schema, value):
        return []
    errors = islice(_validator()(schema).iter_errors(value), 50 * MOST_ERRORS)
    return sorted((error.json_path[:200], error.message[:400]) for error in errors)[:MOST_ERRORS]


def _types(schema: Any) -> Any:
    if not isinstance(schema, dict):
        return schema
    kept = {key: schema[key] for key in ("type", "required") if key in schema}
    properties = {key: _types(inner) for key, inner in schema.get("properties", {}).items()}
    return {**kept, "properties": properties} if properties else kept


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator, ValidationError, validators

    def pattern(validator: Any, text: str, instance: Any, schema: Any) -> Iterator[Any]:
        del schema
        if validator.is_type(instance, "string") and not regex(text).search(instance):
            yield ValidationError(f"{instance[:80]!r} does not match {text!r}")

    def is_integer(checker: Any, instance: Any) -> bool:
        del checker
        return isinstance(instance, int) and not isinstance(instance, bool)

    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", is_integer)
    return validators.extend(Draft202012Validator, {"pattern": pattern}, type_checker=types)


def schema_text(schema: dict[str, Any]) -> str:
    """Lay out a schema that is made by a program, as it lies in `schemas/`."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
