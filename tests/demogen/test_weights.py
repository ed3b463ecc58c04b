"""Weights: the four curves against their formulas in floats, seasons, cut months, and the level after `asOf`."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal, getcontext, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.config.resolve import resolve
from demogen.plan.calendar import build_calendar
from demogen.plan.periods import build_periods
from demogen.plan.weights import SCALE, curve_weights, day_shares, level_weights, work_shares

WHOLE = 1_000_000

FORMULAS = {
    "linear": lambda i, months, rate: 1 + i * rate / 100,
    "exponential": lambda i, months, rate: math.pow(1 + rate / 100, i),
    "logistic": lambda i, months, rate: 1 / (1 + math.exp(-(i - months / 2) / (months / 4))),
    "step": lambda i, months, rate: math.floor(i / 3) + 1,
}


def config_of(start="2024-03-10", as_of="2025-06-17", *, seasonality=True, curve="exponential", rate=10, **more):
    growth = {"curve": curve, "monthlyRate": rate, "seasonality": seasonality}
    raw = {"country": "US", "industry": "saas", "startDate": start, "asOf": as_of, "growth": growth, "seed": "w"}
    return resolve({**raw, **more})


def by_month(periods, values):
    """Sum the values of the periods of each month."""
    sums = {}
    for p, value in zip(periods, values, strict=True):
        sums[p.month] = sums.get(p.month, 0) + value
    return sums


@pytest.mark.parametrize("curve", FORMULAS)
@given(months=st.integers(1, 121), rate=st.decimals(0, 50, places=2))
def test_curve_follows_its_formula(curve, months, rate):
    found = curve_weights(curve, months, rate)
    exact = [FORMULAS[curve](i, months, float(rate)) for i in range(months)]
    assert len(found) == months
    assert [weight / SCALE for weight in found] == pytest.approx(exact, rel=1e-6)


@pytest.mark.parametrize("curve", ["logistic", "step"])
def test_curve_without_a_rate_ignores_it(curve):
    assert curve_weights(curve, 24, Decimal(0)) == curve_weights(curve, 24, Decimal(50))


@pytest.mark.parametrize("curve", ["linear", "exponential"])
def test_curve_without_growth_is_level(curve):
    assert curve_weights(curve, 24, Decimal(0)) == [SCALE] * 24


@pytest.mark.parametrize("curve", FORMULAS)
def test_curve_never_falls(curve):
    weights = curve_weights(curve, 24, Decimal(5))
    assert weights == sorted(weights)
    assert weights[0] < weights[-1]


@pytest.mark.parametrize("curve", FORMULAS)
def test_curve_ignores_the_decimal_context(curve):
    """The integers must not follow what another library did to the precision of decimals."""
    expected = curve_weights(curve, 30, Decimal("7.3"))
    with localcontext() as context:
        context.prec = 5
        assert curve_weights(curve, 30, Decimal("7.3")) == expected
        assert getcontext().prec == 5


def test_curve_pinned():
    assert curve_weights("exponential", 4, Decimal("12.5")) == [
        1_000_000_000,
        1_125_000_000,
        1_265_625_000,
        1_423_828_125,
    ]
    assert curve_weights("logistic", 4, Decimal(0)) == [119_202_922, 268_941_421, 500_000_000, 731_058_578]


@given(st.dates(date(2016, 1, 1), date(2030, 1, 1)), st.integers(0, 700))
def test_day_shares_are_shares_of_the_month(as_of, days):
    start = date.fromordinal(as_of.toordinal() - days)
    periods = build_periods(start, as_of)
    shares = day_shares(periods)
    for p, share in zip(periods, shares, strict=True):
        assert share == pytest.approx((p.end - p.first).days / (p.month_end - p.month_start).days * WHOLE, abs=1)
    sums = by_month(periods, shares)
    assert all(WHOLE - 1 <= share <= WHOLE for share in list(sums.values())[1:-1])


def test_day_shares_of_a_known_window():
    periods = build_periods(date(2024, 1, 31), date(2024, 2, 10))
    assert day_shares(periods)[:4] == [WHOLE // 31, WHOLE * 10 // 29, WHOLE * 19 // 29, WHOLE]


@pytest.mark.parametrize("industry", ["saas", "igaming"], ids=["office", "long hours"])
def test_work_shares_are_shares_of_worked_time(industry):
    calendar = build_calendar(config_of(industry=industry))
    shares = work_shares(calendar.periods, calendar.staff, calendar.zone)
    sums = by_month(calendar.periods, shares)
    assert all(WHOLE - 1 <= share <= WHOLE for share in list(sums.values())[1:-1])
    assert all(
        share == WHOLE
        for p, share in zip(calendar.periods, shares, strict=True)
        if (p.first, p.end) == (p.month_start, p.month_end)
    )
    assert 0 < shares[0] < WHOLE


def test_work_shares_count_working_days():
    """June 2025 in the United States: 20 working days (Juneteenth is off), 12 of them up to the 17th."""
    calendar = build_calendar(config_of())
    shares = work_shares(calendar.periods, calendar.staff, calendar.zone)
    assert shares[calendar.past - 1] == pytest.approx(WHOLE * 12 / 20, rel=0.01)
    assert shares[calendar.past] == pytest.approx(WHOLE * 8 / 20, rel=0.01)


def test_work_shares_begin_at_a_moment():
    calendar = build_calendar(config_of())
    middle = calendar.midnight(date(2024, 5, 16))
    whole = work_shares(calendar.periods, calendar.staff, calendar.zone)
    shares = work_shares(calendar.periods, calendar.staff, calendar.zone, middle)
    assert shares[:2] == [0, 0]
    assert 0 < shares[2] < whole[2]
    assert shares[3:] == whole[3:]


def test_level_is_curve_times_season():
    config = config_of("2024-03-01", "2025-06-30")
    periods = build_periods(config.start_date, config.as_of)
    past = [p for p in periods if p.past]
    seasons, curve = config.industry.seasons, curve_weights("exponential", 16, Decimal(10))
    assert len(set(seasons)) > 1
    assert level_weights(config, periods)[:16] == [curve[i] * seasons[p.first.month - 1] for i, p in enumerate(past)]


def test_level_without_seasons_is_the_curve():
    config = config_of(seasonality=False)
    periods = build_periods(config.start_date, config.as_of)
    curve = curve_weights("exponential", 16, Decimal(10))
    assert level_weights(config, periods)[:16] == [weight * 100 for weight in curve]


@pytest.mark.parametrize(
    ("start", "months"), [("2024-03-10", 16), ("2025-04-20", 3), ("2025-05-20", 2), ("2025-06-02", 1)], ids=str
)
@pytest.mark.parametrize("seasonality", [False, True], ids=["level", "seasons"])
def test_level_after_as_of_is_the_mean_of_the_last_three(start, months, seasonality):
    config = config_of(start, seasonality=seasonality)
    periods = build_periods(config.start_date, config.as_of)
    curve = curve_weights("exponential", months, Decimal(10))[-3:]
    seasons = config.industry.seasons if seasonality else [100] * 12
    level = sum(curve) // len(curve)
    after = [(p, weight) for p, weight in zip(periods, level_weights(config, periods), strict=True) if not p.past]
    assert len(after) == 25
    assert [weight for _, weight in after] == [level * seasons[p.first.month - 1] for p, _ in after]
