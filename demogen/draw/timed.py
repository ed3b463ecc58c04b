"""Records by time: put in the order in which rows came about, ties by id, span after span.

A record of a row says where its draws come from: `part`, which of the streams of its table, `period` and `ordinal`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from demogen.draw import ids
from demogen.draw.arrays import Ints
from demogen.draw.parallel import SLICE
from demogen.draw.records import Buckets, Records, Spill, gather, pack
from demogen.draw.streams import Address, Draws, Source, join_draws

ROWS_IN_SPAN = 150_000  # that are put in order at once, about
ADDRESS = [("period", "i2"), ("ordinal", "u4")]
BIRTH = [("part", "i1"), ("created", "i8"), *ADDRESS]


@dataclass(frozen=True)
class Born:
    """Rows in order of creation (microseconds UTC)."""

    created: Ints
    ids: ids.Ids
    draws: Draws


def time_bounds(marks: Ints, coming: Sequence[int] | Ints, rows: int, until: int) -> Ints:
    """Return when spans of time begin into which about as many rows fall as can be put in order at once.

    Args:
        marks: when periods begin, and the end of the last one.
        coming: how many rows come in each period, or in what proportion.
        rows: how many come until a moment.
        until: that moment.
    """
    count = -(-rows // ROWS_IN_SPAN)
    if count <= 1:
        return marks[:1]
    come = np.concatenate([[0], np.cumsum(np.asarray(coming, dtype=np.int64) + 1)])
    last = int(np.searchsorted(marks, until))
    wanted = np.arange(count, dtype=np.int64) * come[last] // count
    period = np.searchsorted(come, wanted, side="right") - 1
    width = np.append(marks[1:], marks[-1]) - marks
    return marks[period] + width[period] // 1000 * ((wanted - come[period]) * 1000 // (come[period + 1] - come[period]))


def in_order(buckets: Buckets, source: Source, streams: Mapping[int, str]) -> Iterator[tuple[Records, ids.Ids]]:
    """Return the records of buckets by creation and id, bucket by bucket, with their ids."""
    for found in filter(len, buckets.spans()):
        created = found["created"].astype(np.int64)
        keys = ids.draw(draws_of(found, source, streams), created)
        order = keys.order(created)
        yield gather(found, order), keys.take(order)


def with_ids(buckets: Buckets, source: Source, streams: Mapping[int, str]) -> Iterator[tuple[Records, ids.Ids]]:
    """Return the records of buckets by creation and id, with their ids, in slices."""
    for found, keys in in_order(buckets, source, streams):
        for at in range(0, len(found), SLICE):
            rows = slice(at, at + SLICE)
            yield found[rows], ids.Ids(keys.high[rows], keys.low[rows])


def draws_of(found: Records, source: Source, streams: Mapping[int, str]) -> Draws:
    """Return the draws of records that say to which part they belong; `streams` are the tables of parts."""
    rows = {part: np.flatnonzero(found["part"] == part) for part in streams}
    address = Address(found["period"].astype(np.int64), found["ordinal"].astype(np.int64))
    own = {part: source.of(streams[part], address.take(mine)) for part, mine in rows.items() if len(mine)}
    if len(own) == 1:
        return next(iter(own.values()))
    return join_draws(list(own.values()), [rows[part] for part in own])


def birth_buckets(spill: Spill, marks: Ints, coming: Sequence[int] | Ints, dtype: npt.DTypeLike = BIRTH) -> Buckets:
    """Return buckets for the rows of a table that come about in periods, so many in each."""
    bounds = time_bounds(marks, coming, int(np.sum(np.asarray(coming, dtype=np.int64))), int(marks[-1]))
    return spill.buckets(dtype, bounds)


def note_births(
    created: Ints, address: Address, also: Mapping[str, npt.NDArray[Any]] | None = None, dtype: npt.DTypeLike = BIRTH
) -> Records:
    """Return rows that come about as records, `also` with other columns."""
    place = {"part": np.zeros(len(created)), "period": address.period, "ordinal": address.ordinal}
    return pack(np.dtype(dtype), {**place, "created": created, **(also or {})})


def put_in_order(
    buckets: Buckets, source: Source, table: str, spill: Spill, also: tuple[str, ...] = ()
) -> tuple[Born, dict[str, npt.NDArray[Any]]]:
    """Put rows of a table in order of creation, ties by id; nothing is left in the buckets.

    Returns:
        The rows, and those other columns of their records that are asked for.
    """
    count, end = len(buckets), 0
    columns = {name: spill.array(count) for name in ("created", "period", "ordinal")}
    columns |= {name: spill.array(count, _width(buckets.dtype[name])) for name in also}
    high, low = (spill.array(count, np.uint64) for _ in range(2))
    for found, keys in in_order(buckets, source, {0: table}):
        rows, end = slice(end, end + len(found)), end + len(found)
        for name, values in columns.items():
            values[rows] = found[name]
        high[rows], low[rows] = keys.high, keys.low
        spill.let_go()
    address = Address(columns["period"], columns["ordinal"])
    born = Born(columns["created"], ids.Ids(high, low), source.of(table, address))
    return born, {name: columns[name] for name in also}


def _width(dtype: np.dtype[Any]) -> npt.DTypeLike:
    return np.bool_ if dtype == np.bool_ else np.int64
