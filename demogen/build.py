"""From a config to a bundle: resolve, plan, draw, observe, write, check, publish.

`generate` gives the tables in memory, `build_bundle` a checked folder on disk; both are what `demogen generate` does.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import demogen
from demogen import memory
from demogen.bundle import derived, manifest, publish, read
from demogen.bundle.columns import plain
from demogen.bundle.digest import bundle_digest, read_expected, require_expected, table_digest
from demogen.bundle.own import REFERENCE
from demogen.bundle.tables import TABLES, table_spec
from demogen.bundle.write import Written, write_bytes
from demogen.checks import run
from demogen.config.load import load_config
from demogen.config.resolve import Config
from demogen.draw import parallel
from demogen.draw.records import Spill
from demogen.draw.streams import DRAWING_VERSION
from demogen.errors import BundleError, Problem, Refused
from demogen.examine import last_day, open_beside
from demogen.plan.targets import Plan, make_plan
from demogen.score.run import count_figures
from demogen.world.observe import Observation
from demogen.world.remedy import remedied
from demogen.world.skeleton import World, build_world
from demogen.world.snapshot import whole_table
from demogen.world.summary import totals
from demogen.writing import ORDER, Progress, silent, write_tables

__all__ = ["DRAWING_VERSION", "Built", "Bundle", "build_bundle", "generate", "own_files"]

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Bundle:
    """The tables of a config and a seed, in memory: `tables` in load order, as Arrow tables."""

    config: Config
    until: date
    tables: Mapping[str, pa.Table]
    months: list[dict[str, Any]]
    warnings: tuple[str, ...]

    @cached_property
    def content_digest(self) -> str:
        """Return the digest of all values, as a manifest of the same content has it."""
        return bundle_digest({name: table_digest(table_spec(name), table) for name, table in self.tables.items()})


@dataclass(frozen=True)
class Built:
    """A bundle on disk; `unchanged` when the same content was there already."""

    path: Path
    manifest: dict[str, Any]
    unchanged: bool


def generate(
    config: Mapping[str, Any] | Path | str | Config,
    seed: str | None = None,
    *,
    as_of: date | None = None,
    until: date | None = None,
    reference: Path | Mapping[str, bytes] | None = None,
) -> Bundle:
    """Generate the tables of a config and a seed.

    Args:
        config: values with the keys of a config file, the path of one, or a resolved config.
        seed: text that all draws depend on; wins over the config's.
        as_of: the day at whose end the targets hold; wins over the config's.
        until: the day on which the world is observed, `as_of` unless given.
        reference: a folder with countries or industries of one's own, or such files by path.

    Raises:
        ConfigError: the config has problems, or its settings cannot be met together (PlanError).
    """
    resolved = load_config(config, seed, as_of=as_of, reference=reference)
    with remedied(resolved):
        plan = make_plan(resolved)
        until = last_day(plan, until)
        world = build_world(plan)
    observation = Observation(world, _moment(plan, until))
    tables = {name: plain(whole_table(observation, name), table_spec(name)) for name in ORDER}
    return Bundle(plan.config, until, {spec.name: tables[spec.name] for spec in TABLES}, world.months, plan.warnings)


def own_files(
    config: Mapping[str, Any] | Path | str | Config,
    seed: str | None = None,
    *,
    as_of: date | None = None,
    reference: Path | Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return the reference files of one's own that a bundle of a config would carry, by path.

    Raises:
        ConfigError: the config has problems, or a file has.
    """
    return load_config(config, seed, as_of=as_of, reference=reference).own_files


