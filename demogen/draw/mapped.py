"""Arrays that lie in files and are mapped into memory, so that the system can take back what is not looked at."""

from __future__ import annotations

import mmap
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ZEROS = bytes(1 << 20)


def map_array(folder: Path, count: int, dtype: npt.DTypeLike) -> tuple[npt.NDArray[Any], mmap.mmap]:
    """Return an array of zeros in a file without a name, which is gone with the last one who looks at it.

    The room is taken at once: a disk that is full is told here and not when a page is written.

    Raises:
        OSError: there is no room for it.
    """
    size = count * np.dtype(dtype).itemsize
    with tempfile.TemporaryFile(dir=folder) as file:
        _take_room(file, size)
        mapped = mmap.mmap(file.fileno(), size)
    return np.frombuffer(mapped, dtype=dtype, count=count), mapped


def let_go(mapped: mmap.mmap) -> None:
    """Let the system have the pages of a file that are in memory: they are read again when somebody looks."""
    if hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)


def _take_room(file: Any, size: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file.fileno(), 0, size)
        return
    for begin in range(0, size, len(ZEROS)):
        file.write(ZEROS[: size - begin])
    file.flush()
