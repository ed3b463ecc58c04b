"""What the plan refuses, with settings that work; and what it takes and warns of."""

from __future__ import annotations

import pytest

from demogen.config.load import load_config
from demogen.errors import PlanError
from demogen.plan.targets import make_plan
from demogen.show.preview import preview
from tests.campaign.remedies import amended, remedy_of

BASE = {"country": "US", "industry": "trading", "startDate": "2025-01-01", "asOf": "2026-06-30", "seed": "x"}
NEW_YEAR = {"industry": "saas", "country": "DE", "startDate": "2026-01-01", "asOf": "2026-01-01"}

YOUNG = {"industry": "ecommerce", "startDate": "2026-06-20"}


def targets(**given):
    return {"targets": given}


# What is refused: the settings in conflict, what is said, and which settings the remedy changes.
REFUSED = [
    (targets(companies=90, contacts=60), "more companies than contacts", ["/targets/companies"]),
    (targets(companies=90, contacts=60) | NEW_YEAR, "nobody works", ["/startDate", "/targets/companies"]),
    ({"startDate": "2026-06-27"}, "no deal can close in time", ["/startDate"]),
    ({"startDate": "2015-01-01", "asOf": "2015-01-03"}, "no deal can close in time", ["/asOf"]),
    (
        targets(closedWonCount=5000, closedWonValue=5000) | {"currency": "JPY"},
        "is too small",
        ["/targets/closedWonValue"],
    ),
    (
        targets(closedWonCount=5000, closedWonValue=5000, pipelineValue=10_000) | {"currency": "JPY"},
        "is too small",
        ["/targets/closedWonValue", "/targets/pipelineValue"],
    ),
    (YOUNG | {"realism": {"dropOffRate": 50}}, "gone silent", ["/realism/dropOffRate"]),
    (YOUNG | {"realism": {"dropOffRate": 0, "responseSlaHours": 72}}, "answered late", ["/realism/responseSlaHours"]),
]


@pytest.mark.parametrize(("change", "said", "changed"), REFUSED)
def test_what_is_refused_works_with_the_remedy(change, said, changed):
    """Also where one refusal hides another; the remedy is in the message and in the JSON."""
    raw = BASE | change
    with pytest.raises(PlanError) as refused:
        preview(load_config(raw))
    remedy = remedy_of(refused.value)
    assert said in str(refused.value)
    assert sorted(pointer for pointer, _ in remedy) == changed
    for problem in refused.value.problems:
        assert problem.as_json()["remedy"] == dict(remedy)
        assert all(f"{pointer[1:].replace('/', '.')}: {value}" in str(problem) for pointer, value in remedy)
    preview(load_config(amended(raw, remedy)))


def test_remedy_is_for_the_config_as_it_was_written():
    """Targets that were not given follow anew from what the remedy changes."""
    raw = BASE | targets(companies=5000, contacts=50)
    with pytest.raises(PlanError) as refused:
        preview(load_config(raw))
    assert dict(remedy_of(refused.value)) == {"/targets/companies": 50}


# Case 2: what can be met and is odd.
ODD = [
    (
        targets(leads=100, closedWonCount=1000),
        ["/targets/closedWonCount: 1000 won deals of 100 contacts are more than 5 each"],
    ),
    (targets(leads=100, closedWonCount=5000), ["/targets/closedWonCount: 5000 won deals of 100 contacts"]),
    (targets(contacts=200, closedWonCount=1000), []),
    (targets(contacts=200, closedWonCount=1001), ["/targets/closedWonCount: 1001 won deals of 200 contacts"]),
    (
        targets(closedWonCount=5000, closedWonValue=5000),
        ["/targets/closedWonValue: 5000 won deals hold 1.00 USD on average; in trading 5,000.00 is usual"],
    ),
    (
        targets(closedWonCount=100, closedWonValue=2_000_001),
        ["/targets/closedWonValue: 100 won deals hold 20,000.01 USD"],
    ),
    (targets(closedWonCount=100, closedWonValue=2_000_000), []),
    (
        targets(leads=2000, closedWonCount=60, closedWonValue=300_000, pipelineValue=500_000),
        ["/targets/pipelineValue: 11 deals"],
    ),
    (targets(leads=5000, contacts=400, companies=100), ["/targets/contacts: 400 contacts of 5000 leads are 8.0%"]),
    (
        targets(leads=5000, contacts=4900, companies=100),
        ["/targets/contacts: 4900 contacts of 5000 leads are 98.0%; in trading 40% is usual"],
    ),
    (
        targets(leads=5000, contacts=2500, closedWonCount=10),
        ["/targets/closedWonCount: 10 won deals of 2500 contacts are 0.4%; in trading 7.5% is usual"],
    ),
    (targets(leads=500, contacts=600), ["/targets/contacts: 600 contacts cannot all come from 500 leads"]),
    ({}, []),
]


@pytest.mark.parametrize(("change", "warnings"), ODD)
def test_what_is_odd_is_warned_of(change, warnings):
    config = load_config({"teamSize": 50} | BASE | change)
    found = [text for text in make_plan(config).warnings if not text.startswith("/teamSize")]
    said = [text for text in found if any(text.startswith(warning) for warning in warnings)]
    assert len(said) == len(warnings)
    if not warnings:
        assert found == []
    assert preview(config)["warnings"] == list(make_plan(config).warnings)


# Case 2: what is missing follows from all that is given.
MISSING = [
    (targets(closedWonCount=5000, closedWonValue=5000), "pipelineValue", 10_000, 20_000),
    (targets(closedWonCount=100, closedWonValue=2_000_000), "pipelineValue", 300_000, 350_000),
    (targets(leads=5000, closedWonValue=1_000_000), "closedWonCount", 151, 199),
    (targets(leads=5000, companies=300), "contacts", 1000, 1999),
    (targets(leads=2000, closedWonCount=60, pipelineValue=500_000), "closedWonValue", 2_500_000, 3_500_000),
    (targets(contacts=400, closedWonValue=900_000), "closedWonCount", 50, 90),
]


@pytest.mark.parametrize(("change", "name", "low", "high"), MISSING)
def test_missing_totals_follow_from_all_the_given_ones(change, name, low, high):
    assert low <= load_config(BASE | change).as_json()["targets"][name] <= high


def test_whole_means_stay_whole():
    """400 contacts by the leads, 900 by the companies: 600, and not one less by the last digit of a root."""
    config = load_config(BASE | targets(leads=1000, companies=315))
    assert config.contacts == 600


def test_what_was_rounded_is_told_of_a_config_that_is_loaded_again():
    """As `generate` does, which resolves it before it builds; issue 14."""
    config = load_config(BASE | {"country": "JP"} | targets(pipelineValue=961_774_700.28))
    warnings = make_plan(load_config(config)).warnings
    assert [warning for warning in warnings if "and was rounded" in warning] == list(config.warnings)
    assert len(config.warnings) == 1
