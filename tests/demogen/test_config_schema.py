"""Schema, fixtures and docs say what the model says: each of them is made from it or proven against it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from cogapp import Cog
from jsonschema import Draft202012Validator

from demogen.config.json_schema import json_schema
from demogen.config.model import fields
from demogen.config.read import read_config
from demogen.config.reference import Reference
from demogen.config.resolve import resolve
from demogen.errors import ConfigError
from demogen.plan.targets import make_plan
from demogen.schemas import load_schema, schema_text

ROOT = Path(__file__).parents[2]
CONFIGS = ROOT / "fixtures" / "configs"
VALID = sorted((CONFIGS / "valid").iterdir())
INVALID = sorted(path for path in (CONFIGS / "invalid").iterdir() if not path.name.endswith(".expected.json"))
HEAD = "# yaml-language-server: $schema=../../../schemas/config.schema.json\n"
BASE = {"country": "US", "industry": "saas", "startDate": "2025-01-01", "asOf": "2026-06-30", "seed": "x"}


def as_json(value):
    """Return a config as JSON has it."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    return float(value) if isinstance(value, Decimal) else value


def is_valid(raw):
    return Draft202012Validator(load_schema("config")).is_valid(as_json(raw))


def test_schema_is_the_models():
    text = (ROOT / "schemas" / "config.schema.json").read_text(encoding="utf-8")
    assert text == schema_text(json_schema()), "run `make schemas`"


def test_unknown_schema_is_refused():
    with pytest.raises(ConfigError, match=r"Known: .*config"):
        load_schema("../pyproject")


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_valid_fixture_resolves_and_plans(path):
    raw = read_config(path)
    assert is_valid(raw)
    config = resolve(raw)
    assert config.seed
    assert resolve(config.as_json()) == config
    assert is_valid(config.as_json())
    assert make_plan(config).won


@pytest.mark.parametrize(
    "path", [path for path in [*VALID, *INVALID] if path.suffix == ".yaml"], ids=lambda path: path.name
)
def test_yaml_fixture_names_its_schema(path):
    if path.name in {"empty-file.yaml", "a-list.yaml", "yaml-bomb.yaml"}:
        return
    assert path.read_bytes().startswith(HEAD.encode())
    assert (path.parent / "../../../schemas/config.schema.json").is_file()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name)
def test_invalid_fixture_tells_its_problems(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    expected = json.loads(path.with_name(f"{path.stem}.expected.json").read_text(encoding="utf-8"))
    with pytest.raises(ConfigError) as caught:
        resolve(read_config(Path(path.name)))
    found = [
        {"pointer": problem.where, "message": str(problem).removeprefix(f"{problem.where}: ")}
        for problem in caught.value.problems
    ]
    assert found == expected


def test_every_expectation_has_a_config():
    expected = {path.name.removesuffix(".expected.json") for path in (CONFIGS / "invalid").glob("*.expected.json")}
    assert expected == {path.stem for path in INVALID}


def test_industry_fixtures_cover_countries():
    reference = Reference()
    stories = [path.stem for path in VALID if path.stem.split("-")[0] in reference.names("industries")]
    assert sorted(stem.split("-")[0] for stem in stories) == reference.names("industries")
    assert sorted(stem.split("-")[1].upper() for stem in stories) == reference.names("countries")


@pytest.mark.parametrize(
    "change",
    [
        {"teamSize": 1},
        {"teamSize": 2.5},
        {"teamSize": "5"},
        {"tenantName": "ab"},
        {"currency": "XXX"},
        {"timezone": "Berlin"},
        {"startDate": "1.2.2025"},
        {"targets": {"leads": 50_001}},
        {"targets": {"leads": 10_000_001}, "limits": "extended"},
        {"targets": {"leeds": 500}},
        {"growth": {"curve": "flat"}},
        {"growth": {"seasonality": 1}},
        {"channelMix": {"seo": 101}},
        {"seed": ""},
        {"country": None},
        {"limits": "none"},
    ],
    ids=str,
)
def test_schema_and_resolve_refuse_alike(change):
    assert not is_valid(BASE | change)
    with pytest.raises(ConfigError):
        resolve(BASE | change)


@pytest.mark.parametrize(
    "change",
    [
        {"teamSize": None, "targets": None, "growth": {"curve": None}, "limits": None, "currency": None},
        {"targets": {"leads": 1e3}},
        {"targets": {"leads": 10_000_000}, "limits": "extended"},
        {"seed": 7},
        {"$schema": "x"},
    ],
    ids=str,
)
def test_schema_and_resolve_accept_alike(change):
    assert is_valid(BASE | change)
    assert resolve(BASE | change)


def test_docs_table_is_current():
    text = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
    assert Cog().process_string(text) == text, "run `cog -r docs/config.md`"


def test_docs_name_every_field():
    text = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
    for spec in fields():
        assert f"| `{'.'.join(spec.path)}` |" in text
        assert spec.effect
        assert spec.default or spec.is_group
