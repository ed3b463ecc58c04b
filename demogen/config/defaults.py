"""What a config leaves open: a name for the tenant, and targets that suit the industry.

A missing target follows from a given one by the industry's rates, so that a config may name one figure alone.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from demogen.config.model import EXTENDED_FACTOR, STANDARD_MAX, STANDARD_MAX_DOLLARS
from demogen.config.reference import Country, Currency, Industry

MINIMUM = {"leads": 100, "contacts": 50, "companies": 20, "closedWonCount": 10}
MINIMUM_UNITS = {"pipelineValue": 10_000, "closedWonValue": 5_000}
MEAN_OF_CYCLE = Decimal("0.4")  # where the mean lies between the shortest and the longest cycle, roughly


def default_tenant_name(country: Country, industry: Industry) -> str:
    """Name a tenant after its country and industry; the same for every seed."""
    number = int.from_bytes(hashlib.sha256(f"{country.code}/{industry.id}".encode()).digest()[:4], "big")
    pattern = industry.data["companyPatterns"][number % len(industry.data["companyPatterns"])]
    adjective = industry.data["adjectives"][number % len(industry.data["adjectives"])]
    root = country.data["companyRoots"][number % len(country.data["companyRoots"])][0]
    return str(pattern).replace("{Adjective}", adjective).replace("{Name}", root)[:100]


def default_targets(given: dict[str, Any], industry: Industry, currency: Currency, days: int, limits: str) -> dict[str, int]:
    """Complete the targets; money comes and goes in the currency, and is given back in minor units."""
    factor = EXTENDED_FACTOR if limits == "extended" else 1
    conversion, qualification = industry.figure("leads", "conversionRate"), industry.figure("leads", "qualificationRate")
    win, average = industry.figure("deals", "winRate"), industry.figure("deals", "avgValue") * currency.per_dollar
    per_contact = industry.figure("defaults", "companiesPerContact")

    def count(name: str, value: Decimal, low: int, high: int) -> int:
        return int(given.get(name) or max(low, min(int(value), high, STANDARD_MAX[name] * factor)))

    def money(name: str, value: Decimal) -> int:
        limit = STANDARD_MAX_DOLLARS[name] * max(currency.per_dollar, Decimal(1)) * factor
        amount = Decimal(given[name]) if name in given else max(Decimal(MINIMUM_UNITS[name]), min(two_digits(value), limit))
        return int((amount * currency.minor + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR"))

    won_given = given.get("closedWonCount") or (Decimal(given["closedWonValue"]) / average if "closedWonValue" in given else None)
    contacts_by = given.get("contacts") or (given["companies"] / per_contact if "companies" in given else None)
    contacts_by = contacts_by or (won_given / (qualification * win) if won_given and "leads" not in given else None)
    leads_by = Decimal(contacts_by) / conversion if contacts_by else Decimal(industry.data["defaults"]["leads"])
    leads = count("leads", leads_by, max(MINIMUM["leads"], int(contacts_by or 0)), 10**9)
    contacts = count("contacts", Decimal(contacts_by or leads * conversion), MINIMUM["contacts"], leads)
    companies = count("companies", contacts * per_contact, MINIMUM["companies"], contacts)
    won = count("closedWonCount", Decimal(won_given or contacts * qualification * win), MINIMUM["closedWonCount"], 10**9)
    low, high = industry.figure("deals", "cycleDaysMin"), industry.figure("deals", "cycleDaysMax")
    open_deals = max(Decimal(3), won / win * (low + (high - low) * MEAN_OF_CYCLE) / max(days, 30))
    return {
        "leads": leads,
        "contacts": contacts,
        "companies": companies,
        "pipelineValue": money("pipelineValue", open_deals * average),
        "closedWonValue": money("closedWonValue", won * average),
        "closedWonCount": won,
    }


def two_digits(value: Decimal) -> Decimal:
    """Round to two significant digits, as people state targets."""
    unit = Decimal(1).scaleb(max(value.adjusted() - 1, 0))
    return (value / unit).to_integral_value() * unit
