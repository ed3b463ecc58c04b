"""The JSON Schema of a config, written from the fields of the model.

It accepts what `resolve` accepts of a field alone: a null counts as not given, 1e3 is a whole number. The closed lists
of currencies and zones stand in it; countries and industries do not, for `--reference` adds some.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from demogen.config.model import SCHEMA_ID, STANDARD_MAX, STANDARD_MAX_DOLLARS, ConfigInput, FieldSpec, fields
from demogen.config.reference import Reference
from demogen.draw import zones

TYPES = {"a whole number": "integer", "a number": "number", "true or false": "boolean", "keys and values": "object"}
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a config."""
    maxima = {name: {"maximum": most} for name, most in STANDARD_MAX.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Config",
        "description": str(ConfigInput.__doc__),
        **_object(()),
        "if": {"properties": {"limits": {"const": "extended"}}, "required": ["limits"]},
        "else": {"properties": {"targets": {"properties": maxima}}},
    }


def _object(place: tuple[str, ...]) -> dict[str, Any]:
    inside = [spec for spec in fields() if spec.path[:-1] == place]
    required = [spec.key for spec in inside if spec.default == "required"]
    return {
        "type": ["object", "null"] if place else "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {spec.key: _field(spec) for spec in inside},
    }


def _field(spec: FieldSpec) -> dict[str, Any]:
    schema: dict[str, Any] = {"description": spec.effect}
    if spec.default and spec.default != "required":
        schema["description"] += f" Default: {spec.default}."
    if spec.is_group:
        return {**schema, **_object(spec.path)}
    kind = TYPES.get(spec.kind, "string")
    kinds = [kind] if spec.default == "required" else [kind, "null"]
    if spec.path == ("seed",):
        kinds = ["string", "integer", "null"]
    schema["type"] = kinds if len(kinds) > 1 else kind
    names = ("minLength", "maxLength") if kind == "string" else ("minimum", "maximum")
    if spec.key in STANDARD_MAX_DOLLARS:  # the upper limit depends on the currency
        spec = replace(spec, high=None)
    schema |= {
        name: _json(value) for name, value in zip(names, (spec.low, spec.high), strict=True) if value is not None
    }
    return {**schema, **_closed(spec)}


def _closed(spec: FieldSpec) -> dict[str, Any]:
    """Return the closed list of a field, or examples where the list can grow."""
    reference = Reference()
    if spec.choices:
        return {"enum": [*spec.choices, None]}
    if spec.key == "currency":
        return {"enum": [*reference.currencies, None]}
    if spec.key == "timezone":
        return {"enum": [*zones.names(), None]}
    if spec.key == "country":
        return {"pattern": "^[A-Z]{2}$", "examples": reference.names("countries")}
    if spec.key == "industry":
        return {"pattern": "^[a-z][a-z0-9]{1,29}$", "examples": reference.names("industries")}
    return {"pattern": DAY, "format": "date"} if spec.kind.startswith("a day") else {}


def _json(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
