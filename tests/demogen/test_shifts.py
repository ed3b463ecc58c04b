"""Shifts of a desk with long hours: they take turns by the week, keep holidays, and meetings keep office hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.config.industry import read_hours
from demogen.config.load import load_config
from demogen.config.reference import Reference
from demogen.draw import zones
from demogen.draw.shifts import LongHours, build_shifts, desk_spans, shift_spans
from demogen.draw.worktime import SECOND, Hours, days_between
from demogen.plan.roster import plan_roster

HOUR = 3600
FIRST, END = date(2025, 2, 1), date(2025, 12, 1)  # clocks change twice in New York, never in Tokyo
WEEK = {day: [(9 * HOUR, 12 * HOUR), (13 * HOUR, 18 * HOUR)] for day in ("mon", "tue", "wed", "thu", "fri")}
HOURS = Hours([(date(2015, 1, 1), WEEK | {"sat": [], "sun": []})], frozenset({date(2025, 4, 18), date(2025, 4, 19)}))
LONG = LongHours(21 * HOUR, (10 * HOUR, 16 * HOUR))
PLACES = ("America/New_York", "Asia/Tokyo")
by_place = pytest.mark.parametrize("place", PLACES)
parts = st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=50)

MONDAY, SATURDAY, SUNDAY, GOOD_FRIDAY, HOLY_SATURDAY = (
    date(2025, 4, day) for day in (14, 12, 13, 18, 19)
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "both", "desk"),
    [
        (MONDAY, [[(9, 12), (13, 18)], [(14, 21)]], [(9, 12), (13, 21)]),
        (SATURDAY, [[], [(10, 16)]], [(10, 16)]),
        (SUNDAY, [[], []], []),
        (GOOD_FRIDAY, [[], []], []),
        (HOLY_SATURDAY, [[], []], []),
    ],
    ids=["monday", "saturday", "sunday", "holiday", "holiday on a saturday"],
)
def test_spans_of_a_day(day, both, desk):
    """Case 38: one shift keeps office hours, the other comes for their second half; a week later the other way."""

    def hours(spans):
        return [(begin / HOUR, end / HOUR) for begin, end in spans]

    for week in (day, day + timedelta(days=7)):
        if week not in HOURS.holidays and day not in HOURS.holidays:
            found = [hours(shift_spans(HOURS, LONG, shift, week)) for shift in (0, 1)]
            assert sorted(found) == sorted(both)
    assert hours(desk_spans(HOURS, LONG, day)) == desk
    if both[1]:
        assert shift_spans(HOURS, LONG, 0, day) == shift_spans(HOURS, LONG, 1, day + timedelta(days=7))


def test_an_office_that_closes_later_counts():
    week = {day: [(12 * HOUR, 22 * HOUR)] for day in WEEK} | {"sat": [], "sun": []}
    late = Hours([(date(2015, 1, 1), week)], frozenset())
    assert max(end for shift in (0, 1) for _, end in shift_spans(late, LONG, shift, MONDAY)) == 22 * HOUR


def _built(place, long=LONG):
    return build_shifts(zones.load(place), HOURS, long, FIRST, END)


def _local(place, moments):
    return [datetime.fromtimestamp(int(at), UTC) for at in zones.load(place).local(np.asarray(moments) // SECOND)]


@by_place
@given(drawn=parts)
def test_property_somebody_is_on_duty_while_the_desk_is_open(place, drawn):
    shifts, offices = _built(place)
    moments = np.array([offices.whole.moment(int(offices.whole.total * part)) for part in drawn], dtype=np.int64)
    for moment, duty in zip(moments, shifts.on_duty(moments), strict=True):
        inside = [bool(shifts.inside(np.array([moment]), np.array([k]))[0]) for k in (0, 1)]
        assert any(inside)
        assert duty == (-1 if all(inside) else inside.index(True))


@by_place
@given(drawn=parts)
def test_property_fold_keeps_day_and_order_in_open_office(place, drawn):
    shifts, offices = _built(place)
    moments = np.sort(offices.whole.moment(np.array([int(offices.whole.total * part) for part in drawn])))
    for k in (0, 1):
        shift = np.full(len(moments), k)
        folded = offices.fold(moments, shift)
        assert [at.date() for at in _local(place, folded)] == [at.date() for at in _local(place, moments)]
        assert (np.diff(folded) >= 0).all()
        assert shifts.inside(folded, shift).all()
        assert (offices.whole.moment(offices.whole.position(folded)) == folded).all()


def test_one_shift_moves_nothing():
    shifts, offices = _built("Asia/Tokyo", None)
    moments = offices.whole.moment(np.array([5 * HOUR * SECOND, 90 * HOUR * SECOND]))
    assert (offices.fold(moments, np.zeros(2, dtype=np.int64)) == moments).all()
    assert shifts.axes == [offices.whole]


@pytest.mark.parametrize(
    ("industry", "size", "shifts"),
    [("trading", 2, 1), ("trading", 3, 2), ("trading", 8, 2), ("igaming", 50, 2), ("saas", 50, 1)],
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


@pytest.mark.parametrize(
    ("hours", "long"),
    [
        ("business", None),
        ("always", LONG),
        ({"until": "20:30"}, LongHours(20 * HOUR + 1800, None)),
        ({"until": "21:00", "saturday": ["10:00", "16:00"]}, LONG),
    ],
    ids=["business", "always", "evenings", "evenings and saturdays"],
)
def test_hours_of_an_industry(hours, long):
    assert read_hours(hours, "/hours") == long


@pytest.mark.parametrize(
    ("country", "industry"),
    [("US", "trading"), ("GB", "igaming"), ("JP", "trading"), ("AE", "igaming"), ("DE", "saas"), ("AE", "finserv")],
)
def test_meetings_keep_office_hours_everywhere(observed, small, country, industry):
    """Case 38: whatever becomes of a meeting, it lies in one stretch of the country's office hours; so does all else.

    Counted from the country's file alone; a desk with long hours calls and writes in the evening and on Saturdays,
    nobody at night, on Sundays that are not worked, or on holidays.
    """
    raw = {**small, "country": country, "industry": industry, "teamSize": 20, "startDate": "2024-12-02"}
    found = Reference().country(country)
    hours, zone = found.hours(), zones.load(found.timezone)
    spans = {day: hours.spans(day) for day in days_between(date(2024, 11, 1), date(2026, 3, 1))}

    def local(moment):
        at = int(moment.timestamp() * SECOND)
        second = int(zone.local(np.array([at // SECOND]))[0])
        return date(1970, 1, 1) + timedelta(days=second // zones.DAY), second % zones.DAY

    touched, kinds = set(), set()
    for row in observed(raw, "activities").to_pylist():
        moments = [row[name] for name in ("due_at", "occurred_at") if row[name]]
        if row["type"] in {"meeting", "task"}:
            for moment in moments:
                day, second = local(moment)
                end = second + (row["duration_seconds"] or 0)
                assert any(opens <= second and end <= closes for opens, closes in spans[day]), row
            kinds.add((row["type"], row["status"]))
        elif row["direction"] == "outbound":
            day, second = local(row["occurred_at"])
            assert day not in hours.holidays
            assert 7 * HOUR <= second < 21 * HOUR
            touched.add((bool(spans[day]), bool(spans[day]) and second >= spans[day][-1][1]))
    assert kinds >= {("meeting", "done"), ("meeting", "planned"), ("task", "done")}
    longer = industry in {"trading", "igaming"}
    assert touched == ({(True, False), (True, True), (False, False)} if longer else {(True, False)})
    for table, column in (("notes", "created_at"), ("deals", "closed_at"), ("contacts", "created_at")):
        for moment in observed(raw, table).column(column).to_pylist():
            if moment:
                day, second = local(moment)
                assert any(opens <= second < closes for opens, closes in spans[day]), (table, moment)
