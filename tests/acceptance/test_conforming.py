"""The quick answer to whether a value is as its schema says: yes is never said where `jsonschema` says no."""

from __future__ import annotations

import copy
import json
import random

import pytest

from demogen.conforming import conforms
from demogen.schemas import _types, _validator, load_schema

ODD = [None, True, False, 0, -1, 10**18, 1.5, "", "x", "2025-11-19\n", [], ["x"], {}, {"x": 1}]
SCHEMAS = {
    "manifest": load_schema("manifest"),
    "checks": load_schema("checks"),
    "config": _types(load_schema("config")),
}


def places(value, path=()):
    """List the paths of everything in a JSON value, itself first."""
    yield path
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from places(value[key], (*path, key))


def changed(value, path, new):
    """Return a value with something else in one place; without the place where `new` is `...`."""
    found = copy.deepcopy(value)
    inner = found
    for key in path[:-1]:
        inner = inner[key]
    if new is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = new
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_a_bundle_holds_is_certain(sound, name):
    assert conforms(SCHEMAS[name], json.loads((sound / f"{name}.json").read_bytes()))


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_breaks_a_schema_is_never_certain(sound, name):
    value, draw, broken = json.loads((sound / f"{name}.json").read_bytes()), random.Random(7), 0
    validator = _validator()(SCHEMAS[name])
    for path in draw.choices([path for path in places(value) if path], k=60):
        for new in (..., *draw.sample(ODD, 4)):
            odd = changed(value, path, new)
            if not validator.is_valid(odd):
                broken += 1
                assert not conforms(SCHEMAS[name], odd), (path, new)
    assert broken > 50


@pytest.mark.parametrize(
    ("schema", "value", "certain"),
    [
        ({"type": "integer"}, 1.0, False),
        ({"type": "integer"}, True, False),
        ({"type": "number"}, True, False),
        ({"type": ["string", "null"]}, None, True),
        ({"type": "string", "pattern": "^a$"}, "a\n", False),
        ({"enum": [1]}, True, False),
        ({"oneOf": [{"type": "string"}]}, "x", False),  # not known here: in doubt
        ({"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}}, "x", True),
        ({"$ref": "other.json"}, "x", False),
        ({"properties": {"a": {"type": "string"}}, "additionalProperties": False}, {"a": "x", "b": 1}, False),
        ({"items": {"type": "string"}, "minItems": 1}, [], False),
        ({"maximum": 1}, 2, False),
        (True, 1, True),
        (False, 1, False),
    ],
)
def test_doubt_is_no(schema, value, certain):
    assert conforms(schema, value) is certain
