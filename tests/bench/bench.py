"""Measures what a user waits for: whole commands, several runs each, against `tpchgen-cli` in the same run.

Machines differ and drift, so read the ratios, which come last; seconds are medians. `make bench` runs it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import RUNS, Cost, measure

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
DEMOGEN = str(BIN / "demogen")
CONFIGS = ROOT / "fixtures" / "configs" / "valid"
MILLION = Path(__file__).with_name("million.yaml")
LIBRARIES = "import numpy, pyarrow, duckdb, pyarrow.parquet"
TPCH_ROWS = 600_572 + 150_000 + 80_000 + 20_000 + 15_000 + 1_000 + 25 + 5  # scale factor 0.1
HUNDREDTH = {  # of a million leads: a hundred thousand rows
    "leads": 10_000,
    "contacts": 2_500,
    "companies": 600,
    "pipelineValue": 10_000_000,
    "closedWonValue": 5_000_000,
    "closedWonCount": 400,
}


def generating(config: Path, *more: str) -> list[str]:
    """Return the command that generates a config's bundle."""
    return [DEMOGEN, "generate", str(config), "--seed", "acme", "-o", "out", *more]


def rows_of(command: list[str]) -> int:
    """Count the rows of the bundle that a command makes."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*command, "--json"], cwd=folder, capture_output=True, check=True)
    return sum(table["rows"] for table in json.loads(done.stdout)["tables"])


def generate(label: str, config: Path, *more: str, runs: int = RUNS) -> Cost:
    """Measure how long a config's bundle takes, checks included."""
    command = generating(config, *more)
    return measure(f"demogen generate ({label})", command, rows_of(command), runs)


def look(config: Path) -> None:
    """Measure what shows and compares bundles, on one that is made for it, and another of another seed."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in ("acme", "other"):
            command = [DEMOGEN, "generate", str(config), "--seed", seed, "-o", f"{folder}/{seed}", "-q"]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        first, bundle = "select id from deals order by id limit 1", f"{folder}/acme"
        row = subprocess.run([DEMOGEN, "sql", bundle, first, "--format", "csv"], capture_output=True, check=True)
        deal = row.stdout.decode().split()[-1]
        measure("demogen report (largest)", [DEMOGEN, "report", bundle, "-o", "report.html"])
        measure("demogen explain (largest)", [DEMOGEN, "explain", bundle, f"deal:{deal}"])
        measure("demogen sql (largest)", [DEMOGEN, "sql", bundle, "select count(*) from activities"])
        measure("demogen export --format csv (largest)", [DEMOGEN, "export", bundle, "--format", "csv", "-o", "out"])
        measure("demogen diff (largest)", ["bash", "-c", f"{DEMOGEN} diff {bundle} {folder}/other || test $? = 1"])


def ratios(libraries: Cost, tpchgen: Cost, saas: Cost, largest: Cost) -> None:
    """Print what is the same on every machine, or nearly so; a million leads are made for it."""
    small = generate("ten thousand leads", MILLION, *(f"--set=targets.{key}={n}" for key, n in HUNDREDTH.items()))
    million = generate("a million leads, one run", MILLION, runs=1)
    print()
    for label, value in (
        ("largest: rows per CPU second, checks included, beside tpchgen-cli", largest.beside(tpchgen)),
        ("largest: wall time over CPU time", largest.wall_seconds / largest.cpu_seconds),
        ("saas: CPU time over that of importing the libraries", saas.cpu_seconds / libraries.cpu_seconds),
        ("ten million rows: CPU time of a row over that at a hundred thousand", small.beside(million)),
    ):
        print(f"{label:72} {value:5.2f}")
    print(f"{'largest: peak memory':72} {largest.peak_bytes / 1e6:5.0f} MB")
    print(f"{'ten million rows: peak memory':72} {million.peak_bytes / 1e6:5.0f} MB")


def main() -> None:
    """Measure and print."""
    print(f"medians of {RUNS} runs, {os.cpu_count()} cores")
    libraries = measure(f"python -c '{LIBRARIES[:20]}…'", [sys.executable, "-c", LIBRARIES])
    measure("demogen --help", [DEMOGEN, "--help"])
    saas, largest = (CONFIGS / f"{name}.yaml" for name in ("saas-us", "largest"))
    for config in (saas, largest):
        measure(f"demogen preview ({config.stem})", [DEMOGEN, "preview", str(config), "--seed", "acme"])
    command = [str(BIN / "tpchgen-cli"), "parquet", "-s", "0.1", "--compression", "ZSTD(1)", "--output-dir", "out"]
    tpchgen = measure("tpchgen-cli (scale 0.1, zstd 1)", command, TPCH_ROWS)
    made = [generate(config.stem, config) for config in (saas, largest)]
    look(largest)
    ratios(libraries, tpchgen, *made)


if __name__ == "__main__":
    main()
