"""A YAML loader for configs: plain values only, no alias, no duplicate key, dates as text, fractions as Decimal."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

MAX_DIGITS = 40


class StrictLoader(yaml.SafeLoader):
    """Loads what a config may hold and refuses the rest with its line."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases: a few of them can stand for gigabytes."""
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed in a config", event.start_mark, "Write the value out.")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a key that stands twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.tag == "tag:yaml.org,2002:merge":
                raise yaml.constructor.ConstructorError(None, None, "merge keys are not allowed in a config", key.start_mark)
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key.value!r} stands twice", key.start_mark, "Keep one of them.")
            seen.add(str(key.value))
        return super().construct_mapping(node, deep=deep)

    def number(self, node: yaml.ScalarNode) -> Decimal:
        """Read a fraction exactly."""
        text = str(node.value).replace("_", "")
        try:
            value = Decimal(text.replace(".inf", "Infinity").replace(".nan", "NaN"))
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value.adjusted()) > MAX_DIGITS or len(value.as_tuple().digits) > MAX_DIGITS:
            raise yaml.constructor.ConstructorError(None, None, f"{text[:30]} is no number within range", node.start_mark)
        return value

    def integer(self, node: yaml.ScalarNode) -> int:
        """Read a whole number, decimal digits only."""
        text = str(node.value).replace("_", "")
        try:
            if len(text) > MAX_DIGITS:
                raise ValueError(text)
            return int(text, 10)
        except ValueError as error:
            raise yaml.constructor.ConstructorError(None, None, f"{text[:30]} is no whole number within range", node.start_mark) from error


StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
StrictLoader.add_constructor("tag:yaml.org,2002:float", StrictLoader.number)
StrictLoader.add_constructor("tag:yaml.org,2002:int", StrictLoader.integer)
