"""Every schema is one, says what each key means, and, where it describes what a command prints, leaves nothing open."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import loader.cli  # noqa: F401 - its errors
from demogen.errors import DemogenError
from demogen.schemas import load_schema, schema_names, schema_of, schema_text
from loader.errors import CODES
from tests.contract.cases import CASES, DESCRIBED, FILES, OPTIONAL

ROOT = Path(__file__).parents[2]
OUTPUTS = {schema_of(command): command for command, given in CASES.items() if given}
# What draft 7 means by the same words, so that validators of either understand them.
WORDS = {
    *("$schema", "$id", "$ref", "$defs", "title", "description", "type", "enum", "const", "format", "pattern"),
    *("properties", "required", "additionalProperties", "propertyNames", "minProperties", "items", "minItems"),
    *("maxItems", "minimum", "maximum", "minLength", "maxLength", "oneOf", "allOf", "if", "then", "else"),
}


def subschemas(name, schema):
    """List a schema and those in it that describe a value of its own, not those of conditions, each with its key."""
    yield name, schema
    for word in ("properties", "patternProperties", "$defs"):
        for key, below in schema.get(word, {}).items():
            yield from subschemas(key, below)
    for word in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(word), dict):
            yield from subschemas(name, schema[word])
    for word in ("oneOf", "prefixItems"):
        for below in schema.get(word, []):
            yield from subschemas(name, below)


def keywords(schema):
    """List the words that a schema is written in, also those of conditions."""
    named = ("properties", "patternProperties", "$defs")
    for key, below in schema.items():
        yield key
        for inner in below.values() if key in named else below if key in {"oneOf", "allOf"} else [below]:
            if isinstance(inner, dict):
                yield from keywords(inner)


def describes(whole, schema):
    """Return whether a property says what it means, itself or where it refers to."""
    found = whole["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else {}
    return bool(schema.get("description") or found.get("description"))


@pytest.mark.parametrize("name", schema_names())
def test_every_schema_is_one_and_says_what_each_key_means(name):
    schema = load_schema(name)
    Draft202012Validator.check_schema(schema)
    unsaid = [
        key
        for _, part in subschemas(name, schema)
        for key, below in part.get("properties", {}).items()
        if not describes(schema, below)
    ]
    assert unsaid == []
    assert {"$schema", "title", "description"} <= {*schema}


@pytest.mark.parametrize("name", ["error", *OUTPUTS])
def test_schemas_of_output_are_strict_and_plain(name):
    """Objects have all of their keys and no other, save for a few that are known, or they are maps."""
    schema = load_schema(name)
    assert {*keywords(schema)} - WORDS == set()
    for key, part in subschemas(name, schema):
        if "properties" in part:
            assert part["additionalProperties"] is False
            assert {*part["properties"]} - {*part["required"]} <= OPTIONAL
        elif "object" in part.get("type", ()):
            assert isinstance(part.get("additionalProperties"), dict) or key in DESCRIBED
    assert schema["$id"] == f"https://crm-demogen.example/schemas/{name}.schema.json"
    assert f"`{OUTPUTS[name]} --json`" in schema["description"] if name in OUTPUTS else name == "error"
    assert (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8") == schema_text(schema)


@pytest.mark.parametrize("name", sorted(FILES))
def test_schemas_of_files_have_a_version(name):
    kind = FILES[name].partition("/")[0]
    assert load_schema(name)["$id"] == f"https://crm-demogen.example/schemas/{FILES[name]}/{kind}.schema.json"


def test_enumerations_are_those_of_the_code():
    kinds = [DemogenError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    job = load_schema("load-job")["properties"]
    listed = load_schema("load-jobs")["$defs"]["job"]["properties"]
    error = load_schema("error")["properties"]["error"]["properties"]
    assert error["exitCode"]["enum"] == sorted({kind.exit_code for kind in kinds})
    assert job["errorCode"]["enum"] == listed["errorCode"]["enum"] == [*CODES, None]
    assert {key: part for key, part in listed.items() if key != "metrics"}.items() <= job.items()
