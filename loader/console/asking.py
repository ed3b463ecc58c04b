"""From what somebody writes to a config that can be generated: the day and the seed are filled in, the rest is checked.

The clock and chance come in here and nowhere else; what is stored says which day and which seed it was.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from demogen.config.limits import months_before
from demogen.config.model import STANDARD_MONTHS
from demogen.config.read import parse_config
from demogen.config.reference import Reference
from demogen.config.resolve import Config, resolve, timezone_names, with_seed
from demogen.errors import ConfigError

SUFFIXES = {
    "application/json": ".json",
    "application/yaml": ".yaml",
    "application/x-yaml": ".yaml",
    "text/yaml": ".yaml",
}


def read_body(body: bytes, media_type: str) -> dict[str, Any]:
    """Read a config from the body of a request.

    Raises:
        ConfigError: it is no valid JSON or YAML, or no mapping.
    """
    return parse_config(body, SUFFIXES[media_type], "the body")


def settle(raw: Mapping[str, Any], reference: Reference) -> Config:
    """Resolve a config; without `asOf` it holds today in the tenant's zone, without a seed one is drawn.

    Raises:
        ConfigError: with every problem of the config.
    """
    given = dict(raw)
    if given.get("asOf") is None:
        given["asOf"] = datetime.now(_zone(given, reference)).date().isoformat()
    config = resolve(given, reference=reference)
    return config if config.seed else with_seed(config, new_seed())


def new_seed() -> str:
    """Draw a seed that is short enough to be told."""
    return secrets.token_hex(4)


def start_today() -> str:
    """Return a first day that gives two years of history: the earliest that is allowed today."""
    return months_before(datetime.now(UTC).date(), STANDARD_MONTHS - 1).replace(day=1).isoformat()


def _zone(given: Mapping[str, Any], reference: Reference) -> Any:
    """Find the zone of a config that may have problems, which are told later."""
    name = given.get("timezone")
    if name is None:
        country = given.get("country")
        code = reference.code(country) if isinstance(country, str) else ""
        name = _zone_of(code, reference) if code in reference.names("countries") else None
    return ZoneInfo(name) if isinstance(name, str) and name in timezone_names() else UTC


def _zone_of(code: str, reference: Reference) -> str | None:
    try:
        return reference.country(code).timezone
    except ConfigError:  # of a file of one's own, which is told when the config is resolved
        return None
