"""A country's file as a value: everything that is known about a country, typed, in columns where lists are long."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from demogen.config.name_lists import NamePool, read_pool
from demogen.config.records import (
    Texts,
    Weighted,
    check_widths,
    columns_of,
    exact_map_of,
    file_of,
    list_of,
    map_of,
    read_plain,
    read_weighted,
    record_of,
)
from demogen.draw.worktime import WEEKDAYS, Hours, Week, clock_seconds

PUNCTUATION = r"[!-/:-@\[-`{-~]"


class SecondLanguage(NamedTuple):
    """Another language that companies write e-mails in; to so many in a thousand people with a name in its script."""

    language: str
    per_mille: int


class TaxNumbers(NamedTuple):
    """The patterns of tax numbers, and the check digits that they must not pass."""

    patterns: Texts
    check: str


class OfficeWeek(NamedTuple):
    """Office hours by weekday, valid from a day on."""

    begins: date
    days: Week


class Place(NamedTuple):
    """A place whose parts belong together; what is short is given where names of companies call it otherwise."""

    city: str
    slug: str
    state: str | None
    postal_codes: Texts
    timezone: str
    population: int
    area_code: str
    landlines: Texts
    short_city: str = ""
    short_slug: str = ""

    @property
    def company_city(self) -> str:
        """Return the city as names of companies have it: up to a comma, unless the file says otherwise."""
        return self.short_city or self.city.split(",")[0]

    @property
    def company_slug(self) -> str:
        """Return the same as web addresses of companies have it."""
        return self.short_slug or self.slug


class Roots(NamedTuple):
    """Invented roots of companies' names, each with its slug."""

    texts: Texts
    slugs: Texts


class Sectors(NamedTuple):
    """What companies do: as it stands in their names, its slug, the industry in English, and a weight."""

    texts: Texts
    slugs: Texts
    industries: Texts
    weights: tuple[int, ...]


class Titles(NamedTuple):
    """Titles of people at work, each with its rank, department and weight."""

    texts: Texts
    seniorities: Texts
    departments: Texts
    weights: tuple[int, ...]


NEUTRAL_TAX_NUMBERS = TaxNumbers(("00-########",), "none")  # of countries that state no rule


class Country(NamedTuple):
    """A country's file."""

    code: str
    name: str
    language: str
    currency: str
    timezone: str
    calling_code: str
    date_format: str
    name_order: str
    absent_address_parts: Texts
    weeks: tuple[OfficeWeek, ...]
    holidays: tuple[date, ...]
    name_pools: tuple[NamePool, ...]
    places: tuple[Place, ...]
    streets: Weighted
    street_format: str
    house_numbers: tuple[int, int]
    mobiles: Texts
    legal_forms: Weighted
    company_roots: Roots
    sectors: Sectors
    company_patterns: Weighted
    titles: Titles
    aliases: Texts = ()
    second_language: SecondLanguage | None = None
    company_script: str = ""
    tenant_names: Mapping[str, Texts] = MappingProxyType({})
    tax_numbers: TaxNumbers = NEUTRAL_TAX_NUMBERS
    credits: Texts = ()

    @property
    def languages(self) -> list[str]:
        """Return the languages that companies write: the country's own, and another one where there is one."""
        return [self.language, *([self.second_language.language] if self.second_language else [])]

    @property
    def second_per_mille(self) -> int:
        """Return how many in a thousand people with a name in its script are written to in the second language."""
        return self.second_language.per_mille if self.second_language else 0

    @property
    def family_first(self) -> bool:
        """Return whether native names begin with the family name."""
        return self.name_order == "family_first"

    @property
    def native_companies(self) -> bool:
        """Return whether names of companies have family names in the country's own script."""
        return self.company_script == "native" if self.company_script else self.family_first

    @property
    def legal_form_pattern(self) -> str:
        """Return a regular expression, also of RE2, of what stands beside a company's own name: forms and spaces."""
        longest = sorted(self.legal_forms.texts, key=len, reverse=True)
        return "|".join([*(re.sub(PUNCTUATION, r"\\\g<0>", form) for form in longest), " "])

    def hours(self) -> Hours:
        """Return when offices are open."""
        return Hours([(week.begins, week.days) for week in self.weeks], frozenset(self.holidays))


def _read_day(data: Any, _: str) -> date:
    return date.fromisoformat(data)


def _read_spans(data: Any, where: str) -> tuple[tuple[int, int], ...]:
    rows = read_plain(data, where)
    check_widths(rows, where, {2})
    return tuple((clock_seconds(opens), clock_seconds(closes)) for opens, closes in rows)


parse_country = file_of(
    Country,
    {"tax_numbers": "taxId"},
    absent_address_parts=read_plain,
    weeks=list_of(
        record_of(OfficeWeek, {"begins": "from"}, begins=_read_day, days=exact_map_of(_read_spans, WEEKDAYS))
    ),
    holidays=list_of(_read_day),
    name_pools=list_of(read_pool),
    places=list_of(record_of(Place, postal_codes=read_plain, landlines=read_plain)),
    streets=read_weighted,
    house_numbers=read_plain,
    mobiles=read_plain,
    legal_forms=read_weighted,
    company_roots=columns_of(Roots),
    sectors=columns_of(Sectors),
    company_patterns=read_weighted,
    titles=columns_of(Titles),
    aliases=read_plain,
    second_language=record_of(SecondLanguage),
    tenant_names=map_of(read_plain),
    tax_numbers=record_of(TaxNumbers, patterns=read_plain),
    credits=read_plain,
)
