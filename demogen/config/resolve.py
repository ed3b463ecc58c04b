"""Turns a config as written into the config as resolved: every default filled in, every problem told at once.

Resolving a resolved config changes nothing. Nothing here reads the clock: `asOf` comes from the config or the caller.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from demogen.config.defaults import default_targets, default_tenant_name
from demogen.config.limits import cross_checks
from demogen.config.model import CHANNELS, ConfigInput
from demogen.config.reference import Country, Currency, Industry, Reference
from demogen.draw import zones
from demogen.errors import ConfigError, Problem

DEFAULT_MIX = {"seo": 25, "meta": 20, "google": 25, "affiliates": 10, "referrals": 10, "direct": 10}
TARGETS = ("leads", "contacts", "companies", "pipelineValue", "closedWonValue", "closedWonCount")


@dataclass(frozen=True)
class Config:
    """A config with every default filled in; money is in minor units of the currency, rates are percent."""

    tenant_name: str
    country: Country
    industry: Industry
    currency: Currency
    timezone: str
    start_date: date
    as_of: date
    team_size: int
    leads: int
    contacts: int
    companies: int
    pipeline_minor: int
    won_minor: int
    won_count: int
    curve: str
    monthly_rate: Decimal
    seasonality: bool
    channel_mix: tuple[Decimal, ...]
    drop_off_rate: Decimal
    whale_ratio: Decimal
    sla_hours: int
    seed: str
    limits: str
    given: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()
    reference: Reference = field(default_factory=Reference, compare=False, repr=False)

    @property
    def slug(self) -> str:
        """Give the tenant's name as it stands in addresses; a name without Latin letters gives a digest."""
        return slugify(self.tenant_name)

    def as_json(self) -> dict[str, Any]:
        """Give the config with the keys of a config file."""
        money = {"pipelineValue": self.pipeline_minor, "closedWonValue": self.won_minor}
        targets = {"leads": self.leads, "contacts": self.contacts, "companies": self.companies, **{k: self._units(v) for k, v in money.items()}, "closedWonCount": self.won_count}
        return {
            "tenantName": self.tenant_name,
            "country": self.country.code,
            "timezone": self.timezone,
            "currency": self.currency.code,
            "industry": self.industry.id,
            "startDate": self.start_date.isoformat(),
            "asOf": self.as_of.isoformat(),
            "teamSize": self.team_size,
            "targets": targets,
            "growth": {"curve": self.curve, "monthlyRate": _plain(self.monthly_rate), "seasonality": self.seasonality},
            "channelMix": {name: _plain(share) for name, share in zip(CHANNELS, self.channel_mix, strict=True)},
            "realism": {"dropOffRate": _plain(self.drop_off_rate), "whaleRatio": _plain(self.whale_ratio), "responseSlaHours": self.sla_hours},
            "seed": self.seed,
            "limits": self.limits,
        }

    def _units(self, minor: int) -> int | float:
        return _plain(Decimal(minor) / self.currency.minor)


def resolve(raw: dict[str, Any], *, seed: str | None = None, as_of: date | None = None, reference: Reference | None = None) -> Config:
    """Fill in every default of a config; options win over the config.

    Raises:
        ConfigError: with every problem of the config that can be told.
    """
    reference = reference or Reference()
    raw = dict(raw)
    if seed is not None:
        raw["seed"] = seed
    if as_of is not None:
        raw["asOf"] = as_of.isoformat()
    if raw.get("country") == "UK":
        raw["country"] = "GB"
    parsed, problems = _parse(raw)
    found = _Names(reference, parsed)
    problems += found.problems + cross_checks(parsed, found.industry, found.currency)
    if problems:
        raise ConfigError(_unique(problems))
    assert found.country and found.industry and found.currency
    return _fill(parsed, found.country, found.industry, found.currency, reference)


def _fill(parsed: dict[str, Any], country: Country, industry: Industry, currency: Currency, reference: Reference) -> Config:
    growth, realism = parsed["growth"], parsed["realism"]
    given = {name: value for name, value in parsed["targets"].items() if value is not None}
    warnings = [
        f"/targets/{name}: {value} is finer than the minor unit of {currency.code} and was rounded"
        for name, value in given.items()
        if name.endswith("Value") and (value * currency.minor) % 1
    ]
    start, as_of = date.fromisoformat(parsed["startDate"]), date.fromisoformat(parsed["asOf"])
    targets = default_targets(given, industry, currency, (as_of - start).days + 1, parsed["limits"])
    mix, more = _mix(parsed["channelMix"])
    if growth["curve"] in {"logistic", "step"} and "monthlyRate" in parsed["given_growth"]:
        more.append(f"/growth/monthlyRate: has no effect on the curve {growth['curve']}")
    return Config(
        tenant_name=parsed["tenantName"] or default_tenant_name(country, industry),
        country=country,
        industry=industry,
        currency=currency,
        timezone=parsed["timezone"] or country.data["timezone"],
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
        monthly_rate=growth["monthlyRate"],
        seasonality=growth["seasonality"],
        channel_mix=mix,
        drop_off_rate=realism["dropOffRate"],
        whale_ratio=realism["whaleRatio"],
        sla_hours=realism["responseSlaHours"],
        seed=parsed["seed"] or "",
        limits=parsed["limits"],
        given=frozenset(given),
        warnings=tuple(warnings + more),
        reference=reference,
    )


