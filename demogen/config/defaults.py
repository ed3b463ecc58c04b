"""What a config leaves open: targets that suit the industry.

A missing target follows from all the given ones by the industry's rates, so that a config may name one figure alone, or
several that disagree. What is filled in lies within the limits, and companies ≤ contacts ≤ leads holds as far as the
given ones let it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from demogen.config.industry import Industry
from demogen.config.limits import most_money
from demogen.config.model import EXTENDED_FACTOR, STANDARD_MAX, spec_of
from demogen.config.reference import Currency

MEAN_OF_CYCLE = Decimal("0.4")  # where the mean lies between the shortest and the longest cycle, roughly
MIN_OPEN_DEALS = Decimal(3)
MIN_DAYS = 30
ROOT = Context(prec=40)
LEAST_AVERAGE_MINOR = 200  # of the deals of a sum that follows from others


def default_targets(
    given: Mapping[str, Any], industry: Industry, currency: Currency, days: int, limits: str
) -> dict[str, int]:
    """Complete the targets; money comes in the currency, and is returned in minor units."""
    funnel = _Funnel(given, industry, currency, days, limits)
    counts = funnel.counts()
    average = funnel.average_of(counts["closedWonCount"])
    money = {
        "pipelineValue": funnel.money("pipelineValue", funnel.open_deals(counts["closedWonCount"]) * average),
        "closedWonValue": funnel.money("closedWonValue", counts["closedWonCount"] * average),
    }
    return {name: (counts | money)[name] for name in funnel.names}


class _Funnel:
    """The industry's funnel from leads to won deals, with what is given.

    A missing total is the geometric mean of what the given totals next to it in the funnel would each make it alone, so
    that where they disagree with the industry's rates every rate gives way by the same factor.
    """

    names = ("leads", "contacts", "companies", "pipelineValue", "closedWonValue", "closedWonCount")

    def __init__(
        self, given: Mapping[str, Any], industry: Industry, currency: Currency, days: int, limits: str
    ) -> None:
        self.given, self.industry, self.currency, self.limits = given, industry, currency, limits
        self.days = max(days, MIN_DAYS)
        self.conversion = industry.leads.conversion_rate
        self.win = industry.deals.win_rate
        self.won_per_contact = industry.leads.qualification_rate * self.win
        self.companies_per_contact = industry.defaults.companies_per_contact
        self.average = industry.deals.avg_value * currency.per_dollar

    def counts(self) -> dict[str, int]:
        """Return leads, contacts, companies and won deals: contacts first, the others follow from them."""
        known, won = self._contacts_by_counts(), self._won_by_money()
        contacts = self._contacts(known, won)
        leads = self._count("leads", contacts / self.conversion, low=contacts)
        if not self.given:
            leads = self.industry.defaults.leads
        companies = self._count("companies", contacts * self.companies_per_contact, high=contacts)
        by_contacts = [contacts * self.won_per_contact] if known or not won else []
        sold = self._count("closedWonCount", _mean([*by_contacts, *won]))
        return {"leads": leads, "contacts": contacts, "companies": companies, "closedWonCount": sold}

    def _won_by_money(self) -> list[Decimal]:
        """Return how many won deals each given sum, or the given count, asks for."""
        given = self.given
        if "closedWonCount" in given:
            return [Decimal(given["closedWonCount"])]
        per_deal = {"closedWonValue": self.average, "pipelineValue": self.average * self._open_per_won()}
        return [Decimal(given[name]) / value for name, value in per_deal.items() if name in given]

    def _contacts_by_counts(self) -> list[Decimal]:
        """Return how many contacts each given count of people and companies asks for."""
        given = self.given
        if "contacts" in given:
            return [Decimal(given["contacts"])]
        rates = {"companies": 1 / self.companies_per_contact, "leads": self.conversion}
        return [given[name] * rate for name, rate in rates.items() if name in given]

    def _contacts(self, known: list[Decimal], won: list[Decimal]) -> int:
        given = self.given
        asked = [*known, *([_mean(won) / self.won_per_contact] if won else [])]
        default = self.industry.defaults.leads * self.conversion
        most = given.get("leads", self._most("leads"))
        # Each won deal has a contact of its own as far as there are leads for that, each company in any case.
        own = min(given.get("closedWonCount", 0), most)
        return self._count(
            "contacts", _mean(asked) if asked else default, low=max(own, given.get("companies", 0)), high=most
        )

    def average_of(self, won: int) -> Decimal:
        """Return the value of a deal that the given sums make of so many won ones; the industry's without any."""
        if "closedWonValue" in self.given:
            value = Decimal(self.given["closedWonValue"]) / won
        elif "pipelineValue" in self.given:
            value = Decimal(self.given["pipelineValue"]) / self.open_deals(won)
        else:
            return self.average
        return max(value, Decimal(LEAST_AVERAGE_MINOR) / self.currency.minor)

    def open_deals(self, won: int) -> Decimal:
        """Return how many deals are open when that many are won over the days."""
        return max(MIN_OPEN_DEALS, won * self._open_per_won())

    def _open_per_won(self) -> Decimal:
        low, high = self.industry.deals.cycle_days_min, self.industry.deals.cycle_days_max
        return (low + (high - low) * MEAN_OF_CYCLE) / self.days / self.win

    def money(self, name: str, asked: Decimal) -> int:
        """Return a sum in minor units: the given one, or the one that is asked for within its limits."""
        if name not in self.given:
            most = most_money(name, self.currency, self.limits)
            amount = max(_least(name), min(two_digits(asked), most))
        else:
            amount = Decimal(self.given[name])
        return int((amount * self.currency.minor).to_integral_value(ROUND_HALF_UP))

    def _count(self, name: str, asked: Decimal, *, low: int = 0, high: int | None = None) -> int:
        """Return a count: the given one, or the one that is asked for within its limits."""
        if name in self.given:
            return int(self.given[name])
        most = self._most(name) if high is None else min(high, self._most(name))
        return max(int(_least(name)), low, min(int(asked), most))

    def _most(self, name: str) -> int:
        return STANDARD_MAX[name] * (EXTENDED_FACTOR if self.limits == "extended" else 1)


def _mean(values: list[Decimal]) -> Decimal:
    """Return the geometric mean of one to three values above zero; whole numbers come out whole."""
    product = Decimal(1)
    for value in values:
        product *= value
    return ROOT.plus(product ** (Decimal(1) / len(values))) if len(values) > 1 else product


def _least(name: str) -> Decimal:
    spec = spec_of(("targets", name))
    assert spec
    assert spec.low is not None
    return spec.low


def two_digits(value: Decimal) -> Decimal:
    """Round to two significant digits, as people state targets."""
    unit = Decimal(1).scaleb(max(value.adjusted() - 1, 0))
    return (value / unit).to_integral_value() * unit
