"""Work that is cut into slices and done on several cores; what comes out is in the order of what went in."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from demogen.draw.arrays import Ints

SLICE = 16_384  # rows of a table that are made at once: an eighth of a row group
Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Slices(Generic[Item]):
    """Slices of rows in order, and how many rows they hold in all."""

    rows: int
    each: Iterable[Item]


def sliced(count: int, size: int) -> Slices[Ints]:
    """Return the slices of at most `size` of the numbers from zero up to, not including, `count`."""
    return Slices(count, cut(count, size))


def cut(count: int, size: int) -> Iterator[Ints]:
    """Cut the numbers from zero up to, not including, `count` into slices of at most `size`."""
    for begin in range(0, count, size):
        yield np.arange(begin, min(begin + size, count), dtype=np.int64)


def spans(count: int, size: int) -> Iterator[slice]:
    """Cut the numbers from zero up to, not including, `count` into spans of at most `size`."""
    for begin in range(0, count, size):
        yield slice(begin, min(begin + size, count))


def numbers(span: slice) -> Ints:
    """Return the numbers of a span."""
    return np.arange(span.start, span.stop, dtype=np.int64)


def in_order(function: Callable[[Item], Result], items: Iterable[Item], workers: int) -> Iterator[Result]:
    """Call a function with each item on several threads; give the results in order, each as soon as it is there.

    At most one item more than there are workers is in work, so that memory does not grow with the number of items.
    """
    if workers <= 1:
        yield from map(function, items)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
