"""Whether a bundle that lacks something can be loaded: it lacks nothing that the database requires."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from demogen.bundle.listing import kind_of, missing_parts
from demogen.bundle.tables import TABLES
from demogen.errors import BundleError, Problem
from loader.mapping.format import Mapping as LoadMapping
from loader.mapping.views import Columns, describe_columns, open_empty


def require_loadable(manifest: Mapping[str, Any], mapping: LoadMapping) -> None:
    """Check that a bundle has every table to which loaded keys lead, and every loaded column that must have values.

    Raises:
        BundleError: with all that it lacks.
    """
    missing = missing_parts(manifest)
    if not missing:
        return
    with open_empty() as views:
        loaded = describe_columns(views, mapping)
    needed = {name: what for name in missing if (what := _need(name, missing, loaded))}
    if needed:
        hint = "Generate the bundle again to have it."
        raise BundleError([Problem(f"manifest.json {kind_of(name)}", what, hint=hint) for name, what in needed.items()])


def _need(name: str, missing: Collection[str], loaded: Columns) -> str:
    """Say why a load needs what is missing; empty where it does not."""
    keys = [
        f"{spec.name}.{key}"
        for spec in TABLES
        for key, to in spec.references.items()
        if to == name and key in loaded.get(spec.name, ()) and not {spec.name, f"{spec.name}.{key}"} & {*missing}
    ]
    if keys:
        return f"is missing, and keys lead to it: {', '.join(keys)}"
    required = (
        f"{spec.name}.{column.name}"
        for spec in TABLES
        for column in spec.columns
        if not column.nullable and column.name in loaded.get(spec.name, ())
    )
    return "is missing, and is required in the database" if name in required else ""
