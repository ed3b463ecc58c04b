"""Reads reference files in YAML: the plain values of YAML 1.2, as configs have them, at the speed that names need.

What a file may not hold (an alias, which could stand for gigabytes, a tag, too many values) is refused while its events
go by, before anything is made of them.
"""

from __future__ import annotations

from typing import Any

import yaml

from demogen.config.formats import read_yaml
from demogen.config.yaml_loader import StrictLoader
from demogen.errors import ConfigError, Problem

MAX_NODES = 200_000  # the largest built-in country has 23,000
MAX_DEPTH = 20  # libyaml builds values by recursion, without a limit of its own

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    class Loader(CParser, StrictLoader):
        """Builds plain values of what libyaml parses, ten times as fast as PyYAML does alone."""

        def __init__(self, stream: str) -> None:
            """Begin with a text."""
            CParser.__init__(self, stream)
            yaml.constructor.SafeConstructor.__init__(self)
            yaml.resolver.Resolver.__init__(self)

except ImportError:

    class Loader(StrictLoader):  # type: ignore[no-redef]
        """Builds plain values where PyYAML came without libyaml."""

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            """Compose a node; the events have been looked at."""
            return yaml.SafeLoader.compose_node(self, parent, index)


def parse_yaml(content: bytes) -> Any:
    """Read plain values.

    Raises:
        ConfigError: it is not such YAML; the line is named.
    """
    try:
        return read_yaml(content.decode("utf-8-sig"), "", _load)
    except UnicodeDecodeError as error:
        raise ConfigError(Problem("", f"is not UTF-8 at byte {error.start}", hint="Save it as UTF-8.")) from error
    except RecursionError as error:
        raise ConfigError(Problem("", "is nested too deeply")) from error


def _load(text: str) -> Any:
    nodes = depth = 0
    for event in yaml.parse(text, Loader=Loader):
        nodes += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            _refuse("is nested too deeply", event)
        if isinstance(event, yaml.AliasEvent):
            _refuse("aliases are not allowed in a reference file", event, "Write the value out.")
        if getattr(event, "tag", None):
            _refuse("tags are not allowed in a reference file", event, "Remove the exclamation mark's word.")
        if nodes > MAX_NODES:
            _refuse("there are too many values for a reference file", event)
    return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader, made stricter


def _refuse(what: str, event: Any, hint: str = "") -> None:
    raise yaml.composer.ComposerError(None, None, what, event.start_mark, hint)
