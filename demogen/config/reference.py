"""The reference data that a config names: countries, industries, currencies, texts.

A country or an industry is one JSON file that passes its schema; `--reference DIR` adds files of one's own, in folders
`countries`, `industries` and `text`, which come before the built-in ones of the same name.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from demogen.config.read import parse_config, show_path
from demogen.config.values import MAX_PROBLEMS, pointer
from demogen.draw.worktime import Hours
from demogen.errors import ConfigError, EnvironmentProblem, Problem

FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2035, 12, 31)
MAX_BYTES, MAX_VALUES = 2_000_000, 200_000  # of a file: the largest built-in one has a tenth of both
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}\.json")


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
        return int(
            (Decimal(dollars) * self.per_dollar * self.minor + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR")
        )


@dataclass(frozen=True)
class Country:
    """A country's file."""

    data: dict[str, Any]

    @property
    def code(self) -> str:
        """Give the ISO 3166-1 alpha-2 code."""
        return str(self.data["code"])

    @property
    def languages(self) -> list[str]:
        """Give the languages that companies write: the country's own, and another one where there is one."""
        return [
            self.data["language"],
            *([self.data["secondLanguage"]["language"]] if "secondLanguage" in self.data else []),
        ]

    @property
    def second_per_mille(self) -> int:
        """Give how many in a thousand people with a name in its script are written to in the second language."""
        return int(self.data.get("secondLanguage", {}).get("perMille", 0))

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

    def named(self, labels: Mapping[str, str]) -> Industry:
        """Give the industry with its stages, reasons, labels and titles as `labels` call them, where they do.

        What stands for an industry alone is keyed by it: `finserv:Funded`.
        """

        def call(name: str) -> str:
            return labels.get(f"{self.id}:{name}", labels.get(name, name))

        pipeline, team = self.data["pipeline"], self.data["team"]
        own = {
            "pipeline": {
                "name": call(pipeline["name"]),
                "stages": [{**stage, "name": call(stage["name"])} for stage in pipeline["stages"]],
                **({"whaleStage": call(pipeline["whaleStage"])} if "whaleStage" in pipeline else {}),
            },
            "lostReasons": [
                {**row, "reason": call(row["reason"]), "stage": call(row["stage"])} for row in self.data["lostReasons"]
            ],
            "tags": [[call(name), *rest] for name, *rest in self.data["tags"]],
            "team": {
                **{role: call(team[role]) for role in ("head", "manager")},
                "rep": [[call(title), weight] for title, weight in team["rep"]],
            },
        }
        return Industry({**self.data, **own})

    def stages(self, kind: str) -> list[int]:
        """List the positions (from zero) of the stages of a kind."""
        return [i for i, stage in enumerate(self.data["pipeline"]["stages"]) if stage["type"] == kind]


class Reference:
    """The reference files at hand, read when they are asked for."""

    def __init__(self, own: Path | None = None) -> None:
        """Look for files in the folder of one's own first, then among the built-in ones."""
        self.own = own
        self._roots: list[Traversable] = [own] if own else []
        self._roots.append(resources.files("demogen").joinpath("data"))
        self._loaded: dict[tuple[str, str], dict[str, Any]] = {}
        self.digests: dict[str, str] = {}
        if own and not own.is_dir():
            hint = "Name a folder with countries/, industries/ or text/ in it."
            raise ConfigError(Problem(show_path(own), "is no folder of reference files", hint=hint))

    def names(self, kind: str) -> list[str]:
        """List what there is of a kind: `countries`, `industries` or `text`."""
        found: set[str] = set()
        for root in self._roots:
            with _reading(root.joinpath(kind)) as folder:
                if folder.is_dir():
                    found.update(item.name[:-5] for item in folder.iterdir() if FILE_NAME.fullmatch(item.name))
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

    @cached_property
    def real_firms(self) -> frozenset[str]:
        """Give the names of real firms, as web domains have them."""
        return frozenset(self._load(".", "real_firms")["names"])

    def _load(self, kind: str, name: str) -> dict[str, Any]:
        if (kind, name) not in self._loaded:
            self._loaded[kind, name] = self._find(kind, name)
        return self._loaded[kind, name]

    def _find(self, kind: str, name: str) -> dict[str, Any]:
        """Read a file and note its digest; rates are never one's own."""
        path = f"{kind}/{name}.json".removeprefix("./")
        if not FILE_NAME.fullmatch(f"{name}.json"):
            raise self._unknown(kind, path)
        if self.own and kind != ".":
            with _reading(self.own / path) as file:
                content = file.read_bytes() if file.is_file() else None
            if content is not None:
                self.digests[path] = _digest(content)
                return self._parse(content, kind, name, show_path(self.own / path))
        try:
            loaded, self.digests[path] = _built_in(path)
        except FileNotFoundError as error:
            raise self._unknown(kind, path) from error
        return loaded

    def _unknown(self, kind: str, path: str) -> ConfigError:
        return ConfigError(Problem(show_path(path), "there is no such reference file", ", ".join(self.names(kind))))

    def _parse(self, content: bytes, kind: str, name: str, own: str) -> dict[str, Any]:
        """Parse a file of one's own when it is proven."""
        checked = parse_config(content, ".json", own, size=MAX_BYTES, values=MAX_VALUES)
        problems = _schema_problems(checked, kind) or list(self._soundness(checked, kind, name))
        if problems:
            raise ConfigError([replace(problem, where=f"{own} {problem.where}") for problem in problems])
        loaded: dict[str, Any] = json.loads(content.decode("utf-8-sig"))
        return loaded

    def _soundness(self, loaded: dict[str, Any], kind: str, name: str) -> Iterator[Problem]:
        from demogen.config.soundness import country_problems, industry_problems, text_problems

        yield from text_problems(loaded)
        if kind == "countries":
            yield from country_problems(loaded, name, self.currencies, self.names("text"))
        if kind == "industries":
            yield from industry_problems(loaded, name)


@cache
def _built_in(path: str) -> tuple[dict[str, Any], str]:
    """Read a built-in file, once a process, with its digest; nobody changes what it gives."""
    content = resources.files("demogen").joinpath("data", path).read_bytes()
    return json.loads(content), _digest(content)


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


@contextmanager
def _reading(file: Traversable) -> Iterator[Traversable]:
    try:
        yield file
    except OSError as error:
        raise EnvironmentProblem(Problem(show_path(str(file)), f"cannot be read ({error.strerror})")) from error


def _schema_problems(loaded: dict[str, Any], kind: str) -> list[Problem]:
    from jsonschema import Draft202012Validator

    from demogen.schemas import load_schema

    schema = {"countries": "country", "industries": "industry", "text": "text"}[kind]
    errors = sorted(Draft202012Validator(load_schema(schema)).iter_errors(loaded), key=lambda error: error.json_path)
    hint = f"See schemas/{schema}.schema.json."
    return [
        Problem(pointer(*error.absolute_path) or "/", error.message[:200], hint=hint) for error in errors[:MAX_PROBLEMS]
    ]
