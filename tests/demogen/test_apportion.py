"""Apportionment: exact sums, house monotonicity and order for Sainte-Laguë, quota for largest remainder."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.plan.apportion import largest_remainder, sainte_lague

some_weights = st.lists(
    st.one_of(st.integers(0, 9), st.integers(0, 10**6), st.integers(0, 10**40)), min_size=1, max_size=30
).filter(any)
totals = st.integers(0, 400)
large_totals = st.integers(0, 10**6)


def one_by_one(total, weights):
    """Hand out seat after seat to the largest weight / (2 * seats + 1), the first of equal ones."""
    counts = [0] * len(weights)
    for _ in range(total):
        best = max(range(len(weights)), key=lambda i: (Fraction(weights[i], 2 * counts[i] + 1), -i))
        counts[best] += 1
    return counts


@given(totals, some_weights)
def test_sainte_lague_equals_handing_out_one_by_one(total, weights):
    assert sainte_lague(total, weights) == one_by_one(total, weights)


@given(large_totals, some_weights)
def test_sainte_lague_sums_exactly(total, weights):
    counts = sainte_lague(total, weights)
    assert sum(counts) == total
    assert all(count == 0 for count, weight in zip(counts, weights, strict=True) if not weight)


@given(large_totals, st.integers(1, 5000), some_weights)
def test_sainte_lague_never_takes_when_the_total_grows(total, more, weights):
    before, after = sainte_lague(total, weights), sainte_lague(total + more, weights)
    assert all(a <= b for a, b in zip(before, after, strict=True))


@given(totals, some_weights)
def test_sainte_lague_grows_by_one_at_one_place(total, weights):
    before, after = sainte_lague(total, weights), sainte_lague(total + 1, weights)
    assert sorted(b - a for a, b in zip(before, after, strict=True)) == [0] * (len(weights) - 1) + [1]


@given(large_totals, some_weights, st.integers(1, 10**9))
def test_sainte_lague_ignores_the_scale_of_weights(total, weights, factor):
    assert sainte_lague(total, [weight * factor for weight in weights]) == sainte_lague(total, weights)


@given(st.lists(large_totals, min_size=3, max_size=3), some_weights)
def test_sainte_lague_keeps_companies_below_contacts_below_leads(three, weights):
    companies, contacts, leads = (sainte_lague(total, weights) for total in sorted(three))
    assert all(a <= b <= c for a, b, c in zip(companies, contacts, leads, strict=True))


@given(large_totals, some_weights)
def test_sainte_lague_gives_more_to_more_weight(total, weights):
    counts = sainte_lague(total, weights)
    pairs = sorted(zip(weights, counts, strict=True))
    assert all(a <= b for (v, a), (w, b) in pairwise(pairs) if v < w)


@given(large_totals, st.integers(1, 20))
def test_sainte_lague_splits_equal_weights_evenly_first_ones_first(total, size):
    counts = sainte_lague(total, [7] * size)
    assert counts == [total // size + (i < total % size) for i in range(size)]


@pytest.mark.parametrize(
    ("total", "weights", "counts"),
    [
        (0, [0, 0], [0, 0]),
        (0, [], []),
        (5, [0, 3, 0], [0, 5, 0]),
        (1, [1, 1, 1], [1, 0, 0]),
        (2, [3, 1], [2, 0]),  # a tie at 1: the first gets its second before the other its first
        (2, [1, 3], [1, 1]),  # the same tie, the other way round
        (7, [53, 24, 23], [3, 2, 2]),
        (3, [1] * 10, [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]),
        (6, [1] * 10, [1, 1, 1, 1, 1, 1, 0, 0, 0, 0]),
        (1, [1, 10**40], [0, 1]),
        (505, [1999] + [2] * 20, [500] + [1] * 5 + [0] * 15),  # the first gets several of those left by rounding
    ],
)
def test_sainte_lague_of_known_cases(total, weights, counts):
    assert sainte_lague(total, weights) == counts


def test_sainte_lague_without_weights_is_refused():
    with pytest.raises(ValueError, match="nobody"):
        sainte_lague(1, [0, 0])


@given(large_totals, some_weights)
def test_largest_remainder_keeps_within_one_of_quota(total, weights):
    counts = largest_remainder(total, weights)
    assert sum(counts) == total
    quotas = [Fraction(total * weight, sum(weights)) for weight in weights]
    assert all(abs(count - quota) < 1 for count, quota in zip(counts, quotas, strict=True))


@given(large_totals, some_weights)
def test_largest_remainder_rounds_up_the_largest(total, weights):
    quotas = [Fraction(total * weight, sum(weights)) for weight in weights]
    counts = largest_remainder(total, weights)
    remainders = [
        (quota % 1, -i, count > quota // 1) for i, (quota, count) in enumerate(zip(quotas, counts, strict=True))
    ]
    raised = [up for _, _, up in sorted(remainders, reverse=True)]
    assert raised == sorted(raised, reverse=True)


@pytest.mark.parametrize(
    ("total", "weights", "counts"),
    [
        (1, [1, 1], [1, 0]),
        (10, [60, 25, 15], [6, 3, 1]),  # remainders of a half: the first of equal ones
        (100, [1, 1, 1], [34, 33, 33]),
        (7, [0, 2, 0], [0, 7, 0]),
        (0, [1, 2], [0, 0]),
        (0, [], []),
        (0, [0], [0]),
    ],
)
def test_largest_remainder_of_known_cases(total, weights, counts):
    assert largest_remainder(total, weights) == counts


def test_largest_remainder_without_weights_is_refused():
    with pytest.raises(ValueError, match="nobody"):
        largest_remainder(1, [0, 0])


def test_largest_remainder_may_take_when_the_total_grows():
    """Why periods are not shared out by it: the third loses one as the total grows."""
    assert largest_remainder(10, [6, 6, 2])[2] > largest_remainder(11, [6, 6, 2])[2]
