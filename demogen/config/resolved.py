"""The config as resolved: every default filled in, names turned into what they stand for.

What it gives back as JSON resolves to itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

from demogen.config.country import Country
from demogen.config.industry import Industry
from demogen.config.model import CHANNELS
from demogen.config.naming import draw_tenant_name
from demogen.config.reference import Currency, Reference, UsedFile
from demogen.config.slug import tenant_slug
from demogen.config.text import Text

if TYPE_CHECKING:
    from demogen.config.behaviour import Behaviour

EXACT = Context(prec=60)  # more than any value of a config has digits; whatever the caller's own context is


@dataclass(frozen=True)
class Config:
    """A config with every default filled in; money is in minor units of the currency, rates are percent.

    Two are equal when they ask for the same world: what was given, and what was warned of, does not count. A tenant
    that was not `named` has the name that belongs to the seed. `texts` are those of the country's languages.
    """

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
    duplicate_rate: Decimal
    seed: str
    limits: str
    named: bool = field(default=True, compare=False)
    given: frozenset[str] = field(default=frozenset(), compare=False)
    warnings: tuple[str, ...] = field(default=(), compare=False)
    reference: Reference = field(default_factory=Reference, compare=False, repr=False)
    files: tuple[UsedFile, ...] = field(default=(), compare=False, repr=False)
    texts: tuple[Text, ...] = field(default=(), compare=False, repr=False)

    @property
    def slug(self) -> str:
        """Return the tenant's name as it stands in addresses."""
        return tenant_slug(self.tenant_name)

    @property
    def behaviour(self) -> Behaviour:
        """Return how people and companies behave: the same for all configs; it is read when it is first needed."""
        from demogen.config.behaviour import load_behaviour

        return load_behaviour()

    @property
    def own_files(self) -> dict[str, bytes]:
        """Return the reference files of one's own that it uses, by path."""
        return {file.path: file.content for file in self.files if file.content is not None}

    def as_json(self) -> dict[str, Any]:
        """Return the config with the keys of a config file.

        A seed that is still to be drawn is left out, and so is the name that will be drawn with it.
        """
        targets = {
            "leads": self.leads,
            "contacts": self.contacts,
            "companies": self.companies,
            "pipelineValue": self._units(self.pipeline_minor),
            "closedWonValue": self._units(self.won_minor),
            "closedWonCount": self.won_count,
        }
        realism = {
            "dropOffRate": as_number(self.drop_off_rate),
            "whaleRatio": as_number(self.whale_ratio),
            "responseSlaHours": self.sla_hours,
            "duplicates": as_number(self.duplicate_rate),
        }
        return {
            **({"tenantName": self.tenant_name} if self.named or self.seed else {}),
            "country": self.country.code,
            "timezone": self.timezone,
            "currency": self.currency.code,
            "industry": self.industry.id,
            "startDate": self.start_date.isoformat(),
            "asOf": self.as_of.isoformat(),
            "teamSize": self.team_size,
            "targets": targets,
            "growth": {
                "curve": self.curve,
                "monthlyRate": as_number(self.monthly_rate),
                "seasonality": self.seasonality,
            },
            "channelMix": {name: as_number(share) for name, share in zip(CHANNELS, self.channel_mix, strict=True)},
            "realism": realism,
            **({"seed": self.seed} if self.seed else {}),
            "limits": self.limits,
        }

    def _units(self, minor: int) -> int | float:
        return as_number(EXACT.divide(Decimal(minor), Decimal(self.currency.minor)))


def with_seed(config: Config, seed: str) -> Config:
    """Return the config with a seed, and with the name that belongs to it unless one was given."""
    if config.named:
        return replace(config, seed=seed)
    name = draw_tenant_name(config.country, config.industry, seed, config.reference.real_firms)
    return replace(config, seed=seed, tenant_name=name)


def as_number(value: Decimal) -> int | float:
    """Return a number as JSON has it; at most 15 digits, so that it comes back as it was."""
    return int(value) if value == value.to_integral_value() else float(value)
