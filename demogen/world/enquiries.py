"""Enquiries: when leads come, who answers them when, what becomes of each.

Leads are put in order first; then each span of them is drawn alone, save for who converts: that is settled period by
period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from demogen.draw import parallel
from demogen.draw.arrays import Ints
from demogen.draw.distributions import scale, skewed
from demogen.draw.lowest import Keys, Lowest, keys_of
from demogen.draw.parallel import SLICE
from demogen.draw.records import Spill
from demogen.draw.streams import Draws, Source, enumerate_periods, enumerate_slices
from demogen.draw.timed import Born, birth_buckets, note_births, put_in_order
from demogen.draw.worktime import HOUR, MINUTE, NEVER
from demogen.plan.calendar import Calendar
from demogen.plan.targets import Plan
from demogen.world.answers import Answers, bound_answers, bound_past_answers, draw_answers
from demogen.world.conversions import Conversions
from demogen.world.leads import Enquiries

if TYPE_CHECKING:
    from demogen.world.team import Team

Columns = dict[str, npt.NDArray[Any]]
MOMENTS = ("responded", "gave_up", "replied", "disqualified")


def draw_enquiries(source: Source, plan: Plan, team: Team, spill: Spill) -> Enquiries:
    """Draw every lead with its whole life.

    Raises:
        PlanError: too few leads are old enough at `asOf` to have gone silent, or to have been answered late.
    """
    born = _births(source, plan, spill)
    count, bounds = len(born.created), bound_answers(plan, born.draws, born.created, spill)
    channels = _channel_bounds(plan, born, spill)
    columns: Columns = {name: spill.array(count) for name in ("channel", "answered_by", *MOMENTS)}
    columns["converted"] = spill.full(count, NEVER)
    columns["silent"] = spill.array(count, np.bool_)
    conversions = Conversions(plan, spill)
    for span in spill.spans(count, SLICE):
        rows, created = parallel.numbers(span), born.created[span]
        draws = born.draws.take(rows)
        answers = draw_answers(plan, draws, created, rows, bounds)
        found = _lives(plan, team, draws, created, answers)
        found["channel"] = _channels(plan, draws, created, rows, channels)
        conversions.add(rows, draws, found["channel"], answers, found["replied"])
        for name, values in found.items():
            columns[name][span] = values
    conversions.settle(columns["converted"])
    for span in spill.spans(count, SLICE):
        ends = columns["replied"][span], columns["converted"][span]
        columns["disqualified"][span] = _disqualified(plan, born.draws.take(parallel.numbers(span)), *ends)
    return Enquiries(created=born.created, ids=born.ids, draws=born.draws, **columns)


def require_answers(source: Source, plan: Plan, spill: Spill) -> None:
    """Draw of the leads up to `asOf` what may be asked too much: who is answered late, who goes silent.

    Raises:
        PlanError: as `draw_enquiries` raises it; it depends on these leads alone.
    """
    draws = source.of("leads", enumerate_periods(plan.leads[: plan.calendar.past]))
    bound_past_answers(plan, draws, _come(draws, plan.calendar), spill)


def _births(source: Source, plan: Plan, spill: Spill) -> Born:
    calendar = plan.calendar
    born = birth_buckets(spill, calendar.marks, plan.leads)
    for address in enumerate_slices(plan.leads, SLICE):
        created = _come(source.of("leads", address), calendar)
        born.add(note_births(created, address), created)
    return put_in_order(born, source, "leads", spill)[0]


def _come(draws: Draws, calendar: Calendar) -> Ints:
    """Draw when leads come in: by the customers' own day, within their period."""
    marks = calendar.customers.position(calendar.marks)
    low, high = marks[:-1][draws.address.period], marks[1:][draws.address.period]
    moments = calendar.customers.moment(low + scale(draws.words("created_at"), np.maximum(high - low, 1)))
    result: Ints = np.clip(
        moments, calendar.marks[:-1][draws.address.period], calendar.marks[1:][draws.address.period] - 1
    )
    return result


def _lives(plan: Plan, team: Team, draws: Draws, created: Ints, answers: Answers) -> Columns:
    """Draw who answers leads when, when they are given up, and when they reply."""
    calendar, silent = plan.calendar, answers.silent
    responded = calendar.staff.reach(answers.response)
    on_duty = calendar.shifts.on_duty(np.where(responded < NEVER, responded, created))
    return {
        "answered_by": team.pick_on_duty(draws.words("owner"), created, on_duty),
        "responded": responded,
        "silent": silent,
        "gave_up": np.where(silent, calendar.staff.reach(answers.gives_up), NEVER),
        "replied": np.where(silent, NEVER, _replies(calendar, draws, responded, answers.gives_up)),
    }


def _channel_bounds(plan: Plan, born: Born, spill: Spill) -> Keys:
    """Find below which keys lie the leads up to `asOf` of the first channel, of the first two, and so on."""
    lowest = Lowest(spill)
    for span in spill.spans(int(np.searchsorted(born.created, plan.calendar.as_of)), SLICE):
        rows = parallel.numbers(span)
        lowest.add(born.draws.take(rows).words("channel"), rows)
    return lowest.bounds(np.cumsum(plan.channels).tolist())


def _channels(plan: Plan, draws: Draws, created: Ints, rows: Ints, bounds: Keys) -> Ints:
    """Allot channels by rank: their counts up to `asOf` equal the mix; later leads draw theirs."""
    ranked = np.searchsorted(bounds, keys_of(draws.words("channel"), rows), side="right")
    drawn = draws.pick("channel", [int(share * 10**6) for share in plan.config.channel_mix])
    return np.where(created < plan.calendar.as_of, ranked, drawn)


def _replies(calendar: Calendar, draws: Draws, responded: Ints, gives_up: Ints) -> Ints:
    """Draw when leads answer: by their own day, before they would be given up."""
    last = calendar.staff.reach(gives_up - HOUR)
    known = (responded < NEVER) & (last < calendar.marks[-1])
    low = calendar.customers.position(np.where(known, responded, 0)) + 1
    high = calendar.customers.position(np.where(known, last, 0))
    reply = calendar.customers.moment(low + ((skewed(draws.words("reply")) * np.maximum(high - low, 1) // 16) >> 16))
    return np.where(known, np.clip(reply, np.where(known, responded + MINUTE, 0), np.where(known, last, NEVER)), NEVER)


def _disqualified(plan: Plan, draws: Draws, replied: Ints, converted: Ints) -> Ints:
    """Draw when leads are disqualified: some of those that replied and never convert."""
    office, day, habits = plan.calendar.office, plan.calendar.office_day, plan.config.behaviour.leads.disqualified
    arrival = office.position(np.minimum(replied, plan.calendar.marks[-1])) + day * habits.least_days
    wait = (draws.exponential("disqualification") * (day * habits.mean_days >> 10)) >> 10
    dropped = (replied < NEVER) & (converted == NEVER) & draws.chance("disqualified", habits.per_mille)
    return np.where(dropped, office.reach(arrival + wait), NEVER)
