"""What is too many for memory: chosen by bounds, numbered by hashes, kept in files; the same as if it were held."""

from __future__ import annotations

import errno
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.build import build_bundle
from demogen.draw import arrays, mapped
from demogen.draw.lowest import Lowest, keys_of, lowest_bound
from demogen.draw.records import Pile, Spill
from demogen.draw.repeats import Repeats, hash_texts
from demogen.draw.shelf import Shelf
from demogen.errors import EnvironmentProblem

SMALL = {
    "country": "US",
    "industry": "saas",
    "startDate": "2025-01-01",
    "asOf": "2026-01-31",
    "seed": "held",
    "targets": {"leads": 300, "contacts": 80},
}

HASHES = [
    0x0,
    0x919AE2D88CE9ADD6,
    0x50D0CD59DF096CD6,
    0x2F3D30039E74CB09,
    0xA6EA80E94C4807A8,
    0x24F5030E65996B95,
    0x79CA7B8C2D652CBC,
]

# Few distinct draws, so that many are equal, and some that differ in the last bits alone.
draws = st.lists(st.sampled_from([0, 1, 2, 1 << 16, (1 << 16) + 1, 2**31, 2**32 - 2, 2**32 - 1]), max_size=40)


@given(draws, st.lists(st.floats(0, 1), max_size=4), st.integers(1, 9))
def test_the_lowest_are_chosen_and_of_equal_ones_the_earlier(drawn, shares, size):
    words, rows = np.array(drawn, dtype=np.uint32), np.arange(len(drawn), dtype=np.int64)
    counts = [int(share * len(drawn)) for share in shares]
    lowest = Lowest(Spill())
    for at in range(0, len(drawn), size):
        lowest.add(words[at : at + size], rows[at : at + size])
    order = np.argsort(words, kind="stable")
    for count, bound in zip(counts, lowest.bounds(counts), strict=True):
        chosen = keys_of(words, rows) < bound
        assert np.flatnonzero(chosen).tolist() == sorted(order[:count].tolist())
        assert bound == lowest_bound(keys_of(words, rows), count)
    assert len(lowest) == 0


@given(st.lists(st.text(alphabet="aé@.", max_size=4), max_size=30), st.data())
def test_repeats_are_counted_by_age(texts, data):
    born = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(texts), max_size=len(texts))), dtype=np.int64)
    repeats = Repeats(Spill(), data.draw(st.sampled_from([1, 1_000_000])))
    repeats.add(np.arange(len(texts), dtype=np.int64), arrays.texts(texts))
    found = {
        row: n for rows, times in repeats.find(lambda rows: born[rows]) for row, n in zip(rows, times, strict=True)
    }
    seen, expected = Counter(), {}
    for row in sorted(range(len(texts)), key=lambda row: (born[row], row)):
        if seen[texts[row]]:
            expected[row] = seen[texts[row]]
        seen[texts[row]] += 1
    assert found == expected


def test_hashes_are_the_same_everywhere():
    """They decide who has a number in an address, so they are part of what a seed means."""
    texts = arrays.texts(["", "a", "b", "ab", "ba", "anna.smith@north-wind", "é"])
    assert hash_texts(texts).tolist() == HASHES
    assert hash_texts(texts.slice(3, 3)).tolist() == HASHES[3:6]
    assert hash_texts(arrays.texts([])).tolist() == []


def test_arrays_in_files_are_arrays(tmp_path):
    spill = Spill(tmp_path / "spill", 0)
    array = spill.keep(np.arange(1000, dtype=np.int64))
    array[spill.full(3, 7)] = -1
    spill.let_go()
    expected = np.arange(1000)
    expected[7] = -1
    assert array.tolist() == expected.tolist()
    assert not [*tmp_path.glob("spill/*")]  # they have no name that could be left behind
    assert [span.stop for span in spill.spans(10, 4)] == [4, 8, 10]


@pytest.mark.parametrize("in_files", [False, True])
def test_tables_are_taken_from_the_shelf(tmp_path, in_files):
    import pyarrow as pa

    tables = [pa.table({"name": ["é", None, ""][:n], "place": [1, 2, 3][:n]}) for n in (3, 0, 1)]
    shelf = Shelf(Spill(tmp_path if in_files else None, 0))
    for table in tables:
        shelf.put(table)
    assert [shelf.take(n) for n in (2, 0, 1, 0)] == [tables[n] for n in (2, 0, 1, 0)]


def test_a_full_disk_is_told_as_one():
    pile = Pile(np.dtype(np.int64), Path("/dev/full"), 0)
    with pytest.raises(OSError, match="No space left") as caught:
        pile.add(np.arange(5000))
    assert caught.value.errno == errno.ENOSPC


@pytest.mark.parametrize("fails", ["room", "write"])
def test_a_disk_that_is_full_while_a_world_is_drawn(tmp_path, monkeypatch, fails):
    """Nothing is left, whether there is no room for an array or for records that are appended."""

    def full(*_given):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("demogen.build.Spill", lambda folder: Spill(folder, 0))
    if fails == "room":
        monkeypatch.setattr(mapped, "_take_room", full)
    else:
        monkeypatch.setattr("demogen.draw.records.Pile.flush", full)
    with pytest.raises(EnvironmentProblem, match="the disk is full"):
        build_bundle(SMALL, None, tmp_path / "out")
    assert [*tmp_path.iterdir()] == []
