"""Shapes of chance: integer tables against exact references, proportions counted on even grids of words."""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.draw import distributions
from demogen.draw.distributions import ONE

WORD = 2**32
KNOTS = 4096

weights = st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any)
words = st.lists(st.integers(0, WORD - 1), min_size=1, max_size=50)
bounds = st.one_of(st.integers(1, 2**62), st.sampled_from([1, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**62 - 1, 2**62]))


def ints(values):
    return np.array(values, dtype=np.int64)


def as_words(values):
    return np.array(values, dtype=np.uint32)


def grid(points):
    """Spread words evenly over the whole range, each in the middle of its cell."""
    return as_words((np.arange(points, dtype=np.uint64) * 2 + 1) * (WORD // (2 * points)))


EVEN = grid(2**16)


@pytest.mark.parametrize("shares", [[1], [1, 1], [3, 5, 8], [0, 16, 0], [1, 0, 0, 255], [2**15, 2**16 - 2**15]])
def test_pick_meets_shares_exactly(shares):
    """On a grid of 2^16 words, weights that sum to a power of two get exactly their share."""
    found = np.bincount(distributions.pick(EVEN, shares), minlength=len(shares))
    assert found.tolist() == [2**16 * share // sum(shares) for share in shares]


@given(weights)
def test_pick_meets_any_shares_within_one(shares):
    found = np.bincount(distributions.pick(EVEN, shares), minlength=len(shares))
    assert len(found) == len(shares)
    assert all(
        abs(count - Fraction(2**16 * share, sum(shares))) < 1 for count, share in zip(found, shares, strict=True)
    )
    assert all(count == 0 for count, share in zip(found, shares, strict=True) if not share)


@given(words, weights)
def test_pick_equals_big_integers(drawn, shares):
    ends = np.cumsum(shares).tolist()
    expected = [next(i for i, end in enumerate(ends) if word * ends[-1] < end * WORD) for word in drawn]
    assert distributions.pick(as_words(drawn), shares).tolist() == expected


def test_pick_takes_the_largest_sum():
    drawn = as_words([0, 1, WORD // 2 - 1, WORD // 2, WORD - 1])
    assert distributions.pick(drawn, [2**30, 2**30]).tolist() == [0, 0, 0, 1, 1]


@given(words, st.lists(st.integers(0, 2**40), min_size=1, max_size=12), st.data())
def test_pick_prefix_equals_big_integers(drawn, shares, data):
    shares[0] += 1
    sizes = data.draw(st.lists(st.integers(1, len(shares)), min_size=len(drawn), max_size=len(drawn)))
    ends = np.cumsum(shares).tolist()
    expected = [
        next(i for i, end in enumerate(ends) if word * ends[n - 1] // WORD < end)
        for word, n in zip(drawn, sizes, strict=True)
    ]
    found = distributions.pick_prefix(as_words(drawn), ints(shares), ints(sizes)).tolist()
    assert found == expected
    assert all(0 <= index < size and shares[index] for index, size in zip(found, sizes, strict=True))


def test_pick_prefix_meets_shares_exactly():
    for size in (1, 2, 3):
        found = distributions.pick_prefix(EVEN, ints([1, 3, 4, 99]), np.full(len(EVEN), size))
        share = [1, 3, 4][:size]
        assert np.bincount(found).tolist() == [2**16 * s // sum(share) for s in share]


@given(words, bounds)
def test_scale_equals_big_integers(drawn, bound):
    expected = [word * bound // WORD for word in drawn]
    assert distributions.scale(as_words(drawn), bound).tolist() == expected
    assert distributions.scale(as_words(drawn), np.full(len(drawn), bound)).tolist() == expected


@pytest.mark.parametrize("bound", [1, 7, 2**31, 2**32, 2**62], ids=str)
def test_scale_stays_below_its_bound(bound):
    assert distributions.scale(as_words([0, WORD - 1]), bound).tolist() == [0, (WORD - 1) * bound // WORD]
    assert (WORD - 1) * bound // WORD < bound


@given(st.integers(-(10**30), 10**30), st.integers(1, 10**30))
def test_half_up_equals_fractions(numerator, denominator):
    assert distributions.half_up(numerator, denominator) == math.floor(
        Fraction(numerator, denominator) + Fraction(1, 2)
    )


def test_half_up_rounds_halves_up():
    assert [distributions.half_up(n, 2) for n in (-3, -1, 0, 1, 3)] == [-1, 0, 0, 1, 2]


@given(st.lists(st.integers(-5, 5)))
def test_rank_orders_ties_by_position(keys):
    order = sorted(range(len(keys)), key=lambda i: (keys[i], i))
    found = distributions.rank(ints(keys)).tolist()
    assert [found[i] for i in order] == list(range(len(keys)))


@pytest.mark.parametrize("name", ["normal", "exponential", "exp2"])
def test_tables_rise(name):
    table = distributions._tables()[name]
    assert len(table) == (1025 if name == "exp2" else KNOTS + 1)
    assert (np.diff(table) > 0).all()


def test_normal_knots_are_quantiles():
    exact = [NormalDist().inv_cdf(min(max(i / KNOTS, 2**-16), 1 - 2**-16)) * ONE for i in range(KNOTS + 1)]
    assert np.abs(distributions._tables()["normal"] - exact).max() < 0.51


def test_exponential_knots_are_quantiles():
    exact = [-math.log1p(-min(i / KNOTS, 1 - 2**-16)) * ONE for i in range(KNOTS + 1)]
    assert np.abs(distributions._tables()["exponential"] - exact).max() < 0.51


def test_power_knots_are_powers():
    exact = [2 ** (i / 1024) * ONE for i in range(1025)]
    assert np.abs(distributions._tables()["exp2"] - exact).max() < 0.51


def test_interpolate_reads_knots_and_between():
    table = ints([0, 100, 50, 60, 1000])
    quarter = WORD // 4
    at = [0, quarter // 2, quarter, quarter + quarter // 2, 2 * quarter, 3 * quarter, WORD - 1]
    assert distributions.interpolate(table, as_words(at)).tolist() == [0, 50, 100, 75, 50, 60, 999]


@given(words)
def test_interpolate_equals_big_integers(drawn):
    table = distributions._tables()["normal"].tolist()
    cells = [(word >> 20, word & (2**20 - 1)) for word in drawn]
    expected = [table[cell] + ((table[cell + 1] - table[cell]) * rest >> 20) for cell, rest in cells]
    assert distributions.normal(as_words(drawn)).tolist() == expected


def test_normal_is_near_its_reference():
    inner = EVEN[64:-64]
    exact = [NormalDist().inv_cdf(int(word) / WORD) for word in inner[::37]]
    assert np.abs(distributions.normal(inner[::37]) / ONE - exact).max() < 0.003
    values = distributions.normal(EVEN)
    assert abs(values.mean() / ONE) < 1e-5
    assert abs(values.std() / ONE - 1) < 1e-3
    assert np.abs(values).max() / ONE < 4.17


def test_exponential_is_near_its_reference():
    exact = -np.log1p(-(EVEN[:-64] / WORD))
    assert np.abs(distributions.exponential(EVEN[:-64]) / ONE - exact).max() < 0.01
    values = distributions.exponential(EVEN)
    assert values.min() >= 0
    assert abs(values.mean() / ONE - 1) < 5e-4
    assert values.max() / ONE < 16 * math.log(2)


def test_shapes_rise_with_the_word():
    for shape in (distributions.normal, distributions.exponential, distributions.skewed):
        assert (np.diff(shape(EVEN)) >= 0).all()


@given(st.lists(st.integers(-40 * ONE, 29 * ONE), min_size=1))
def test_exp_is_as_accurate_as_it_says(values):
    for found, value in zip(distributions.exp(ints(values)).tolist(), values, strict=True):
        exact = math.exp(value / ONE) * ONE
        assert abs(found - exact) <= exact * 1e-5 + 2


def test_exp_of_whole_range():
    values = np.arange(-20 * ONE, 29 * ONE, 4999, dtype=np.int64)
    found = distributions.exp(values)
    exact = np.exp(values / ONE) * ONE
    assert (np.abs(found - exact) <= exact * 1e-5 + 2).all()
    assert (np.diff(found) >= 0).all()
    assert distributions.exp(ints([0])).tolist() == [ONE]
    assert distributions.exp(ints([-(2**40)])).tolist() == [0]


@pytest.mark.parametrize("sigma", [0.0, 0.25, 1.0], ids=str)
def test_lognormal_has_its_quantiles(sigma):
    found = distributions.lognormal(EVEN, 10**9, int(sigma * ONE))
    assert found[len(found) // 2] == pytest.approx(10**9, rel=1e-4)
    exact = math.exp(sigma * NormalDist().inv_cdf(0.9)) * 10**9
    assert found[int(len(found) * 0.9)] == pytest.approx(exact, rel=1e-3)


def test_lognormal_takes_its_largest_median():
    """The largest word, a sigma of one and a median of 2^36 stay inside 64 bits."""
    drawn = as_words([0, WORD - 1])
    factors = distributions.exp(distributions.normal(drawn)).tolist()
    median = 2**36 - 1
    assert distributions.lognormal(drawn, median, ONE).tolist() == [median * factor // ONE for factor in factors]
    assert distributions.lognormal(drawn, ints([1000, 10]), ONE).tolist() == [
        1000 * factors[0] // ONE,
        10 * factors[1] // ONE,
    ]


def test_skewed_lies_on_the_unit_interval():
    found = distributions.skewed(grid(2**20))
    assert 0 <= found.min() < 100
    assert ONE - 100 < found.max() <= ONE
    assert (found == found.min()).mean() < 1e-4, "nothing piles up at an end"
    assert (found == found.max()).mean() < 1e-4
    assert abs(int(found.sum()) // len(found) - distributions.skewed_mean()) <= 20
    assert np.median(found) < distributions.skewed_mean()


def test_skewed_mean_falls_as_sigma_grows():
    means = [distributions.skewed_mean(ONE * tenths // 10) for tenths in (1, 3, 5, 8, 12)]
    assert means == sorted(means, reverse=True)
    assert ONE * 45 // 100 < means[0] < ONE // 2
    assert means[-1] < ONE // 8
