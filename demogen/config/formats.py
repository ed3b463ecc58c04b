"""The texts that a config may be written in: JSON, TOML, YAML. Each is bounded before its parser sees it.

No parser takes more than linear time for what passes its bounds; an error names the line and shows what stands there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime, time
from itertools import islice
from typing import Any, NoReturn

from demogen.config.values import Odd, decimal, integer, show
from demogen.errors import ConfigError, Problem
from demogen.json_text import JsonError, Limits, decode_json

MAX_SIZE = 5_000_000  # characters; files are bounded in bytes before
MAX_DEPTH = 64  # a config has two levels; what is nested deeper than that is told with its place
MAX_MARKS = 2_000  # of TOML: tomllib takes the square of the parts of a key
COMMENT = re.compile(r"^[ \t]*+(?://|/\*|#)", re.MULTILINE)
# A run is looked at from its beginning only. Python refuses to read more than 4,300 digits, without a line.
DIGITS = re.compile(r"(?<![0-9_])[0-9_]{1000}")
# The first line that says something: a key with an equals sign or a table's name is TOML, an opening brace JSON.
SKIPPED = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
TOML_LINE = re.compile(
    r"""(?:[A-Za-z0-9_.-]|"[^"\n]{0,80}"|'[^'\n]{0,80}'){1,80}+[ \t]*+=|\[[A-Za-z0-9_.-]{1,80}\][ \t]*+(?:#|\r?\n|\Z)"""
)
TAB = "found character '\\t' that cannot start any token"


def parse_any(text: str, name: str, most: int) -> Any:
    """Read a text that shows its format itself; YAML unless it begins as JSON or TOML does."""
    begin = SKIPPED.match(text)
    at = begin.end() if begin else 0
    if text.startswith("{", at):
        try:
            return parse_json(text, name, most)
        except ConfigError as error:
            try:  # YAML has braces, too, and comments and single quotes in them
                return parse_yaml(text, name, most)
            except ConfigError:
                raise error from None
    return parse_toml(text, name, most) if TOML_LINE.match(text, at) else parse_yaml(text, name, most)


def parse_json(text: str, name: str, most: int) -> Any:
    """Read JSON."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in items:
            found[key] = value if key not in found else Odd("stands twice", hint="Keep one of them.")
        return found

    try:
        limits = Limits(MAX_SIZE, MAX_DEPTH, most)
        return decode_json(text, limits, pairs=pairs, whole=integer, fraction=decimal)
    except JsonError as error:
        hint = "JSON has no comments; YAML has." if COMMENT.search(text) else ""
        raise _invalid(name, text, "JSON", error.what, error.line, error.column, hint) from error


def parse_toml(text: str, name: str, most: int) -> Any:
    """Read TOML."""
    del most  # it has fewer marks

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        return value.isoformat() if isinstance(value, (date, datetime, time)) else value

    marks = [mark.start() for mark in islice(re.finditer(r"[.=\[{]", text), MAX_MARKS, MAX_MARKS + 1)]
    if marks:
        raise _invalid(name, text, "TOML", "there are too many values for a config", text.count("\n", 0, marks[0]) + 1)
    huge = DIGITS.search(text)
    if huge:
        raise _invalid(name, text, "TOML", "a number is out of range", text.count("\n", 0, huge.start()) + 1)
    try:
        return plain(tomllib.loads(text, parse_float=decimal))
    except ValueError as error:
        what, _, place = str(error).partition(" (at ")
        line, column = [*map(int, re.findall(r"[0-9]+", place)), text.count("\n") + 1, 0][:2]
        raise _invalid(name, text, "TOML", what, line, column) from error


def parse_yaml(text: str, name: str, most: int) -> Any:
    """Read YAML."""
    from demogen.config.yaml_loader import StrictLoader

    def load(text: str) -> Any:
        loader = StrictLoader(text)
        loader.most_nodes = most
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()

    return read_yaml(text, name, load)


def read_yaml(text: str, name: str, load: Callable[[str], Any]) -> Any:
    """Read YAML by a loader of the caller's.

    Raises:
        ConfigError: it is not what the loader takes; the line is named.
    """
    import yaml

    def refuse(what: str, line: int, column: int = 0, hint: str = "") -> NoReturn:
        raise _invalid(name, text, "YAML", what, line, column, hint)

    try:
        return load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what, hint = error.problem or "a value is not closed", error.note or ""
        if what == TAB:
            what, hint = "a tab stands where YAML has spaces", "Indent with spaces; YAML takes no tabs."
        refuse(what, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0, hint)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        refuse(f"the character U+{ord(text[error.position]):04X} is not allowed", line, hint="Remove it.")
    except (ValueError, OverflowError) as error:
        # A character escape beyond Unicode: PyYAML has no line for it.
        refuse(str(error), 0, hint=r"Write \U with eight digits up to 0010FFFF.")


def parse_scalar(text: str) -> Any:
    """Read a plain scalar of YAML."""
    import yaml

    from demogen.config.yaml_loader import StrictLoader

    loader: Any = StrictLoader("")
    try:
        return loader.construct_object(yaml.ScalarNode(loader.resolve(yaml.ScalarNode, text, (True, False)), text))
    finally:
        loader.dispose()


def _invalid(name: str, text: str, form: str, what: str, line: int, column: int = 0, hint: str = "") -> ConfigError:
    """Return what is wrong with a text, with the line on which it is."""
    lines = re.split("\r\n|\r|\n", text)
    found = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    where = f"{name} line {line}".strip() + (f", column {column}" if column else "") if line else name
    return ConfigError(Problem(where, f"is not valid {form}: {what}", found=show(found) if found else "", hint=hint))
