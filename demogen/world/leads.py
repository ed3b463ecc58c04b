"""Leads: when they came, who answered when, who went silent, who was converted.

Shares that are asked for are exact by rank: of the leads old enough at `asOf`, those with the lowest draws go
silent or are answered late; after `asOf` the same holds within each period. A moment of NEVER means that it does
not happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from demogen.config.limits import earlier_window
from demogen.draw import ids, strings
from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import half_up, rank, scale, skewed
from demogen.draw.streams import Draws, Source, enumerate_periods
from demogen.draw.worktime import HOUR, MINUTE, NEVER, Axis
from demogen.errors import PlanError, Problem
from demogen.plan.calendar import Calendar
from demogen.plan.targets import Plan

if TYPE_CHECKING:
    from demogen.config.behaviour import Behaviour
    from demogen.world.team import Team


EARLIER_DAYS = 3  # by which a remedy moves the start at a time
OWN = ("ids", "draws")
MOST_LEFT_OUT = 950  # of a thousand, however careless


@dataclass(frozen=True)
class Enquiries:
    """Leads in order of creation; moments are microseconds UTC. `answered_by` is the seat of the first response."""

    created: Ints
    channel: Ints
    answered_by: Ints
    responded: Ints
    silent: Bools
    gave_up: Ints
    replied: Ints
    converted: Ints
    disqualified: Ints
    ids: ids.Ids
    draws: Draws


@dataclass(frozen=True)
class Leads(Enquiries):
    """Leads, and the `seat` that looks after each."""

    seat: Ints

    def take(self, rows: Ints) -> Leads:
        """Return some of the leads."""
        columns: dict[str, Any] = {name: values[rows] for name, values in vars(self).items() if name not in OWN}
        return Leads(**columns, ids=self.ids.take(rows), draws=self.draws.take(rows))

    def phone_known(self, behaviour: Behaviour) -> Ints:
        """Return of how many in a thousand leads of its channel the number is known, for each lead."""
        care, phone = behaviour.leads.care, behaviour.leads.left_out["phone"]
        usual = (care.careless * care.careless_per_mille + care.careful * (1000 - care.careless_per_mille)) // 1000
        return 1000 - phone * usual * _gaps(behaviour)[self.channel] // 10_000

    def left_out(self, rows: Ints, column: str, behaviour: Behaviour) -> Bools:
        """Return which of some leads left out their `phone`, `title` or `company_name`."""
        per_mille = behaviour.leads.left_out[column]
        return left_out(self.draws.take(rows), self.channel[rows], column, per_mille, behaviour)


def draw_leads(source: Source, plan: Plan, team: Team) -> Enquiries:
    """Draw every lead with its whole life.

    Raises:
        PlanError: too few leads are old enough at `asOf` to have gone silent, or to have been answered late.
    """
    calendar, habits = plan.calendar, plan.config.behaviour.leads
    address = enumerate_periods(plan.leads)
    created = _births(source.of("leads", address), calendar)
    order = ids.draw(source.of("leads", address), created).order(created)
    address, created = address.take(order), created[order]
    draws = source.of("leads", address)
    past = created < calendar.as_of
    late, response, silent = _answers(plan, draws, created)
    gives_up = response + habits.silent_days * calendar.work_day
    responded = _moments(calendar.staff, response)
    replied = np.where(silent, NEVER, _replies(calendar, draws, responded, gives_up))
    channel = _channels(plan, draws, past)
    converted = _conversions(plan, draws, channel, late, replied)
    on_duty = calendar.shifts.on_duty(np.where(responded < NEVER, responded, created))
    return Enquiries(
        created=created,
        channel=channel,
        answered_by=team.pick_on_duty(draws.words("owner"), created, on_duty),
        responded=responded,
        silent=silent,
        gave_up=np.where(silent, _moments(calendar.staff, gives_up), NEVER),
        replied=replied,
        converted=converted,
        disqualified=_disqualified(plan, draws, replied, converted),
        ids=ids.draw(draws, created),
        draws=draws,
    )


def own_leads(enquiries: Enquiries, seat: Ints) -> Leads:
    """Return leads that are looked after by seats."""
    return Leads(**vars(enquiries), seat=seat)


def demand_answers(source: Source, plan: Plan) -> None:
    """Draw of the leads up to `asOf` what may be asked too much: who is answered late, who goes silent.

    Raises:
        PlanError: as `draw_leads` raises it; it depends on these leads alone.
    """
    draws = source.of("leads", enumerate_periods(plan.leads[: plan.calendar.past]))
    _answers(plan, draws, _births(draws, plan.calendar))


def _answers(plan: Plan, draws: Draws, created: Ints) -> tuple[Bools, Ints, Bools]:
    """Draw who is answered late, when everybody is answered (on the worked-time axis), and who goes silent."""
    calendar = plan.calendar
    past, arrival, sla = created < calendar.as_of, calendar.staff.position(created), plan.config.sla_hours * HOUR
    on_time = arrival + MINUTE + ((skewed(draws.words("response")) * (sla - 2 * MINUTE)) >> 20)
    too_late = arrival + sla + MINUTE + ((skewed(draws.words("late_response")) * sla) >> 20)
    late = _late(plan, draws, past, on_time, too_late)
    response = np.where(late, too_late, on_time)
    gives_up = response + plan.config.behaviour.leads.silent_days * calendar.work_day
    return late, response, _silent(plan, draws, past, gives_up)


def _births(draws: Draws, calendar: Calendar) -> Ints:
    """Draw when leads come in: by the customers' own day, within their period."""
    marks = calendar.customers.position(calendar.marks)
    low, high = marks[:-1][draws.address.period], marks[1:][draws.address.period]
    moments = calendar.customers.moment(low + scale(draws.words("created_at"), np.maximum(high - low, 1)))
    result: Ints = np.clip(
        moments, calendar.marks[:-1][draws.address.period], calendar.marks[1:][draws.address.period] - 1
    )
    return result


