"""Ids are UUIDv7: time in front, version and variant in place, drawn bits behind that no two tenants share."""

from __future__ import annotations

import uuid

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.draw import ids
from demogen.draw.streams import Source, enumerate_periods

START = 1_735_689_600_000_000  # 2025-01-01, microseconds UTC


def draw_ids(created_at, *, seed="acme", salt="acme-corp", table="leads"):
    address = enumerate_periods([len(created_at)])
    return ids.draw(Source(seed, salt, ("2025-01",)).of(table, address), np.asarray(created_at, dtype=np.int64))


def as_uuids(found):
    content = found.to_bytes()
    return [uuid.UUID(bytes=content[at : at + 16]) for at in range(0, len(content), 16)]


@given(st.lists(st.integers(0, (2**48 - 1) * 1000), min_size=1, max_size=20))
def test_ids_are_version_seven(created_at):
    for found, moment in zip(as_uuids(draw_ids(created_at)), created_at, strict=True):
        assert found.version == 7
        assert found.variant == uuid.RFC_4122
        assert found.int >> 80 == moment // 1000


def test_ids_lay_out_their_draws():
    draws = Source("acme", "acme-corp", ("2025-01",)).of("leads", enumerate_periods([100]))
    a, b, c = (draws.words(f"id.{part}", salt="acme-corp").tolist() for part in "abc")
    for i, found in enumerate(as_uuids(draw_ids([START] * 100))):
        behind = found.int & (2**80 - 1)
        assert behind == 7 << 76 | (a[i] & 0xFFF) << 64 | 0b10 << 62 | (b[i] & 0x3FFFFFFF) << 32 | c[i]


def test_ids_are_pinned():
    assert [str(found) for found in as_uuids(draw_ids([START, START + 1_500]))] == [
        "01941f29-7c00-778b-b207-203eb8ebd0b3",
        "01941f29-7c01-7913-af3c-b1f2fb2c30c2",
    ]


def test_ids_of_a_million_rows_are_unique():
    """All at one moment, so that nothing but the drawn bits tells them apart."""
    found = draw_ids(np.full(1_000_000, START))
    pairs = np.stack([found.high, found.low], axis=1)
    assert len(np.unique(pairs, axis=0)) == 1_000_000
    # Every drawn bit is one in about half of the rows: 1,000 rows are two standard deviations.
    for half, bits in ((found.high, range(12)), (found.low, range(62))):
        ones = [int(((half >> np.uint64(bit)) & np.uint64(1)).sum()) for bit in bits]
        assert all(abs(count - 500_000) < 3000 for count in ones)


@pytest.mark.parametrize(
    "other", [{"salt": "globex"}, {"seed": "acme2"}, {"table": "contacts"}], ids=["tenant", "seed", "table"]
)
def test_ids_of_another_source_differ(other):
    moments = np.full(50_000, START)
    assert not set(as_uuids(draw_ids(moments))) & set(as_uuids(draw_ids(moments, **other)))


def test_ids_do_not_depend_on_the_batch():
    created = START + np.arange(100) * 977
    source = Source("acme", "acme-corp", ("2025-01",))
    address = enumerate_periods([100])
    rows = np.array([99, 3, 50, 3], dtype=np.int64)
    part = ids.draw(source.of("leads", address.take(rows)), created[rows])
    assert as_uuids(part) == as_uuids(draw_ids(created).take(rows))


@given(st.lists(st.integers(START, START + 3000), max_size=60))
def test_ids_order_by_time_then_id(created_at):
    created = np.array(created_at, dtype=np.int64)
    found = draw_ids(created)
    keys = list(zip(created_at, [one.bytes for one in as_uuids(found)], strict=True))
    assert found.order(created).tolist() == sorted(range(len(keys)), key=lambda i: keys[i])


def test_ids_order_goes_down_to_the_last_bit():
    """Of 20,000 rows at one moment, many share the upper half of their ids."""
    found = draw_ids(np.full(20_000, START))
    assert len(set(found.high.tolist())) < 5000
    content = [one.bytes for one in as_uuids(found)]
    assert found.order(np.full(20_000, START)).tolist() == sorted(range(20_000), key=lambda i: content[i])


def test_ids_sort_as_their_bytes():
    """In time order to the millisecond, also as bytes and as text: inserts into a B-tree are sequential."""
    created = START + np.arange(1000) * 1000
    found = as_uuids(draw_ids(created))
    assert found == sorted(found)
    assert [str(one) for one in found] == sorted(str(one) for one in found)


def test_ids_join_in_order():
    first, second = draw_ids([START, START + 1]), draw_ids([START + 2], table="contacts")
    joined = ids.concatenate([first, second])
    assert as_uuids(joined) == as_uuids(first) + as_uuids(second)
    assert len(joined) == 3
