"""The figures of a report: the answers of the SQL files in `queries`, and the scorecard.

Every figure that the page shows is a value of these answers, exact where the data is. What needs the plan (the clock of
worked time, the scorecard's bands) is left out of a bundle whose plan this program does not know, and what needs a
table that the bundle lacks is left out, too.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

from demogen.bundle.contents import schema_problems
from demogen.bundle.faults import bundle_faults
from demogen.bundle.listing import missing_parts
from demogen.bundle.own import REFERENCE, own_paths
from demogen.bundle.read import read_json, verify_files
from demogen.checks import needs
from demogen.checks.run import Check, CheckResult, share
from demogen.errors import BundleError, Problem
from demogen.examine import opened, plan_if_known
from demogen.plan.targets import Plan
from demogen.score.lacking import Lacking, figures_lacking
from demogen.score.run import Score, figure_texts, score
from demogen.show.inspect import TARGETS

MOST = 10**15  # of an amount
PLANNED = {"responses"}  # queries over the plan's tables
TENANT = "tenant"  # the query without which there is no page

Row = dict[str, Any]


@dataclass(frozen=True)
class Figures:
    """What a report shows: the manifest, the config, the rows of each query, and the scorecard if it can be told."""

    manifest: dict[str, Any]
    config: Any
    answers: Mapping[str, list[Row]]
    checks: list[dict[str, Any]]
    score: Score | None
    unknown: str  # why the plan is not known, empty if it is
    own_reference: str  # the folder with reference files of one's own that it was made with, if there are any
    missing: Lacking = field(
        default_factory=dict
    )  # the tables and columns that queries need and the bundle lacks, by the name of the query

    @property
    def tenant(self) -> Row:
        """Return the tenant's row."""
        return self.answers[TENANT][0]

    def __getitem__(self, name: str) -> list[Row]:
        """Return the rows of a query."""
        return self.answers.get(name, [])

    def as_json(self) -> dict[str, Any]:
        """Return the answers as JSON has them: camel-case keys, money and shares as text, null for what is left out."""
        found: dict[str, Any] = {
            _camel(name): [{_camel(key): _exact(value) for key, value in row.items()} for row in rows]
            for name, rows in self.answers.items()
        }
        missing = {_camel(name): list(tables) for name, tables in self.missing.items()}
        return {**dict.fromkeys(missing), **found, **({"missing": missing} if missing else {})}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def _exact(value: Any) -> Any:
    return str(value) if isinstance(value, (Decimal, date)) else value


def gather(folder: Path, reference: Path | None = None) -> Figures:
    """Gather the figures of a bundle.

    Raises:
        BundleError: the files are not the manifest's, or hold what no bundle holds.
    """
    manifest = verify_files(folder)
    config, checks = read_json(folder, "config.json"), _checks(folder)
    plan, until, unknown = plan_if_known(folder, manifest, reference)
    with bundle_faults(), opened(folder, manifest, plan, until) as connection, ThreadPoolExecutor(1) as aside:
        if plan:
            texts = [*figure_texts().values(), *(query_texts()[name] for name in PLANNED)]
            share(connection, "\n".join(texts), narrow=True)
        missing = missing_parts(manifest)
        lacking = figures_lacking(connection, missing) if plan else {}
        with connection.cursor() as cursor:
            left_out = queries_lacking(cursor, manifest, missing, planned=plan is not None)
        scoring = aside.submit(_score, connection, checks, plan, lacking) if plan else None
        with connection.cursor() as cursor:
            answers = answer(cursor, manifest, planned=plan is not None, left_out=left_out)
        scored = scoring.result() if scoring else None
    if len(answers[TENANT]) != 1:
        raise BundleError(Problem("data/tenants.parquet", "has another number of rows", "1", str(len(answers[TENANT]))))
    own = "DIR" if reference else REFERENCE if own_paths(manifest) else ""
    return Figures(manifest, config, answers, checks, scored, unknown, own, left_out)


def _checks(folder: Path) -> list[dict[str, Any]]:
    """Read what the bundle records of its checks."""
    found: list[dict[str, Any]] = read_json(folder, "checks.json")
    if problems := schema_problems(found, "checks", "checks.json"):
        raise BundleError(problems)
    return found


def _score(connection: Any, checks: list[dict[str, Any]], plan: Plan, lacking: Lacking) -> Score:
    """Score by the results that the bundle records of its exact checks, and by figures that are measured now."""
    results = [CheckResult(Check(c["name"], c["severity"], c["says"], ""), c["failures"]) for c in checks]
    with connection.cursor() as cursor:
        return score(cursor, results, plan.config.industry.bands, lacking)


def queries_lacking(
    connection: Any, manifest: Mapping[str, Any], missing: Collection[str], *, planned: bool
) -> Lacking:
    """Return what is missing that queries need, by name; nothing else may run in the database meanwhile."""
    if not missing:
        return {}
    texts = query_texts()
    _add_context(connection, manifest, needs.as_views(texts.pop("context")))
    names = [name for name in texts if planned or name not in PLANNED]
    parts = needs.split(connection, [texts[name] for name in names], missing)
    return {name: tables for name, (_, tables) in sorted(zip(names, parts, strict=True)) if tables}


def answer(
    connection: Any, manifest: Mapping[str, Any], *, planned: bool, left_out: Collection[str]
) -> dict[str, list[Row]]:
    """Return the rows of every query that is not left out, as dictionaries; the tenant's is always there."""
    texts = query_texts()
    _add_context(connection, manifest, texts.pop("context"))
    wanted = sorted(name for name in texts if planned or name not in PLANNED)
    answers = {name: _rows(connection.execute(texts[name])) for name in wanted if name not in {*left_out} - {TENANT}}
    for row in answers[TENANT] if TENANT in left_out else []:
        row["team"] = None  # nobody can be counted; all else stands in the tenant's own table
    return answers


def _add_context(connection: Any, manifest: Mapping[str, Any], sql: str) -> None:
    """Add what the queries stand on: what the manifest says, and tables or views over the bundle's rows."""
    targets = [{"name": name, "value": _amount(manifest["totals"], name)} for name in TARGETS]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE given AS SELECT ?::DATE AS as_of, ?::DATE AS until_on, ? AS targets, ? AS months",
        [manifest["asOf"], manifest["until"], json.dumps(targets), json.dumps(manifest["months"])],
    )
    connection.execute(sql)


def query_texts() -> dict[str, str]:
    """Return the queries of the report by name."""
    folder = resources.files("demogen").joinpath("show/report/queries")
    return {f.name.removesuffix(".sql"): f.read_text(encoding="utf-8") for f in folder.iterdir()}


def _amount(totals: Mapping[str, Any], name: str) -> Any:
    value = totals.get(name)
    if isinstance(value, (int, float)) and 0 <= value < MOST:
        return value
    raise BundleError(Problem(f"manifest.json /totals/{name}", "is not an amount", f"0 to {MOST}", ascii(value)[:60]))


def _rows(cursor: Any) -> list[Row]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
