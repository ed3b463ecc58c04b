"""Reads a config from YAML, JSON or TOML as plain values; whatever is no such text is an error that names the line.

Numbers with a fraction become Decimal, so that a cent stays a cent; dates stay text; what a format lets through and a
config may not hold (a key twice, 1e400) becomes an `Odd`, which `resolve` tells with its place.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from demogen.config.values import Odd, decimal, integer, show
from demogen.errors import ConfigError, EnvironmentProblem, Problem

MAX_BYTES = 1_100_000
MAX_MARKS = 5_000  # of TOML: tomllib takes minutes for a key of a million parts


def read_config(path: Path) -> dict[str, Any]:
    """Read a config file; its ending tells the format, YAML unless it is .json or .toml.

    Raises:
        ConfigError: there is no such file, or it is no valid YAML, JSON or TOML.
        EnvironmentProblem: the file cannot be read.
    """
    name = show_path(path)
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError) as error:
        what = "is a folder" if isinstance(error, IsADirectoryError) else "there is no such file"
        raise ConfigError(Problem(name, what, hint="Name a config file; `demogen init` writes one.")) from error
    except OSError as error:
        raise EnvironmentProblem(Problem(name, f"cannot be read ({error.strerror})")) from error
    return parse_config(data, path.suffix.lower(), name)


def show_path(path: Path | str) -> str:
    """Show a path in an error; one with unprintable characters is spelt out."""
    return str(path) if str(path).isprintable() else show(str(path), 200)


def parse_config(data: bytes, suffix: str, name: str) -> dict[str, Any]:
    """Read a config from bytes; `name` stands in errors.

    Raises:
        ConfigError: it is no valid YAML, JSON or TOML, or no mapping.
    """
    if len(data) > MAX_BYTES:
        raise ConfigError(Problem(name, "is too large for a config", f"at most {MAX_BYTES:,} bytes", "more"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(Problem(name, f"is not UTF-8 at byte {error.start}", hint="Save it as UTF-8.")) from error
    parse = {".json": _parse_json, ".toml": _parse_toml}.get(suffix, _parse_yaml)
    try:
        value = parse(text, name)
    except RecursionError as error:
        raise ConfigError(Problem(name, "is nested too deeply", "two levels of keys")) from error
    if not isinstance(value, dict):
        hint = "Write at least country, industry and startDate; `demogen init` writes a config to start from."
        raise ConfigError(Problem(name, "is no config", "keys and values", _kind(value), hint))
    return value


def parse_value(text: str) -> Any:
    """Read the value of `--set path=value`: a plain YAML scalar, or what stands in quotes, braces or brackets."""
    if text.strip()[:1] in {'"', "'", "{", "["}:
        try:
            return _parse_yaml(text, "")
        except (ConfigError, RecursionError):
            return text
    from demogen.config.yaml_loader import StrictLoader

    loader = StrictLoader("")
    try:
        return loader.construct_object(_scalar(loader, text.strip()))
    finally:
        loader.dispose()


def _scalar(loader: Any, text: str) -> Any:
    import yaml

    return yaml.ScalarNode(loader.resolve(yaml.ScalarNode, text, (True, False)), text)


def _kind(value: Any) -> str:
    return "nothing" if value is None else show(value)


def _invalid(name: str, text: str, form: str, what: str, line: int, column: int = 0, hint: str = "") -> ConfigError:
    """Tell what is wrong with a text, with the line on which it is."""
    lines = re.split("\r\n|\r|\n", text)
    found = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    where = f"{name} line {line}".strip() + (f", column {column}" if column else "") if line else name
    return ConfigError(Problem(where, f"is not valid {form}: {what}", found=show(found) if found else "", hint=hint))


def _parse_json(text: str, name: str) -> Any:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in items:
            found[key] = value if key not in found else Odd("stands twice", hint="Keep one of them.")
        return found

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_float=decimal, parse_int=integer, parse_constant=decimal)
    except json.JSONDecodeError as error:
        hint = "JSON has no comments; YAML has." if re.search(r"^\s*(//|/\*|#)", text, re.MULTILINE) else ""
        raise _invalid(name, text, "JSON", error.msg, error.lineno, error.colno, hint) from error


def _parse_toml(text: str, name: str) -> Any:
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        return value.isoformat() if isinstance(value, (date, datetime, time)) else value

    marks = [mark.start() for mark in islice(re.finditer(r"[.=\[{]", text), MAX_MARKS, MAX_MARKS + 1)]
    if marks:
        raise _invalid(name, text, "TOML", "there are too many values for a config", text.count("\n", 0, marks[0]) + 1)
    huge = re.search(r"[0-9_]{1000}", text)  # Python refuses to read more than 4,300 digits, without a line
    if huge:
        raise _invalid(name, text, "TOML", "a number is out of range", text.count("\n", 0, huge.start()) + 1)
    try:
        return plain(tomllib.loads(text, parse_float=decimal))
    except ValueError as error:
        what, _, place = str(error).partition(" (at ")
        line, column = [*map(int, re.findall(r"\d+", place)), text.count("\n") + 1, 0][:2]
        raise _invalid(name, text, "TOML", what, line, column) from error


def read_yaml(data: bytes, load: Callable[[str], Any]) -> Any:
    """Read YAML by a loader of the caller's; errors name the line and not the file.

    Raises:
        ConfigError: it is not UTF-8, or not what the loader takes.
    """
    try:
        return _parse_yaml(data.decode("utf-8-sig"), "", load)
    except UnicodeDecodeError as error:
        raise ConfigError(Problem("", f"is not UTF-8 at byte {error.start}", hint="Save it as UTF-8.")) from error
    except RecursionError as error:
        raise ConfigError(Problem("", "is nested too deeply")) from error


def _load_strictly(text: str) -> Any:
    import yaml

    from demogen.config.yaml_loader import StrictLoader

    return yaml.load(text, Loader=StrictLoader)  # noqa: S506 - a safe loader, made stricter


def _parse_yaml(text: str, name: str, load: Callable[[str], Any] = _load_strictly) -> Any:
    import yaml

    def refuse(what: str, line: int, column: int = 0, hint: str = "") -> NoReturn:
        raise _invalid(name, text, "YAML", what, line, column, hint)

    try:
        return load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or "a value is not closed"
        refuse(what, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0, error.note or "")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        refuse(f"the character U+{ord(text[error.position]):04X} is not allowed", line, hint="Remove it.")
    except (ValueError, OverflowError) as error:
        # A character escape beyond Unicode: PyYAML has no line for it.
        refuse(str(error), 0, hint=r"Write \U with eight digits up to 0010FFFF.")
