"""The config as a user writes it: every key, its type, default, limits and effect, in one place.

The models hold what can be said of a field alone; what needs the reference data or another field is in `resolve` and
`limits`. Errors, the JSON Schema, `demogen init` and docs/config.md all follow from `FIELDS`, so that none can drift.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

SCHEMA_ID = "https://crm-demogen.example/schemas/config/1.0/config.schema.json"

CHANNELS = ("seo", "meta", "google", "affiliates", "referrals", "direct")
DEFAULT_MIX = {"seo": 25, "meta": 20, "google": 25, "affiliates": 10, "referrals": 10, "direct": 10}
STANDARD_MONTHS, EXTENDED_MONTHS = 24, 120
EXTENDED_FACTOR, EXTENDED_MONEY_FACTOR = 200, 20
STANDARD_MAX = {"leads": 50_000, "contacts": 20_000, "companies": 5_000, "closedWonCount": 5_000}
STANDARD_MAX_DOLLARS = {"pipelineValue": 100_000_000, "closedWonValue": 50_000_000}
DECIMALS = 9  # of rates and shares; what is finer is rounded


@dataclass(frozen=True)
class Otherwise:
    """What holds when a field is not given, where that is no fixed value."""

    text: str


def camel(name: str) -> str:
    """Return the key of a field as it stands in a config."""
    head, *rest = name.rstrip("_").split("_")
    return head + "".join(part.capitalize() for part in rest)


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ValueError("should be a number")  # noqa: TRY004 - pydantic takes ValueError for a problem of the field
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _whole(value: Any) -> Any:
    """Take 1e3 for 1000, as JSON Schema does."""
    return int(value) if isinstance(value, (float, Decimal)) and value == int(value) else value


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Decimal, BeforeValidator(_number)]
Whole = Annotated[int, BeforeValidator(_whole)]
Name = Annotated[str, StringConstraints(strip_whitespace=True)]
Seed = Annotated[str, BeforeValidator(_text)]

BY_RATES = Otherwise("follows from the other targets by the industry's rates")


class Part(BaseModel):
    """A part of the config: unknown keys are errors, types are strict, keys are camelCase."""

    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=camel, populate_by_name=False, frozen=True)


class Targets(Part):
    """Totals that the bundle meets exactly at the end of `asOf`; what is missing follows from what is given."""

    leads: Annotated[Whole | None, BY_RATES] = Field(
        None, ge=100, le=STANDARD_MAX["leads"] * EXTENDED_FACTOR, description="Leads created."
    )
    contacts: Annotated[Whole | None, BY_RATES] = Field(
        None, ge=50, le=STANDARD_MAX["contacts"] * EXTENDED_FACTOR, description="Contacts created."
    )
    companies: Annotated[Whole | None, BY_RATES] = Field(
        None,
        ge=20,
        le=STANDARD_MAX["companies"] * EXTENDED_FACTOR,
        description="Companies created; each has a contact of its own, sooner or later.",
    )
    pipeline_value: Annotated[Number | None, BY_RATES] = Field(
        None, ge=10_000, description="Sum of the deals open then, in the tenant's currency."
    )
    closed_won_value: Annotated[Number | None, BY_RATES] = Field(
        None, ge=5_000, description="Sum of the won deals, in the tenant's currency."
    )
    closed_won_count: Annotated[Whole | None, BY_RATES] = Field(
        None, ge=10, le=STANDARD_MAX["closedWonCount"] * EXTENDED_FACTOR, description="Won deals."
    )


class Growth(Part):
    """How volume is spread over the months."""

    curve: Literal["linear", "exponential", "logistic", "step"] = Field(
        "exponential", description="Shape of growth: step rises every third month, logistic is S-shaped."
    )
    monthly_rate: Number = Field(
        Decimal(5), ge=0, le=50, description="Growth per month in percent; logistic and step ignore it."
    )
    seasonality: bool = Field(default=True, description="Whether months follow the industry's seasons.")


class ChannelMix(Part):
    """Shares of the lead channels in percent; once one is given, those left out have none."""

    seo: Number = Field(Decimal(0), ge=0, le=100, description="Share of organic search.")
    meta: Number = Field(Decimal(0), ge=0, le=100, description="Share of Meta ads.")
    google: Number = Field(Decimal(0), ge=0, le=100, description="Share of Google ads.")
    affiliates: Number = Field(Decimal(0), ge=0, le=100, description="Share of affiliates.")
    referrals: Number = Field(Decimal(0), ge=0, le=100, description="Share of referrals.")
    direct: Number = Field(Decimal(0), ge=0, le=100, description="Share of direct traffic.")


class Realism(Part):
    """Knobs of how the data behaves."""

    drop_off_rate: Number = Field(
        Decimal(20),
        ge=0,
        le=50,
        description="Share of all leads, in percent, that go silent after first contact attempts; exact.",
    )
    whale_ratio: Number = Field(
        Decimal(5),
        ge=0,
        le=20,
        description="Share of won deals, in percent, that are whales: at least five times the others' median; exact.",
    )
    response_sla_hours: Whole = Field(
        4, ge=1, le=72, description="Business hours within which 85 % of the answered leads get their first response."
    )
    duplicates: Number = Field(
        Decimal(1),
        ge=0,
        le=10,
        description="Share of contacts, in percent, that are somebody twice; counted in the target, as far as "
        "companies have more than one contact.",
    )


class ConfigInput(Part):
    """A config for demogen: one demo tenant."""

    schema_: Annotated[str | None, Otherwise("none")] = Field(
        None, alias="$schema", description="Where editors find this schema; has no effect."
    )
    tenant_name: Annotated[
        Name | None, Otherwise("drawn with the seed, as firms of the country and industry are called")
    ] = Field(
        None, min_length=3, max_length=100, description="The tenant's name; its slug goes into addresses and ids."
    )
    country: str = Field(description="ISO 3166-1 alpha-2 code of a known country; UK is read as GB.")
    timezone: Annotated[str | None, Otherwise("the country's")] = Field(
        None, description="IANA time zone of the tenant."
    )
    currency: Annotated[str | None, Otherwise("the country's")] = Field(
        None, description="ISO 4217 code with a committed rate; all amounts are in it."
    )
    industry: str = Field(description="Name of a known industry: pipeline, figures, seasons and texts follow from it.")
    start_date: str = Field(description="First day of the history.")
    as_of: Annotated[str | None, Otherwise("the option `--as-of`")] = Field(
        None, description="Day at whose end the targets hold."
    )
    team_size: Whole = Field(8, ge=2, le=50, description="People who work for the tenant at the end of `asOf`.")
    targets: Targets = Field(default_factory=Targets.model_construct, description=str(Targets.__doc__))
    growth: Growth = Field(default_factory=Growth.model_construct, description=str(Growth.__doc__))
    channel_mix: ChannelMix | None = Field(None, description=str(ChannelMix.__doc__))
    realism: Realism = Field(default_factory=Realism.model_construct, description=str(Realism.__doc__))
    seed: Annotated[Seed | None, Otherwise("drawn and printed")] = Field(
        None, min_length=1, max_length=64, description="Text that all draws depend on; `--seed` wins over it."
    )
    limits: Literal["standard", "extended"] = Field(
        "standard", description="`extended` lifts the upper limits for load tests: ten million leads, ten years."
    )


@dataclass(frozen=True)
class FieldSpec:
    """One key of the config: `path` such as targets.leads, `kind` in words, limits, default and effect in words."""

    path: tuple[str, ...]
    kind: str
    low: Decimal | None
    high: Decimal | None
    choices: tuple[str, ...]
    default: str
    effect: str

    @property
    def key(self) -> str:
        """Return the key alone."""
        return self.path[-1]

    @property
    def is_group(self) -> bool:
        """Return whether other keys stand below this one."""
        return self.kind == "keys and values"

    def limit(self, *, extended: bool = True) -> str:
        """Return what values there are, in words."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.path == ("startDate",):
            more = " (extended: ten years)" if extended else ""
            return f"within the {STANDARD_MONTHS} months up to `asOf`{more}, from 2015-01-01 on"
        if self.low is None or self.high is None:
            return ""
        most = Decimal((STANDARD_MAX | STANDARD_MAX_DOLLARS).get(self.key, self.high))
        text = f"from {self.low:,} to {most:,}"
        if extended and most != self.high:
            text += f" (extended: {self.high:,})"
        if self.key in STANDARD_MAX_DOLLARS:
            text += ", the latter times the currency's rate to the dollar where that is above one"
        return text + (" characters" if self.kind == "text" else "")


