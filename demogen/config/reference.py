"""The reference data that a config names: countries, industries, currencies, texts.

A country or an industry is one JSON file that passes its schema; `--reference DIR` adds files of one's own, in the folders
`countries`, `industries` and `text`, which come before the built-in ones of the same name.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from demogen.draw.worktime import Hours
from demogen.errors import ConfigError, Problem

FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2035, 12, 31)


@dataclass(frozen=True)
class Currency:
    """A currency with its committed rate: `digits` after the point, units of it for one dollar."""

    code: str
    digits: int
    per_dollar: Decimal

    @property
    def minor(self) -> int:
        """Give the number of minor units in one unit."""
        return int(10**self.digits)

    def from_dollars(self, dollars: int | Decimal) -> int:
        """Convert dollars to minor units, rounded half up."""
        return int((Decimal(dollars) * self.per_dollar * self.minor + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR"))


@dataclass(frozen=True)
class Country:
    """A country's file."""

    data: dict[str, Any]

    @property
    def code(self) -> str:
        """Give the ISO 3166-1 alpha-2 code."""
        return str(self.data["code"])

    def hours(self, *, always: bool) -> Hours:
        """Give when offices are open; a desk that never closes is open always."""
        weeks = [(date.fromisoformat(week["from"]), week["days"]) for week in self.data["weeks"]]
        return Hours(weeks, frozenset(date.fromisoformat(day) for day in self.data["holidays"]), always)


@dataclass(frozen=True)
class Industry:
    """An industry's file."""

    data: dict[str, Any]

    @property
    def id(self) -> str:
        """Give the name by which a config asks for it."""
        return str(self.data["id"])

    @property
    def always_open(self) -> bool:
        """Tell whether the desk never closes."""
        return bool(self.data["hours"] == "always")

    def figure(self, group: str, name: str) -> Decimal:
        """Give one of the figures as an exact number."""
        return Decimal(str(self.data[group][name]))

    def stages(self, kind: str) -> list[int]:
        """List the positions (from zero) of the stages of a kind."""
        return [i for i, stage in enumerate(self.data["pipeline"]["stages"]) if stage["type"] == kind]


class Reference:
    """The reference files at hand, read when they are asked for."""

    def __init__(self, own: Path | None = None) -> None:
        """Look for files in the folder of one's own first, then among the built-in ones."""
        self._own = own
        self._roots: list[Traversable] = [own] if own else []
        self._roots.append(resources.files("demogen").joinpath("data"))
        self.digests: dict[str, str] = {}
        if own and not own.is_dir():
            raise ConfigError(Problem(str(own), "is no folder of reference files", hint="Name a folder with countries/ or industries/ in it."))

    def names(self, kind: str) -> list[str]:
        """List what there is of a kind: `countries`, `industries` or `text`."""
        found: set[str] = set()
        for root in self._roots:
            folder = root.joinpath(kind)
            if folder.is_dir():
                found.update(item.name[:-5] for item in folder.iterdir() if item.name.endswith(".json"))
        return sorted(found)

    def country(self, code: str) -> Country:
        """Load a country by its code."""
        return Country(self._load("countries", code))

    def industry(self, name: str) -> Industry:
        """Load an industry by its name."""
        return Industry(self._load("industries", name))

    def text(self, language: str) -> dict[str, Any]:
        """Load what activities and notes say in a language."""
        return self._load("text", language)

    @cached_property
    def currencies(self) -> dict[str, Currency]:
        """Give the currencies that have a committed rate."""
        table = self._load(".", "currencies")["rates"]
        return {code: Currency(code, row["digits"], Decimal(row["perDollar"])) for code, row in table.items()}

    def _load(self, kind: str, name: str) -> dict[str, Any]:
        for root in self._roots:
            file = root.joinpath(kind, f"{name}.json") if kind != "." else root.joinpath(f"{name}.json")
            if file.is_file():
                content = file.read_bytes()
                loaded = _parse(content, str(file))
                if root is self._own:
                    _validate(loaded, kind, str(file))
                self.digests[f"{kind}/{name}.json".removeprefix("./")] = f"sha256:{hashlib.sha256(content).hexdigest()}"
                return loaded
        raise ConfigError(Problem(f"{kind}/{name}.json", "no such reference file", " or ".join(self.names(kind)), name))


def _parse(content: bytes, name: str) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ConfigError(Problem(name, f"is not valid JSON: {error}")) from error
    return loaded


def _validate(loaded: dict[str, Any], kind: str, name: str) -> None:
    from jsonschema import Draft202012Validator

    from demogen.schemas import load_schema

    schema = {"countries": "country", "industries": "industry", "text": "text"}.get(kind)
    if schema is None:
        return
    errors = sorted(Draft202012Validator(load_schema(schema)).iter_errors(loaded), key=lambda error: error.json_path)
    if errors:
        raise ConfigError([Problem(f"{name} {error.json_path}", error.message[:300], hint=f"See schemas/{schema}.schema.json.") for error in errors])
