"""Amounts: whales differ from each other and from seed to seed, and people write round numbers."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

import pytest

WON = {"closedWonCount": 80, "closedWonValue": 1_200_000, "contacts": 500, "leads": 1500}


def _won(observed, raw, seed):
    table = observed({**raw, "seed": seed, "targets": WON, "realism": {"whaleRatio": 10}}, "deals")
    rows = zip(*(table.column(c).to_pylist() for c in ("status", "is_whale", "amount")), strict=True)
    return [(whale, amount) for status, whale, amount in rows if status == "won"]


def test_whales_differ_and_the_seed_moves_them(observed, small):
    """No two whales have one amount, and another seed gives other ones."""
    seeds = {seed: [amount for whale, amount in _won(observed, small, seed) if whale] for seed in ("a", "b", "c")}
    every = [amount for amounts in seeds.values() for amount in amounts]
    assert {len(amounts) for amounts in seeds.values()} == {8}
    assert len(set(every)) == len(every)
    assert max(every) > Decimal("1.3") * min(every)


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_whales_are_five_times_the_median_of_the_others(observed, small, seed):
    won = _won(observed, small, seed)
    assert min(a for whale, a in won if whale) >= 5 * median(a for whale, a in won if not whale)
    assert sum(amount for _, amount in won) == WON["closedWonValue"]


def test_many_amounts_are_round(observed, small):
    """More than a third are whole tens, and some are not even whole units."""
    amounts = [amount for whale, amount in _won(observed, small, "a") if not whale]
    assert sum(amount % 10 == 0 for amount in amounts) > len(amounts) / 3
    assert any(amount % 1 for amount in amounts)
