"""Publishes a bundle as a whole or not at all.

It is written into a staging folder beside its place, fsynced and renamed. A staging folder is locked by its writer, so
the next run can tell one that is in work from one whose writer was killed, and sweeps the latter.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from demogen.errors import EnvironmentProblem, Problem, Refused

PREFIX, SUFFIX = ".demogen-", ".staging"
STAGING = re.compile(r"\.demogen-[0-9a-f]{12}\.staging")
# Flags of renameat2 in Linux.
NO_REPLACE, EXCHANGE = 1, 2


def place(path: Path) -> Path:
    """Give a path with a name of its own: `.` and `..` have their parent inside or elsewhere."""
    return path if path.name not in {"", ".."} else path.resolve()


@contextmanager
def staging(target: Path, mode: int = 0o755) -> Iterator[Path]:
    """Give an empty, locked folder beside the target; it is gone afterwards unless it was renamed.

    Folders above the target are made where they are missing, and removed again where nothing came to lie in them.

    Raises:
        EnvironmentProblem: the place cannot be written to, or the disk is full.
    """
    parent = target.parent
    made = _missing(parent)
    folder, lock = parent, -1
    try:
        parent.mkdir(parents=True, exist_ok=True)
        sweep(parent)
        folder, lock = _lock_new(parent, mode)
        yield folder
    except OSError as error:
        raise problem(error, target) from error
    finally:
        if folder is not parent:
            _remove(folder)
        if lock >= 0:
            os.close(lock)
        for path in made:
            with suppress(OSError):
                path.rmdir()


def _missing(parent: Path) -> list[Path]:
    """List the folders that are not there yet, deepest first."""
    return [path for path in (parent, *parent.parents) if not os.path.lexists(path)]


def _lock_new(parent: Path, mode: int) -> tuple[Path, int]:
    """Make a staging folder and lock it; a run that sweeps just then may be faster, so it is made again."""
    while True:
        folder = parent / f"{PREFIX}{secrets.token_hex(6)}{SUFFIX}"
        folder.mkdir(mode=mode)
        try:
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue
        except BaseException:
            folder.rmdir()
            raise
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            return folder, lock
        os.close(lock)


def _remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def sweep(parent: Path) -> list[Path]:
    """Remove the staging folders whose writers are gone; give what was removed."""
    removed = []
    there = sorted(parent.iterdir()) if os.access(parent, os.R_OK) else []
    for folder in (path for path in there if STAGING.fullmatch(path.name)):
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


def publish(source: Path, target: Path, *, replace: bool) -> None:
    """Rename a finished staging folder, or file, to its place; with `replace`, in exchange for what is there.

    Raises:
        Refused: something else came to be there meanwhile.
    """
    if source.is_dir():
        sync_tree(source)
    try:
        if replace and os.path.lexists(target):
            _exchange(source, target)
        else:
            _rename_new(source, target)
    except OSError as error:
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR, errno.EISDIR}:
            raise exists(target) from error
        raise
    sync_folder(target.parent)


def exists(target: Path) -> Refused:
    """Give the error of a place that is taken."""
    return Refused(Problem(str(target), "exists", hint="Choose another place, or give --replace."))


def demand_outside(target: Path, bundle: Path) -> None:
    """Refuse a place that lies in a bundle that is read, or is its tar: what is written there would destroy it.

    Raises:
        Refused: it does.
    """
    where, kept = target.resolve(), bundle.resolve()
    if kept == where or kept in where.parents:
        raise Refused(Problem(str(target), "lies inside the bundle", hint="Choose another place."))


def write_file(target: Path, content: bytes, *, replace: bool = True) -> None:
    """Write a file as a whole or not at all; what is no plain file (a pipe, /dev/stdout) is written to as it is.

    Raises:
        Refused: the target exists and may not be replaced.
        EnvironmentProblem: the place cannot be written to, or the disk is full.
    """
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        target = target.resolve() if target.is_symlink() else target
    except OSError as error:
        raise problem(error, target) from error
    with staging(target) as work:
        draft = work / "draft"
        with open(draft, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        publish(draft, target, replace=replace)


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
        _renameat2(source, target, NO_REPLACE)
    except OSError as error:
        if error.errno not in {errno.ENOSYS, errno.EINVAL}:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "exists", str(target)) from error
        source.rename(target)


def _exchange(source: Path, target: Path) -> None:
    """Put one thing in the place of another in one step; where the system cannot, in two."""
    if source.is_dir() != target.is_dir():
        raise FileExistsError(errno.EEXIST, "exists", str(target))
    try:
        _renameat2(source, target, EXCHANGE)
    except OSError as error:
        if error.errno not in {errno.ENOSYS, errno.EINVAL}:
            raise
        if not source.is_dir():
            source.replace(target)
            return
        old = target.with_name(f"{PREFIX}{secrets.token_hex(6)}{SUFFIX}")
        target.rename(old)
        try:
            source.rename(target)
        except OSError:
            old.rename(target)
            raise
        _remove(old)
        return
    _remove(source)


def problem(error: OSError, where: Path | str) -> EnvironmentProblem:
    """Tell an error of the system so that it can be acted on."""
    reasons = {
        errno.ENOSPC: ("the disk is full", "Free some room or choose another place."),
        errno.EDQUOT: ("the quota is used up", "Free some room or choose another place."),
        errno.EFBIG: ("a file would be larger than is allowed", "See `ulimit -f`."),
        errno.EACCES: ("may not be written to", "Choose another place."),
        errno.EPERM: ("may not be written to", "Choose another place."),
        errno.EROFS: ("is on a read-only disk", "Choose another place."),
        errno.ENAMETOOLONG: ("is too long for a name", "Choose a shorter one."),
        errno.ENOTDIR: ("has something above it that is no folder", "Choose another place."),
        errno.EEXIST: ("has something above it that is no folder", "Choose another place."),
    }
    what, hint = reasons.get(error.errno or 0, (error.strerror or str(error) or type(error).__name__, ""))
    return EnvironmentProblem(Problem(str(where), what, hint=f"{hint} Nothing was left behind.".strip()))
