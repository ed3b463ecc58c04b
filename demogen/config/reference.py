"""The reference data that a config names: countries, industries, currencies, texts.

A country or an industry is one file that passes its schema. Files of one's own, from a folder or carried by a bundle,
come before the built-in ones of the same name. Which files a tenant is made from follows from its config alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from demogen.config.own_files import FILE_NAME, KINDS, Carried, Folder, Known, OwnFiles, digest_of, load_file
from demogen.config.read import show_path
from demogen.draw.shifts import LongHours
from demogen.draw.worktime import Hours, clock_seconds
from demogen.errors import ConfigError, Problem

FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2035, 12, 31)
ALWAYS: dict[str, Any] = {
    "until": "21:00",
    "saturday": ["10:00", "16:00"],
}  # what `always` stands for in files of one's own
NEUTRAL_TAX_ID: dict[str, Any] = {"patterns": ["00-########"], "check": "none"}  # of countries that state no rule


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

    @property
    def tax_id(self) -> dict[str, Any]:
        """Return the patterns of tax numbers and the check digits that they must not pass."""
        rule: dict[str, Any] = self.data.get("taxId", NEUTRAL_TAX_ID)
        return rule

    def hours(self) -> Hours:
        """Return when offices are open."""
        weeks = [(date.fromisoformat(week["from"]), week["days"]) for week in self.data["weeks"]]
        return Hours(weeks, frozenset(date.fromisoformat(day) for day in self.data["holidays"]))


@dataclass(frozen=True)
class Industry:
    """An industry's file."""

    data: dict[str, Any]

    @property
    def id(self) -> str:
        """Give the name by which a config asks for it."""
        return str(self.data["id"])

    @property
    def long_hours(self) -> LongHours | None:
        """Return how much longer than the office the desk is staffed, if it is."""
        asked = self.data["hours"]
        if asked == "business":
            return None
        hours: dict[str, Any] = ALWAYS if asked == "always" else asked
        saturday = [clock_seconds(clock) for clock in hours.get("saturday", ())]
        return LongHours(clock_seconds(hours["until"]), (saturday[0], saturday[1]) if saturday else None)

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


@dataclass(frozen=True)
class UsedFile:
    """A reference file that a config uses: its path, the digest of its bytes, and the bytes of one of one's own."""

    path: str
    digest: str
    content: bytes | None = None


class Reference:
    """The reference files at hand; what was read once stays as it was, whatever becomes of its file."""

    def __init__(self, own: Path | Mapping[str, bytes] | None = None) -> None:
        """Look for files of one's own first, then among the built-in ones.

        Args:
            own: a folder, or the files that a bundle carries, by path.

        Raises:
            ConfigError: there is no such folder.
        """
        self._own: OwnFiles = Folder(own) if isinstance(own, Path) else Carried(own or {})
        self._loaded: dict[tuple[str, str], tuple[dict[str, Any], UsedFile]] = {}

    def names(self, kind: str) -> list[str]:
        """Return the names of what there is of a kind: `countries`, `industries` or `text`."""
        return sorted(self._own.names(kind) | set(_built_in_names(kind)))

    def choices(self, kind: str) -> list[tuple[str, str]]:
        """Return what one can choose of a kind: the name that configs use, and its title.

        A file of one's own that has problems is called by its name: they are told to whoever chooses it.
        """
        return [(name, self._title(kind, name)) for name in self.names(kind)]

    def _title(self, kind: str, name: str) -> str:
        try:
            return str(self.data(kind, name).get("name", name))
        except ConfigError:
            return name

    def code(self, word: str) -> str:
        """Return the code of a country that is meant by a word: a code, or another one that is in use for it (UK)."""
        known = self.names("countries")
        return word if word in known else self.aliases.get(word, word)

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Return the codes of countries by the other codes that are in use for them."""
        found = {}
        for code in self.names("countries"):
            try:
                found.update(dict.fromkeys(self.data("countries", code).get("aliases", ()), code))
            except ConfigError:
                continue
        return found

    def country(self, code: str) -> Country:
        """Load a country by its code."""
        return Country(self.data("countries", code))

    def industry(self, name: str) -> Industry:
        """Load an industry by its name."""
        return Industry(self.data("industries", name))

    def text(self, language: str) -> dict[str, Any]:
        """Load what activities and notes say in a language."""
        return self.data("text", language)

    @cached_property
    def currencies(self) -> dict[str, Currency]:
        """Return the currencies that have a committed rate."""
        table = _built_in("currencies.json")[0]["rates"]
        return {code: Currency(code, row["digits"], Decimal(row["perDollar"])) for code, row in table.items()}

    @cached_property
    def real_firms(self) -> frozenset[str]:
        """Return the names of real firms, as web domains have them."""
        return frozenset(_built_in("real_firms.json")[0]["names"])

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with the files of one's own."""
        found = []
        for kind in KINDS:
            for name in sorted(self._own.names(kind)):
                try:
                    self._read(kind, name)
                except ConfigError as error:
                    found += error.problems
        return found

    def used(self, country: Country, industry: Industry) -> tuple[UsedFile, ...]:
        """Return the files that a tenant is made from, by path: they follow from its country and industry alone."""
        asked = [("countries", country.code), ("industries", industry.id)]
        asked += [("text", language) for language in country.languages]
        found = [self._read(kind, name)[1] for kind, name in asked]
        found += [UsedFile(path, _built_in(path)[1]) for path in ("currencies.json", "real_firms.json")]
        return tuple(sorted(found, key=lambda file: file.path))

    def data(self, kind: str, name: str) -> dict[str, Any]:
        """Return what a file of a kind holds; nobody may change it."""
        return self._read(kind, name)[0]

    def file(self, kind: str, name: str) -> UsedFile:
        """Return path and digest of a file, and its bytes where it is one of one's own."""
        return self._read(kind, name)[1]

    def _read(self, kind: str, name: str) -> tuple[dict[str, Any], UsedFile]:
        if (kind, name) not in self._loaded:
            self._loaded[kind, name] = self._find(kind, name)
        return self._loaded[kind, name]

    def _find(self, kind: str, name: str) -> tuple[dict[str, Any], UsedFile]:
        """Read a file; rates and names of firms are never one's own."""
        if not FILE_NAME.fullmatch(f"{name}.json"):
            raise self._unknown(kind, name)
        if own := self._own.read(kind, name):
            path, content = own
            data = load_file(path, content, self._own.show(path), self.known)
            return data, UsedFile(path, digest_of(content), content)
        path = f"{kind}/{name}.json"
        try:
            data, digest = _built_in(path)
        except FileNotFoundError as error:
            raise self._unknown(kind, name) from error
        return data, UsedFile(path, digest)

    @property
    def known(self) -> Known:
        """Return what a file of one's own may name."""
        return Known(tuple(self.currencies), tuple(self.names("text")))

    def _unknown(self, kind: str, name: str) -> ConfigError:
        where = show_path(f"{kind}/{name}.json")
        return ConfigError(Problem(where, "there is no such reference file", ", ".join(self.names(kind))))


def _data() -> Traversable:
    return resources.files("demogen").joinpath("data")


@cache
def _built_in(path: str) -> tuple[dict[str, Any], str]:
    """Read a built-in file, once a process, with its digest; nobody changes what it gives."""
    content = _data().joinpath(path).read_bytes()
    return json.loads(content), digest_of(content)


@cache
def _built_in_names(kind: str) -> tuple[str, ...]:
    return tuple(sorted(item.name.removesuffix(".json") for item in _data().joinpath(kind).iterdir()))
