"""How much the team does: activities per lead, contact and deal, thinned where its reps could not do that much.

A contact's activities come thick at first and thin out, so a young tenant shows fewer of them than the industry's
figure; the plan makes up for it as far as twice the figure goes. That every lead is answered is never thinned away.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from demogen.config.resolve import Config
from demogen.plan.calendar import Calendar
from demogen.plan.roster import Roster

LEAD_TOUCHES, LEAST_LEAD_TOUCHES = Decimal("2.6"), Decimal("1.8")  # on average, with every reply that comes
MAX_PER_REP_AND_DAY = 60
HIRED_DAYS = Decimal("0.55")  # of all days, so many see a seat filled that is not there from the start
CONTACT_DECAY_DAYS = 15  # mean delay of a contact's activity, in working days
MAX_BOOST = 2
LEAST = Decimal("0.02")


@dataclass(frozen=True)
class Effort:
    """How many in a thousand leads are followed up; means in thousandths of an activity, drawn and seen at `asOf`."""

    lead_per_mille: int
    per_contact: int
    per_deal: int
    seen_per_contact: int
    seen_per_deal: int
    warnings: tuple[str, ...]


def plan_effort(config: Config, calendar: Calendar, roster: Roster, contacts: list[int], deals: int) -> Effort:
    """Plan the activities of leads, contacts and deals."""
    with localcontext(Context(prec=28)):
        figures = config.industry.activities
        figure_contact, figure_deal = figures.avg_per_contact, figures.avg_per_deal
        needed = LEAST_LEAD_TOUCHES * config.leads
        asked = (
            (LEAD_TOUCHES - LEAST_LEAD_TOUCHES) * config.leads + figure_contact * config.contacts + figure_deal * deals
        )
        days = _rep_days(calendar, roster)
        thin = min(Decimal(1), max(LEAST, (MAX_PER_REP_AND_DAY * days - needed) / asked))
        shown = _shown(calendar, contacts)
        boost = min(Decimal(MAX_BOOST), 1 / shown)
        contact, deal = figure_contact * thin * 1000, figure_deal * thin * 1000
        return Effort(
            int(1000 * thin),
            int(contact * boost),
            int(deal),
            int(contact * boost * shown),
            int(deal),
            () if thin == 1 else (_warning(roster, thin, (needed + asked * thin) / days),),
        )


def _rep_days(calendar: Calendar, roster: Roster) -> Decimal:
    """Return the working days of all reps up to `asOf`."""
    founding = roster.roles[: roster.founders].count("rep")
    worked = calendar.office.position(calendar.as_of).item() - calendar.office.position(calendar.founding).item()
    return Decimal(worked) / calendar.office_day * (founding + (roster.reps - founding) * HIRED_DAYS)


def _warning(roster: Roster, thin: Decimal, touches: Decimal) -> str:
    people = "one rep" if roster.reps == 1 else f"{roster.reps} reps"
    rest = f"; answering every lead still takes each of them {touches:.0f} a day" if thin == LEAST else ""
    return (
        f"/teamSize: {people} would record more than {MAX_PER_REP_AND_DAY} touches a day each; "
        f"activities were thinned to {thin:.0%}{rest}"
    )


def _shown(calendar: Calendar, contacts: list[int]) -> Decimal:
    """Return the share of contacts' activities that happen by `asOf`, a period's contacts taken at its middle."""
    end, total, shown = calendar.office.position(calendar.as_of).item(), sum(contacts), Decimal(0)
    marks = [calendar.office.position(int(mark)).item() for mark in calendar.marks[: calendar.past + 1]]
    for count, first, last in zip(contacts, marks[:-1], marks[1:], strict=True):
        age = Decimal(end - (first + last) // 2) / (CONTACT_DECAY_DAYS * calendar.office_day)
        shown += count * (1 - (-age).exp())
    return max(shown / total, Decimal("0.01"))
