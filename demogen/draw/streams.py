"""Named streams of draws: a draw depends on seed, column, period and ordinal, and on nothing else.

A stream starts at the first four bytes of SHA-256 over (drawing version, seed, column, period); with 32-bit wrap-around
the n-th Mulberry32 state is `start + n * STEP`, so any draw of any row is one integer expression over arrays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from demogen.draw import distributions
from demogen.draw.arrays import Ints, Words
from demogen.draw.rng import STEP

DRAWING_VERSION = 4


def mix(states: Words) -> Words:
    """Turn 32-bit states into the draws that belong to them."""
    t = (states ^ (states >> np.uint32(15))) * (states | np.uint32(1))
    t ^= t + (t ^ (t >> np.uint32(7))) * (t | np.uint32(61))
    result: Words = t ^ (t >> np.uint32(14))
    return result


def start_of(seed: str, column: str, period: str, *salt: str) -> int:
    """Return the start of a stream: the parts are separated unambiguously as a JSON array."""
    return int(starts_of(seed, column, (period,), *salt)[0])


def starts_of(seed: str, column: str, periods: Sequence[str], *salt: str) -> Words:
    """Return the starts of the streams of a column, by period."""
    return _starts(seed, column, [_rest(period, *salt) for period in periods])


def _starts(seed: str, column: str, rests: Sequence[bytes]) -> Words:
    head = hashlib.sha256(_json([DRAWING_VERSION, seed, column])[:-1])
    found = []
    for rest in rests:
        name = head.copy()
        name.update(rest)
        found.append(name.digest()[:4])
    return np.frombuffer(b"".join(found), dtype=">u4").astype(np.uint32)


def _rest(period: str, *salt: str) -> bytes:
    """Return what the name of a stream ends with."""
    return b"," + _json([period, *salt])[1:]


def _json(value: Sequence[Any]) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")


@dataclass(frozen=True)
class Address:
    """Where rows stand in their table: the index of the period and the ordinal in it, one of each per row.

    Ordinals stay below 2^32, where streams begin again; ten million leads in one period, with 64 activities each, come
    to 2^30.
    """

    period: Ints
    ordinal: Ints

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.ordinal)

    def take(self, index: npt.NDArray[np.generic]) -> Address:
        """Return the addresses of some rows."""
        return Address(self.period[index], self.ordinal[index])

    def children(self, counts: Ints, stride: int) -> tuple[Ints, Ints, Address]:
        """Return parent index, position k and address of each parent's children: ordinal * stride + k.

        Raises:
            ValueError: a parent has more children than the stride has places; they would share addresses.
        """
        if len(counts) and int(counts.max()) > stride:
            raise ValueError(f"{counts.max()} children do not fit into a stride of {stride}")
        parent = np.repeat(np.arange(len(self), dtype=np.int64), counts)
        first = np.cumsum(counts) - counts
        k = np.arange(len(parent), dtype=np.int64) - first[parent]
        return parent, k, Address(self.period[parent], self.ordinal[parent] * stride + k)


def enumerate_periods(counts: Sequence[int] | Ints) -> Address:
    """Address the rows of a table of which each period holds a count: ordinals run from zero in each."""
    sizes = np.asarray(counts, dtype=np.int64)
    period = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
    first = np.cumsum(sizes) - sizes
    return Address(period, np.arange(len(period), dtype=np.int64) - first[period])


def enumerate_slices(counts: Sequence[int] | Ints, size: int) -> Iterator[Address]:
    """Return the addresses of `enumerate_periods` in slices of at most `size`."""
    ends = np.cumsum(np.asarray(counts, dtype=np.int64))
    for begin in range(0, int(ends[-1]), size):
        rows = np.arange(begin, min(begin + size, int(ends[-1])), dtype=np.int64)
        period = np.searchsorted(ends, rows, side="right")
        yield Address(period, rows - np.append(0, ends)[period])


def join_addresses(first: Address, second: Address) -> Address:
    """Return the addresses of the first rows, then of the second."""
    return Address(np.concatenate([first.period, second.period]), np.concatenate([first.ordinal, second.ordinal]))


def of_family(address: Address, family: int, families: int) -> Address:
    """Return the addresses of one of several families of rows that share a table, none of them shared."""
    return Address(address.period, address.ordinal * families + family)


@dataclass(frozen=True)
class Source:
    """The seed and the names of the periods, from which every stream follows; `salt` is the tenant's slug."""

    seed: str
    salt: str
    periods: tuple[str, ...]

    def of(self, table: str, address: Address) -> Draws:
        """Return the draws of a table's rows."""
        return Draws(self, table, address)

    def starts(self, stream: str, salt: str) -> Words:
        """Return the starts of the streams of a column, by period; each is found out once."""
        if (stream, salt) not in self._starts:
            rests = self._rests if not salt else [_rest(period, salt) for period in self.periods]
            self._starts[stream, salt] = _starts(self.seed, stream, rests)
        return self._starts[stream, salt]

    @cached_property
    def _rests(self) -> list[bytes]:
        return [_rest(period) for period in self.periods]

    @cached_property
    def _starts(self) -> dict[tuple[str, str], Words]:
        return {}


