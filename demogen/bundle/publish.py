"""Publishes a bundle as a whole or not at all.

It is written into a staging folder beside its place, fsynced and renamed. A staging folder is locked by its writer, so
the next run can tell one that is in work from one whose writer was killed, and sweeps the latter.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from demogen.errors import EnvironmentProblem, Problem, Refused

PREFIX, SUFFIX = ".demogen-", ".staging"


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """Give an empty, locked folder beside the target; it is gone afterwards unless it was renamed.

    Raises:
        EnvironmentProblem: the place cannot be written to, or the disk is full.
    """
    parent = target.parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        sweep(parent)
        folder = parent / f"{PREFIX}{secrets.token_hex(6)}{SUFFIX}"
        folder.mkdir(mode=0o755)
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise _problem(error, parent) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield folder
    except OSError as error:
        raise _problem(error, target) from error
    finally:
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def sweep(parent: Path) -> list[Path]:
    """Remove the staging folders whose writers are gone; give what was removed."""
    removed = []
    for folder in sorted(parent.glob(f"{PREFIX}*{SUFFIX}")):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)
                removed.append(folder)
            finally:
                os.close(handle)
    return removed


def sync_tree(folder: Path) -> None:
    """Make the entries of a folder and its folders survive a power cut."""
    for path in [*(p for p in folder.rglob("*") if p.is_dir()), folder]:
        sync_folder(path)


def sync_folder(path: Path) -> None:
    """Make the entries of one folder survive a power cut."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def publish(folder: Path, target: Path, *, replace: bool) -> None:
    """Rename a finished staging folder, or file, to its place; with `replace`, in exchange for what is there.

    Raises:
        Refused: something else came to be there meanwhile.
    """
    sync_tree(folder) if folder.is_dir() else None
    try:
        if replace and target.exists():
            _exchange(folder, target)
        else:
            _rename_new(folder, target)
    except OSError as error:
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR}:
            raise Refused(Problem(str(target), "exists", hint="Choose another place, or give --replace.")) from error
        raise
    sync_folder(target.parent)


def _renameat2(source: Path, target: Path, flags: int) -> None:
    """Rename with flags of Linux; raises OSError (ENOSYS where the system has no such call)."""
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    call = getattr(library, "renameat2", None)
    if call is None:
        raise OSError(errno.ENOSYS, "no renameat2")
    if call(-100, os.fsencode(source), -100, os.fsencode(target), flags) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(target))


def _rename_new(source: Path, target: Path) -> None:
    """Rename to a place that must be free; an empty folder there is no bundle, but it is somebody's."""
    try:
        _renameat2(source, target, 1)
    except OSError as error:
        if error.errno not in {errno.ENOSYS, errno.EINVAL}:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "exists", str(target)) from error
        source.rename(target)


def _exchange(source: Path, target: Path) -> None:
    """Put a bundle in the place of another in one step; where the system cannot, in two."""
    try:
        _renameat2(source, target, 2)
    except OSError as error:
        if error.errno not in {errno.ENOSYS, errno.EINVAL}:
            raise
        old = source.with_name(f"{PREFIX}{secrets.token_hex(6)}{SUFFIX}")
        target.rename(old)
        source.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _problem(error: OSError, where: Path) -> EnvironmentProblem:
    reasons = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the quota is used up",
        errno.EACCES: "may not be written to",
        errno.EROFS: "is on a read-only disk",
        errno.EFBIG: "a file would be too large",
    }
    what = reasons.get(error.errno or 0, error.strerror or str(error))
    return EnvironmentProblem(
        Problem(str(where), what, hint="Nothing was left behind; free some room or choose another place.")
    )
