"""How long a job will take: the committed rate, held against how long the last jobs really took.

Three jobs are needed before what was measured counts; until then the committed rate stands alone, and is named so.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import psycopg

from loader.jobs.costs import expected_rows, generating_costs, loading_costs
from loader.postgres.connect import read_sql

FEWEST, MOST = 3, 20  # jobs to learn from
COUNTS = ("leads", "contacts", "companies", "closedWonCount")


@dataclass(frozen=True)
class Estimate:
    """Whole seconds, and where they come from: `measured` over so many jobs, or `committed`."""

    seconds: int
    basis: str
    jobs: int


def estimate(connection: psycopg.Connection[Any], config: Mapping[str, Any]) -> Estimate:
    """Estimate a job from its resolved config, once a worker has it."""
    known = _rates()
    values = {"base": known["baseSeconds"], "rate": known["targetRowsPerSecond"], "most": MOST}
    jobs, factor = connection.execute(read_sql("jobs/measured"), values).fetchone() or (0, None)
    committed = known["baseSeconds"] + target_rows(config) / known["targetRowsPerSecond"]
    if jobs < FEWEST or not factor:
        return Estimate(max(math.ceil(committed), 1), "committed", 0)
    return Estimate(max(math.ceil(committed * factor), 1), "measured", jobs)


def target_rows(config: Mapping[str, Any]) -> int:
    """Return the rows that the targets of a resolved config name."""
    return sum(int(config["targets"][name]) for name in COUNTS)


def about_rows(config: Mapping[str, Any]) -> int:
    """Return about how many rows a tenant will have."""
    return target_rows(config) * int(_rates()["rowsPerTargetRow"])


def expect_costs(config: Mapping[str, Any]) -> dict[str, float]:
    """Return the expected seconds of each step of a job that generates and loads a resolved config."""
    rows = target_rows(config)
    return {**generating_costs(rows), **loading_costs(expected_rows(rows))}


@cache
def _rates() -> dict[str, Any]:
    text = resources.files("loader").joinpath("jobs/rates.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