def build_bundle(
    config: Mapping[str, Any] | Path | str | Config,
    seed: str | None,
    out: Path | str,
    *,
    as_of: date | None = None,
    until: date | None = None,
    replace: bool = False,
    expect_digest: str | None = None,
    reference: Path | Mapping[str, bytes] | None = None,
    workers: int | None = None,
    progress: Progress = silent,
) -> Built:
    """Generate, check and publish a bundle as a folder.

    Args:
        config: values with the keys of a config file, the path of one, or a resolved config.
        seed: text that all draws depend on; wins over the config's.
        out: the folder to make.
        as_of: the day at whose end the targets hold; wins over the config's.
        until: the day on which the world is observed, `as_of` unless given.
        replace: whether another bundle may be replaced.
        expect_digest: the content digest without which nothing is published.
        reference: a folder with countries or industries of one's own, or such files by path.
        workers: how many cores to work with, all unless given; no value depends on it.
        progress: called with each step.

    Raises:
        ConfigError: the config has problems, or cannot be met (PlanError); or the expected digest is none.
        CheckFailed: a check failed; nothing was published.
        Refused: another bundle is there, or the content is not the expected one.
        EnvironmentProblem: the disk is full, or the place cannot be written to.
    """
    if expect_digest is not None:
        read_expected(expect_digest)  # one that is none is told before anything is drawn
    workers = workers or parallel.cores()
    memory.steady(memory.WHILE_DRAWING)
    target = publish.place(Path(out))
    resolved = load_config(config, seed, as_of=as_of, reference=reference)
    with remedied(resolved):
        plan = make_plan(resolved)
    until = last_day(plan, until)
    _look(target)
    with remedied(resolved), publish.staging(target) as folder:
        (folder / "data").mkdir()
        progress("drawing")
        spill = Spill(folder / "spill")
        world = build_world(plan, spill=spill)
        written = write_tables(Observation(world, _moment(plan, until), spill, workers), folder, progress)
        facts = _facts(world, until)
        del world
        content = bundle_digest({w.name: w.content for w in written})
        require_expected(content, expect_digest)
        if _holds(target, content):
            return Built(target, read.load_manifest(target), unchanged=True)
        if os.path.lexists(target):
            if not replace:
                raise publish.exists(target)
            read.require_own(target)
        progress("checking")
        memory.steady(memory.WHILE_CHECKING)
        memory.release()
        found = _finish(folder, plan, until, written, facts, min(workers, run.THREADS))
        progress("publishing")
        _look(target)
        try:
            publish.publish(folder, target, replace=replace)
        except Refused:
            # Another run was faster; where it published the same content, all is well.
            if not _holds(target, content):
                raise
            return Built(target, read.load_manifest(target), unchanged=True)
    return Built(target, found, unchanged=False)


def _moment(plan: Plan, until: date) -> int:
    return plan.calendar.midnight(until + timedelta(days=1))


def _look(target: Path) -> None:
    """Refuse a place that holds something else than a bundle."""
    try:
        target.lstat()
        is_bundle = not target.is_symlink() and (target / "manifest.json").is_file()
    except FileNotFoundError:
        return
    except OSError as error:
        raise publish.problem(error, target) from error
    if not is_bundle:
        raise Refused(Problem(str(target), "exists and is not a bundle", hint="Choose another place."))


def _holds(target: Path, content: str) -> bool:
    """Return whether a place holds the same content, whole."""
    if not os.path.lexists(target):
        return False
    try:
        return bool(read.verify_folder(target)["contentDigest"] == content)
    except BundleError:
        return False


def _facts(world: World, until: date) -> dict[str, Any]:
    config, plan = world.plan.config, world.plan
    return {
        "generator": {"name": "crm-demogen", "version": demogen.__version__},
        "drawingVersion": DRAWING_VERSION,
        "tenant": {"name": config.tenant_name, "slug": config.slug},
        "seed": config.seed,
        "asOf": config.as_of.isoformat(),
        "until": until.isoformat(),
        "reference": {file.path: file.digest for file in config.files},
        **({"ownReference": sorted(config.own_files)} if config.own_files else {}),
        "totals": totals(plan),
        "months": world.months,
        "warnings": list(plan.warnings),
        "license": "CC0-1.0",
        "synthetic": True,
    }


def _finish(
    folder: Path, plan: Plan, until: date, written: list[Written], facts: dict[str, Any], threads: int
) -> dict[str, Any]:
    """Write everything beside the tables, after the checks have passed."""
    with open_beside(folder, plan, until, folder / "spill", threads) as connection:
        results = run.run_checks(connection)
        run.require_passed(results)
        results += count_figures(connection, plan.config.industry.bands)
    config = plan.config
    own = _write_own(folder, config)
    hashes = {file.path: file.sha256 for w in written for file in w.files} | {
        path: sha256 for path, (_, sha256) in own.items()
    }
    contents = {
        "config.json": read.pretty(config.as_json()),
        "checks.json": read.pretty([result.as_json() for result in results]),
        "views.sql": derived.views_sql({w.name: [file.path for file in w.files] for w in written}),
        "datapackage.json": derived.datapackage(config.slug, config.tenant_name, written),
        "bagit.txt": derived.bagit(),
        "manifest-sha256.txt": derived.payload_manifest(hashes),
    }
    files = own | {path: write_bytes(folder / path, content) for path, content in contents.items()}
    summary = {
        "passed": sum(r.passed for r in results),
        "failed": sum(not r.passed for r in results),
        "failedNames": [r.check.name for r in results if not r.passed],
    }
    warnings = [*facts["warnings"], *run.figure_warnings(results)]
    found = manifest.build_manifest({**facts, "warnings": warnings, "checks": summary}, written, files)
    write_bytes(folder / "manifest.json", manifest.manifest_bytes(found))
    return found


def _write_own(folder: Path, config: Config) -> dict[str, tuple[int, str]]:
    """Write the reference files of one's own that a bundle is made from; return size and SHA-256 by path."""
    written = {}
    for path, content in config.own_files.items():
        place = folder / REFERENCE / path
        place.parent.mkdir(parents=True, exist_ok=True)
        written[f"{REFERENCE}/{path}"] = write_bytes(place, content)
    return written
