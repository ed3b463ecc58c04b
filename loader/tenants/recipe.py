"""What the bundle of a job is made of, and where: a job that generates spends its first fifth on that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import demogen
from demogen.errors import EnvironmentProblem
from loader.jobs.heart import Progress
from loader.mapping.proven import Proven, open_proven

GENERATED, VERIFIED = 15, 20
STEPS = 18  # that generating tells: drawing, each table, checking, publishing
WRITING = "Writing the bundle"
NAMES = {
    "drawing": "Planning growth distribution",
    "checking": "Checking the bundle",
    "publishing": "Checking the bundle",
}


def find_own_files(config: Mapping[str, Any], as_of: date | None, folder: Path) -> dict[str, bytes]:
    """Return the reference files of a folder that a config is made from, by path.

    Raises:
        ConfigError: a file is not sound, or the config has problems with them.
    """
    return demogen.own_files(config, as_of=as_of, reference=folder)


@dataclass(frozen=True)
class Recipe:
    """A config, the day on which its targets hold, and a folder; made once, for all attempts of its job.

    `reference` has reference files of one's own. `keep` is given the bundle once it is made; one that cannot be kept is
    no reason not to load it.
    """

    config: Mapping[str, Any]
    as_of: date | None
    folder: Path
    keep: Callable[[Path], object] | None = None
    reference: Path | Mapping[str, bytes] | None = None

    @contextmanager
    def open_bundle(self, progress: Progress) -> Iterator[Proven]:
        """Make the bundle, if it is not there, prove it and hold it open.

        Raises:
            ConfigError: the config cannot be met.
            BundleError: what was made is not sound.
        """
        if not self.folder.exists():
            self._make(progress)
        progress.move(GENERATED, "Verifying the bundle")
        with open_proven(self.folder) as bundle:
            progress.move(VERIFIED, "Verifying the bundle")
            yield bundle

    def _make(self, progress: Progress) -> None:
        done = 0

        def tell(step: str) -> None:
            nonlocal done
            done += 1
            progress.move(min(GENERATED * done / STEPS, GENERATED), NAMES.get(step, WRITING))

        progress.move(0, NAMES["drawing"], "Generating the bundle")
        demogen.build_bundle(self.config, None, self.folder, as_of=self.as_of, reference=self.reference, progress=tell)
        try:
            if self.keep:
                self.keep(self.folder)
        except (OSError, EnvironmentProblem) as error:
            progress.tell(WRITING, f"The bundle could not be kept: {type(error).__name__}", "warning")
