"""Examines a bundle: opens its files beside a plan made anew from its config, and runs the checks or the scorecard."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from demogen.bundle import publish, read
from demogen.bundle.faults import bundle_faults
from demogen.bundle.footers import require_schemas
from demogen.bundle.listing import missing_parts
from demogen.checks import run
from demogen.config.load import load_config
from demogen.config.reference import FIRST_DAY
from demogen.config.resolve import Config
from demogen.draw.streams import DRAWING_VERSION
from demogen.errors import BundleError, ConfigError, Problem
from demogen.plan.expected import expected_tables
from demogen.plan.periods import horizon
from demogen.plan.targets import Plan, make_plan
from demogen.score.lacking import figures_lacking
from demogen.score.run import Score, score


def check_bundle(folder: Path, reference: Path | None = None) -> list[run.CheckResult]:
    """Run every check on a bundle's files, against a plan made anew from its config and the reference data.

    A check that needs a table or a column which the bundle lacks is answered as far as it can be, and names it.

    Raises:
        BundleError: the files are not the manifest's, or the bundle was made by another drawing version, or from other
            reference data, whose plans this program does not know.
    """
    with examined(folder, reference) as (connection, _, missing):
        return run.run_checks(connection, missing=missing)


def score_bundle(folder: Path, reference: Path | None = None) -> Score:
    """Score a bundle: its exact checks, and how much it looks like real data.

    Raises:
        BundleError: as `check_bundle` raises it.
    """
    with examined(folder, reference) as (connection, plan, missing):
        results = run.run_checks(connection, missing=missing)
        return score(connection, results, plan.config.industry.bands, figures_lacking(connection, missing))


@contextmanager
def examined(folder: Path, reference: Path | None = None) -> Iterator[tuple[Any, Plan, list[str]]]:
    """Open a bundle beside a plan made anew from its config; return the tables and columns that it lacks, too.

    Raises:
        BundleError: as `check_bundle` raises it.
    """
    found = read.verify_files(folder)
    plan, until = plan_again(folder, found, reference)
    with bundle_faults(), opened(folder, found, plan, until) as connection:
        yield connection, plan, missing_parts(found)


def plan_again(folder: Path, found: Mapping[str, Any], reference: Path | None = None) -> tuple[Plan, date]:
    """Make the plan of a proven bundle anew, from its config and its manifest; give the day of observation, too.

    Raises:
        BundleError: the bundle was made by another drawing version, or from other reference data.
    """
    if found["drawingVersion"] != DRAWING_VERSION:
        raise BundleError(
            Problem(
                "manifest.json /drawingVersion",
                "differs from this program's",
                str(DRAWING_VERSION),
                str(found["drawingVersion"]),
                "Check it with the version that made it.",
            )
        )
    try:
        known = reference or read.read_own(folder, found)
        plan = make_plan(load_config(folder / "config.json", reference=known))
        until = last_day(plan, _until(found))
        _same_reference(plan.config, found["reference"])
    except ConfigError as error:
        raise BundleError(error.problems) from error
    return plan, until


def _until(found: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(found["until"])
    except ValueError as error:
        raise BundleError(Problem("manifest.json /until", "is not a calendar day", found=found["until"])) from error


def plan_if_known(
    folder: Path, found: Mapping[str, Any], reference: Path | None = None
) -> tuple[Plan | None, date, str]:
    """Make the plan of a proven bundle anew, or tell why this program cannot; give the day of observation, too."""
    try:
        return *plan_again(folder, found, reference), ""
    except BundleError as error:
        return None, _until(found), str(error.problems[0]).rstrip(".")


@contextmanager
def opened(folder: Path, found: Mapping[str, Any], plan: Plan | None, until: date) -> Iterator[Any]:
    """Open a bundle with DuckDB, beside its plan where there is one; what does not fit into memory spills.

    Args:
        folder: the bundle's folder.
        found: the manifest by which its files have been proven.
        plan: its plan.
        until: the day of observation.

    Raises:
        BundleError: a file has other columns than its table.
    """
    with read.plain_path(folder) as place:
        require_schemas(place, found)
    with (
        publish.staging(Path(tempfile.gettempdir()) / "bundle", mode=0o700) as spill,
        open_beside(folder, plan, until, spill / "duckdb", missing=missing_parts(found)) as connection,
    ):
        yield connection


def _same_reference(config: Config, used: Mapping[str, str]) -> None:
    """Refuse a bundle that was made from other reference data than is at hand."""
    hint = "Give --reference with the files that it was made from."
    problems = [
        Problem(f"manifest.json /reference/{file.path}", "is different reference data", file.digest, found, hint)
        for file in config.files
        if (found := used.get(file.path, "nothing")) != file.digest
    ]
    if problems:
        raise BundleError(problems)


@contextmanager
def open_beside(
    folder: Path,
    plan: Plan | None,
    until: date,
    spill: Path,
    threads: int = run.THREADS,
    missing: Collection[str] = (),
) -> Iterator[Any]:
    """Open a bundle beside a plan; what does not fit into memory goes into a folder that is made and removed here."""
    expected = expected_tables(plan, until) if plan else {}
    with read.plain_path(folder) as place, read.plain_path(spill.parent) as above:
        own = above / spill.name
        own.mkdir(exist_ok=True)
        try:
            with run.connect(place, expected, own, threads, missing) as connection:
                yield connection
        finally:
            shutil.rmtree(own, ignore_errors=True)


def last_day(plan: Plan, until: date | None) -> date:
    """Return the day on which a world is observed: asOf unless given.

    Raises:
        ConfigError: it lies outside the world.
    """
    config = plan.config
    day = until or config.as_of
    last = horizon(config.as_of)
    if not max(config.start_date, FIRST_DAY) <= day <= last:
        raise ConfigError(Problem("--until", "lies outside the world", f"{config.start_date} to {last}", str(day)))
    return day
