"""The format of a mapping: an ordered list of steps, each one DuckDB SELECT whose output columns are a table's columns.

A mapping is a TOML file. `progress` of a step is the part of a hundred that it moves a job through; steps of one name
share theirs by what their tables cost.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping as Costs
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class Step:
    """One table to load: what to say meanwhile, from where to where it moves the progress, and the SELECT."""

    table: str
    name: str
    progress: tuple[int, int]
    sql: str


@dataclass(frozen=True)
class Mapping:
    """Steps in load order: what a foreign key names is loaded before it."""

    app: str
    schema: str
    steps: tuple[Step, ...]

    @property
    def tables(self) -> list[str]:
        """List the tables in load order."""
        return [step.table for step in self.steps]

    def weigh(self, costs: Costs[str, float]) -> Iterator[tuple[Step, float, float]]:
        """Return each step with its own part of the progress, by what each table costs."""
        whole: defaultdict[str, float] = defaultdict(float)
        done: defaultdict[str, float] = defaultdict(float)
        for step in self.steps:
            whole[step.name] += costs[step.table]
        for step in self.steps:
            first, last = step.progress
            one = (last - first) / (whole[step.name] or 1)
            begin = first + one * done[step.name]
            done[step.name] += costs[step.table]
            yield step, begin, first + one * done[step.name]


def load_mapping(name: str = "reference") -> Mapping:
    """Load one of the mappings that lie beside this module."""
    text = resources.files("loader").joinpath(f"mapping/{name}.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    steps = [Step(s["table"], s["name"], (s["progress"][0], s["progress"][1]), s["sql"]) for s in found["load"]]
    return Mapping(found["target"]["app"], found["target"]["schema"], tuple(steps))
