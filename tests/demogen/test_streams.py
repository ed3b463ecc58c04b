"""Streams: a draw depends on seed, column, period and ordinal, and on nothing else."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.draw import distributions, rng
from demogen.draw.streams import (
    Address,
    Source,
    enumerate_periods,
    join_addresses,
    mix,
    of_family,
    start_of,
)

PERIODS = ("2025-01", "2025-02", "2025-02+", "2025-03+")
SOURCE = Source("acme", "acme-corp", PERIODS)

counts = st.lists(st.integers(0, 40), min_size=1, max_size=len(PERIODS))
text = st.text(max_size=12)
salts = st.text(min_size=1, max_size=12)


def address_of(period, *ordinals):
    return Address(np.full(len(ordinals), period, dtype=np.int64), np.array(ordinals, dtype=np.int64))


def rows_of(address):
    return list(zip(address.period.tolist(), address.ordinal.tolist(), strict=True))


def stepped(start, count):
    """Draw as SeededRng does: one step, one mix, again."""
    source = rng.SeededRng("")
    source._state = start
    return [source.next_u32() for _ in range(count)]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        (("demo-2026-01", "leads.created_at", "2025-03"), 0xC1338F5B),
        (("", "", ""), 0x1A3D23C4),
        (("東京😀", "contacts.id.a", "2025-03+"), 0xD15EC01D),
    ],
    ids=["usual", "empty", "unicode"],
)
def test_stream_start_is_pinned(name, start):
    written = json.dumps([4, *name], separators=(",", ":")).encode("ascii")
    assert start_of(*name) == int.from_bytes(hashlib.sha256(written).digest()[:4], "big") == start


def test_stream_steps_as_the_generator():
    words = SOURCE.of("leads", enumerate_periods([0, 500])).words("score")
    assert words.tolist() == stepped(start_of("acme", "leads.score", "2025-02"), 500)


def test_stream_of_a_salted_column_steps_as_the_generator():
    words = SOURCE.of("leads", enumerate_periods([3])).words("id.a", salt="acme-corp")
    assert words.tolist() == stepped(start_of("acme", "leads.id.a", "2025-01", "acme-corp"), 3)


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1))
def test_mix_equals_scalar_mix(states):
    assert mix(np.array(states, dtype=np.uint32)).tolist() == [rng.mix(state) for state in states]


@given(st.integers(0, 2**32 - 2))
def test_stream_addresses_any_ordinal(ordinal):
    word = SOURCE.of("leads", address_of(1, ordinal)).words("score")
    start = start_of("acme", "leads.score", "2025-02")
    assert word.tolist() == [rng.mix((start + (ordinal + 1) * rng.STEP) % 2**32)]


@given(counts, st.randoms(use_true_random=False))
def test_stream_ignores_order_and_batch(sizes, random):
    address = enumerate_periods(sizes)
    whole = SOURCE.of("leads", address).words("score")
    order = list(range(len(address)))
    random.shuffle(order)
    cut = random.randint(0, len(order))
    for part in (order, order[:cut], order[cut:], order[:1]):
        index = np.array(part, dtype=np.int64)
        assert SOURCE.of("leads", address.take(index)).words("score").tolist() == whole[index].tolist()


@given(counts, counts)
def test_stream_keeps_draws_when_counts_change(before, after):
    """More rows in a period move nothing in it and nothing in another."""
    old, new = enumerate_periods(before), enumerate_periods(after)
    first = dict(zip(rows_of(old), SOURCE.of("leads", old).words("score").tolist(), strict=True))
    second = dict(zip(rows_of(new), SOURCE.of("leads", new).words("score").tolist(), strict=True))
    shared = first.keys() & second.keys()
    assert {key: first[key] for key in shared} == {key: second[key] for key in shared}


def test_stream_ignores_periods_added_around():
    longer = Source("acme", "acme-corp", ("2024-12", *PERIODS, "2025-04+"))
    here = SOURCE.of("leads", address_of(1, *range(50))).words("score")
    assert longer.of("leads", address_of(2, *range(50))).words("score").tolist() == here.tolist()


@pytest.mark.parametrize(
    "other",
    [
        Source("acme2", "acme-corp", PERIODS).of("leads", address_of(0, *range(2000))).words("score"),
        SOURCE.of("contacts", address_of(0, *range(2000))).words("score"),
        SOURCE.of("leads", address_of(0, *range(2000))).words("status"),
        SOURCE.of("leads", address_of(1, *range(2000))).words("score"),
        SOURCE.of("leads", address_of(0, *range(2000))).words("score", salt="acme-corp"),
        SOURCE.of("leads", address_of(0, *range(2000, 4000))).words("score"),
    ],
    ids=["seed", "table", "column", "period", "salt", "ordinals"],
)
def test_stream_of_another_name_is_another(other):
    words = SOURCE.of("leads", address_of(0, *range(2000))).words("score")
    assert not (words == other).any()
    # The upper bits agree by chance alone: of 2,000 pairs about 1,000, 22 to a standard deviation.
    assert abs(int(((words ^ other) >> np.uint32(31)).sum()) - 1000) < 120


def test_salts_differ():
    draws = SOURCE.of("leads", address_of(0, *range(500)))
    assert not (draws.words("id.a", salt="acme-corp") == draws.words("id.a", salt="globex")).any()


@given(st.tuples(text, text, text), st.tuples(text, text, text))
def test_stream_names_are_unambiguous(first, second):
    assert (start_of(*first) == start_of(*second)) == (first == second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("a", "b.c", "d"), ("a.b", "c", "d")),
        (('a","b', "c", "d"), ("a", 'b","c', "d")),
        (("a\\", "b", ""), ("a", "\\b", "")),
        (("1", "", ""), ("", "1", "")),
    ],
    ids=["dot", "quote", "backslash", "empty"],
)
def test_stream_names_that_look_alike_differ(first, second):
    assert start_of(*first) != start_of(*second)


@given(st.tuples(text, salts), st.tuples(text, salts))
def test_salted_names_are_unambiguous(first, second):
    draws = [Source(seed, "", ("p",)).of("t", address_of(0, 0)).words("id.a", salt) for seed, salt in (first, second)]
    assert (draws[0] == draws[1]).all() == (first == second)


@given(counts)
def test_enumerate_periods_numbers_rows(sizes):
    expected = [(period, ordinal) for period, size in enumerate(sizes) for ordinal in range(size)]
    assert rows_of(enumerate_periods(sizes)) == expected


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1000), st.integers(0, 8)), unique_by=lambda row: row[:2]))
def test_children_have_addresses_of_their_own(parents):
    columns = [np.array(column, dtype=np.int64) for column in zip(*parents, strict=True)] or [np.zeros(0, np.int64)] * 3
    parent, k, address = Address(columns[0], columns[1]).children(columns[2], 8)
    expected = [
        (i, position, period, ordinal * 8 + position)
        for i, (period, ordinal, size) in enumerate(parents)
        for position in range(size)
    ]
    found = zip(parent.tolist(), k.tolist(), address.period.tolist(), address.ordinal.tolist(), strict=True)
    assert list(found) == expected
    assert len(set(rows_of(address))) == len(expected)


def test_children_beyond_the_stride_are_refused():
    with pytest.raises(ValueError, match="9 children do not fit into a stride of 8"):
        address_of(0, 1, 2).children(np.array([3, 9], dtype=np.int64), 8)


def test_families_share_no_address():
    rows = enumerate_periods([3, 2])
    families = [rows_of(of_family(rows, family, 4)) for family in range(4)]
    assert len(set().union(*families)) == 4 * len(rows)
    joined = join_addresses(of_family(rows, 0, 4), of_family(rows, 1, 4))
    assert rows_of(joined) == families[0] + families[1]


@given(st.integers(1, 2**31), st.lists(st.integers(0, 2**32 - 2), min_size=1, max_size=20))
def test_below_equals_big_integers(bound, ordinals):
    draws = SOURCE.of("leads", address_of(0, *ordinals))
    expected = [word * bound >> 32 for word in draws.words("x").tolist()]
    assert draws.below("x", bound).tolist() == expected
    assert draws.below("x", np.full(len(ordinals), bound, dtype=np.int64)).tolist() == expected


@pytest.mark.parametrize("per_mille", [0, 1, 250, 999, 1000])
def test_chance_comes_to_its_share(per_mille):
    draws = SOURCE.of("leads", enumerate_periods([100_000]))
    found = int(draws.chance("late", per_mille).sum())
    assert abs(found - 100 * per_mille) <= 5 * (100 * per_mille * (1 - per_mille / 1000)) ** 0.5


def test_empty_tables_draw_nothing():
    draws = SOURCE.of("leads", enumerate_periods([0, 0]))
    assert len(draws.address) == 0
    shapes = [draws.normal("a"), draws.exponential("a"), draws.pick("a", [1, 2])]
    for column in (draws.words("a"), draws.below("a", 9), draws.chance("a", 5), *shapes):
        assert column.tolist() == []


def test_draws_read_the_distributions():
    draws = SOURCE.of("leads", enumerate_periods([2000]))
    quarter = (draws.words("kind") >> np.uint32(30)).tolist()
    assert draws.pick("kind", [1, 2, 1]).tolist() == [(0, 1, 1, 2)[q] for q in quarter]
    assert draws.normal("z").tolist() == distributions.normal(draws.words("z")).tolist()
    assert draws.exponential("e").tolist() == distributions.exponential(draws.words("e")).tolist()


def test_a_draw_by_hand_as_the_docs_show_it(capsys):
    """The program in docs/determinism.md prints what it says, and that is what the stream draws."""
    docs = (Path(__file__).parents[2] / "docs" / "determinism.md").read_text()
    [program] = re.findall(r"```python\n(.*?)```", docs, re.DOTALL)
    exec(program, {})
    printed = capsys.readouterr().out.strip()
    assert f"# {printed}\n" in program
    start = start_of("acme", "deals.amount", "2025-01")
    assert printed == f"{rng.mix((start + 5 * rng.STEP) % 2**32):08x}"
