"""The space of configs: every number names one, the same in every run; what is odd comes up as often as what is usual.

Each number falls into a cell (a country with an industry) and into a kind, so that all cells meet all kinds. All of
them lie inside the limits of `demogen.config.model`: a config is built, or refused by the plan.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from demogen.config.limits import most_money
from demogen.config.model import CHANNELS, STANDARD_MAX, STANDARD_MAX_DOLLARS, spec_of
from demogen.config.reference import Reference

KNOWN = Reference()
CELLS = [(country, industry) for country in KNOWN.names("countries") for industry in KNOWN.names("industries")]
CURVES = ("linear", "exponential", "logistic", "step")
KNOBS = {"dropOffRate": (0, 50), "whaleRatio": (0, 20), "responseSlaHours": (1, 72), "duplicates": (0, 10)}
USUAL_LEADS = 4000  # a config of more is drawn once in twenty-five
FIRST, LAST = date(2017, 2, 1), date(2033, 12, 31)


def config_of(number: int) -> dict[str, object]:
    """Return the config of a number: within a cell the kinds follow each other."""
    country, industry = CELLS[number % len(CELLS)]
    kind = KINDS[number // len(CELLS) % len(KINDS)]
    random = Random(number)
    as_of = FIRST + timedelta(days=random.randrange((LAST - FIRST).days))
    money = random.choice((KNOWN.country(country).currency, random.choice(list(KNOWN.currencies))))
    raw = {
        "country": country,
        "currency": money,
        "industry": industry,
        "asOf": as_of.isoformat(),
        "startDate": (
            as_of - timedelta(days=random.choice((random.randrange(15, 120), random.randrange(730))))
        ).isoformat(),
        "teamSize": random.choice((2, 3, 5, 8, 8, 15, 50, random.randint(2, 50))),
        "targets": _targets(random, money),
        "growth": {
            "curve": random.choice(CURVES),
            "monthlyRate": random.choice((0, 5, 12.5, 50)),
            "seasonality": random.random() < 0.5,
        },
        "realism": {name: random.randint(*ends) for name, ends in KNOBS.items() if random.random() < 0.7},
        "seed": f"campaign-{number}",
    }
    if random.random() < 0.5:
        raw["channelMix"] = {name: random.randint(1, 100) for name in random.sample(CHANNELS, random.randint(1, 6))}
    kind(random, raw)
    return raw


def kind_of(number: int) -> str:
    """Return the name of a number's kind."""
    return KINDS[number // len(CELLS) % len(KINDS)].__name__.lstrip("_")


def _targets(random: Random, currency: str) -> dict[str, float]:
    """Return some of the targets, or all, each log-uniform between its limits."""
    kept = random.random()
    money = KNOWN.currencies[currency]
    found = {}
    usual = random.random() > 0.04
    for name, limit in (STANDARD_MAX | STANDARD_MAX_DOLLARS).items():
        least = int(spec_of(("targets", name)).low)
        if name in STANDARD_MAX_DOLLARS:
            most = int(most_money(name, money, "standard"))
        else:
            most = max(least, limit * USUAL_LEADS // STANDARD_MAX["leads"]) if usual else limit
        if random.random() < kept:
            found[name] = _between(random, least, most)
    return found


def _between(random: Random, low: int, high: int) -> int:
    if random.random() < 0.1:
        return random.choice((low, high))
    return min(max(int(low * (high / low) ** random.random()), low), high)


def _anything(random: Random, raw: dict) -> None:
    """Leave the config as it was drawn."""


def _few_leads_many_deals(random: Random, raw: dict) -> None:
    raw["targets"] |= {"leads": random.randint(100, 200), "closedWonCount": random.randint(500, 5000)}
    raw["targets"].pop("contacts", None)


def _tiny_values(random: Random, raw: dict) -> None:
    raw["targets"] |= {
        "closedWonValue": 5000,
        "pipelineValue": 10_000,
        "closedWonCount": random.choice((10, 100, 5000)),
    }


def _one_rep(random: Random, raw: dict) -> None:
    """Let one rep face thousands of leads."""
    raw["teamSize"] = 2
    raw["targets"] |= {"leads": random.randint(2000, 8000)}


def _fifteen_days(random: Random, raw: dict) -> None:
    raw["startDate"] = (date.fromisoformat(raw["asOf"]) - timedelta(days=random.choice((14, 15, 16, 21)))).isoformat()


def _knobs_at_their_ends(random: Random, raw: dict) -> None:
    raw["realism"] = {name: random.choice(ends) for name, ends in KNOBS.items()}
    raw["teamSize"] = random.choice((2, 50))
    raw["growth"] |= {"monthlyRate": random.choice((0, 50))}
    raw["channelMix"] = {random.choice(CHANNELS): 100}


def _settled(random: Random, raw: dict) -> None:
    """Ask for two whole years and leave the rest to the industry."""
    as_of = date.fromisoformat(raw["asOf"])
    raw["startDate"] = (as_of - timedelta(days=random.randint(600, 729))).isoformat()
    raw["targets"] = dict(random.sample(sorted(raw["targets"].items()), min(1, len(raw["targets"]))))


def _youngest(random: Random, raw: dict) -> None:
    raw["startDate"] = (date.fromisoformat(raw["asOf"]) - timedelta(days=random.randrange(0, 15))).isoformat()


KINDS = (
    _anything,
    _few_leads_many_deals,
    _tiny_values,
    _one_rep,
    _fifteen_days,
    _knobs_at_their_ends,
    _settled,
    _youngest,
)
