"""Whatever targets are given, the others follow from them, within the limits, and the plan takes the lot."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.config.defaults import two_digits
from demogen.config.limits import most_money
from demogen.config.model import STANDARD_MAX, STANDARD_MAX_DOLLARS
from demogen.config.reference import Reference
from demogen.config.resolve import resolve
from demogen.plan.targets import make_plan

LEAST = {
    "leads": 100,
    "contacts": 50,
    "companies": 20,
    "closedWonCount": 10,
    "pipelineValue": 10_000,
    "closedWonValue": 5_000,
}
INDUSTRIES = Reference().names("industries")
BASE = {"country": "US", "startDate": "2025-01-01", "asOf": "2026-06-30", "seed": "x"}


def targets():
    """Draw any subset of the targets; half of the values lie at a limit."""
    most = STANDARD_MAX | STANDARD_MAX_DOLLARS
    values = {name: st.sampled_from([low, most[name]]) | st.integers(low, most[name]) for name, low in LEAST.items()}
    return st.fixed_dictionaries({}, optional=values)


@given(
    targets(),
    st.sampled_from(INDUSTRIES),
    st.sampled_from(["USD", "GBP", "JPY", "KRW"]),
    st.sampled_from(["standard", "extended"]),
    st.sampled_from(["2024-06-30", "2025-12-01"]),
)
def test_any_subset_gives_consistent_targets(given_targets, industry, currency, limits, start):
    raw = BASE | {"industry": industry, "currency": currency, "limits": limits, "startDate": start}
    config = resolve(raw | {"targets": given_targets})
    assert_consistent(config, given_targets)
    if not {"companies", "contacts"} <= set(given_targets):
        make_plan(config)


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_every_corner_gives_consistent_targets(industry):
    """Each target absent, at its lower or at its upper limit: all 729 ways."""
    most = STANDARD_MAX | STANDARD_MAX_DOLLARS
    for corner in itertools.product(*[(None, low, most[name]) for name, low in LEAST.items()]):
        given_targets = {name: value for name, value in zip(LEAST, corner, strict=True) if value is not None}
        assert_consistent(resolve(BASE | {"industry": industry, "targets": given_targets}), given_targets)


def assert_consistent(config, given_targets):
    full = config.as_json()["targets"]
    factor = 200 if config.limits == "extended" else 1
    for name, value in given_targets.items():
        assert full[name] == value
    for name, most in STANDARD_MAX.items():
        assert LEAST[name] <= full[name] <= most * factor
    for name in STANDARD_MAX_DOLLARS:
        assert LEAST[name] <= full[name] <= most_money(name, config.currency, config.limits)
    if not {"companies", "contacts"} <= set(given_targets):
        assert full["companies"] <= full["contacts"]
    if not {"contacts", "leads"} <= set(given_targets):
        assert full["contacts"] <= max(full["leads"], given_targets.get("companies", 0))
    if "contacts" not in given_targets and "leads" in given_targets:
        assert full["contacts"] >= min(given_targets.get("closedWonCount", 0), full["leads"])


@pytest.mark.parametrize("industry", INDUSTRIES)
@pytest.mark.parametrize(
    "name", ["leads", "contacts", "companies", "pipelineValue", "closedWonValue", "closedWonCount"]
)
def test_one_target_brings_the_defaults_back(industry, name):
    """A default that is given alone gives the other defaults again, but for rounding."""
    raw = BASE | {"industry": industry}
    full = resolve(raw).as_json()["targets"]
    again = resolve(raw | {"targets": {name: full[name]}}).as_json()["targets"]
    for other, value in full.items():
        assert abs(again[other] - value) <= Decimal("0.12") * Decimal(value) + 1, other


@pytest.mark.parametrize(
    "name", ["leads", "contacts", "companies", "pipelineValue", "closedWonValue", "closedWonCount"]
)
def test_every_target_moves_the_others(name):
    raw = BASE | {"industry": "saas", "targets": {}}
    full = resolve(raw).as_json()["targets"]
    doubled = resolve(raw | {"targets": {name: full[name] * 2}}).as_json()["targets"]
    assert all(doubled[other] > Decimal("1.5") * Decimal(value) for other, value in full.items())


def test_nothing_given_is_the_industrys_default():
    for industry in INDUSTRIES:
        config = resolve(BASE | {"industry": industry})
        assert config.leads == config.industry.defaults.leads


@pytest.mark.parametrize(
    ("value", "rounded"), [("4", "4"), ("12.4", "12"), ("12.6", "13"), ("99.6", "100"), ("1249", "1200")]
)
def test_two_digits_rounds(value, rounded):
    assert two_digits(Decimal(value)) == Decimal(rounded)
