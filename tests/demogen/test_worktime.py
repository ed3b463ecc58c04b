"""The worked-time axis and the customers' axis: inverse maps, days of 23 to 25 hours, nothing outside office hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.config.reference import Reference
from demogen.draw import zones
from demogen.draw.worktime import QUARTER, SECOND, Axis, Hours, customer_axis, days_between, staff_axis

HOUR = 3600 * SECOND
DAY = 24 * HOUR
FIRST, END = date(2025, 1, 1), date(2026, 1, 1)
OFFICE = {day: [(32_400, 45_000), (48_600, 64_800)] for day in ("mon", "tue", "wed", "thu")}
OFFICE |= {"fri": [(32_400, 54_000)], "sat": [], "sun": []}
LATE = {day: [(43_200, 86_400)] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
HOLIDAYS = frozenset({date(2025, 1, 1), date(2025, 4, 18), date(2025, 12, 25)})
HOURS = {
    "office": Hours([(date(2000, 1, 1), OFFICE)], HOLIDAYS),
    "late": Hours([(date(2000, 1, 1), LATE)], HOLIDAYS),
}
PLACES = ["America/New_York", "Europe/Berlin", "Asia/Tokyo", "America/Havana", "Australia/Lord_Howe", "UTC"]
CASES = [(kind, place) for kind in HOURS for place in PLACES]

cases = st.sampled_from(CASES)
fractions = st.lists(st.integers(0, 10**9 - 1), min_size=1, max_size=20)


@cache
def staff_of(case):
    kind, place = case
    return staff_axis(zones.load(place), HOURS[kind].spans, FIRST, END)


@cache
def customers_of(place):
    by_hour = [0] * 6 + [10] * 6 + [40] * 8 + [20] * 4
    return customers_axis(place, "office", END, by_hour, 30)


def customers_axis(place, kind, end, by_hour, off_percent, rush=1000):
    days = days_between(FIRST, end + timedelta(days=1))
    factors = np.full(len(days), rush, dtype=np.int64)
    return customer_axis(zones.load(place), HOURS[kind], days, by_hour, off_percent, factors)


def spread(axis, drawn):
    return np.array([axis.total * part // 10**9 for part in drawn], dtype=np.int64)


def local_of(place, moments):
    seconds = zones.load(place).local(np.asarray(moments) // SECOND)
    return [datetime.fromtimestamp(int(at), UTC).replace(tzinfo=None) for at in seconds]


def is_open(kind, clock):
    since = clock.hour * 3600 + clock.minute * 60 + clock.second
    return any(opens <= since < closes for opens, closes in HOURS[kind].spans(clock.date()))


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_staff_axis_spans_are_disjoint_and_whole(case):
    axis = staff_of(case)
    assert (axis.closes > axis.opens).all()
    assert (axis.opens[1:] >= axis.closes[:-1]).all()
    assert (axis.lengths == axis.closes - axis.opens).all()
    assert axis.total == int(axis.lengths.sum())


@given(cases, fractions)
def test_staff_axis_position_undoes_moment(case, drawn):
    axis = staff_of(case)
    at = np.concatenate([spread(axis, drawn), [0, axis.total - 1]])
    assert axis.position(axis.moment(at)).tolist() == at.tolist()


@given(cases, st.integers(0, 10**6), st.integers(0, 10**9 - 1))
def test_staff_axis_moment_undoes_position_inside_spans(case, number, part):
    axis = staff_of(case)
    span = number % len(axis.opens)
    moment = int(axis.opens[span]) + int(axis.lengths[span]) * part // 10**9
    assert int(axis.moment(axis.position(moment))) == moment


@given(cases, fractions)
def test_staff_axis_gives_moments_in_office_hours_only(case, drawn):
    axis = staff_of(case)
    ends = np.cumsum(axis.lengths)[:-1]
    at = np.concatenate([spread(axis, drawn), ends[:: max(len(ends) // 50, 1)], ends[:: max(len(ends) // 50, 1)] - 1])
    assert all(is_open(case[0], clock) for clock in local_of(case[1], axis.moment(at)))


@given(cases, fractions)
def test_staff_axis_rises(case, drawn):
    axis = staff_of(case)
    at = np.sort(spread(axis, drawn))
    assert (np.diff(axis.moment(at)) >= np.diff(at)).all()
    first, last = int(axis.opens[0]) - DAY, int(axis.closes[-1]) + DAY
    moments = np.sort(np.array([first + (last - first) * part // 10**9 for part in drawn]))
    positions = axis.position(moments)
    assert (np.diff(positions) >= 0).all()
    assert (np.diff(positions) <= np.diff(moments)).all()


@given(cases, st.integers(0, 10**6), st.integers(0, 10**9 - 1))
def test_staff_axis_closed_time_counts_as_the_end_before(case, number, part):
    axis = staff_of(case)
    span = number % (len(axis.opens) - 1)
    gap = int(axis.opens[span + 1]) - int(axis.closes[span])
    moment = int(axis.closes[span]) + gap * part // 10**9
    end = int(np.cumsum(axis.lengths)[span])
    assert int(axis.position(moment)) == end
    assert int(axis.moment(end)) == int(axis.opens[span + 1])


def test_staff_axis_beyond_its_ends():
    axis = staff_of(("office", "Europe/Berlin"))
    assert axis.position(np.array([0, axis.opens[0] - 1, axis.closes[-1], axis.closes[-1] + DAY])).tolist() == [
        0, 0, axis.total, axis.total
    ]  # fmt: skip
    assert axis.moment(np.array([-5, axis.total + 5])).tolist() == [axis.opens[0], axis.closes[-1] - 1]


def test_staff_axis_counts_office_hours():
    axis = staff_of(("office", "Europe/Berlin"))
    working = [day for day in days_between(FIRST, END) if day.weekday() < 5 and day not in HOLIDAYS]
    assert axis.total == sum(6 if day.weekday() == 4 else 8 for day in working) * HOUR
    assert staff_of(("office", "Asia/Tokyo")).total == axis.total


def test_hours_close_on_holidays_and_change_with_the_week():
    short = OFFICE | {"mon": [(36_000, 43_200)]}
    hours = Hours([(date(2000, 1, 1), OFFICE), (date(2025, 7, 1), short)], HOLIDAYS)
    assert hours.spans(date(2025, 6, 30)) == [(32400, 45000), (48600, 64800)]
    assert hours.spans(date(2025, 7, 7)) == [(36000, 43200)]
    assert hours.spans(date(2025, 12, 25)) == []
    assert hours.spans(date(2025, 6, 28)) == []


@pytest.mark.parametrize(
    ("day", "off"),
    [(date(2025, 6, 2), False), (date(2025, 6, 7), True), (date(2025, 12, 25), True)],
    ids=["monday", "saturday", "christmas"],
)
def test_hours_know_days_off(day, off):
    assert HOURS["office"].is_off(day) is off


def weight_of(clock):
    by_hour = [0] * 6 + [10] * 6 + [40] * 8 + [20] * 4
    return by_hour[clock.hour] * (30 if HOURS["office"].is_off(clock.date()) else 100)


@pytest.mark.parametrize("place", PLACES)
def test_customers_axis_weighs_every_quarter(place):
    axis = customers_of(place)
    opens = local_of(place, axis.opens)
    assert axis.lengths.tolist() == [weight_of(clock) * 1000 for clock in opens]
    zone = zones.load(place)
    every = np.arange(zone.midnight(FIRST), zone.midnight(END), QUARTER)
    left = set(every.tolist()) - set((axis.opens // SECOND).tolist())
    assert all(weight_of(clock) == 0 for clock in local_of(place, np.array(sorted(left)) * SECOND))
    assert (axis.closes - axis.opens == QUARTER * SECOND).all()


@given(st.sampled_from(PLACES), fractions)
def test_customers_axis_position_undoes_moment(place, drawn):
    """A position is one of fewer units than a quarter has microseconds, or of more: within one unit of each."""
    axis = customers_of(place)
    at = spread(axis, drawn)
    back = axis.position(axis.moment(at))
    assert (np.abs(back - at) <= 1).all()
    assert all(weight_of(clock) > 0 for clock in local_of(place, axis.moment(at)))


def test_customers_axis_spreads_by_weight():
    """Even positions fall on the hours in proportion to their weights."""
    axis = customers_of("America/New_York")
    at = np.arange(50_000, dtype=np.int64) * axis.total // 50_000
    clocks = local_of("America/New_York", axis.moment(at))
    day_off = [clock for clock in clocks if HOURS["office"].is_off(clock.date())]
    hours = np.bincount([clock.hour for clock in clocks], minlength=24)
    assert hours[:6].sum() == 0
    assert hours[12:20].sum() / hours[6:12].sum() == pytest.approx(40 * 8 / (10 * 6), rel=0.01)
    offs = sum(HOURS["office"].is_off(day) for day in days_between(FIRST, END))
    assert len(day_off) / len(clocks) == pytest.approx(offs * 30 / (offs * 30 + (365 - offs) * 100), rel=0.01)


def test_customers_axis_takes_the_heaviest_weights():
    """Weights of 1,000 by hour and by kind of day, on days six times as busy, stay inside 64 bits."""
    axis = customers_axis("UTC", "office", date(2025, 1, 3), [1000] * 24, 1000, 6000)
    last = int(axis.opens[-1]) + QUARTER * SECOND - 1
    assert last - 2 <= int(axis.moment(axis.total - 1)) <= last
    assert axis.total - 6000 < int(axis.position(last)) < axis.total


def test_axis_of_one_span():
    axis = Axis(np.array([100]), np.array([200]), np.array([100]))
    assert axis.position(np.array([0, 100, 150, 200, 900])).tolist() == [0, 0, 50, 100, 100]
    assert axis.moment(np.array([0, 50, 99, 100])).tolist() == [100, 150, 199, 199]


@pytest.mark.parametrize("country", Reference().names("countries"))
def test_built_in_hours_make_an_axis(country):
    found = Reference().country(country)
    hours, place = found.hours(), found.timezone
    axis = staff_axis(zones.load(place), hours.spans, FIRST, END)
    assert (axis.opens[1:] >= axis.closes[:-1]).all()
    for clock in local_of(place, axis.moment(np.arange(500) * axis.total // 500)):
        since = clock.hour * 3600 + clock.minute * 60 + clock.second
        assert any(opens <= since < closes for opens, closes in hours.spans(clock.date()))
        assert not hours.is_off(clock.date())
