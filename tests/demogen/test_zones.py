"""Frozen zone tables against `zoneinfo` with the package tzdata, for every zone that is known."""

from __future__ import annotations

import importlib.resources
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.draw import zones

NAMES = zones.names()
FIRST, LAST = date(2015, 1, 1), date(2036, 12, 31)
SECONDS = [int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) for day in (FIRST, LAST)]
HOUR = 3600

names = st.sampled_from(NAMES)
instants = st.integers(*SECONDS)
days = st.dates(FIRST, LAST)


@cache
def reference(name):
    """Read a zone from the package, never from the machine."""
    area, _, place = name.rpartition("/")
    root = importlib.resources.files("tzdata").joinpath("zoneinfo")
    with root.joinpath(*area.split("/") if area else [], place).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def offset_of(name, instant):
    return int(datetime.fromtimestamp(instant, reference(name)).utcoffset().total_seconds())


def first_moment(name, clock):
    """Return the moment of a local reading as Python tells it: the first of two, the end of a gap."""
    early, late = (clock.replace(tzinfo=reference(name), fold=fold) for fold in (0, 1))
    if early.utcoffset() < late.utcoffset():  # a gap: fold 0 has the offset before it
        low, high = int(late.timestamp()), int(early.timestamp())
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset_of(name, middle) == offset_of(name, low) else (low, middle)
        return high
    return int(early.timestamp())


def local_of(name, instant):
    return int(zones.load(name).local(np.array([instant], dtype=np.int64))[0])


def utc_of(name, reading):
    return int(zones.load(name).utc(np.array([reading], dtype=np.int64))[0])


def reading_of(clock):
    return int(clock.replace(tzinfo=UTC).timestamp())


def changes():
    """List every change of offset in the span: what the zones of a rule share is looked at once."""
    seen = {}
    for name in NAMES:
        zone = zones.load(name)
        seen.setdefault((zone.at.tobytes(), zone.offsets.tobytes()), name)
    return [
        (name, int(at), int(before), int(after))
        for name in sorted(seen.values())
        for at, before, after in zip(
            zones.load(name).at, zones.load(name).offsets[:-1], zones.load(name).offsets[1:], strict=True
        )
        if SECONDS[0] <= at <= SECONDS[1]
    ]


CHANGES = changes()


def test_zones_are_many_and_changing():
    assert len(NAMES) > 400
    assert len(CHANGES) > 1000
    assert any(after > before for _, _, before, after in CHANGES)
    assert any(after < before for _, _, before, after in CHANGES)


def test_zone_that_is_not_known():
    with pytest.raises(KeyError):
        zones.load("Europe/Atlantis")


@pytest.mark.parametrize("name", NAMES)
def test_zone_agrees_with_tzdata(name):
    """Offsets at 160 moments, most of them on both sides of a change, and at midnights around them."""
    zone = zones.load(name)
    near = [int(at) + around for at in zone.at[-40:] for around in (-1, 0)]
    spread = range(SECONDS[0], SECONDS[1], (SECONDS[1] - SECONDS[0]) // 40)
    at = np.array([*spread, *(moment for moment in near if SECONDS[0] <= moment <= SECONDS[1])], dtype=np.int64)
    assert (zone.local(at) - at).tolist() == [offset_of(name, int(moment)) for moment in at]


@given(names, instants)
def test_zone_local_agrees_at_any_moment(name, instant):
    assert local_of(name, instant) == instant + offset_of(name, instant)


@given(names, days)
def test_zone_midnight_agrees_on_any_day(name, day):
    assert zones.load(name).midnight(day) == first_moment(name, datetime(day.year, day.month, day.day))  # noqa: DTZ001


@given(names, st.datetimes(datetime(2015, 1, 1), datetime(2036, 12, 31)))  # noqa: DTZ001
def test_zone_utc_agrees_on_any_reading(name, clock):
    clock = clock.replace(microsecond=0)
    assert utc_of(name, reading_of(clock)) == first_moment(name, clock)


def test_zone_utc_agrees_around_every_change():
    """A gap gives the moment of the change, an overlap the first of its two moments."""
    for name, at, before, after in CHANGES:
        low, high = sorted((at + before, at + after))
        for reading in (low - 1, low, (low + high) // 2, high - 1, high):
            clock = datetime.fromtimestamp(reading, UTC).replace(tzinfo=None)
            assert utc_of(name, reading) == first_moment(name, clock), (name, clock)
        if after > before:
            assert {utc_of(name, reading) for reading in (low, low + 60, high)} == {at}


def test_zone_midnight_agrees_around_every_change():
    for name, at, _, _ in CHANGES:
        changed = datetime.fromtimestamp(at, reference(name)).date()
        for day in (changed - timedelta(days=1), changed, changed + timedelta(days=1)):
            clock = datetime(day.year, day.month, day.day)  # noqa: DTZ001
            assert zones.load(name).midnight(day) == first_moment(name, clock), (name, day)


@given(names, instants)
def test_zone_utc_undoes_local(name, instant):
    """It gives the moment back, or the earlier one with the same reading."""
    back = utc_of(name, local_of(name, instant))
    assert back <= instant
    assert local_of(name, back) == local_of(name, instant)


@pytest.mark.parametrize(
    ("name", "day", "hours"),
    [
        ("America/New_York", date(2025, 3, 9), 23),
        ("America/New_York", date(2025, 11, 2), 25),
        ("Europe/Berlin", date(2025, 3, 30), 23),
        ("Europe/London", date(2025, 10, 26), 25),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),  # midnight itself does not exist
        ("America/Sao_Paulo", date(2019, 2, 16), 25),
        ("America/Havana", date(2025, 11, 2), 25),  # midnight exists twice
        ("Australia/Lord_Howe", date(2025, 4, 6), 24.5),
        ("Asia/Tokyo", date(2025, 3, 30), 24),
        ("Asia/Dubai", date(2025, 3, 30), 24),
    ],
    ids=str,
)
def test_zone_days_have_their_length(name, day, hours):
    zone = zones.load(name)
    assert zone.midnight(day + timedelta(days=1)) - zone.midnight(day) == hours * HOUR


def test_zone_without_changes():
    assert zones.load("UTC").midnight(date(2025, 6, 1)) == reading_of(datetime(2025, 6, 1))  # noqa: DTZ001
    assert len(zones.load("Asia/Dubai").at) == 0
    assert utc_of("Asia/Dubai", 4 * HOUR) == 0


def test_day_number_counts_from_1970():
    assert [zones.day_number(day) for day in (date(1970, 1, 1), date(1969, 12, 31), date(2000, 3, 1))] == [0, -1, 11017]
