"""The JSON Schemas in `schemas/`, found in the wheel or beside the package in a checkout.

They describe files (config, country, industry, text, manifest, checks), what a command prints with --json, and how it
tells an error (`error`).
"""

from __future__ import annotations

import json
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

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


def schema_text(schema: dict[str, Any]) -> str:
    """Lay out a schema that is made by a program, as it lies in `schemas/`."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
