"""An industry's file as a value: how its tenants sell. Money is in US dollars, shares and rates are exact."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from demogen.config.records import (
    Texts,
    Weighted,
    check_keys,
    check_widths,
    file_of,
    list_of,
    map_of,
    read_plain,
    read_weighted,
    record_of,
)
from demogen.draw.shifts import LongHours
from demogen.draw.worktime import clock_seconds

HOURS = {"business": None, "always": LongHours(21 * 3600, (10 * 3600, 16 * 3600))}  # what the words stand for


class Stage(NamedTuple):
    """A stage of the pipeline; `type` is open, won or lost."""

    name: str
    type: str
    probability: int
    avg_days_in_stage: int


class Pipeline(NamedTuple):
    """The stages of deals: open ones in order, then won, then lost; and the won one of whales, where it is named."""

    name: str
    stages: tuple[Stage, ...]
    whale_stage: str | None = None


class DealFigures(NamedTuple):
    """Values and cycles of deals, and the share of closed ones that is won."""

    min_value: int
    max_value: int
    avg_value: int
    cycle_days_min: int
    cycle_days_max: int
    win_rate: Decimal


class LeadFigures(NamedTuple):
    """Shares: of leads that become contacts, and of contacts that become opportunities."""

    conversion_rate: Decimal
    qualification_rate: Decimal


class ActivityFigures(NamedTuple):
    """How much is done about contacts and deals on average, and calls per e-mail."""

    avg_per_contact: Decimal
    avg_per_deal: Decimal
    call_to_email_ratio: Decimal


class LostReason(NamedTuple):
    """Why deals are lost, in which lost stage they end, and the class of what notes say about it; empty for none."""

    reason: str
    stage: str
    weight: int
    kind: str = ""


class Tag(NamedTuple):
    """A label of so many percent of contacts; a contact has at most one of a `group`, empty for none."""

    name: str
    color: str
    percent: int
    group: str = ""


class TeamTitles(NamedTuple):
    """Titles of those who sell: of the head, of managers, and of reps with weights."""

    head: str
    manager: str
    rep: Weighted


class Band(NamedTuple):
    """The band of a figure of the scorecard that the industry's own bounds narrow, and why."""

    low: float
    high: float
    reason: str


class Defaults(NamedTuple):
    """What a config means that does not say: leads without any target, and companies per contact."""

    leads: int
    companies_per_contact: Decimal


class Industry(NamedTuple):
    """An industry's file; `long_hours` is how much longer than the office the desk is staffed, if it is."""

    id: str
    name: str
    pipeline: Pipeline
    deals: DealFigures
    leads: LeadFigures
    activities: ActivityFigures
    company_patterns: Texts
    adjectives: Texts
    lost_reasons: tuple[LostReason, ...]
    seasons: tuple[int, ...]
    long_hours: LongHours | None
    lead_hours: tuple[int, ...]
    lead_off_day_percent: int
    products: Weighted
    tags: tuple[Tag, ...]
    team: TeamTitles
    defaults: Defaults
    bands: Mapping[str, Band] = MappingProxyType({})

    def named(self, labels: Mapping[str, str]) -> Self:
        """Return the industry with its stages, reasons, labels and titles as `labels` call them, where they do.

        What stands for an industry alone is keyed by it: `finserv:Funded`.
        """

        def call(name: str) -> str:
            return labels.get(f"{self.id}:{name}", labels.get(name, name))

        pipeline, team = self.pipeline, self.team
        return self._replace(
            pipeline=Pipeline(
                call(pipeline.name),
                tuple(stage._replace(name=call(stage.name)) for stage in pipeline.stages),
                pipeline.whale_stage and call(pipeline.whale_stage),
            ),
            lost_reasons=tuple(r._replace(reason=call(r.reason), stage=call(r.stage)) for r in self.lost_reasons),
            tags=tuple(tag._replace(name=call(tag.name)) for tag in self.tags),
            team=TeamTitles(
                call(team.head), call(team.manager), team.rep._replace(texts=tuple(map(call, team.rep.texts)))
            ),
        )

    def stages(self, kind: str) -> list[int]:
        """Return the positions (from zero) of the stages of a kind."""
        return [i for i, stage in enumerate(self.pipeline.stages) if stage.type == kind]


def read_hours(data: Any, where: str) -> LongHours | None:
    """Read when the desk is staffed: `business`, `always`, or until when, and on Saturdays."""
    if isinstance(data, str) and data in HOURS:
        return HOURS[data]
    check_keys(data, where, {"until", "saturday"}, {"until"})
    saturday = tuple(map(clock_seconds, data.get("saturday", ())))
    return LongHours(clock_seconds(data["until"]), (saturday[0], saturday[1]) if saturday else None)


def _read_decimal(data: Any, _: str) -> Decimal:
    return Decimal(str(data))


def _read_tags(data: Any, where: str) -> tuple[Tag, ...]:
    rows = read_plain(data, where)
    check_widths(rows, where, {3, 4})
    return tuple(Tag(*row) for row in rows)


parse_industry = file_of(
    Industry,
    {"long_hours": "hours"},
    pipeline=record_of(Pipeline, stages=list_of(record_of(Stage))),
    deals=record_of(DealFigures, win_rate=_read_decimal),
    leads=record_of(LeadFigures, conversion_rate=_read_decimal, qualification_rate=_read_decimal),
    activities=record_of(
        ActivityFigures,
        avg_per_contact=_read_decimal,
        avg_per_deal=_read_decimal,
        call_to_email_ratio=_read_decimal,
    ),
    company_patterns=read_plain,
    adjectives=read_plain,
    lost_reasons=list_of(record_of(LostReason)),
    seasons=read_plain,
    long_hours=read_hours,
    lead_hours=read_plain,
    products=read_weighted,
    tags=_read_tags,
    team=record_of(TeamTitles, rep=read_weighted),
    bands=map_of(record_of(Band)),
    defaults=record_of(Defaults, companies_per_contact=_read_decimal),
)
