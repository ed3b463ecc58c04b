"""The reference data that a config names: countries, industries, currencies, texts.

A country or an industry is one file that passes its schema. Files of one's own, from a folder or carried by a bundle,
come before the built-in ones of the same name. Which files a tenant is made from follows from its config alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from demogen.config.country import Country, parse_country
from demogen.config.industry import Industry, parse_industry
from demogen.config.own_files import FILE_NAME, KINDS, Carried, Folder, Known, OwnFiles, digest_of, load_file
from demogen.config.read import show_path
from demogen.config.text import Text, parse_text
from demogen.errors import ConfigError, Problem

FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2035, 12, 31)
T = TypeVar("T")
Parser = Callable[[dict[str, Any]], T]


class Currency(NamedTuple):
    """A currency with its committed rate: `digits` after the point, units of it for one dollar."""

    code: str
    digits: int
    per_dollar: Decimal

    @property
    def minor(self) -> int:
        """Return the number of minor units in one unit."""
        return int(10**self.digits)

    def from_dollars(self, dollars: int | Decimal) -> int:
        """Convert dollars to minor units, rounded half up."""
        return int(
            (Decimal(dollars) * self.per_dollar * self.minor + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR")
        )


class UsedFile(NamedTuple):
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
        self._values: dict[tuple[str, str], Any] = {}

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
        """Return a country by its code."""
        return self._parsed("countries", code, parse_country)

    def industry(self, name: str) -> Industry:
        """Return an industry by its name."""
        return self._parsed("industries", name, parse_industry)

    def language(self, name: str) -> Text:
        """Return what people write in a language."""
        return self._parsed("text", name, parse_text)

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

    def _parsed(self, kind: str, name: str, parse: Parser[T]) -> T:
        """Return what a file holds as a typed value, which is made once."""
        if (kind, name) not in self._values:
            data, file = self._read(kind, name)
            own = file.content is not None
            self._values[kind, name] = parse(data) if own else _parsed_built_in(file.path, parse)
        value: T = self._values[kind, name]
        return value

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
def _parsed_built_in(path: str, parse: Parser[Any]) -> Any:
    """Return what a built-in file holds as a typed value, once a process.

    Raises:
        ConfigError: with the keys of an object that are missing or unknown.
    """
    try:
        return parse(_built_in(path)[0])
    except ConfigError as error:
        raise ConfigError([replace(p, where=f"{path} {p.where}") for p in error.problems]) from error


@cache
def _built_in_names(kind: str) -> tuple[str, ...]:
    return tuple(sorted(item.name.removesuffix(".json") for item in _data().joinpath(kind).iterdir()))
