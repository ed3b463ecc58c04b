"""How a console runs: where its database and its files are, how many workers it has, who may reach it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from demogen.config.reference import Reference
from demogen.errors import ConfigError, Problem
from loader.console.accounts.links import is_loopback
from loader.postgres.connect import Place
from loader.postgres.folders import choose_folder, is_writable

PORT = 8700
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class Limit:
    """How many of something one caller may have, and how many all callers together."""

    each: int
    overall: int


# What is limited unless said otherwise: at the same time, save `pending`, which counts jobs on record.
LIMITS: Mapping[str, Limit] = {
    "streams": Limit(20, 100),
    "pending": Limit(50, 200),
    "creates": Limit(20, 30),
    "previews": Limit(4, 12),
    "files": Limit(4, 8),
}


@dataclass(frozen=True)
class Settings:
    """What a console is started with.

    `hosts` are the names that it answers to, all where there are none; `reference` is the folder with countries and
    industries of one's own that new jobs may ask for.
    """

    place: Place
    data_dir: Path
    reference: Path | None = None
    workers: int = 2
    job_seconds: float = 600.0
    secure: bool = False
    hosts: tuple[str, ...] = LOCAL_NAMES
    limits: Mapping[str, Limit] = field(default_factory=lambda: LIMITS)


def read_limits(words: Sequence[str]) -> Mapping[str, Limit]:
    """Read limits as they are typed, `streams=20` or `streams=20/100`; the others stay as they are.

    Raises:
        ConfigError: with every word that names no limit, or none that can be.
    """
    limits, problems = dict(LIMITS), []
    for word in words:
        kind, _, numbers = word.partition("=")
        found = re.fullmatch(r"(\d{1,6})(?:/(\d{1,6}))?", numbers, re.ASCII)
        if found and kind in LIMITS:
            each = int(found[1])
            limits[kind] = Limit(each, int(found[2] or max(each, LIMITS[kind].overall)))
        if not found or kind not in LIMITS or not 1 <= limits[kind].each <= limits[kind].overall:
            problems.append(Problem("--limit", "is not a limit", f"{', '.join(LIMITS)}: KIND=N or KIND=N/ALL", word))
    if problems:
        raise ConfigError(problems)
    return limits


def default_data_dir() -> Path:
    """Return where the console keeps its files unless said otherwise."""
    if given := os.environ.get("DEMOGEN_DATA_DIR"):
        return Path(given)
    return choose_folder("console", is_writable, Path.is_dir)


def require_sound(folder: Path) -> Path:
    """Return a folder of reference files whose files are all sound.

    Raises:
        ConfigError: there is no such folder, or a file has problems; with all of them.
    """
    if problems := Reference(folder).problems():
        raise ConfigError(problems)
    return folder.absolute()


def is_guarded(host: str, *, encrypts: bool) -> bool:
    """Return whether nobody else can listen in: the address is this machine's own, or what goes there is encrypted."""
    return encrypts or is_loopback("127.0.0.1" if host == "localhost" else host)
