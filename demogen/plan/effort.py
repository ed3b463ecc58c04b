"""How much the team does: activities per contact and deal, thinned where nobody could do that much.

A contact's activities come thick at first and thin out, so a young tenant shows fewer of them than the industry's
figure; the plan makes up for it as far as twice the figure goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from demogen.config.resolve import Config
from demogen.plan.calendar import Calendar

LEAD_TOUCHES = Decimal("2.6")
MAX_PER_REP_AND_DAY = 60
CONTACT_DECAY_DAYS = 15  # mean delay of a contact's activity, in working days
MAX_BOOST = 2


@dataclass(frozen=True)
class Effort:
    """Means in thousandths of an activity: drawn per contact and per deal, and expected to be seen at `asOf`."""

    per_contact: int
    per_deal: int
    seen_per_contact: int
    seen_per_deal: int
    warnings: tuple[str, ...]


def plan_effort(config: Config, calendar: Calendar, contacts: list[int], deals: int) -> Effort:
    """Plan the activities of contacts and deals."""
    with localcontext(Context(prec=28)):
        figure_contact, figure_deal = (
            config.industry.figure("activities", name) for name in ("avgPerContact", "avgPerDeal")
        )
        asked = figure_contact * config.contacts + figure_deal * deals
        days = (
            Decimal(calendar.staff.position(calendar.as_of).item() - calendar.staff.position(calendar.founding).item())
            / calendar.work_day
        )
        room = MAX_PER_REP_AND_DAY * config.team_size * days - LEAD_TOUCHES * config.leads
        thin = min(Decimal(1), max(Decimal("0.02"), room / asked)) if asked else Decimal(1)
        shown = _shown(calendar, contacts)
        boost = min(Decimal(MAX_BOOST), 1 / shown)
        warning = (
            f"/teamSize: {config.team_size} people would record more than {MAX_PER_REP_AND_DAY} touches a day each; "
            f"activities were thinned to {thin:.0%}"
        )
        warnings = () if thin == 1 else (warning,)
        contact, deal = figure_contact * thin * 1000, figure_deal * thin * 1000
        return Effort(int(contact * boost), int(deal), int(contact * boost * shown), int(deal), warnings)


def _shown(calendar: Calendar, contacts: list[int]) -> Decimal:
    """Give the share of contacts' activities that happen by `asOf`, a period's contacts taken at its middle."""
    end, total, shown = calendar.staff.position(calendar.as_of).item(), sum(contacts), Decimal(0)
    marks = [calendar.staff.position(int(mark)).item() for mark in calendar.marks[: calendar.past + 1]]
    for count, first, last in zip(contacts, marks[:-1], marks[1:], strict=True):
        age = Decimal(end - (first + last) // 2) / (CONTACT_DECAY_DAYS * calendar.work_day)
        shown += count * (1 - (-age).exp())
    return max(shown / total, Decimal("0.01"))
