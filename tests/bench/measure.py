"""Measures whole commands: wall, CPU and memory, as medians of several runs.

CPU seconds and memory are those of the command and of the processes that it waits for.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple, dataclass
from pathlib import Path

RUNS = 5


@dataclass(frozen=True)
class Cost:
    """What a command costs, and how many rows it makes."""

    wall_seconds: float
    cpu_seconds: float
    peak_bytes: int
    rows: int = 0

    @property
    def rows_per_cpu_second(self) -> float:
        """Return how many rows it makes in a second of one core."""
        return self.rows / self.cpu_seconds

    def beside(self, other: Cost) -> float:
        """Return how many rows it makes in a CPU second, as a multiple of another's."""
        return self.rows_per_cpu_second / other.rows_per_cpu_second


def run(command: list[str], cwd: str) -> Cost:
    """Run a command in a folder.

    Raises:
        SystemExit: it failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def measure(label: str, command: list[str], rows: int = 0, runs: int = RUNS) -> Cost:
    """Run a command several times after a warm-up, which a single run has not; print the medians and return them."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for i in range(runs + (runs > 1)):
            cost = run(command, folder)
            for made in Path(folder).iterdir():
                shutil.rmtree(made) if made.is_dir() else made.unlink()
            if i or runs == 1:
                found.append(astuple(cost)[:3])
    wall, cpu, peak = (statistics.median(values) for values in zip(*found, strict=True))
    cost = Cost(wall, cpu, int(peak), rows)
    speed = f"  {rows / 1e6:6.2f} M rows, {cost.rows_per_cpu_second / 1e6:5.2f} M a CPU second" if rows else ""
    print(f"{label:42} {wall:7.2f} s  {cpu:6.2f} CPU s  {peak / 1e6:6.0f} MB{speed}", flush=True)
    return cost
