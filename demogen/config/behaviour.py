"""How people and companies behave: the frequencies that worlds are drawn with, by the names of what they are about.

They are part of the program, so a change of one is a new drawing version; no config chooses among them.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from demogen.config.activity_behaviour import (
    ActivityBehaviour,
    Ends,
    NoteBehaviour,
    WritingBehaviour,
    read_activities,
    read_ends,
    read_notes,
    read_sigma,
    read_writing,
)
from demogen.config.model import CHANNELS
from demogen.config.records import exact_map_of, file_of, list_of, read_plain, record_of, take

SENIORITIES = ("executive", "head", "manager", "specialist")
CAN_BE_LEFT_OUT = ("phone", "title", "company_name")
LEAD_STATUSES = ("new", "contacted", "engaged", "unresponsive", "disqualified", "converted")

Span = tuple[int, int]  # from the first number up to, not including, the second


class Channel(NamedTuple):
    """How often a channel's leads convert, and how much they leave out; 100 is usual for both."""

    appeal: int
    gaps: int


class Answered(NamedTuple):
    """How often leads convert by when they were answered: at once, at the end of the SLA, later; 100 is usual."""

    fast: int
    slow: int
    too_late: int


class Disqualified(NamedTuple):
    """How many in a thousand leads that replied and never convert are disqualified, how many working days later."""

    per_mille: int
    least_days: int
    mean_days: int


class Care(NamedTuple):
    """How many in a thousand leads are careless; how much they and the others leave out, 100 being usual."""

    careless_per_mille: int
    careless: int
    careful: int


class Score(NamedTuple):
    """The score of leads: a base, less than `spread` more by chance, and what the status adds, in its order."""

    base: int
    spread: int
    by_status: Mapping[str, int]


class LeadBehaviour(NamedTuple):
    """Leads: how they are answered and what that does; how many in a thousand leave out each column.

    Days are working days: after `silent_days` without a reply a lead has gone silent, and a conversion follows a reply
    after `conversion_days` on average.
    """

    answered: Answered
    late_percent: int
    silent_days: int
    conversion_days: int
    disqualified: Disqualified
    left_out: Mapping[str, int]
    care: Care
    score: Score


class ContactBehaviour(NamedTuple):
    """Contacts: how many in a thousand of those that were no leads came by referral, and have no title.

    Leads without a title are asked for it when they convert: so many still have none. Of duplicates the family name
    stands in capitals in so many.
    """

    referral_per_mille: int
    untitled_per_mille: int
    still_untitled_per_mille: int
    upper_cased_per_mille: int


class CompanyFacts(NamedTuple):
    """Sizes in employees: medians without a closed deal, where the first was won, and lost; revenue in dollars.

    `size_sigma` is in units of 2^-20; revenue per head lies within a span of thousandths of the usual one.
    """

    median_size: int
    median_size_won: int
    median_size_lost: int
    size_sigma: int
    size_by_amount_per_mille: int
    revenue_per_head: int
    revenue_per_mille: Span


class PeopleFacts(NamedTuple):
    """People: of a hundred of each rank, how many belong to the first cohort, and to the first two; sex; phones."""

    ages: Mapping[str, tuple[int, int]]
    female_per_mille: int
    mobile_per_mille: int


class DealBehaviour(NamedTuple):
    """Deals: when they close, how fast they move, and what is written down about them.

    `month_end` is what the last working day of a month sees, in thousandths of any other day's share; `rounded` how
    many in a thousand amounts have two, and three significant digits. Spans are thousandths of the usual.
    """

    month_end: Ends
    cycle_by_amount_per_mille: int
    lost_amount_percent: int
    lead_time_days: int
    account_owner_per_mille: int
    rounded: tuple[int, int]
    stage_time: Span
    lost_pace: Span
    expected_close: Span


class Tenure(NamedTuple):
    """How many working days people stay at least, and how many longer on average."""

    least_days: int
    mean_days: int


class PassedOn(NamedTuple):
    """Of a hundred open, won and lost records that would go to somebody new, how many go to whoever is next."""

    open: int
    won: int
    lost: int


class TeamBehaviour(NamedTuple):
    """The team: how much people differ, how long they stay, and for how many days they are new.

    Sigmas are of logarithms, in hundredths: of how much work comes to somebody, and of how much of it they win.
    """

    skill_sigma: int
    closing_sigma: int
    tenure: Tenure
    new_days: int
    passed_on: PassedOn


class PricePlan(NamedTuple):
    """What a tenant pays for: up to, not including, a team size; the last one has no bound."""

    name: str
    team_below: int | None = None


class Billing(NamedTuple):
    """How tenants are billed; so many in a thousand by the year."""

    plans: tuple[PricePlan, ...]
    yearly_per_mille: int

    def plan_of(self, team_size: int) -> str:
        """Return the name of the plan of a team."""
        return next(plan.name for plan in self.plans if plan.team_below is None or team_size < plan.team_below)


class Behaviour(NamedTuple):
    """Everything that the file holds; channels are in the order of CHANNELS."""

    channels: Mapping[str, Channel]
    leads: LeadBehaviour
    contacts: ContactBehaviour
    companies: CompanyFacts
    people: PeopleFacts
    deals: DealBehaviour
    team: TeamBehaviour
    activities: ActivityBehaviour
    notes: NoteBehaviour
    writing: WritingBehaviour
    billing: Billing


@cache
def load_behaviour() -> Behaviour:
    """Return how people and companies behave, once a process."""
    text = resources.files("demogen").joinpath("data/behaviour.json").read_text(encoding="utf-8")
    return parse_behaviour(json.loads(text))


def _read_hundredths(data: Any, _: str) -> int:
    return int(Decimal(str(data)) * 100)


parse_behaviour = file_of(
    Behaviour,
    channels=exact_map_of(record_of(Channel), CHANNELS),
    leads=record_of(
        LeadBehaviour,
        answered=record_of(Answered),
        disqualified=record_of(Disqualified),
        left_out=exact_map_of(take, CAN_BE_LEFT_OUT),
        care=record_of(Care),
        score=record_of(Score, by_status=exact_map_of(take, LEAD_STATUSES)),
    ),
    contacts=record_of(ContactBehaviour),
    companies=record_of(CompanyFacts, size_sigma=read_sigma, revenue_per_mille=read_plain),
    people=record_of(PeopleFacts, ages=exact_map_of(read_plain, SENIORITIES)),
    deals=record_of(
        DealBehaviour,
        month_end=read_ends,
        rounded=read_plain,
        stage_time=read_plain,
        lost_pace=read_plain,
        expected_close=read_plain,
    ),
    team=record_of(
        TeamBehaviour,
        skill_sigma=_read_hundredths,
        closing_sigma=_read_hundredths,
        tenure=record_of(Tenure),
        passed_on=record_of(PassedOn),
    ),
    activities=read_activities,
    notes=read_notes,
    writing=read_writing,
    billing=record_of(Billing, plans=list_of(record_of(PricePlan))),
)
