"""`--set path=value` changes one value, whatever is in the value; a setting that is none is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.config.overrides import apply_overrides
from demogen.errors import ConfigError

BASE = {"country": "US", "targets": {"leads": 200, "contacts": 90}, "growth": None}


@pytest.mark.parametrize(
    ("setting", "changed"),
    [
        ("country=DE", {"country": "DE"}),
        ("targets.leads=2000", {"targets": {"leads": 2000, "contacts": 90}}),
        ("/targets/leads=2000", {"targets": {"leads": 2000, "contacts": 90}}),
        (" targets . leads = 2000 ", {"targets": {"leads": 2000, "contacts": 90}}),
        ("targets={leads: 300}", {"targets": {"leads": 300}}),
        ("targets.closedWonValue=1e6", {"targets": {"leads": 200, "contacts": 90, "closedWonValue": Decimal("1E+6")}}),
        ("growth.curve=step", {"growth": {"curve": "step"}}),
        ("realism.whaleRatio=2.5", {"realism": {"whaleRatio": Decimal("2.5")}}),
        ("tenantName=Foo: Bar # baz", {"tenantName": "Foo: Bar # baz"}),
        ("tenantName=a=b", {"tenantName": "a=b"}),
        ("tenantName=*star", {"tenantName": "*star"}),
        ("tenantName={broken", {"tenantName": "{broken"}),
        ("seed=007", {"seed": "007"}),
        ("seed='12'", {"seed": "12"}),
        ("seed=", {"seed": None}),
        ("startDate=2026-01-01", {"startDate": "2026-01-01"}),
        ("growth.seasonality=false", {"growth": {"seasonality": False}}),
    ],
)
def test_setting_changes_one_value(setting, changed):
    assert apply_overrides(BASE, [setting]) == BASE | changed


def test_last_setting_wins_and_base_stays():
    assert apply_overrides(BASE, ["targets.leads=1", "targets.leads=2"])["targets"]["leads"] == 2
    assert BASE["targets"]["leads"] == 200


@pytest.mark.parametrize(
    "setting", ["", "country", "=5", ".=5", "targets.=5", "a.b.c=5", "country.x=5", "\0", "\ud800"]
)
def test_odd_settings_are_refused(setting):
    with pytest.raises(ConfigError) as caught:
        apply_overrides(BASE, [setting, "also wrong"])
    assert len(caught.value.problems) == 2
    assert str(caught.value.problems[0]).isprintable()


@given(st.text(), st.text())
def test_any_setting_is_taken_or_refused(path, value):
    try:
        assert isinstance(apply_overrides(BASE, [f"{path}={value}"]), dict)
    except ConfigError:
        assert apply_overrides(BASE, ["country=GB"])["country"] == "GB"
