"""What the bundle of a job is made of, and where: a job that generates spends its first fifth on that.

Inside that fifth the percents follow what each step costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from demogen.errors import EnvironmentProblem
from loader.jobs.costs import generating_costs, spread
from loader.jobs.progress import Progress
from loader.mapping.proven import Proven, open_proven

READY = 20  # percent at which a bundle that a job makes is there, and proven
WRITING = "Writing the bundle"
NAMES = {
    "drawing": "Planning growth distribution",
    "checking": "Checking the bundle",
    "publishing": "Checking the bundle",
    "verifying": "Verifying the bundle",
}
STEPS = tuple(generating_costs(0))


def find_own_files(config: Mapping[str, Any], as_of: date | None, folder: Path) -> dict[str, bytes]:
    """Return the reference files of a folder that a config is made from, by path.

    Raises:
        ConfigError: a file is not sound, or the config has problems with them.
    """
    from demogen.build import own_files

    return own_files(config, as_of=as_of, reference=folder)


@dataclass(frozen=True)
class Recipe:
    """A config, the day on which its targets hold, and a folder; made once, for all attempts of its job.

    `until` is the day on which the world is observed, that of the targets unless given. `reference` has reference files
    of one's own. `keep` is given the bundle once it is made; one that cannot be kept is no reason not to load it.
    """

    config: Mapping[str, Any]
    as_of: date | None
    folder: Path
    keep: Callable[[Path], object] | None = None
    reference: Path | Mapping[str, bytes] | None = None
    until: date | None = None

    @contextmanager
    def open_bundle(self, progress: Progress) -> Iterator[Proven]:
        """Make the bundle, if it is not there, prove it and hold it open.

        Raises:
            ConfigError: the config cannot be met.
            BundleError: what was made is not sound.
        """
        marks = dict(zip(STEPS, spread(STEPS, progress.costs, 0, READY), strict=True))

        def begin(step: str) -> None:
            if step in marks:  # one that was never measured costs nothing
                progress.begin(step, *marks[step], NAMES.get(step, WRITING))

        if not self.folder.exists():
            self._make(progress, begin)
        begin("verifying")
        with open_proven(self.folder) as bundle:
            progress.move(READY, NAMES["verifying"])
            yield bundle

    def _make(self, progress: Progress, begin: Callable[[str], None]) -> None:
        from demogen.build import build_bundle

        progress.move(0, NAMES["drawing"], "Generating the bundle")
        build_bundle(
            self.config,
            None,
            self.folder,
            as_of=self.as_of,
            until=self.until,
            reference=self.reference,
            progress=begin,
        )
        begin("keeping")
        try:
            if self.keep:
                self.keep(self.folder)
        except (OSError, EnvironmentProblem) as error:
            progress.tell(WRITING, f"The bundle could not be kept: {type(error).__name__}", "warning")
