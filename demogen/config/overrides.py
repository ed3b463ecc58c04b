"""`--set path=value`: changes one value of a config before it is resolved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from demogen.config.read import parse_value
from demogen.config.values import show
from demogen.errors import ConfigError, Problem


def apply_overrides(raw: dict[str, Any], settings: Sequence[str]) -> dict[str, Any]:
    """Return the config with each setting, such as `targets.leads=2000`, put in; the last one wins.

    An empty value takes the setting out of the config, so that its default holds.

    Raises:
        ConfigError: a setting has no `=`, or its path goes through a value.
    """
    result = {key: dict(value) if isinstance(value, dict) else value for key, value in raw.items()}
    problems = []
    for setting in settings:
        path, equals, text = setting.partition("=")
        keys = [key.strip() for key in path.strip().removeprefix("/").replace("/", ".").split(".")]
        if not equals or not all(keys) or len(keys) > 2:
            problems.append(
                Problem("--set", "is not a setting", "path=value, such as targets.leads=2000", show(setting))
            )
            continue
        place: Any = result
        if len(keys) == 2:
            place = result[keys[0]] = {} if result.get(keys[0]) is None else result[keys[0]]
        if isinstance(place, dict):
            place[keys[-1]] = parse_value(text)
        else:
            what = f"{show(keys[0])} is a value and has no {show(keys[1])}"
            problems.append(Problem("--set", what, found=show(setting)))
    if problems:
        raise ConfigError(problems)
    return result
