"""Records of integers that are written once and read back in order: in memory while they are few, else in files.

A pile keeps the order in which records were added. Buckets sort records by a moment into spans of time, so that a
table can be put in order one span after the other. What was added is never changed.
"""

from __future__ import annotations

import mmap
import secrets
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakSet

import numpy as np
import numpy.typing as npt

from demogen.draw import mapped
from demogen.draw.arrays import Ints
from demogen.draw.parallel import spans

Records = npt.NDArray[Any]  # of a structured type, or of numbers
IN_MEMORY = 16_000_000  # bytes of a pile that stay in memory
PAGED = 1 << 20  # rows that are filled before they are let go
SMALL = 16  # so many arrays, or more, have room in what stays in memory


def pack(dtype: np.dtype[Any], columns: Mapping[str, npt.NDArray[Any]]) -> Records:
    """Return records of columns of one length, each in the width that its records have."""
    records = np.empty(len(next(iter(columns.values()))), dtype=dtype)
    for name in dtype.names or ():
        records[name] = columns[name]
    return records


def unpack(records: Records) -> dict[str, npt.NDArray[Any]]:
    """Return the columns of records: flags as booleans, everything else as 64 bit integers."""
    names = records.dtype.names or ()
    return {
        name: np.ascontiguousarray(records[name]) if records.dtype[name] == np.bool_ else records[name].astype(np.int64)
        for name in names
    }


def gather(records: Records, rows: Ints) -> Records:
    """Return some records: whole ones are copied, which is faster than field by field."""
    size = records.dtype.itemsize
    return records.view(np.uint8).reshape(len(records), size).take(rows, axis=0).reshape(-1).view(records.dtype)


@dataclass
class Spill:
    """Where records go that are too many for memory: files of a folder; without one everything stays in memory."""

    folder: Path | None = None
    in_memory: int = IN_MEMORY
    _mapped: WeakSet[mmap.mmap] = field(default_factory=WeakSet)

    def array(self, count: int, dtype: npt.DTypeLike = np.int64) -> npt.NDArray[Any]:
        """Return an array to be filled: of zeros, in memory where it is small."""
        if self.folder is None or count * np.dtype(dtype).itemsize <= self.in_memory // SMALL:
            return np.zeros(count, dtype=dtype)
        self.folder.mkdir(exist_ok=True)
        found, file = mapped.map_array(self.folder, count, dtype)
        self._mapped.add(file)
        return found

    def full(self, count: int, value: int) -> Ints:
        """Return an array of one value, like `array`."""
        found = self.array(count)
        for span in self.spans(count, PAGED):
            found[span] = value
        return found

    def keep(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return a copy of values that need not be in memory."""
        found = self.array(len(values), values.dtype)
        for span in self.spans(len(values), PAGED):
            found[span] = values[span]
        return found

    def spans(self, count: int, size: int) -> Iterator[slice]:
        """Cut the numbers below `count` into spans of at most `size`; what was looked at for one is let go after it."""
        for span in spans(count, size):
            yield span
            self.let_go()

    def let_go(self) -> None:
        """Let go of the pages of all arrays in files that are in memory."""
        for file in list(self._mapped):
            mapped.let_go(file)

    def nameless(self) -> Any:
        """Return an open file that is gone when it is closed, None without a folder."""
        if self.folder is None:
            return None
        self.folder.mkdir(exist_ok=True)
        return tempfile.TemporaryFile(dir=self.folder)

    def file(self) -> Path | None:
        """Return a path that nothing else uses, None without a folder."""
        if self.folder is None:
            return None
        self.folder.mkdir(exist_ok=True)
        return self.folder / f"{secrets.token_hex(8)}.records"

    def pile(self, dtype: np.dtype[Any]) -> Pile:
        """Return an empty pile."""
        return Pile(dtype, self.file(), self.in_memory)

    def buckets(self, dtype: npt.DTypeLike, bounds: Ints) -> Buckets:
        """Return empty buckets; `bounds` are the moments at which they begin, in order."""
        kind = np.dtype(dtype)
        return Buckets(kind, bounds, [self.pile(kind) for _ in bounds], self.in_memory)


@dataclass
class Pile:
    """Records in the order in which they were added, read back in the same parts."""

    dtype: np.dtype[Any]
    path: Path | None
    in_memory: int
    sizes: list[int] = field(default_factory=list)
    _held: list[Records] = field(default_factory=list)
    _written: int = 0

    def __len__(self) -> int:
        """Count the records."""
        return sum(self.sizes)

    @property
    def held_bytes(self) -> int:
        """Return how many bytes are held in memory."""
        return sum(part.nbytes for part in self._held)

    def add(self, records: Records) -> None:
        """Add records."""
        self.sizes.append(len(records))
        self._held.append(records)
        if self.path is not None and self.held_bytes > self.in_memory:
            self.flush()

    def flush(self) -> None:
        """Write what is held to the file."""
        if self.path is None or not self._held:
            return
        with open(self.path, "ab") as file:
            # Not by `tofile`, which does not say that the disk is full.
            file.writelines(np.ascontiguousarray(part).view(np.uint8).data for part in self._held)
        self._written += len(self._held)
        self._held = []

    def parts(self) -> Iterator[Records]:
        """Read the records back, part by part."""
        if self._written and self.path is not None:
            with open(self.path, "rb") as file:
                for size in self.sizes[: self._written]:
                    yield np.fromfile(file, dtype=self.dtype, count=size)
        yield from self._held

    def all(self) -> Records:
        """Read all records back at once."""
        parts = list(self.parts())
        return np.concatenate(parts) if parts else np.empty(0, dtype=self.dtype)

    def drop(self) -> None:
        """Forget the records."""
        self.sizes, self._held, self._written = [], [], 0
        if self.path is not None:
            self.path.unlink(missing_ok=True)


@dataclass
class Buckets:
    """Records by span of time."""

    dtype: np.dtype[Any]
    bounds: Ints
    piles: Sequence[Pile]
    in_memory: int

    def __len__(self) -> int:
        """Count the records."""
        return sum(len(pile) for pile in self.piles)

    def add(self, records: Records, moments: Ints) -> None:
        """Add records that belong to moments, none of them before the first bound."""
        bucket = np.searchsorted(self.bounds, moments, side="right") - 1
        ends = np.cumsum(np.bincount(bucket, minlength=len(self.piles)))
        records = gather(records, np.argsort(bucket.astype(np.int16), kind="stable"))
        for pile, begin, end in zip(self.piles, [0, *ends[:-1].tolist()], ends.tolist(), strict=True):
            if begin < end:
                pile.add(records[begin:end])
        if sum(pile.held_bytes for pile in self.piles) > self.in_memory:
            for pile in self.piles:
                pile.flush()

    def spans(self) -> Iterator[Records]:
        """Read the records back span by span, and forget each that was read."""
        for pile in self.piles:
            found = pile.all()
            pile.drop()
            yield found
