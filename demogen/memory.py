"""Gives freed memory back to the system, where a library would keep it for later."""

from __future__ import annotations

import ctypes
import gc

# Parameters of glibc's mallopt(3), and what they are set to.
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
SETTINGS = {ARENA_MAX: 1, MMAP_THRESHOLD: 1 << 20, TRIM_THRESHOLD: 1 << 24}


def steady() -> None:
    """Let the C library share one heap between threads, and give large arrays back as soon as they are freed."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:  # glibc has it
        for parameter, value in SETTINGS.items():
            mallopt(parameter, value)


def release() -> None:
    """Return freed memory of Arrow and of the C library to the system, as far as both can."""
    import pyarrow as pa

    gc.collect()
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:  # glibc has it
        trim(0)
