"""Where this program keeps what outlives a command: the embedded server's data, and the console's files.

A checkout keeps its own, so that two checkouts share nothing unless an environment variable says so. An installed
program uses its user's data folder (XDG_DATA_HOME, HOME), also as root. Root's server runs as somebody else, who has to
get there: where a folder above is closed to that user, it is `/var/lib/crm-demogen`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from demogen.installation import find_checkout

SYSTEM = Path("/var/lib/crm-demogen")


def choose_folder(name: str, is_usable: Callable[[Path], bool], is_made: Callable[[Path], bool]) -> Path:
    """Return where something is kept: the first usable place that holds it already, else the first usable one.

    Args:
        name: its folder, such as `postgres`.
        is_usable: whether whoever writes there can.
        is_made: whether it is there.
    """
    places = [home / name for home in _homes(find_checkout())]
    usable = [place for place in places if is_usable(place)]
    return next((place for place in usable if is_made(place)), (usable or places[-1:])[0])


def earlier_places(name: str) -> list[Path]:
    """Return where something of this name lies that all checkouts of a user once shared."""
    return [home / name for home in _homes(None)]


def is_reachable(path: Path, user: int) -> bool:
    """Return whether another user can enter every folder above a path."""
    above = [folder.stat() for folder in path.parents if _exists(folder)]
    return all(found.st_mode & 0o001 or found.st_uid == user for found in above)


def is_writable(path: Path) -> bool:
    """Return whether this process can write into a folder, or make it where there is none."""
    return os.access(next(folder for folder in (path, *path.parents) if _exists(folder)), os.W_OK | os.X_OK)


def is_owned(path: Path, user: int) -> bool:
    """Return whether a path is a user's own, or is not there yet."""
    return not _exists(path) or path.stat().st_uid == user


def make_way(path: Path, *, is_open: bool) -> None:
    """Make a folder and those above it; open ones can be entered by every user, whatever the umask."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        if is_open:
            folder.chmod(0o755)


def _exists(path: Path) -> bool:
    return os.access(path, os.F_OK)  # False, too, where a folder above is closed


def _homes(checkout: Path | None) -> list[Path]:
    """Return folders for what is kept, best first."""
    given = os.environ.get("XDG_DATA_HOME", "")
    try:
        data = Path(given) if given.startswith("/") else Path("~/.local/share").expanduser()
        shared = [data / "crm-demogen", *([SYSTEM] if os.geteuid() == 0 else [])]
    except RuntimeError:  # a user without a home
        shared = [SYSTEM]
    if checkout is None:
        return shared
    known = f"{checkout.name}-{hashlib.sha256(bytes(checkout)).hexdigest()[:12]}"
    return [checkout / ".demogen", *(home / "checkouts" / known for home in shared)]
