"""A YAML loader for configs: the plain values of YAML 1.2, no alias, no tag, no duplicate key.

YAML 1.2 reads `NO`, `on`, `12:30` and `007` as text and `1e3` as a number, as editors and JSON do.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import yaml

from demogen.config.values import Odd, decimal, integer

MAX_DEPTH = 64  # a config has two levels


class StrictLoader(yaml.SafeLoader):
    """Loads what a config may hold and refuses the rest with its line."""

    most_nodes = 5_000  # a megabyte of values takes PyYAML ten seconds
    nodes = depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases (a few can stand for gigabytes), tags, and more values than a config can have."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent):
            self._refuse("aliases are not allowed in a config", event.start_mark, "Write the value out.")
        if getattr(event, "tag", None):
            self._refuse("tags are not allowed in a config", event.start_mark, "Remove the exclamation mark's word.")
        if self.nodes > self.most_nodes:
            self._refuse("there are too many values for a config", event.start_mark)
        if self.depth >= MAX_DEPTH:
            self._refuse("it is nested too deeply", event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Mark a key that stands twice."""
        loaded: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                loaded[self.construct_object(key)] = Odd("stands twice", hint="Keep one of them.")
            seen.add(str(key.value))
        return loaded

    def decimal(self, node: yaml.ScalarNode) -> Decimal | Odd:
        """Read a fraction exactly."""
        return decimal(str(node.value).replace(".inf", "Infinity").replace(".nan", "NaN"))

    def integer(self, node: yaml.ScalarNode) -> int | Odd:
        """Read a whole number."""
        return integer(str(node.value))

    def _refuse(self, what: str, mark: Any, hint: str = "") -> None:
        raise yaml.composer.ComposerError(None, None, what, mark, hint)


StrictLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", [*"~nN", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", [*"tTfF"]),
    ("int", r"[-+]?(0|[1-9][0-9]*)", [*"-+0123456789"]),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan", [*"-+.0123456789"]),
):
    StrictLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), first)
StrictLoader.add_constructor("tag:yaml.org,2002:float", StrictLoader.decimal)
StrictLoader.add_constructor("tag:yaml.org,2002:int", StrictLoader.integer)