def _moments(axis: Axis, positions: Ints) -> Ints:
    """Return the moments of positions on a worked-time axis; what lies beyond it never happens."""
    return np.where(positions < axis.total - 1, axis.moment(positions), NEVER)


def _late(plan: Plan, draws: Draws, past: Bools, on_time: Ints, too_late: Ints) -> Bools:
    """Choose the leads that are answered late: so many in a hundred of the answered ones."""
    percent = plan.config.behaviour.leads.late_percent
    end = plan.calendar.staff.position(plan.calendar.as_of)
    answered = int((past & (on_time < end)).sum())
    eligible, wanted = past & (too_late < end), half_up(percent * answered, 100)
    if wanted > eligible.sum():
        hours = _longest_sla(plan)
        raise PlanError(
            Problem(
                "/realism/responseSlaHours, /startDate, /asOf",
                "too few leads are old enough to have been answered late",
                f"at most {hours} hours or a start some weeks earlier",
                f"{plan.config.sla_hours} hours",
                remedy=(("/realism/responseSlaHours", hours),) if hours < plan.config.sla_hours else _earlier(plan),
            )
        )
    return _lowest(draws.words("lateness"), eligible, wanted) | _lowest_share(
        draws, "lateness", ~past, percent * 10_000
    )


def _longest_sla(plan: Plan) -> int:
    """Give an SLA, in hours, of a quarter of the worked time up to `asOf`: short enough to be broken; at least one."""
    staff, calendar = plan.calendar.staff, plan.calendar
    span = int(staff.position(calendar.as_of)) - int(staff.position(calendar.founding))
    return max(1, min(plan.config.sla_hours - 1, span // (4 * HOUR)))


def _earlier(plan: Plan) -> tuple[tuple[str, str], ...]:
    config = plan.config
    return earlier_window(config.start_date, config.as_of, config.limits, EARLIER_DAYS)


def _silent(plan: Plan, draws: Draws, past: Bools, gives_up: Ints) -> Bools:
    """Choose the leads that go silent: exactly the planned number, of those old enough by `asOf`."""
    eligible = past & (gives_up < plan.calendar.staff.position(plan.calendar.as_of))
    if plan.silent > eligible.sum():
        most = int(eligible.sum()) * 100 / plan.config.leads
        where = "/realism/dropOffRate, /startDate, /asOf"
        raise PlanError(
            Problem(
                where,
                f"too few leads are {plan.config.behaviour.leads.silent_days} working days old to have gone silent",
                f"a rate of at most {int(most * 10) / 10} or an earlier start",
                f"{plan.config.drop_off_rate.normalize():f}",
                remedy=(("/realism/dropOffRate", int(most * 10) / 10),),
            )
        )
    rate = int(plan.config.drop_off_rate * 10_000)
    return _lowest(draws.words("silence"), eligible, plan.silent) | _lowest_share(draws, "silence", ~past, rate)


def _lowest(words: npt.NDArray[np.uint32], eligible: Bools, count: int) -> Bools:
    """Choose so many of the eligible rows: those with the lowest draws."""
    rows = np.flatnonzero(eligible)
    chosen = np.zeros(len(words), dtype=np.bool_)
    chosen[rows[np.argsort(words[rows], kind="stable")[:count]]] = True
    return chosen


def _lowest_share(draws: Draws, column: str, eligible: Bools, per_million: int) -> Bools:
    """Choose a share of the eligible rows of each period: those with the lowest draws."""
    rows = np.flatnonzero(eligible)
    period, words = draws.address.period[rows], draws.words(column)[rows]
    order = np.lexsort((words, period))
    nth = strings.occurrence(period[order])
    sizes = np.bincount(period, minlength=int(period.max()) + 1 if len(rows) else 1)[period[order]]
    chosen = np.zeros(len(eligible), dtype=np.bool_)
    chosen[rows[order[nth < (sizes * per_million * 2 + 1_000_000) // 2_000_000]]] = True
    return chosen


def _replies(calendar: Calendar, draws: Draws, responded: Ints, gives_up: Ints) -> Ints:
    """Draw when leads answer: by their own day, before they would be given up."""
    last = _moments(calendar.staff, gives_up - HOUR)
    known = (responded < NEVER) & (last < calendar.marks[-1])
    low = calendar.customers.position(np.where(known, responded, 0)) + 1
    high = calendar.customers.position(np.where(known, last, 0))
    reply = calendar.customers.moment(low + ((skewed(draws.words("reply")) * np.maximum(high - low, 1) // 16) >> 16))
    return np.where(known, np.clip(reply, np.where(known, responded + MINUTE, 0), np.where(known, last, NEVER)), NEVER)


def _channels(plan: Plan, draws: Draws, past: Bools) -> Ints:
    """Allot channels by rank: their counts up to `asOf` equal the mix; later leads draw theirs."""
    words = draws.words("channel")
    channel = draws.pick("channel", [int(share * 10**6) for share in plan.config.channel_mix])
    rows = np.flatnonzero(past)
    channel[rows] = np.searchsorted(np.cumsum(plan.channels), rank(words[rows]), side="right")
    return channel


def _conversions(plan: Plan, draws: Draws, channel: Ints, late: Bools, replied: Ints) -> Ints:
    """Convert in each period the planned number of those whose conversion falls there; appeal and haste help."""
    calendar, behaviour = plan.calendar, plan.config.behaviour
    answered, mean = behaviour.leads.answered, calendar.office_day * behaviour.leads.conversion_days
    arrival = calendar.office.position(np.minimum(replied, calendar.marks[-1]))
    wait = 10 * MINUTE + ((draws.exponential("conversion") * (mean >> 10)) >> 10)
    moment = np.where(replied < NEVER, _moments(calendar.office, arrival + wait), NEVER)
    rows = np.flatnonzero(moment < calendar.marks[-1])
    period = calendar.period_of(moment[rows])
    slower = ((answered.fast - answered.slow) * skewed(draws.words("response"))) >> 20
    haste = np.where(late, answered.too_late, answered.fast - slower)[rows]
    appeal = np.array([ch.appeal for ch in behaviour.channels.values()], dtype=np.int64)
    key = (draws.exponential("conversion_rank")[rows] << 20) // (appeal[channel[rows]] * haste)
    order = np.lexsort((key, period))
    planned = np.array(plan.contacts, dtype=np.int64)
    planned[calendar.first_working] -= 1
    planned = np.maximum(planned - np.array(plan.duplicates, dtype=np.int64), 0)
    kept = rows[order[strings.occurrence(period[order]) < planned[period[order]]]]
    converted = np.full(len(moment), NEVER, dtype=np.int64)
    converted[kept] = moment[kept]
    return converted


def _disqualified(plan: Plan, draws: Draws, replied: Ints, converted: Ints) -> Ints:
    """Draw when leads are disqualified: some of those that replied and never convert."""
    office, day, habits = plan.calendar.office, plan.calendar.office_day, plan.config.behaviour.leads.disqualified
    arrival = office.position(np.minimum(replied, plan.calendar.marks[-1])) + day * habits.least_days
    wait = (draws.exponential("disqualification") * (day * habits.mean_days >> 10)) >> 10
    dropped = (replied < NEVER) & (converted == NEVER) & draws.chance("disqualified", habits.per_mille)
    return np.where(dropped, _moments(office, arrival + wait), NEVER)


def status_at(leads: Leads, rows: Ints, until: int) -> Ints:
    """Give the status of leads as known at a moment, as an index of LEAD_STATUSES."""
    steps = (
        (leads.responded, 1),
        (leads.replied, 2),
        (leads.gave_up, 3),
        (leads.disqualified, 4),
        (leads.converted, 5),
    )
    status = np.zeros(len(rows), dtype=np.int64)
    for moments, value in steps:
        status = np.where(moments[rows] < until, value, status)
    return status


def left_out(draws: Draws, channel: Ints, column: str, per_mille: int, behaviour: Behaviour) -> Bools:
    """Draw who leaves something out: so many in a thousand on the whole, more of the careless and by channel."""
    care = behaviour.leads.care
    factor = np.where(draws.chance("care", care.careless_per_mille), care.careless, care.careful)
    share = per_mille * factor * _gaps(behaviour)[channel] // 10_000
    return draws.chance(f"without_{column}", np.minimum(share, MOST_LEFT_OUT))


def _gaps(behaviour: Behaviour) -> Ints:
    """Return how much leads leave out, by channel."""
    return np.array([channel.gaps for channel in behaviour.channels.values()], dtype=np.int64)
