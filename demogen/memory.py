"""Gives memory that is no longer used back to the system, where a library would keep it for later."""

from __future__ import annotations

import ctypes
import gc


def release() -> None:
    """Return freed memory of Arrow and of the C library to the system, as far as both can."""
    import pyarrow as pa

    gc.collect()
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:  # glibc has it
        trim(0)
