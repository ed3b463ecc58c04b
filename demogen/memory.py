"""Gives freed memory back to the system, where a library would keep it for later."""

from __future__ import annotations

import ctypes
import gc

# Parameters of glibc's mallopt(3).
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
# What is larger is given back as soon as it is freed. A slice of text is smaller: to ask for its pages again costs more
# than to draw it.
WHILE_DRAWING, WHILE_CHECKING = 1 << 22, 1 << 20


def steady(larger: int) -> None:
    """Let the C library share one heap between threads, and give what is larger back as soon as it is freed.

    Args:
        larger: bytes.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:  # glibc has it
        for parameter, value in ((ARENA_MAX, 1), (MMAP_THRESHOLD, larger), (TRIM_THRESHOLD, 1 << 24)):
            mallopt(parameter, value)


def release() -> None:
    """Return freed memory of Arrow and of the C library to the system, as far as both can."""
    import pyarrow as pa

    gc.collect()
    pa.default_memory_pool().release_unused()
    trim()


def trim() -> None:
    """Return freed memory of the C library to the system, as far as it can."""
    malloc_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if malloc_trim is not None:  # glibc has it
        malloc_trim(0)
