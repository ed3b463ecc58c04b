"""The config as a user writes it: every key, its type and its limits, in one place.

The models hold what can be said of a field alone; what needs the reference data or another field is in `resolve`. Limits
are the request's; with `limits: extended` the upper ones of volume, money and dates are lifted for load tests.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

SCHEMA_ID = "https://crm-demogen.example/schemas/config/1.0/config.schema.json"

CHANNELS = ("seo", "meta", "google", "affiliates", "referrals", "direct")
CURVES = ("linear", "exponential", "logistic", "step")
STANDARD_MONTHS, EXTENDED_MONTHS = 24, 120
STANDARD_MAX = {"leads": 50_000, "contacts": 20_000, "companies": 5_000, "closedWonCount": 5_000}
STANDARD_MAX_DOLLARS = {"pipelineValue": 100_000_000, "closedWonValue": 50_000_000}
EXTENDED_FACTOR = 20


def camel(name: str) -> str:
    """Give the key of a field as it stands in a config."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ValueError("should be a number")  # noqa: TRY004 - pydantic takes ValueError for a problem of the field
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Decimal, BeforeValidator(_number, json_schema_input_type=float)]


class Part(BaseModel):
    """A part of the config: unknown keys are errors, types are strict, keys are camelCase."""

    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=camel, populate_by_name=False, frozen=True)


class Targets(Part):
    """Totals that the bundle meets exactly at the end of `asOf`; what is missing follows from what is given."""

    leads: int | None = Field(None, ge=100, le=1_000_000, description="Leads created. At most 50,000 unless `limits: extended`.")
    contacts: int | None = Field(None, ge=50, le=400_000, description="Contacts created. At most 20,000 unless `limits: extended`.")
    companies: int | None = Field(None, ge=20, le=100_000, description="Companies created. At most 5,000 unless `limits: extended`.")
    pipeline_value: Number | None = Field(None, ge=10_000, description="Sum of the open deals, in the tenant's currency. At most 100 million dollars' worth.")
    closed_won_value: Number | None = Field(None, ge=5_000, description="Sum of the won deals, in the tenant's currency. At most 50 million dollars' worth.")
    closed_won_count: int | None = Field(None, ge=10, le=100_000, description="Won deals. At most 5,000 unless `limits: extended`.")


class Growth(Part):
    """How volume is spread over the months."""

    curve: Literal["linear", "exponential", "logistic", "step"] = Field("exponential", description="Shape of growth; logistic and step ignore `monthlyRate`.")
    monthly_rate: Number = Field(Decimal(5), ge=0, le=50, description="Growth per month in percent.")
    seasonality: bool = Field(default=True, description="Whether months follow the industry's seasons.")


class ChannelMix(Part):
    """Shares of the lead channels in percent; a channel that a given mix leaves out has none."""

    seo: Number = Field(Decimal(0), ge=0, le=100, description="Share of organic search.")
    meta: Number = Field(Decimal(0), ge=0, le=100, description="Share of Meta ads.")
    google: Number = Field(Decimal(0), ge=0, le=100, description="Share of Google ads.")
    affiliates: Number = Field(Decimal(0), ge=0, le=100, description="Share of affiliates.")
    referrals: Number = Field(Decimal(0), ge=0, le=100, description="Share of referrals.")
    direct: Number = Field(Decimal(0), ge=0, le=100, description="Share of direct traffic.")


class Realism(Part):
    """Knobs of how the data behaves."""

    drop_off_rate: Number = Field(Decimal(20), ge=0, le=50, description="Share of all leads, in percent, that go silent after first contact attempts; exact.")
    whale_ratio: Number = Field(Decimal(5), ge=0, le=20, description="Share of won deals, in percent, at least five times the median of the others; exact.")
    response_sla_hours: int = Field(4, ge=1, le=72, description="Business hours within which 85 % of the answered leads get their first response.")


class ConfigInput(Part):
    """A config for demogen: one demo tenant."""

    schema_: str | None = Field(None, alias="$schema", description="Where editors find this schema; has no effect.")
    tenant_name: str | None = Field(None, min_length=3, max_length=100, description="The tenant's name; named after the industry unless given.")
    country: str = Field(description="ISO 3166-1 alpha-2 code of a known country; UK is read as GB.")
    timezone: str | None = Field(None, description="IANA zone of the tenant; the country's unless given.")
    currency: str | None = Field(None, description="ISO 4217 code with a committed rate; the country's unless given.")
    industry: str = Field(description="Name of a known industry.")
    start_date: str = Field(description="First day of the history, YYYY-MM-DD, within the 24 calendar months up to `asOf`.")
    as_of: str | None = Field(None, description="Day at whose end the targets hold, YYYY-MM-DD; or the option `--as-of`.")
    team_size: int = Field(8, ge=2, le=50, description="People who work for the tenant at the end of `asOf`.")
    targets: Targets = Field(default_factory=lambda: Targets.model_construct(), description="Totals at the end of `asOf`.")
    growth: Growth = Field(default_factory=lambda: Growth.model_construct(), description="How volume grows.")
    channel_mix: ChannelMix | None = Field(None, description="Where leads come from.")
    realism: Realism = Field(default_factory=lambda: Realism.model_construct(), description="How the data behaves.")
    seed: Annotated[str, BeforeValidator(_text)] | None = Field(None, min_length=1, max_length=64, description="Text that all draws depend on; drawn and printed unless given.")
    limits: Literal["standard", "extended"] = Field("standard", description="`extended` lifts the upper limits for load tests: a million leads, ten years.")


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of a config."""
    schema = ConfigInput.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