@dataclass(frozen=True)
class Draws:
    """The draws of the rows of one table, by column."""

    source: Source
    table: str
    address: Address

    def take(self, rows: npt.NDArray[np.generic]) -> Draws:
        """Return the draws of some of the rows."""
        return self.source.of(self.table, self.address.take(rows))

    def shared(self, stride: int) -> Draws:
        """Return draws that the children of a parent (`stride` addresses each) share: those of the parent's address."""
        return self.source.of(self.table, Address(self.address.period, self.address.ordinal // stride))

    def words(self, column: str, salt: str = "") -> Words:
        """Draw 32 bits for every row; a salt makes the stream another one."""
        return mix(self.source.starts(f"{self.table}.{column}", salt)[self.address.period] + self._steps)

    @cached_property
    def _steps(self) -> Words:
        steps: Words = (self.address.ordinal + 1).astype(np.uint32) * np.uint32(STEP)
        return steps

    def below(self, column: str, bound: int | Ints) -> Ints:
        """Draw integers from zero up to, not including, a bound (at most 2^31)."""
        result: Ints = (self.words(column).astype(np.int64) * np.asarray(bound, dtype=np.int64)) >> 32
        return result

    def chance(self, column: str, per_mille: int | Ints) -> npt.NDArray[np.bool_]:
        """Draw yes in so many of a thousand rows."""
        return self.below(column, 1_000_000) < np.asarray(per_mille, dtype=np.int64) * 1000

    def pick(self, column: str, weights: Sequence[int] | Ints) -> Ints:
        """Draw an index in proportion to its weight."""
        return distributions.pick(self.words(column), weights)

    def normal(self, column: str) -> Ints:
        """Draw standard normal values in units of 2^-20."""
        return distributions.normal(self.words(column))

    def exponential(self, column: str) -> Ints:
        """Draw exponential values of mean one in units of 2^-20."""
        return distributions.exponential(self.words(column))


@dataclass(frozen=True)
class Joined(Draws):
    """The draws of rows of several tables, each from the streams of its own; `rows` are those of each of `parts`."""

    parts: tuple[Draws, ...]
    rows: tuple[Ints, ...]

    def take(self, rows: npt.NDArray[np.generic]) -> Draws:
        """Return the draws of some of the rows."""
        place = np.empty(len(self.address), dtype=np.int64)
        which = np.empty(len(self.address), dtype=np.int64)
        for i, own in enumerate(self.rows):
            place[own], which[own] = np.arange(len(own)), i
        chosen, at = which[rows], place[rows]
        mine = [np.flatnonzero(chosen == i) for i in range(len(self.parts))]
        return join_draws([part.take(at[own]) for part, own in zip(self.parts, mine, strict=True)], mine)

    def shared(self, stride: int) -> Draws:
        """Return the draws of the parents' addresses."""
        return join_draws([part.shared(stride) for part in self.parts], list(self.rows))

    def words(self, column: str, salt: str = "") -> Words:
        """Draw 32 bits for every row."""
        found = np.empty(len(self.address), dtype=np.uint32)
        for part, rows in zip(self.parts, self.rows, strict=True):
            found[rows] = part.words(column, salt)
        return found


def join_draws(parts: Sequence[Draws], rows: Sequence[Ints]) -> Draws:
    """Return the draws of rows of which each belongs to one of several parts; `rows` are those of each part."""
    period, ordinal = (np.empty(sum(map(len, rows)), dtype=np.int64) for _ in range(2))
    for part, own in zip(parts, rows, strict=True):
        period[own], ordinal[own] = part.address.period, part.address.ordinal
    return Joined(parts[0].source, "", Address(period, ordinal), tuple(parts), tuple(rows))


@dataclass(frozen=True)
class Drawn:
    """Rows of columns, and the draws that the rest of them comes from."""

    draws: Draws

    def take(self, rows: npt.NDArray[np.generic]) -> Self:
        """Return some of the rows."""
        columns: dict[str, Any] = {name: values[rows] for name, values in vars(self).items() if name != "draws"}
        return replace(self, draws=self.draws.take(rows), **columns)
