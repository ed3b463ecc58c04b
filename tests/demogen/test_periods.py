"""Periods: calendar months cut to the window, the month of `asOf` in two, without a gap up to the horizon."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.plan.periods import build_periods, horizon, next_month

DAY = timedelta(days=1)


@st.composite
def windows(draw):
    as_of = draw(st.dates(date(2016, 1, 1), date(2030, 12, 31)))
    return as_of - timedelta(days=draw(st.integers(0, 730))), as_of


@given(windows())
def test_periods_follow_each_other_without_a_gap(window):
    start, as_of = window
    periods = build_periods(start, as_of)
    assert periods[0].first == start
    assert periods[-1].end == horizon(as_of) + DAY
    assert all(a.end == b.first for a, b in pairwise(periods))
    assert all(p.first < p.end for p in periods)


@given(windows())
def test_periods_lie_in_one_month_each(window):
    for p in build_periods(*window):
        assert p.month_start == p.first.replace(day=1)
        assert p.month_end == ((p.first.replace(day=28) + 4 * DAY).replace(day=1))
        assert p.month_start <= p.first < p.end <= p.month_end
        assert p.month == f"{p.first:%Y-%m}"
        assert p.index == (p.first.year - window[0].year) * 12 + p.first.month - window[0].month


@given(windows())
def test_periods_split_after_as_of(window):
    start, as_of = window
    periods = build_periods(start, as_of)
    past = [p for p in periods if p.past]
    assert periods[: len(past)] == tuple(past)
    assert past[-1].end == as_of + DAY
    assert sum((p.end - p.first).days for p in past) == (as_of - start).days + 1
    assert sum(p.month == f"{as_of:%Y-%m}" for p in periods) == (2 if (as_of + DAY).day > 1 else 1)


@given(windows())
def test_period_keys_tell_past_from_future(window):
    periods = build_periods(*window)
    assert [p.key for p in periods] == [p.month + ("" if p.past else "+") for p in periods]
    assert len({p.key for p in periods}) == len(periods)


@given(windows(), st.integers(0, 400))
def test_past_periods_do_not_move_with_as_of(window, days):
    """A later `asOf` keeps the whole months before: their keys, and with them their draws."""
    start, as_of = window
    later = {p.key: p for p in build_periods(start, as_of + timedelta(days=days)) if p.past}
    whole = [p for p in build_periods(start, as_of) if p.past and p.end == p.month_end]
    assert [later[p.key] for p in whole] == whole


def test_periods_of_a_known_window():
    periods = build_periods(date(2024, 1, 31), date(2024, 2, 10))
    assert [(p.key, p.first, p.end, p.past) for p in periods[:4]] == [
        ("2024-01", date(2024, 1, 31), date(2024, 2, 1), True),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 11), True),
        ("2024-02+", date(2024, 2, 11), date(2024, 3, 1), False),
        ("2024-03+", date(2024, 3, 1), date(2024, 4, 1), False),
    ]
    assert (periods[-1].key, periods[-1].end) == ("2026-02+", date(2026, 2, 11))


@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        (date(2025, 6, 15), date(2027, 6, 15)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2022, 2, 28), date(2024, 2, 28)),
        (date(2025, 12, 31), date(2027, 12, 31)),
    ],
    ids=str,
)
def test_horizon_is_two_years_on(as_of, last):
    assert horizon(as_of) == last


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2025, 1, 31), date(2025, 2, 1)),
        (date(2025, 12, 1), date(2026, 1, 1)),
        (date(2024, 2, 29), date(2024, 3, 1)),
    ],
    ids=str,
)
def test_next_month_begins(day, first):
    assert next_month(day) == first