def with_seed(config: Config, seed: str) -> Config:
    """Give the config with a seed."""
    return replace(config, seed=seed)


def slugify(name: str) -> str:
    """Turn a name into lower-case ASCII words joined by hyphens; where none is left, into a digest of it."""
    special = name.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "o", "Ø": "O", "æ": "ae", "ł": "l"}))
    ascii_only = unicodedata.normalize("NFKD", special).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:63].strip("-")
    return slug or f"tenant-{hashlib.sha256(name.encode('utf-8')).hexdigest()[:8]}"


def _parse(raw: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Validate field by field; what is wrong is told and left out, so that the rest can be looked at too."""
    from pydantic import ValidationError

    problems: list[Problem] = []
    for _ in range(2):
        try:
            model = ConfigInput.model_validate(raw)
        except ValidationError as error:
            problems += [_problem(item, raw) for item in error.errors(include_url=False)]
            raw = _without(raw, [item["loc"] for item in error.errors(include_url=False)])
            continue
        parsed = model.model_dump(by_alias=True)
        given_growth = model.growth.model_fields_set if isinstance(raw.get("growth"), dict) else set()
        parsed["given_growth"] = {"monthlyRate"} if "monthly_rate" in given_growth else set()
        return parsed, problems
    return {}, problems


def _without(raw: dict[str, Any], places: list[tuple[int | str, ...]]) -> dict[str, Any]:
    result = {key: dict(value) if isinstance(value, dict) else value for key, value in raw.items()}
    for place in places:
        if len(place) > 1 and isinstance(result.get(str(place[0])), dict):
            result[str(place[0])].pop(str(place[1]), None)
        else:
            result.pop(str(place[0]), None)
    result.setdefault("country", "")
    result.setdefault("industry", "")
    result.setdefault("startDate", "")
    return result


def _problem(item: Any, raw: dict[str, Any]) -> Problem:
    where = "".join(f"/{ascii(str(part))[1:-1]}" for part in item["loc"])
    found = ascii(item["input"])[:80] if item["type"] not in {"missing", "extra_forbidden"} else ""
    if item["type"] == "extra_forbidden":
        return Problem(where, "unknown key", hint=_suggest(str(item["loc"][-1]), _known(item["loc"][:-1])))
    if item["type"] == "missing":
        return Problem(where, "is missing", hint=f"Add `{item['loc'][-1]}`.")
    context = item.get("ctx", {})
    limits = [f"{word} {context[key]}" for key, word in (("ge", "at least"), ("le", "at most"), ("min_length", "at least"), ("max_length", "at most")) if key in context]
    message = str(item["msg"]).removeprefix("Value error, ")
    return Problem(where, message[0].lower() + message[1:], " and ".join(limits), found)


def _known(place: tuple[int | str, ...]) -> list[str]:
    model: Any = ConfigInput
    for part in place:
        info = next((f for f in model.model_fields.values() if f.alias == part), None)
        model = next((t for t in [getattr(info, "annotation", None), *getattr(getattr(info, "annotation", None), "__args__", ())] if hasattr(t, "model_fields")), ConfigInput)
    return [str(f.alias) for f in model.model_fields.values()]


def _suggest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5) or [k for k in known if k.lower() == word.lower().replace("_", "")]
    return f"Did you mean `{close[0]}`?" if close else f"Known: {', '.join(known[:40])}."


def _unique(problems: list[Problem]) -> list[Problem]:
    seen: dict[str, Problem] = {}
    for problem in problems:
        seen.setdefault(problem.where, problem)
    return list(seen.values())


class _Names:
    """What the names in a config stand for."""

    def __init__(self, reference: Reference, parsed: dict[str, Any]) -> None:
        self.problems: list[Problem] = []
        code, name = parsed.get("country") or "", parsed.get("industry") or ""
        self.country = self._look("/country", code, reference.names("countries")) and reference.country(code)
        self.industry = self._look("/industry", name, reference.names("industries")) and reference.industry(name)
        money = parsed.get("currency") or (self.country.data["currency"] if self.country else "USD")
        self.currency = self._look("/currency", money, list(reference.currencies)) and reference.currencies[money]
        self._look("/timezone", parsed.get("timezone") or "UTC", zones.names())

    def _look(self, where: str, name: str, known: list[str]) -> Any:
        if name in known:
            return True
        if name:
            self.problems.append(Problem(where, "is not known", found=ascii(name)[:60], hint=_suggest(name, known)))
        return None


def _mix(given: dict[str, Decimal] | None) -> tuple[tuple[Decimal, ...], list[str]]:
    mix = tuple(Decimal(given[name] if given else DEFAULT_MIX[name]) for name in CHANNELS)
    total = sum(mix)
    return mix, [] if total == 100 else [f"/channelMix: sums to {_plain(Decimal(total))}, not 100, and was normalised"]


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
