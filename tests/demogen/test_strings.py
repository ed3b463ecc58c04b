"""Columns of text put together by Arrow, against the same in plain Python."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.draw import strings

WORDS = ["", "a", "Müller", "東京", "😀", None]

indices = st.lists(st.integers(-1, len(WORDS) - 1), max_size=20)
texts = st.lists(st.sampled_from(["ann", "bob", "cy", ""]), max_size=30)


def ints(values):
    return np.array(values, dtype=np.int64)


@given(indices)
def test_take_and_coded_give_the_text_at_an_index(index):
    expected = [None if i < 0 else WORDS[i] for i in index]
    taken, coded = strings.take(WORDS, ints(index)), strings.coded(WORDS, ints(index))
    assert taken.type == pa.string()
    assert taken.to_pylist() == expected
    assert pa.types.is_dictionary(coded.type)
    assert coded.to_pylist() == expected
    assert coded.null_count == expected.count(None)


@pytest.mark.parametrize("give", [strings.take, strings.coded])
def test_index_beyond_the_values_is_an_error(give):
    with pytest.raises((IndexError, pa.ArrowException)):
        give(["a"], ints([1]))


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)), max_size=20))
def test_join_joins_row_by_row(rows):
    left, right = (pa.array([row[side] for row in rows], pa.string()) for side in (0, 1))
    expected = [None if None in row else f"<{row[0]}-{row[1]}>" for row in rows]
    assert strings.join("<", left, "-", right, ">").to_pylist() == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{first} {last}", ["Ann Lee", None, "Cy Ray"]),
        ("{last}", ["Lee", None, "Ray"]),
        ("{first}{first}!", ["AnnAnn!", "BobBob!", "CyCy!"]),
        ("plain", ["plain"] * 3),
        ("", [""] * 3),
        ("{} {not a slot}", ["{} {not a slot}"] * 3),
    ],
)
def test_fill_puts_columns_into_slots(template, expected):
    slots = {"first": pa.array(["Ann", "Bob", "Cy"]), "last": pa.array(["Lee", None, "Ray"])}
    assert strings.fill(template, slots, 3).to_pylist() == expected


def test_fill_of_a_slot_that_is_not_there():
    with pytest.raises(KeyError, match="middle"):
        strings.fill("{middle}", {"first": pa.array(["Ann"])}, 1)


@given(st.lists(st.integers(0, 3), max_size=30))
def test_fill_by_fills_the_chosen_template(choice):
    templates = ["{n} of {total}", "nothing", "{total}/{n}", "{n}"]
    n, total = [str(i) for i in range(len(choice))], [str(i * i) for i in range(len(choice))]
    slots = {"n": pa.array(n, pa.string()), "total": pa.array(total, pa.string()).dictionary_encode()}
    filled = strings.fill_by(templates, ints(choice), slots)
    expected = [
        re.sub(r"\{(\w+)\}", lambda slot, i=i: {"n": n, "total": total}[slot[1]][i], templates[which])
        for i, which in enumerate(choice)
    ]
    assert filled.type == pa.string()
    assert filled.to_pylist() == expected


@given(st.lists(st.integers(0, 18).flatmap(lambda d: st.tuples(st.integers(0, 10**d - 1), st.just(d))), max_size=20))
def test_padded_writes_leading_zeros(rows):
    numbers, digits = (ints([row[side] for row in rows]) for side in (0, 1))
    expected = [str(number).zfill(width) if width else "" for number, width in rows]
    assert strings.padded(numbers, digits).to_pylist() == expected


@given(st.lists(st.integers(-(2**62), 2**62)))
def test_text_writes_digits(numbers):
    assert strings.text(ints(numbers)).to_pylist() == [str(number) for number in numbers]


@given(texts, st.integers(0, 30))
def test_codes_number_distinct_values(values, cut):
    seen = list(dict.fromkeys(values))
    expected = [seen.index(value) for value in values]
    assert strings.codes(pa.array(values, pa.string())).tolist() == expected
    chunked = pa.chunked_array([pa.array(values[:cut], pa.string()), pa.array(values[cut:], pa.string())])
    assert strings.codes(chunked).tolist() == expected


@given(st.lists(st.integers(-3, 3), max_size=40))
def test_occurrence_counts_equal_keys_before(keys):
    assert strings.occurrence(ints(keys)).tolist() == [keys[:i].count(key) for i, key in enumerate(keys)]


@given(texts, st.sampled_from(["", " ", "-"]))
def test_numbered_makes_texts_unique(values, separator):
    found = strings.numbered(pa.array(values, pa.string()), separator).to_pylist()
    assert len(set(found)) == len(found)
    times = Counter()
    for value, numbered in zip(values, found, strict=True):
        times[value] += 1
        assert numbered == (value if times[value] == 1 else f"{value}{separator}{times[value]}")


def test_numbered_keeps_numbers_when_rows_are_added():
    """Rows that come later change no text before them."""
    first = strings.numbered(pa.array(["ann", "bob", "ann"])).to_pylist()
    assert strings.numbered(pa.array(["ann", "bob", "ann", "ann", "cy"])).to_pylist()[:3] == first
