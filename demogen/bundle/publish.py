"""Publishes a bundle as a whole or not at all.

It is written into a staging folder beside its place, fsynced and renamed; what it replaces goes last. Where anything
fails before that, what was there is put back, and the error says what is there, which was looked at. A staging folder
is locked by its writer, so the next run can tell one that is in work from one whose writer was killed, and sweeps it.
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

PREFIX, SUFFIX, ASIDE = ".demogen-", ".staging", ".replaced"
STAGING = re.compile(r"\.demogen-[0-9a-f]{12}\.staging")
# Flags of renameat2 in Linux.
NO_REPLACE, EXCHANGE = 1, 2
# What this process has published; one that is interrupted afterwards says so.
published: list[Path] = []
TAKEN = {errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR, errno.EISDIR}
REASONS = {  # what an error of the system means, and what to do
    errno.ENOSPC: ("the disk is full", "Free some room or choose another place."),
    errno.EDQUOT: ("the quota is used up", "Free some room or choose another place."),
    errno.EFBIG: ("a file would be larger than is allowed", "See `ulimit -f`."),
    errno.EACCES: ("may not be written to", "Choose another place."),
    errno.EPERM: ("may not be written to", "Choose another place."),
    errno.EROFS: ("is on a read-only disk", "Choose another place."),
    errno.ENAMETOOLONG: ("is too long for a name", "Choose a shorter one."),
    errno.ENOTDIR: ("has a parent that is not a folder", "Choose another place."),
    errno.EEXIST: ("has a parent that is not a folder", "Choose another place."),
}


def place(path: Path) -> Path:
    """Return a path with a name of its own: `.` and `..` have their parent inside or elsewhere."""
    return path if path.name not in {"", ".."} else path.resolve()


@contextmanager
def staging(target: Path, mode: int = 0o755) -> Iterator[Path]:
    """Yield an empty, locked folder beside the target; it is gone afterwards unless it was renamed.

    Folders above the target are made where they are missing, and removed again where nothing came to lie in them.

    Raises:
        EnvironmentProblem: the place cannot be written to, or the disk is full.
    """
    parent = target.parent
    made, before = _missing(parent), identity(target)
    folder = parent / f"{PREFIX}{secrets.token_hex(6)}{SUFFIX}"
    lock, failure = -1, None
    try:
        parent.mkdir(parents=True, exist_ok=True)
        sweep(parent)
        lock = _lock_new(folder, mode)
        yield folder
    except OSError as error:
        failure = error
    finally:
        _remove(folder)
        if lock >= 0:
            os.close(lock)
        for path in made:
            with suppress(OSError):
                path.rmdir()
    left = [path for path in (folder, *made) if _is_left(path, target)]
    if failure is not None:
        raise problem(failure, target, state(target, before, left)) from failure
    if left:
        raise EnvironmentProblem(
            Problem(str(target), "was written, but not everything was tidied up", hint=_left(left))
        )


def _is_left(path: Path, target: Path) -> bool:
    """Return whether a folder of ours is still there, and not because the target lies in it."""
    return os.path.lexists(path) and not (path in target.parents and os.path.lexists(target))


def _left(paths: list[Path]) -> str:
    return f"{', '.join(map(str, paths))} could not be removed." if paths else ""


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file or folder from any other, None where there is none or nobody may look."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def state(target: Path, before: tuple[int, int] | None, left: list[Path]) -> str:
    """Say what is at a place after a failure, by looking: what was there before, something new, or nothing."""
    now = identity(target)
    if now is None:
        said = "What was there before is gone." if before else "" if left else "Nothing was left behind."
    elif now == before:
        said = "What was there before is still there."
    else:
        said = "The new one is there, whole, but may not survive a power cut."
    return f"{said} {_left(left)}".strip()


def _missing(parent: Path) -> list[Path]:
    """List the folders that are not there yet, deepest first."""
    return [path for path in (parent, *parent.parents) if not os.path.lexists(path)]


def _lock_new(folder: Path, mode: int) -> int:
    """Make a staging folder and lock it; a run that sweeps just then may be faster, so it is made again."""
    while True:
        folder.mkdir(mode=mode)
        try:
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            return lock
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

    What is replaced is removed when the new one is safe. If that fails or is interrupted, it is put back.

    Raises:
        Refused: something else came to be there meanwhile.
    """
    if source.is_dir():
        sync_tree(source)
    draft = identity(source)
    try:
        if replace and os.path.lexists(target):
            _exchange(source, target)
        else:
            _rename_new(source, target)
        sync_folder(target.parent)
    except BaseException as error:
        if identity(target) == draft:
            with suppress(OSError):
                _take_back(source, target)
        if isinstance(error, OSError) and error.errno in TAKEN and identity(target) != draft:
            raise exists(target) from error
        raise
    published.append(target)
    _remove(source)


