"""`--set path=value`: changes one value of a config before it is resolved."""

from __future__ import annotations

from typing import Any

from demogen.config.read import parse_value
from demogen.errors import ConfigError, Problem


def apply_overrides(raw: dict[str, Any], settings: list[str]) -> dict[str, Any]:
    """Give the config with each setting, such as `targets.leads=2000`, put in; the last one wins.

    Raises:
        ConfigError: a setting has no `=`, or its path goes through a value.
    """
    result = {key: dict(value) if isinstance(value, dict) else value for key, value in raw.items()}
    problems = []
    for setting in settings:
        path, equals, text = setting.partition("=")
        keys = path.strip().lstrip("/").replace("/", ".").split(".")
        if not equals or not all(keys) or len(keys) > 2:
            problems.append(Problem(f"--set {setting[:80]}", "is no setting", "path=value, such as targets.leads=2000"))
            continue
        place: Any = result
        for key in keys[:-1]:
            place = place.setdefault(key, {})
        if isinstance(place, dict):
            place[keys[-1]] = parse_value(text)
        else:
            problems.append(Problem(f"--set {setting[:80]}", f"{keys[0]} is a value and has no {keys[-1]}"))
    if problems:
        raise ConfigError(problems)
    return result
