"""Where an export may go: to a free place, or with `--replace` to that of another export and of nothing else."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

from demogen.bundle import publish
from demogen.errors import Problem, Refused
from demogen.show.export.formats import FORMATS

LISTING, GENERATOR = "export.json", "crm-demogen"
MAX_BYTES = 1_000_000


def look(target: Path, *, replace: bool) -> None:
    """Refuse a place that is taken, unless an export lies there that may be replaced.

    Raises:
        Refused: there is something that no export made, or that may not be replaced.
        EnvironmentProblem: the place cannot be looked at.
    """
    try:
        mode = target.lstat().st_mode
        ours = _is_folder(target) if stat.S_ISDIR(mode) else stat.S_ISREG(mode) and _is_file(target)
    except FileNotFoundError:
        return
    except OSError as error:
        raise publish.problem(error, target) from error
    if not ours:
        raise Refused(Problem(str(target), "exists and is not an export", hint="Choose another place."))
    if not replace:
        raise publish.exists(target)


def _is_folder(folder: Path) -> bool:
    """Return whether an export made a folder.

    Raises:
        Refused: an export did, but other things lie in it, too.
    """
    listing = folder / LISTING
    if not listing.exists() or not _is_plain(listing) or listing.stat().st_size > MAX_BYTES:
        return False
    try:
        made = json.loads(listing.read_bytes())
        names = {file["path"] for file in (*_made_by_us(made), *([made["descriptor"]] if "descriptor" in made else []))}
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    others = sorted(path.name for path in folder.iterdir() if path.name not in names | {LISTING} or not _is_plain(path))
    if others:
        what, hint = "holds something that the export did not make", "Move it away, or choose another place."
        raise Refused(Problem(str(folder), what, found=others[0], hint=hint))
    return True


def _is_plain(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _made_by_us(listing: Any) -> list[Any]:
    if listing["generator"] != GENERATOR or not isinstance(listing["files"], list):
        raise ValueError
    files: list[Any] = listing["files"]
    return files


def _is_file(path: Path) -> bool:
    return any(form.is_ours(path) for form in FORMATS.values() if form.is_ours)
