"""How people and companies behave: the frequencies that worlds are drawn with, by the names of what they are about.

They are part of the program, so a change of one is a new drawing version; no config chooses among them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from demogen.config.model import CHANNELS
from demogen.config.records import exact_map_of, file_of, list_of, read_plain, record_of

SENIORITIES = ("executive", "head", "manager", "specialist")
CAN_BE_LEFT_OUT = ("phone", "title", "company_name")
CALL_OUTCOMES = ("connected", "voicemail", "no_answer")


class Channel(NamedTuple):
    """How often a channel's leads convert, and how much they leave out; 100 is usual for both."""

    appeal: int
    gaps: int


class Answered(NamedTuple):
    """How often leads convert by when they were answered: at once, at the end of the SLA, later; 100 is usual."""

    fast: int
    slow: int
    too_late: int


class Care(NamedTuple):
    """How many in a thousand leads are careless; how much they and the others leave out, 100 being usual."""

    careless_per_mille: int
    careless: int
    careful: int


class LeadBehaviour(NamedTuple):
    """Leads: what answers do, and how many in a thousand leave out each column."""

    answered: Answered
    left_out: Mapping[str, int]
    care: Care


class CompanyFacts(NamedTuple):
    """Sizes in employees: medians without a closed deal, where the first was won, and lost; revenue in dollars.

    `size_sigma` is in units of 2^-20.
    """

    median_size: int
    median_size_won: int
    median_size_lost: int
    size_sigma: int
    size_by_amount_per_mille: int
    revenue_per_head: int


class PeopleFacts(NamedTuple):
    """People: of a hundred of each rank, how many belong to the first cohort, and to the first two; phones."""

    ages: Mapping[str, tuple[int, int]]
    mobile_per_mille: int


class PricePlan(NamedTuple):
    """What a tenant pays for: up to, not including, a team size; the last one has no bound."""

    name: str
    team_below: int | None = None


class ActivityBehaviour(NamedTuple):
    """Weights of what comes of calls, and how many in a thousand activities are what they are named after."""

    call_outcomes: Mapping[str, int]
    task_per_mille: int
    cancelled_per_mille: int
    inbound_per_mille: int
    no_show_per_mille: int
    slips_per_mille: int


class NoteBehaviour(NamedTuple):
    """How many in a thousand have a note: contacts; open deals, a first and a second one; closed deals."""

    contact_per_mille: int
    open_deal_per_mille: tuple[int, ...]
    closed_deal_per_mille: int


class Behaviour(NamedTuple):
    """Everything that the file holds; channels are in the order of CHANNELS."""

    channels: Mapping[str, Channel]
    leads: LeadBehaviour
    companies: CompanyFacts
    people: PeopleFacts
    plans: tuple[PricePlan, ...]
    activities: ActivityBehaviour
    notes: NoteBehaviour

    def plan_of(self, team_size: int) -> str:
        """Return the name of the plan of a team."""
        return next(plan.name for plan in self.plans if plan.team_below is None or team_size < plan.team_below)


@cache
def load_behaviour() -> Behaviour:
    """Return how people and companies behave, once a process."""
    text = resources.files("demogen").joinpath("data/behaviour.json").read_text(encoding="utf-8")
    return parse_behaviour(json.loads(text))


def _take(data: Any, _: str) -> Any:
    return data


def _read_sigma(data: Any, _: str) -> int:
    return int(Decimal(str(data)) * 2**20 + Decimal("0.5"))


parse_behaviour = file_of(
    Behaviour,
    channels=exact_map_of(record_of(Channel), CHANNELS),
    leads=record_of(
        LeadBehaviour,
        answered=record_of(Answered),
        left_out=exact_map_of(_take, CAN_BE_LEFT_OUT),
        care=record_of(Care),
    ),
    companies=record_of(CompanyFacts, size_sigma=_read_sigma),
    people=record_of(PeopleFacts, ages=exact_map_of(read_plain, SENIORITIES)),
    plans=list_of(record_of(PricePlan)),
    activities=record_of(ActivityBehaviour, call_outcomes=exact_map_of(_take, CALL_OUTCOMES)),
    notes=record_of(NoteBehaviour, open_deal_per_mille=read_plain),
)