def _take_back(source: Path, target: Path) -> None:
    """Undo a rename: what lay at the place before, if anything did, lies where the draft was."""
    if os.path.lexists(source):
        _exchange(target, source)
    else:
        target.rename(source)


def exists(target: Path) -> Refused:
    """Return the error of a place that is taken."""
    return Refused(Problem(str(target), "exists", hint="Choose another place, or give --replace."))


def require_outside(target: Path, bundle: Path) -> None:
    """Refuse a place that lies in a bundle that is read, or is its tar: what is written there would destroy it.

    Raises:
        Refused: it does.
    """
    where, kept = target.resolve(), bundle.resolve()
    if kept == where or kept in where.parents:
        raise Refused(Problem(str(target), "lies inside the bundle", hint="Choose another place."))


def write_file(target: Path, content: bytes, *, replace: bool = True) -> None:
    """Write a file as a whole or not at all; what is not a regular file (a pipe, /dev/stdout) is written to as it is.

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
    """Put one thing in the place of another, and the other in its; in one step where the system can."""
    if source.is_dir() != target.is_dir():
        raise FileExistsError(errno.EEXIST, "exists", str(target))
    try:
        _renameat2(source, target, EXCHANGE)
    except OSError as error:
        if error.errno not in {errno.ENOSYS, errno.EINVAL}:
            raise
        _exchange_by_steps(source, target)


def _exchange_by_steps(source: Path, target: Path) -> None:
    """Exchange by plain renames; no run sweeps what is put aside, so that a kill between them loses nothing."""
    aside = target.with_name(f"{PREFIX}{secrets.token_hex(6)}{ASIDE}")
    _put_aside(target, aside)
    try:
        source.replace(target)
    except BaseException:
        _put_back(aside, target)
        raise
    try:
        aside.rename(source)
    except BaseException:
        if target.is_dir():
            target.rename(source)
        _put_back(aside, target)
        raise


def _put_back(aside: Path, target: Path) -> None:
    """Put back what was put aside; of two names of one file, a rename would leave both."""
    if identity(aside) == identity(target):
        aside.unlink()
    else:
        aside.replace(target)


def _put_aside(target: Path, aside: Path) -> None:
    """Add a second name to a file, so that there is one at every moment; rename a folder, which can have one only."""
    if target.is_file():
        with suppress(OSError):  # where a disk has no links
            os.link(target, aside)
            return
    target.rename(aside)


def problem(error: OSError, where: Path | str, said: str = "") -> EnvironmentProblem:
    """Return an error of the system as one to act on; `said` is what is known to be there after it."""
    what, hint = REASONS.get(error.errno or 0, (error.strerror or str(error) or type(error).__name__, ""))
    return EnvironmentProblem(Problem(str(where), what, hint=f"{hint} {said}".strip()))


def number_in(said: str) -> int:
    """Return the number of the system's error that a library's words hold; 0 if they hold none that is known."""
    return next((number for number in REASONS if os.strerror(number) in said), 0)
