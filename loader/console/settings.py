"""How a console runs: where its database and its files are, how many workers it has, who may reach it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from demogen.config.reference import Reference
from demogen.errors import ConfigError
from loader.console.accounts.links import is_loopback
from loader.postgres.connect import Place
from loader.postgres.folders import choose_folder, is_writable

PORT = 8700
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


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


def default_data_dir() -> Path:
    """Give where the console keeps its files unless said otherwise."""
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
    """Tell whether nobody else can listen in: the address is this machine's own, or what goes there is encrypted."""
    return encrypts or is_loopback("127.0.0.1" if host == "localhost" else host)
