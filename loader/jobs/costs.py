"""What the steps of a job cost in seconds, as `make costs` has measured it; the percents between two marks follow it.

Only the proportions matter: on another machine all of them are longer or shorter, and the seconds that are left adapt
to how long the job has really taken.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

THOUSAND = 1000
PROVING, REMOVING = "proving", "removing"


def generating_costs(target_rows: int) -> dict[str, float]:
    """Return the expected seconds of generating, keeping and verifying a bundle, by step, in the order of the steps."""
    return {step: _line(line, target_rows) for step, line in _measured()["generating"].items()}


def loading_costs(rows: Mapping[str, int]) -> dict[str, float]:
    """Return the expected seconds of loading each table and of proving the whole, from the rows of each table."""
    measured = _measured()
    lines = measured["loading"]
    usual = lines["activities"]
    costs = {loading(table): _line(lines.get(table, usual), count) for table, count in rows.items()}
    return {**costs, PROVING: _line(measured[PROVING], sum(rows.values()))}


def removing_cost(rows: int) -> float:
    """Return the expected seconds of removing a tenant of so many rows."""
    return _line(_measured()[REMOVING], rows)


def expected_rows(target_rows: int) -> dict[str, int]:
    """Return about how many rows each table will have."""
    return {table: round(target_rows * share) for table, share in _measured()["rowsPerTargetRow"].items()}


def loading(table: str) -> str:
    """Return the key of loading a table."""
    return f"loading {table}"


def spread(
    steps: Sequence[str], costs: Mapping[str, float], first: float, last: float
) -> Iterator[tuple[float, float]]:
    """Return for each step the percents between which it moves a job, by what it costs."""
    whole = sum(costs.get(step, 0.0) for step in steps) or 1.0
    begun = 0.0
    for step in steps:
        ended = begun + costs.get(step, 0.0)
        yield first + (last - first) * begun / whole, first + (last - first) * ended / whole
        begun = ended


def _line(line: Sequence[float], rows: int) -> float:
    """Return the seconds of a step: what it takes at least, and what each thousand rows add."""
    return line[0] + line[1] * rows / THOUSAND


@cache
def _measured() -> dict[str, Any]:
    text = resources.files("loader").joinpath("jobs/costs.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
