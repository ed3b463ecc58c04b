"""The bundles of jobs: each one tar, kept for thirty days, made again when it is missing, and their reports.

What is made again must have the digest that its job remembers; it is never served otherwise.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from demogen.bundle.pack import open_bundle, pack
from demogen.bundle.publish import problem, sweep, write_file
from demogen.errors import ConfigError, Problem, Refused
from loader.errors import Gone, Unready

Files = Path | Mapping[str, bytes] | None
KEEP_SECONDS = 30 * 24 * 3600
STALE_SECONDS = 24 * 3600  # of what a worker that was killed left behind


@dataclass(frozen=True)
class Bundles:
    """A folder of bundles."""

    folder: Path

    def path(self, job: UUID) -> Path:
        """Return where the tar of a job is, or would be."""
        return self.folder / "bundles" / f"{job}.tar"

    def report_path(self, job: UUID) -> Path:
        """Return where the report of a job is, or would be."""
        return self.folder / "reports" / f"{job}.html"

    @contextmanager
    def scratch(self, owner: UUID | None = None) -> Iterator[Path]:
        """Yield a folder for work, on the same disk, that is gone afterwards; `clear` knows a worker's by its owner."""
        above = self.folder / "work"
        above.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(dir=above, prefix=f"{owner or 'request'}-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)

    def clear(self, owner: UUID) -> None:
        """Remove what a worker that has ended was at."""
        for path in (self.folder / "work").glob(f"{owner}-*"):
            _remove(path)
        if (self.folder / "bundles").is_dir():
            sweep(self.folder / "bundles")  # a tar that it had begun

    def forget(self, job: UUID) -> None:
        """Remove what is kept of a job that was cancelled."""
        for path in (self.path(job), self.report_path(job)):
            path.unlink(missing_ok=True)

    def keep(self, job: UUID, folder: Path) -> None:
        """Keep the bundle in a folder as the job's."""
        target = self.path(job)
        _require_folder(target.parent)
        pack(folder, target, replace=True)

    def find(self, job: Mapping[str, Any]) -> Path | None:
        """Return the tar of a job that has ended, if it is kept.

        Args:
            job: id, status and bundleDigest, as the list of jobs has them.

        Raises:
            Unready: the job has made no bundle.
        """
        if job["bundleDigest"] is None or job["status"] in {"pending", "running"}:
            raise Unready(Problem(f"job {job['id']}", "has made no bundle", found=job["status"]))
        return path if (path := self.path(UUID(job["id"]))).is_file() else None

    def find_report(self, job: Mapping[str, Any]) -> Path | None:
        """Return the report of a job, if it is kept."""
        return path if (path := self.report_path(UUID(job["id"]))).is_file() else None

    def purge(self, now: float | None = None) -> list[Path]:
        """Remove what is older than it is kept; give what was removed."""
        moment = time.time() if now is None else now
        gone = []
        for name, seconds in (("bundles", KEEP_SECONDS), ("reports", KEEP_SECONDS), ("work", STALE_SECONDS)):
            for path in sorted((self.folder / name).glob("*")):
                with suppress(FileNotFoundError):
                    if path.stat().st_mtime < moment - seconds:
                        _remove(path)
                        gone.append(path)
        return gone

    def restore(self, job: Mapping[str, Any], reference: Files = None) -> Path:
        """Return the tar of a job, which is made again where it is missing.

        Args:
            job: id, status, config, until, bundleDigest and drawingVersion, as the list of jobs has them.
            reference: the reference files of one's own that it was made from, or a folder that may have them.

        Raises:
            Unready: the job has made no bundle.
            Gone: it cannot be regenerated as it was.
        """
        from demogen.build import DRAWING_VERSION, build_bundle

        number = UUID(job["id"])
        if path := self.find(job):
            return path
        if job["drawingVersion"] != DRAWING_VERSION:
            raise _gone(number, "this program draws otherwise than the one that made it", job)
        with self.scratch() as folder:
            try:
                build_bundle(
                    job["config"],
                    None,
                    folder / "bundle",
                    until=date.fromisoformat(job["until"]),
                    expect_digest=job["bundleDigest"],
                    reference=reference,
                )
            except (Refused, ConfigError) as error:
                raise _gone(number, "was made from something that is not in its config", job) from error
            self.keep(number, folder / "bundle")
        return self.path(number)

    def report(self, job: Mapping[str, Any], reference: Files = None) -> Path:
        """Return the report of a job's bundle, as a page.

        Raises:
            Unready, Gone: as `restore` raises them.
        """
        from demogen.show.report.figures import gather
        from demogen.show.report.page import render

        if path := self.find_report(job):
            return path
        target = self.report_path(UUID(job["id"]))
        with open_bundle(self.restore(job, reference)) as folder:
            page = render(gather(folder))
        _require_folder(target.parent)
        write_file(target, page)
        return target


def _gone(job: UUID, what: str, found: Mapping[str, Any]) -> Gone:
    from demogen.build import DRAWING_VERSION

    version = f"drawing version {found['drawingVersion']}"
    hint = "Regenerate the job to have a new one."
    return Gone(Problem(f"the bundle of job {job}", what, f"drawing version {DRAWING_VERSION}", version, hint))


def _require_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise problem(error, folder) from error


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()
