"""SeededRng against the vectors that JavaScript gave (fixtures/rng), bit for bit."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.draw.rng import STEP, SeededRng, hash_seed, mix

VECTORS = json.loads(Path(__file__).parents[2].joinpath("fixtures/rng/vectors.json").read_text(encoding="ascii"))
SEEDS = [pytest.param(vector, id=vector["name"].replace(" ", "_")) for vector in VECTORS["seeds"]]
ZERO_SECOND = "BJGAHAQ"  # its second draw is zero
ZONES = ["UTC", "America/New_York", "Europe/Berlin", "Asia/Tokyo", "America/Sao_Paulo", "Asia/Dubai", "Asia/Kathmandu"]

moments = st.datetimes(datetime(2015, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def before_zero() -> SeededRng:
    rng = SeededRng(ZERO_SECOND)
    rng.next()
    return rng


def written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def assert_gives(vector, helper, take):
    """Compare a helper, fresh for every case, with the vector; repr tells floats apart by their bits."""
    assert vector[helper]
    for case in vector[helper]:
        rng = SeededRng(vector["seed"])
        assert [repr(take(rng, case["given"])) for _ in case["gives"]] == [repr(value) for value in case["gives"]]


@pytest.mark.parametrize("vector", SEEDS)
def test_rng_hashes_as_javascript(vector):
    assert hash_seed(vector["seed"]) == vector["hash"]


@pytest.mark.parametrize("vector", SEEDS)
def test_rng_draws_as_javascript(vector):
    rng = SeededRng(vector["seed"])
    assert [rng.next_u32() for _ in vector["raw"]] == vector["raw"]
    again = SeededRng(vector["seed"])
    assert [repr(again.next()) for _ in vector["next"]] == [repr(float(value)) for value in vector["next"]]


@pytest.mark.parametrize("vector", SEEDS)
def test_rng_int_as_javascript(vector):
    assert_gives(vector, "int", lambda rng, given: rng.int(*given))


@pytest.mark.parametrize("vector", SEEDS)
def test_rng_float_as_javascript(vector):
    assert vector["float"]
    for case in vector["float"]:
        rng = SeededRng(vector["seed"])
        assert [repr(rng.float(*case["given"])) for _ in case["gives"]] == [repr(float(v)) for v in case["gives"]]


@pytest.mark.parametrize("vector", SEEDS)
def test_rng_pick_as_javascript(vector):
    assert_gives(vector, "pick", lambda rng, size: rng.pick(range(size)))


@pytest.mark.parametrize("vector", SEEDS)
def test_rng_pick_weighted_as_javascript(vector):
    assert_gives(vector, "pickWeighted", lambda rng, weights: rng.pick_weighted(range(len(weights)), weights))


@pytest.mark.parametrize("vector", SEEDS)
def test_rng_shuffle_as_javascript(vector):
    assert_gives(vector, "shuffle", lambda rng, size: rng.shuffle(range(size)))


@pytest.mark.parametrize("vector", SEEDS)
def test_rng_date_as_javascript(vector):
    def take(rng, given):
        return written(rng.date(*(datetime.fromisoformat(text) for text in given)))

    assert_gives(vector, "date", take)


@pytest.mark.parametrize("helper", ["pareto", "logNormal"])
@pytest.mark.parametrize("vector", SEEDS)
def test_rng_shapes_near_javascript(vector, helper):
    assert vector[helper]
    for case in vector[helper]:
        rng = SeededRng(vector["seed"])
        take = rng.pareto if helper == "pareto" else rng.log_normal
        for value in case["gives"]:
            assert take(*case["given"]) == pytest.approx(value, rel=1e-12, abs=0)


@pytest.mark.parametrize("vector", SEEDS)
def test_rng_helpers_take_draws_as_javascript(vector):
    """One source serves all helpers in turn: one draw too many, or too few, shifts what follows."""
    rng = SeededRng(vector["seed"])
    span = datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC) - timedelta(milliseconds=1)
    found = [rng.int(1, 100), rng.pick(range(9)), rng.float(0, 10), rng.pick_weighted(range(3), [1, 2, 3])]
    found += [rng.shuffle(range(6)), written(rng.date(*span)), rng.int(1, 100), rng.next()]
    assert found == vector["mixture"]


def test_rng_shape_helpers_take_one_and_two_draws():
    raw = SeededRng("acme")
    draws = [raw.next() for _ in range(4)]
    rng = SeededRng("acme")
    rng.pareto(1)
    rng.log_normal(0, 1)
    assert rng.next() == draws[3]


@pytest.mark.parametrize("late", [pytest.param(row, id=row["seed"]) for row in VECTORS["rounding"]])
def test_rng_equals_javascript_until_it_rounds(late):
    """JavaScript keeps the state in a double: past 2^53, after 4.9 million draws, it loses bits; ours wraps."""
    first = late["firstRounded"]
    assert first > 4_900_000
    assert 2**53 < hash_seed(late["seed"]) + first * STEP < 2**53 + 3 * STEP
    draws = {at: mix((hash_seed(late["seed"]) + at * STEP) & 0xFFFFFFFF) for at, _ in late["draws"]}
    assert [draws[at] for at, _ in late["draws"] if at < first] == [value for at, value in late["draws"] if at < first]
    assert draws[first] != dict(late["draws"])[first]


def test_rng_state_wraps():
    rng = SeededRng("acme")
    for _ in range(1000):
        rng.next_u32()
    assert rng.next_u32() == mix((hash_seed("acme") + 1001 * STEP) % 2**32)


def test_rng_survives_draw_of_zero():
    assert before_zero().next_u32() == 0
    assert before_zero().int(3, 9) == 3
    assert before_zero().pareto(100, 1.5) == 100
    smallest = math.sqrt(-2 * math.log(2**-32))
    rng = before_zero()
    third = mix((hash_seed(ZERO_SECOND) + 3 * STEP) % 2**32) / 2**32
    assert rng.log_normal(8, 1.2) == pytest.approx(
        math.exp(8 + 1.2 * smallest * math.cos(2 * math.pi * third)), rel=1e-12
    )
    assert before_zero().pick_weighted("ab", [1, 1]) == "a"
    assert before_zero().pick_weighted("ab", [0, 0]) == "a"


@given(st.integers(0, 2**32 - 1))
def test_rng_shapes_stay_finite(state):
    rng = SeededRng("")
    rng._state = state
    assert 100 <= rng.pareto(100) < math.inf
    assert 0 < rng.log_normal(8, 1.2) < math.inf


def test_rng_empty_lists():
    rng = SeededRng("acme")
    assert rng.shuffle([]) == []
    with pytest.raises(ValueError, match="empty list"):
        rng.pick([])
    with pytest.raises(ValueError, match="as many weights as items"):
        rng.pick_weighted([], [])
    with pytest.raises(ValueError, match="as many weights as items"):
        rng.pick_weighted([1, 2], [1])
    assert rng.next() == SeededRng("acme").next()  # what cannot be drawn takes no draw


def test_rng_leaves_its_input_alone():
    items = [1, 2, 3, 4, 5]
    assert sorted(SeededRng("acme").shuffle(items)) == items == [1, 2, 3, 4, 5]


@given(st.text(max_size=20), moments, st.integers(0, 10**9), st.sampled_from(ZONES))
def test_rng_business_date_stays_in_range(seed, start, seconds, zone):
    end = start + timedelta(seconds=seconds)
    rng = SeededRng(seed)
    assert all(start <= rng.business_date(start, end, zone) <= end for _ in range(5))


@given(st.text(max_size=20), moments, st.integers(21, 400), st.sampled_from(ZONES))
def test_rng_business_date_works_in_its_zone(seed, start, days, zone):
    """Over three weeks and more, ten tries in a row on week-ends are rarer than one in 20,000."""
    rng = SeededRng(seed)
    for _ in range(5):
        local = rng.business_date(start, start + timedelta(days=days), zone).astimezone(ZoneInfo(zone))
        assert local.weekday() < 5
        assert 9 <= local.hour < 18


def test_rng_business_date_differs_by_zone():
    span = datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 12, 31, tzinfo=UTC)
    tokyo, new_york = (
        [SeededRng(str(i)).business_date(*span, zone).hour for i in range(60)]
        for zone in ("Asia/Tokyo", "America/New_York")
    )
    assert set(tokyo) <= set(range(9))
    assert set(new_york) <= set(range(13, 23))


def test_rng_business_date_of_a_weekend_alone():
    span = datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 3, 2, 23, tzinfo=UTC)
    assert span[0] <= SeededRng("acme").business_date(*span, "UTC") <= span[1]
