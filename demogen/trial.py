"""Tries reference files of one's own: makes a small tenant of them, checks it, and tells what it looks like."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demogen.build import build_bundle
from demogen.bundle.read import read_table
from demogen.config.examine_files import Examined

SMALL: dict[str, Any] = {
    "startDate": "2025-01-01",
    "asOf": "2025-12-31",
    "seed": "trial",
    "teamSize": 3,
    "targets": {"leads": 100, "contacts": 50, "companies": 20, "closedWonCount": 10},
}
SHOWN = 3  # rows of each kind


@dataclass(frozen=True)
class Trial:
    """A country and an industry that are tried together, with the folder of their files."""

    root: Path
    country: str
    industry: str


def plan_trials(files: Sequence[Examined]) -> list[Trial]:
    """Choose trials in which every country and industry occurs: with each other where there are both."""
    trials: dict[Trial, None] = {}
    for root in dict.fromkeys(file.root for file in files):
        countries, industries = (
            [file.name for file in files if (file.root, file.folder) == (root, kind)]
            for kind in ("countries", "industries")
        )
        if countries:
            trials |= dict.fromkeys(Trial(root, name, (industries or ["saas"])[0]) for name in countries)
        if industries:
            trials |= dict.fromkeys(Trial(root, (countries or ["US"])[0], name) for name in industries)
    return list(trials)


def run_trial(trial: Trial) -> dict[str, Any]:
    """Make the tenant of a trial and describe it, as `demogen reference check --json` prints it.

    Raises:
        ConfigError: the plan refuses it.
        CheckFailed: a check failed.
    """
    asked = {**SMALL, "country": trial.country, "industry": trial.industry}
    with tempfile.TemporaryDirectory(prefix="demogen-") as work:
        built = build_bundle(asked, None, Path(work) / "bundle", reference=trial.root)
        tables = {
            name: read_table(built.path, name).to_pylist()
            for name in ("tenants", "companies", "contacts", "deals", "pipeline_stages", "activities")
        }
    tenant = tables["tenants"][0]
    stages = {row["id"]: row["name"] for row in tables["pipeline_stages"]}
    return {
        "country": trial.country,
        "industry": trial.industry,
        "tenant": tenant["name"],
        "timezone": tenant["timezone"],
        "warnings": built.manifest["warnings"],
        "stages": list(stages.values()),
        "companies": [_company(row) for row in tables["companies"][:SHOWN]],
        "contacts": [_contact(row) for row in tables["contacts"][:SHOWN]],
        "deals": [_deal(row, stages) for row in tables["deals"][:SHOWN]],
        "messages": [row["body"] for row in tables["activities"] if row["type"] == "email" and row["body"]][:1],
    }


def _company(row: dict[str, Any]) -> str:
    return f"{row['name']}, {row['industry']}, {_address(row)}"


def _contact(row: dict[str, Any]) -> str:
    native = f" ({row['native_name']})" if row["native_name"] else ""
    return f"{row['full_name']}{native}, {row['title'] or 'no title'}, {row['phone']}, {_address(row)}"


def _address(row: dict[str, Any]) -> str:
    town = " ".join(row[part] for part in ("city", "state", "postal_code") if row[part])
    return f"{row['street']}, {town}"


def _deal(row: dict[str, Any], stages: dict[Any, str]) -> str:
    return f"{row['name']}, {row['amount']} {row['currency']}, {stages[row['stage_id']]}"
