"""Named streams of draws: a draw depends on seed, column, period and ordinal, and on nothing else.

A stream starts at the first four bytes of SHA-256 over (drawing version, seed, column, period); with 32-bit wrap-around
the n-th Mulberry32 state is `start + n * STEP`, so any draw of any row is one integer expression over arrays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
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
    """Give the start of a stream: the parts are separated unambiguously as a JSON array."""
    name = json.dumps([DRAWING_VERSION, seed, column, period, *salt], ensure_ascii=True, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(name.encode("ascii")).digest()[:4], "big")


@dataclass(frozen=True)
class Address:
    """Where rows stand in their table: the index of the period and the ordinal in it, one of each per row.

    Ordinals stay below 2^32, where streams begin again; the largest plan comes to 2^27.
    """

    period: Ints
    ordinal: Ints

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.ordinal)

    def take(self, index: npt.NDArray[np.generic]) -> Address:
        """Give the addresses of some rows."""
        return Address(self.period[index], self.ordinal[index])

    def children(self, counts: Ints, stride: int) -> tuple[Ints, Ints, Address]:
        """Give parent index, position k and address of each parent's children: ordinal * stride + k.

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


def join_addresses(first: Address, second: Address) -> Address:
    """Give the addresses of the first rows, then of the second."""
    return Address(np.concatenate([first.period, second.period]), np.concatenate([first.ordinal, second.ordinal]))


def of_family(address: Address, family: int, families: int) -> Address:
    """Give the addresses of one of several families of rows that share a table, none of them shared."""
    return Address(address.period, address.ordinal * families + family)


@dataclass(frozen=True)
class Source:
    """The seed and the names of the periods, from which every stream follows; `salt` is the tenant's slug."""

    seed: str
    salt: str
    periods: tuple[str, ...]

    def of(self, table: str, address: Address) -> Draws:
        """Give the draws of a table's rows."""
        return Draws(self, table, address)


@dataclass(frozen=True)
class Draws:
    """The draws of the rows of one table, by column."""

    source: Source
    table: str
    address: Address

    def take(self, rows: npt.NDArray[np.generic]) -> Draws:
        """Give the draws of some of the rows."""
        return self.source.of(self.table, self.address.take(rows))

    def shared(self, stride: int) -> Draws:
        """Give draws that the children of a parent (`stride` addresses each) share: those of the parent's address."""
        return self.source.of(self.table, Address(self.address.period, self.address.ordinal // stride))

    def words(self, column: str, salt: str = "") -> Words:
        """Draw 32 bits for every row; a salt makes the stream another one."""
        parts = (salt,) if salt else ()
        starts = np.zeros(len(self.source.periods), dtype=np.uint32)
        for i in self._periods:
            starts[i] = start_of(self.source.seed, f"{self.table}.{column}", self.source.periods[i], *parts)
        return mix(starts[self.address.period] + self._steps)

    @cached_property
    def _periods(self) -> list[int]:
        present = np.bincount(self.address.period, minlength=len(self.source.periods))
        return [int(i) for i in np.flatnonzero(present)]

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
class Drawn:
    """Rows of columns, and the draws that the rest of them comes from."""

    draws: Draws

    def take(self, rows: npt.NDArray[np.generic]) -> Self:
        """Give some of the rows."""
        columns: dict[str, Any] = {name: values[rows] for name, values in vars(self).items() if name != "draws"}
        return replace(self, draws=self.draws.take(rows), **columns)
