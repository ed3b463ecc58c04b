"""Reads a config from YAML, JSON or TOML as plain values; whatever is no such text is an error that names the line.

Numbers with a fraction become Decimal, so that a cent stays a cent; dates stay text; what a format lets through and a
config may not hold (a key twice, 1e400) becomes an `Odd`, which `resolve` tells with its place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from demogen.config import formats
from demogen.config.values import show
from demogen.errors import ConfigError, EnvironmentProblem, Problem

MAX_BYTES = 262_144
MAX_VALUES = 5_000  # a config has about fifty
PARSERS = {".json": formats.parse_json, ".toml": formats.parse_toml, ".yaml": formats.parse_yaml}
PARSERS[".yml"] = PARSERS[".yaml"]


def read_config(path: Path) -> dict[str, Any]:
    """Read a config file; its ending names the format, where it does not the text shows it.

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


def parse_config(
    data: bytes, suffix: str, name: str, *, size: int = MAX_BYTES, values: int = MAX_VALUES
) -> dict[str, Any]:
    """Read a config from bytes.

    Args:
        data: the text.
        suffix: names the format: .json, .toml, .yaml or .yml. With any other, such as none, the text shows it.
        name: stands in errors.
        size: how many bytes are read at most.
        values: how many values are read at most.

    Raises:
        ConfigError: it is no valid YAML, JSON or TOML, or no mapping.
    """
    if len(data) > size:
        raise ConfigError(Problem(name, "is too large for a config", f"at most {size:,} bytes", "more"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(Problem(name, f"is not UTF-8 at byte {error.start}", hint="Save it as UTF-8.")) from error
    parse = PARSERS.get(suffix, formats.parse_any)
    try:
        value = parse(text, name, values)
    except RecursionError as error:
        raise ConfigError(Problem(name, "is nested too deeply", "two levels of keys")) from error
    if not isinstance(value, dict):
        hint = "Write at least country, industry and startDate; `demogen init` writes a config to start from."
        raise ConfigError(Problem(name, "is not a config", "keys and values", _kind(value), hint))
    return value


def parse_value(text: str) -> Any:
    """Read the value of `--set path=value`: a plain YAML scalar, or what stands in quotes, braces or brackets."""
    if text.strip()[:1] in {'"', "'", "{", "["}:
        try:
            return formats.parse_yaml(text, "", MAX_VALUES)
        except (ConfigError, RecursionError):
            return text
    return formats.parse_scalar(text.strip())


def _kind(value: Any) -> str:
    return "nothing" if value is None else show(value)
