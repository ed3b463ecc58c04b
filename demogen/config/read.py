"""Reads a config from YAML, JSON or TOML as plain values; whatever is odd is an error that names the place.

Numbers with a fraction become Decimal, so that a cent stays a cent; dates stay text; duplicate keys, aliases, NUL and lone
surrogates are refused; a file is at most one megabyte.
"""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn

from demogen.errors import ConfigError, EnvironmentProblem, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_DIGITS = 40
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff]")


def read_config(path: Path) -> dict[str, Any]:
    """Read a config file; its ending tells the format.

    Raises:
        ConfigError: it is no valid YAML, JSON or TOML, or holds what no config may hold.
        EnvironmentProblem: the file cannot be read.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise EnvironmentProblem(Problem(str(path), f"cannot be read ({reason})", hint="Name a config file.")) from error
    return parse_config(data, path.suffix.lower(), str(path))


def parse_config(data: bytes, suffix: str, name: str) -> dict[str, Any]:
    """Read a config from bytes; `name` stands in errors."""
    if len(data) > MAX_BYTES:
        raise ConfigError(Problem(name, "is too large for a config", f"at most {MAX_BYTES} bytes", "more"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(Problem(name, f"is not UTF-8 at byte {error.start}", hint="Save it as UTF-8.")) from error
    parse = {".json": _parse_json, ".toml": _parse_toml}.get(suffix, _parse_yaml)
    try:
        value = parse(text)
    except ConfigError:
        raise
    except (RecursionError, ValueError, InvalidOperation) as error:
        reason = "is nested too deeply" if isinstance(error, RecursionError) else f"is not valid {parse.__name__[7:].upper()}: {error}"
        raise ConfigError(Problem(name, reason)) from error
    if not isinstance(value, dict):
        raise ConfigError(Problem(name, "is no config", "keys and values", type(value).__name__))
    problems = list(_unsafe(value, ""))
    if problems:
        raise ConfigError(problems)
    return value


def parse_value(text: str) -> Any:
    """Read the value of `--set path=value` as YAML reads a scalar."""
    try:
        return _parse_yaml(text)
    except (ConfigError, ValueError, InvalidOperation):
        return text


def _unsafe(value: Any, pointer: str, depth: int = 0) -> list[Problem]:
    if depth > MAX_DEPTH:
        return [Problem(pointer[:200], "is nested too deeply", f"at most {MAX_DEPTH} levels")]
    if isinstance(value, dict):
        found = [Problem(pointer or "/", "a key is not text", "text", repr(key)[:60]) for key in value if not isinstance(key, str)]
        found += [Problem(pointer or "/", "a key holds an unprintable character", found=ascii(key)[:60]) for key in value if isinstance(key, str) and UNSAFE.search(key)]
        return found + [p for key, item in value.items() if isinstance(key, str) for p in _unsafe(item, f"{pointer}/{ascii(key)[1:-1][:80]}", depth + 1)]
    if isinstance(value, list):
        return [p for i, item in enumerate(value[:1000]) for p in _unsafe(item, f"{pointer}/{i}", depth + 1)]
    if isinstance(value, str) and UNSAFE.search(value):
        return [Problem(pointer, "holds a control character or half a surrogate pair", "printable text", ascii(value)[:60], "Remove it.")]
    if isinstance(value, Decimal) and not value.is_finite():
        return [Problem(pointer, "is no finite number", "a number", str(value))]
    return []


def _number(text: str) -> Decimal:
    value = Decimal(text)
    if value.is_finite() and (abs(value.adjusted()) > MAX_DIGITS or len(value.as_tuple().digits) > MAX_DIGITS):
        raise ValueError(f"the number {text[:30]} is out of range")
    return value


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise ValueError(f"the number {text[:30]}… has too many digits")
    return int(text)


def _parse_json(text: str) -> Any:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in items]
        for key in keys:
            if keys.count(key) > 1:
                raise ConfigError(Problem(f"/{ascii(key)[1:-1][:80]}", "the key stands twice", hint="Keep one of them."))
        return dict(items)

    def constant(name: str) -> NoReturn:
        raise ValueError(f"{name} is no number")

    return json.loads(text, object_pairs_hook=pairs, parse_float=_number, parse_int=_integer, parse_constant=constant)


def _parse_toml(text: str) -> Any:
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value.isoformat() if isinstance(value, (date, datetime, time)) else value

    return plain(tomllib.loads(text, parse_float=_number))


def _parse_yaml(text: str) -> Any:
    import yaml

    from demogen.config.yaml_loader import StrictLoader

    try:
        return yaml.load(text, Loader=StrictLoader)  # noqa: S506 - a safe loader, made stricter
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise ConfigError(Problem(where, error.problem or "is not valid YAML", hint=error.note or "")) from error
    except yaml.YAMLError as error:
        raise ValueError(str(error).splitlines()[0]) from error
