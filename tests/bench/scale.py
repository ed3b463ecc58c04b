"""Generates ten million leads and verifies them; `make scale` runs it.

Its digest is the one in `ten_million.digest`, and every check passes, or nothing is published. Memory hardly grows with
rows: the peak stands beside the most that it may be.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench.bench import DEMOGEN
from tests.bench.measure import Cost, run

CONFIG = Path(__file__).with_name("ten_million.yaml")
DIGEST = Path(__file__).with_name("ten_million.digest")
NEEDED = 30_000_000_000  # bytes: the bundle, and what lies beside it while it is made and checked
MOST = 600_000_000  # bytes of memory


def require_room(folder: Path) -> None:
    """Stop where the disk has too little room.

    Raises:
        SystemExit: it has.
    """
    free = shutil.disk_usage(folder).free
    if free < NEEDED:
        sys.exit(f"{folder} has {free / 1e9:.0f} GB free, expected {NEEDED / 1e9:.0f}. Set TMPDIR to another disk.")


def print_cost(label: str, cost: Cost) -> None:
    """Print what a command cost."""
    print(
        f"{label:10} {cost.wall_seconds:7.0f} s  {cost.cpu_seconds:7.0f} CPU s  {cost.peak_bytes / 1e6:5.0f} MB",
        flush=True,
    )


def main() -> None:
    """Generate, verify, print."""
    with tempfile.TemporaryDirectory() as folder:
        require_room(Path(folder))
        expected = DIGEST.read_text(encoding="ascii").strip()
        made = run([DEMOGEN, "generate", str(CONFIG), "-o", "out", "-q", "--expect-digest", expected], folder)
        print_cost("generate", made)
        manifest = json.loads((Path(folder) / "out" / "manifest.json").read_text(encoding="utf-8"))
        print_cost("verify", run([DEMOGEN, "verify", "out"], folder))
    rows, checks = sum(table["rows"] for table in manifest["tables"]), manifest["checks"]
    outside = ", ".join(checks["failedNames"]) or "none"
    print(f"{rows:,} rows, {rows / made.cpu_seconds / 1e6:.3f} M a CPU second, {checks['passed']} checks passed")
    print(f"figures outside their bands: {outside}")
    if made.peak_bytes > MOST:
        sys.exit(f"the peak is {made.peak_bytes / 1e6:.0f} MB, expected at most {MOST / 1e6:.0f}")


if __name__ == "__main__":
    main()
