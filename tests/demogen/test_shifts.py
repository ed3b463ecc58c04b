"""Shifts: a day is shared out without a gap, and whoever works in one does everything in it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.config.load import load_config
from demogen.draw import zones
from demogen.draw.shifts import Shifts, build_shifts
from demogen.draw.worktime import HOUR, SECOND, Hours, staff_axis
from demogen.plan.roster import plan_roster

FIRST, END = date(2025, 2, 1), date(2025, 12, 1)  # clocks change twice in New York, never in Tokyo
ALWAYS = Hours((), frozenset(), always=True)
CASES = [(place, count) for place in ("America/New_York", "Asia/Tokyo") for count in (1, 2, 3)]
by_case = pytest.mark.parametrize(("place", "count"), CASES)
parts = st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=50)


def _shifts(place, count):
    return build_shifts(zones.load(place), ALWAYS, FIRST, END, count)


def _moments(place, drawn):
    zone = zones.load(place)
    begin, end = (zone.midnight(day) * SECOND for day in (FIRST, END))
    return np.array(sorted(begin + int(part * (end - begin)) for part in drawn), dtype=np.int64)


def _days(place, moments):
    return zones.load(place).local(moments // SECOND) // zones.DAY


@by_case
def test_shifts_share_out_the_day(place, count):
    """One shift after another, from the first midnight to the last."""
    axes = _shifts(place, count).axes
    opens, closes = (np.stack([getattr(axis, name) for axis in axes], axis=1).ravel() for name in ("opens", "closes"))
    assert (opens[1:] == closes[:-1]).all()
    whole = staff_axis(zones.load(place), ALWAYS, FIRST, END)
    assert (opens[0], closes[-1]) == (whole.opens[0], whole.closes[-1])


@by_case
@given(drawn=parts)
def test_property_one_shift_is_on_duty(place, count, drawn):
    shifts, moments = _shifts(place, count), _moments(place, drawn)
    on_duty = shifts.at(moments)
    for k in range(count):
        inside = shifts.inside(moments, np.full(len(moments), k))
        assert (inside == (on_duty == k)).all()


@by_case
@given(drawn=parts)
def test_property_fold_keeps_day_and_order(place, count, drawn):
    shifts, moments = _shifts(place, count), _moments(place, drawn)
    for k in range(count):
        shift = np.full(len(moments), k)
        folded = shifts.fold(moments, shift)
        assert (_days(place, folded) == _days(place, moments)).all()
        assert (np.diff(folded) >= 0).all()
        assert shifts.inside(folded, shift).all()
        left = shifts.left(folded, shift, HOUR)
        assert (left > 0).all()
        if count > 1:
            assert shifts.inside(folded + left - 1, shift).all()


def test_an_office_that_closes_moves_nothing():
    axis = staff_axis(zones.load("Asia/Tokyo"), ALWAYS, FIRST, END)
    moments = _moments("Asia/Tokyo", [0.1, 0.5])
    assert (Shifts([axis]).fold(moments, np.zeros(2, dtype=np.int64)) == moments).all()


@pytest.mark.parametrize(
    ("industry", "size", "shifts"),
    [("trading", 2, 1), ("trading", 3, 2), ("trading", 8, 3), ("igaming", 12, 3), ("igaming", 50, 3), ("saas", 50, 1)],
)
def test_roster_keeps_every_shift_from_the_first_day(small, industry, size, shifts):
    roster = plan_roster(load_config({**small, "industry": industry, "teamSize": size}))
    founding = {
        shift
        for shift, role in zip(roster.shift[: roster.founders], roster.roles[: roster.founders], strict=True)
        if role == "rep"
    }
    assert roster.shifts == shifts
    assert founding == set(range(shifts))


@pytest.mark.parametrize("industry", ["trading", "igaming"])
def test_people_work_eight_hours_at_a_desk_that_never_closes(observed, small, industry):
    """Nobody works around the clock, and somebody is there at every hour."""
    raw = {**small, "industry": industry, "teamSize": 20}
    activities = observed(raw, "activities").to_pylist()
    zone = zones.load("America/New_York")
    hours: dict[object, set[int]] = {}
    for row in activities:
        if row["occurred_at"] and row["direction"] != "inbound":
            moment = np.array([int(row["occurred_at"].timestamp())], dtype=np.int64)
            hours.setdefault(row["user_id"], set()).add(int(zone.local(moment)[0]) % zones.DAY // 3600)
    assert max(len(worked) for worked in hours.values()) <= 9, "eight hours, one more where clocks change"
    assert set().union(*hours.values()) == set(range(24))
