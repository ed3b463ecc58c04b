"""Turns a config as written into the config as resolved: every default filled in, every problem told at once.

Resolving a resolved config changes nothing. Nothing here reads the clock: `asOf` comes from the config or the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any, TypeVar

from demogen.config.country import Country
from demogen.config.defaults import default_targets
from demogen.config.industry import Industry
from demogen.config.limits import cross_checks
from demogen.config.model import CHANNELS, DECIMALS, DEFAULT_MIX
from demogen.config.naming import draw_tenant_name, is_real
from demogen.config.parse import parse
from demogen.config.reference import Currency, Reference
from demogen.config.resolved import EXACT, Config, as_number, with_seed
from demogen.config.slug import slugify
from demogen.config.spelling import read_texts
from demogen.config.suggest import suggest, suggest_file
from demogen.config.values import plain, show
from demogen.draw import zones
from demogen.errors import ConfigError, Problem

T = TypeVar("T")
DEFAULT_RATE = Decimal(5)  # of growth

__all__ = ["Config", "resolve", "slugify", "timezone_names", "with_seed"]


def timezone_names() -> list[str]:
    """List the time zones that a config may name."""
    return zones.names()


def resolve(
    raw: Mapping[str, Any], *, seed: str | None = None, as_of: date | None = None, reference: Reference | None = None
) -> Config:
    """Fill in every default of a config; options win over the config.

    Raises:
        ConfigError: with every problem of the config that can be told.
    """
    if not isinstance(raw, Mapping):
        raise ConfigError(Problem("", "is not a config", "keys and values", show(raw)))
    options = {"seed": seed, "asOf": as_of and as_of.isoformat()}
    given = {**raw, **{key: value for key, value in options.items() if value is not None}}
    reference = reference or Reference()
    with localcontext(EXACT):
        clean, problems = plain(given)
        clean, oddities, unseen = read_texts(clean)
        if isinstance(clean.get("country"), str):
            clean["country"] = reference.code(clean["country"])
        parsed, more = parse(clean)
        found = _Names(reference, parsed)
        problems = _unique([*problems, *unseen, *more, *found.problems], cross_checks(parsed, found.currency))
        if problems or found.faults:
            raise ConfigError([*problems, *found.faults])
        return _fill(parsed, found, oddities)


def _fill(parsed: dict[str, Any], names: _Names, oddities: list[str]) -> Config:
    country, industry, currency = names.country, names.industry, names.currency
    assert country
    assert industry
    assert currency
    growth, realism, round_off = parsed["growth"], parsed["realism"], _Rounding(currency)
    given = round_off.targets(parsed["targets"])
    mix = [round_off.rate(f"/channelMix/{name}", (parsed["channelMix"] or DEFAULT_MIX)[name]) for name in CHANNELS]
    start, as_of = date.fromisoformat(parsed["startDate"]), date.fromisoformat(parsed["asOf"])
    targets = default_targets(given, industry, currency, (as_of - start).days + 1, parsed["limits"])
    return Config(
        tenant_name=parsed["tenantName"]
        or draw_tenant_name(country, industry, parsed["seed"] or "", names.reference.real_firms),
        named=bool(parsed["tenantName"]),
        country=country,
        industry=industry,
        currency=currency,
        timezone=parsed["timezone"] or country.timezone,
        start_date=start,
        as_of=as_of,
        team_size=parsed["teamSize"],
        leads=targets["leads"],
        contacts=targets["contacts"],
        companies=targets["companies"],
        pipeline_minor=targets["pipelineValue"],
        won_minor=targets["closedWonValue"],
        won_count=targets["closedWonCount"],
        curve=growth["curve"],
        monthly_rate=round_off.rate("/growth/monthlyRate", growth["monthlyRate"]),
        seasonality=growth["seasonality"],
        channel_mix=tuple(mix),
        drop_off_rate=round_off.rate("/realism/dropOffRate", realism["dropOffRate"]),
        whale_ratio=round_off.rate("/realism/whaleRatio", realism["whaleRatio"]),
        sla_hours=realism["responseSlaHours"],
        duplicate_rate=round_off.rate("/realism/duplicates", realism["duplicates"]),
        seed=parsed["seed"] or "",
        limits=parsed["limits"],
        given=frozenset(given),
        warnings=(*oddities, *_oddities(growth, mix), *round_off.warnings),
        reference=names.reference,
        files=names.reference.used(country, industry),
        texts=names.texts,
    )


def _oddities(growth: dict[str, Any], mix: list[Decimal]) -> list[str]:
    """Return what is fine and yet not as the user may think; a resolved config gives the same warnings again."""
    warnings = []
    if sum(mix) != 100:
        warnings.append(f"/channelMix: sums to {as_number(Decimal(sum(mix)))}, not 100, and was normalised")
    if growth["curve"] in {"logistic", "step"} and growth["monthlyRate"] != DEFAULT_RATE:
        warnings.append(f"/growth/monthlyRate: has no effect on the curve {growth['curve']}")
    return warnings


class _Rounding:
    """Rounds what is finer than it can be kept, and tells so."""

    def __init__(self, currency: Currency) -> None:
        self.currency = currency
        self.warnings: list[str] = []

    def targets(self, targets: dict[str, Any]) -> dict[str, Any]:
        """Return the targets that were given, money rounded to minor units."""
        finer = f"than the minor unit of {self.currency.code}"
        return {
            name: self._round(f"/targets/{name}", value, self.currency.digits, finer)
            if name.endswith("Value")
            else value
            for name, value in targets.items()
            if value is not None
        }

    def rate(self, where: str, value: Decimal | int) -> Decimal:
        """Return a rate or share."""
        return self._round(where, Decimal(value), DECIMALS, f"than {DECIMALS} decimals")

    def _round(self, where: str, value: Decimal, digits: int, finer: str) -> Decimal:
        rounded = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
        if rounded != value:
            self.warnings.append(f"{where}: {value} is finer {finer} and was rounded")
        return rounded


class _Names:
    """What the names in a config stand for."""

    def __init__(self, reference: Reference, parsed: dict[str, Any]) -> None:
        self.reference = reference
        self.problems: list[Problem] = []
        self.faults: list[Problem] = []  # of reference files
        code, industry = parsed["country"], parsed["industry"]
        countries = reference.names("countries")
        known = self._look("/country", code, countries, "is not a known country")
        self.country: Country | None = self._load(reference.country, code) if known else None
        known = self._look("/industry", industry, reference.names("industries"), "is not a known industry")
        self.industry: Industry | None = self._load(reference.industry, industry) if known else None
        languages = self.country.languages if self.country else []
        self.texts = tuple(text for name in languages if (text := self._load(reference.language, name)))
        if self.industry and self.texts and self.texts[0].language == languages[0]:
            self.industry = self.industry.named(self.texts[0].labels)
        money = parsed["currency"]
        if money is None:
            money = self.country.currency if self.country else "USD"
        known = self._look("/currency", money, list(reference.currencies), "has no committed rate")
        self.currency: Currency = reference.currencies[money if known else "USD"]
        self._look("/timezone", parsed["timezone"], zones.names(), "is not a known time zone", "Europe/Berlin")
        name = parsed["tenantName"]
        if name is not None and is_real(name, reference.real_firms):
            hint = "Invent one, or leave it out: it follows from the seed."
            self.problems.append(Problem("/tenantName", "is the name of a real firm", found=show(name), hint=hint))

    def _load(self, load: Callable[[str], T], name: str) -> T | None:
        """Load a reference file; None where it has problems, which are kept."""
        try:
            return load(name)
        except ConfigError as error:
            self.faults += error.problems
            return None

    def _look(self, where: str, name: str | None, known: list[str], what: str, example: str = "") -> bool:
        if name is not None and name not in known:
            others = self._country_names(known) if where == "/country" else {}
            has_files = where in {"/country", "/industry"}
            hint = suggest_file(name, known, others) if has_files else suggest(name, known, others, example)
            self.problems.append(Problem(where, what, found=show(name), hint=hint))
        return name in known

    def _country_names(self, codes: list[str]) -> dict[str, str]:
        titles = {title: code for code, title in self.reference.choices("countries") if code in codes}
        return {**self.reference.aliases, **titles}


def _unique(problems: list[Problem], cross: list[Problem]) -> list[Problem]:
    """Keep the first problem of each place; what was seen across fields counts where nothing is wrong with them."""
    seen: dict[str, Problem] = {}
    for problem in problems:
        seen.setdefault(problem.where or problem.what, problem)
    told = list(seen)
    for problem in cross:
        if not any(f"{where}/".startswith(f"{problem.where}/") for where in told):
            seen.setdefault(problem.where, problem)
    return list(seen.values())
