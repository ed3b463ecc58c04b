"""Measures what a user waits for: whole commands, several runs each, against `tpchgen-cli` in the same run.

Machines differ and drift, so read the ratios; seconds are medians. `make bench` runs it.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
RUNS = 5
TPCH_ROWS = 6_001_215 + 1_500_000 + 800_000 + 200_000 + 150_000 + 10_000 + 25 + 5  # scale factor 1


def run(command: list[str], cwd: str) -> tuple[float, float, int]:
    """Run a command; give wall seconds, CPU seconds and peak memory in bytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def measure(label: str, command: list[str], rows: int = 0) -> float:
    """Run a command several times after a warm-up and print the medians; give rows per CPU second."""
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for i in range(RUNS + 1):
            result = run(command, folder)
            for made in Path(folder).iterdir():
                shutil.rmtree(made) if made.is_dir() else made.unlink()
            if i:
                found.append(result)
    wall, cpu, memory = (statistics.median(values) for values in zip(*found, strict=True))
    rate = rows / cpu if rows else 0
    speed = f"  {rows / wall / 1e6:6.2f} M rows/s  {rate / 1e6:5.2f} M rows per CPU second" if rows else ""
    print(f"{label:34} {wall:7.2f} s  {cpu:6.2f} CPU s  {memory / 1e6:6.0f} MB{speed}", flush=True)
    return rate


def rows_of(config: Path) -> int:
    """Count the rows of a config's bundle."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(BIN / "demogen"), "generate", str(config), "-o", f"{folder}/out", "--json"]
        done = subprocess.run(command, capture_output=True, check=True)
    return sum(table["rows"] for table in json.loads(done.stdout)["tables"])


def look(demogen: str, config: Path) -> None:
    """Measure what shows and compares bundles, on one that is made for it, and another of another seed."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in ("acme", "other"):
            command = [demogen, "generate", str(config), "--seed", seed, "-o", f"{folder}/{seed}", "-q"]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        sql = "select id from deals order by id limit 1"
        row = subprocess.run(
            [demogen, "sql", f"{folder}/acme", sql, "--format", "csv"], capture_output=True, check=True
        )
        bundle, deal = f"{folder}/acme", row.stdout.decode().split()[-1]
        measure("demogen report (largest)", [demogen, "report", bundle, "-o", "report.html"])
        measure("demogen explain (largest)", [demogen, "explain", bundle, f"deal:{deal}"])
        measure("demogen export --format csv", [demogen, "export", bundle, "--format", "csv", "-o", "out"])
        measure("demogen diff (largest)", ["bash", "-c", f"{demogen} diff {bundle} {folder}/other || test $? = 1"])


def main() -> None:
    """Measure and print."""
    demogen, tpchgen = str(BIN / "demogen"), BIN / "tpchgen-cli"
    saas, largest = (ROOT / "fixtures" / "configs" / "valid" / f"{name}.yaml" for name in ("saas-us", "largest"))
    print(f"medians of {RUNS} runs, {os.cpu_count()} cores, {resource.getpagesize()} byte pages")
    measure("demogen --help", [demogen, "--help"])
    measure("demogen preview (default saas)", [demogen, "preview", str(saas), "--seed", "acme"])
    measure("demogen preview (largest)", [demogen, "preview", str(largest), "--seed", "acme"])
    measure(
        "demogen generate (default saas)",
        [demogen, "generate", str(saas), "--seed", "acme", "-o", "out"],
        rows_of(saas),
    )
    ours = measure(
        "demogen generate (largest)",
        [demogen, "generate", str(largest), "--seed", "acme", "-o", "out"],
        rows_of(largest),
    )
    look(demogen, largest)
    if not tpchgen.exists():
        print("tpchgen-cli is not installed: `make bench` installs it")
        return
    command = [str(tpchgen), "parquet", "-s", "1", "--compression", "ZSTD(1)", "--output-dir", "out"]
    theirs = measure("tpchgen-cli (scale 1, zstd 1)", command, TPCH_ROWS)
    print(f"demogen makes {ours / theirs:.2f} of tpchgen-cli's rows per CPU second, checks included")


if __name__ == "__main__":
    main()
