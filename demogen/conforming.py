"""Tells quickly of a value that it is as a JSON Schema says; what is wrong with another one, `jsonschema` tells.

Every command on a bundle reads a manifest, which is nearly always right, and importing `jsonschema` takes a tenth of a
second. So the answer here is yes or perhaps: a schema with a keyword that is not known here, or a value in doubt, is
left to the other one. Yes is never said of a value that breaks its schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

# Keywords that demand nothing: `format` describes, as the vocabulary of JSON Schema has it.
SILENT = {"$schema", "$id", "$defs", "title", "description", "examples", "format"}
Rule = Callable[[Any, Any, dict[str, Any], dict[str, Any]], bool]


def conforms(schema: Any, value: Any, root: dict[str, Any] | None = None) -> bool:
    """Return whether a value certainly is as a schema says; `root` is the schema that `#/$defs/…` points into."""
    if type(schema) is not dict:
        return schema is True
    whole = schema if root is None else root
    return all(
        keyword in SILENT or (keyword in RULES and RULES[keyword](said, value, schema, whole))
        for keyword, said in schema.items()
    )


@cache
def regex(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern of ECMAScript: its `$` is `\Z` here; our patterns have none in a class, and escape others."""
    return re.compile(re.sub(r"(?<!\\)\$", r"\\Z", pattern), re.ASCII)


def _is_type(said: Any, value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    del schema, root
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int}
    names = said if isinstance(said, list) else [said]
    return any((name == "number" and _is_number(value)) or type(value) is kinds.get(name) for name in names)


def _is_number(value: Any) -> bool:
    return type(value) in {int, float}


def _refers(said: Any, value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    del schema
    name = said.removeprefix("#/$defs/")
    return said != name and name in root.get("$defs", {}) and conforms(root["$defs"][name], value, root)


def _has_properties(said: Any, value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    del schema
    return type(value) is dict and all(conforms(said[key], inner, root) for key, inner in value.items() if key in said)


def _others_are(said: Any, value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    known = schema.get("properties", {})
    return type(value) is dict and all(conforms(said, inner, root) for key, inner in value.items() if key not in known)


def _items_are(said: Any, value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    del schema
    return type(value) is list and all(conforms(said, item, root) for item in value)


RULES: dict[str, Rule] = {
    "type": _is_type,
    "$ref": _refers,
    "properties": _has_properties,
    "additionalProperties": _others_are,
    "items": _items_are,
    "required": lambda said, value, *_: type(value) is dict and all(key in value for key in said),
    "enum": lambda said, value, *_: type(value) is str and value in said,
    "pattern": lambda said, value, *_: type(value) is str and regex(said).search(value) is not None,
    "minLength": lambda said, value, *_: type(value) is str and len(value) >= said,
    "maxLength": lambda said, value, *_: type(value) is str and len(value) <= said,
    "minItems": lambda said, value, *_: type(value) is list and len(value) >= said,
    "maxItems": lambda said, value, *_: type(value) is list and len(value) <= said,
    "minimum": lambda said, value, *_: _is_number(value) and value >= said,
    "maximum": lambda said, value, *_: _is_number(value) and value <= said,
}