@cache
def fields() -> tuple[FieldSpec, ...]:
    """List every key of the config, each group before what stands in it."""
    return tuple(_specs(ConfigInput, ()))


def spec_of(path: tuple[Any, ...]) -> FieldSpec | None:
    """Return what is known of a key, if it is one."""
    return next((spec for spec in fields() if spec.path == path), None)


def _specs(model: type[BaseModel], place: tuple[str, ...]) -> list[FieldSpec]:
    found = []
    for info in model.model_fields.values():
        path = (*place, str(info.alias))
        inner = _inner(info)
        low, high = _bound(info, "ge", "min_length"), _bound(info, "le", "max_length")
        if path[-1] in STANDARD_MAX_DOLLARS:
            high = Decimal(STANDARD_MAX_DOLLARS[path[-1]] * EXTENDED_MONEY_FACTOR)
        choices = get_args(inner) if get_origin(inner) is Literal else ()
        found.append(
            FieldSpec(path, _kind(inner, path), low, high, choices, _default(info, path), str(info.description))
        )
        if isinstance(inner, type) and issubclass(inner, Part):
            found += _specs(inner, path)
    return found


def _inner(info: FieldInfo) -> Any:
    """Return the type of a field without `None` and without what annotates it."""
    inner: Any = info.annotation
    if get_origin(inner) in {Union, UnionType}:
        inner = next(part for part in get_args(inner) if part is not type(None))
    return get_args(inner)[0] if get_origin(inner) is Annotated else inner


def _bound(info: FieldInfo, *names: str) -> Decimal | None:
    values = (getattr(mark, name, None) for mark in info.metadata for name in names)
    return next((Decimal(value) for value in values if value is not None), None)


def _kind(inner: Any, path: tuple[str, ...]) -> str:
    if path in {("startDate",), ("asOf",)}:
        return "a day, YYYY-MM-DD"
    kinds = {int: "a whole number", Decimal: "a number", bool: "true or false", str: "text"}
    if get_origin(inner) is Literal:
        return "text"
    return kinds.get(inner, "keys and values")


def _default(info: FieldInfo, path: tuple[str, ...]) -> str:
    for mark in info.metadata:
        if isinstance(mark, Otherwise):
            return mark.text
    if info.is_required():
        return "required"
    if path[0] == "channelMix" and len(path) == 2:
        return f"{DEFAULT_MIX[path[1]]}; 0 if another channel is given"
    if info.default_factory is not None or info.default is None:
        return ""
    return str(info.default).lower() if isinstance(info.default, bool) else str(info.default)
