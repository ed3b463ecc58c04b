"""Loads a config: from values, from a file, or resolved already, with a seed and reference data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from demogen.config.read import read_config
from demogen.config.reference import Reference
from demogen.config.resolve import Config, resolve
from demogen.errors import ConfigError, Problem


def load_config(
    config: Mapping[str, Any] | Path | str | Config,
    seed: str | None = None,
    *,
    as_of: date | None = None,
    reference: Path | Mapping[str, bytes] | None = None,
) -> Config:
    """Resolve a config given as values, as a path, or resolved already.

    Raises:
        ConfigError: with every problem of the config; also when there is no seed.
    """
    if isinstance(config, Config):
        raw: dict[str, Any] = {**config.as_json()}
        if not config.named:
            raw.pop("tenantName", None)
        known = config.reference
    else:
        raw = dict(config) if isinstance(config, Mapping) else read_config(Path(config))
        known = Reference(reference)
    found = resolve(raw, seed=seed, as_of=as_of, reference=known)
    if isinstance(config, Config):  # which tells of what it rounded, too
        warnings = tuple(dict.fromkeys([*config.warnings, *found.warnings]))
        found = replace(found, given=config.given, warnings=warnings)
    if not found.seed:
        raise ConfigError(
            Problem("/seed", "is missing", hint="Give a seed: any text; the same seed gives the same data.")
        )
    return found
