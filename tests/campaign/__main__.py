"""Runs the campaign: `python -m tests.campaign [COUNT] [FIRST]` builds the configs of so many numbers, as a user would.

A config is built, or refused with settings that work (they are tried); anything else is a failure, and its config is
printed. Counts are printed by kind, by refusal, by warning and by figure outside its band.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from demogen.build import build_bundle
from demogen.bundle.read import verify_folder
from demogen.errors import PlanError
from tests.campaign.remedies import amended, remedy_of
from tests.campaign.space import config_of, kind_of

SHOWN = 20


@dataclass
class Outcome:
    """What became of a config: built, refused or failed; by what, and what was odd about it."""

    number: int
    what: str
    why: str = ""
    warnings: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)


def attempt(number: int) -> Outcome:
    """Build the config of a number; where it is refused, build it with the remedy."""
    raw = config_of(number)
    try:
        return _built(number, raw, "built")
    except PlanError as refusal:
        remedy = remedy_of(refusal)
        why = " + ".join(f"{problem.where}: {problem.what.split(':')[0]}" for problem in refusal.problems)
        if not remedy:
            return Outcome(number, "failed", f"refused without a remedy: {refusal}")
    except Exception:  # noqa: BLE001 - whatever it is, it is a failure of the campaign
        return Outcome(number, "failed", traceback.format_exc(limit=-4))
    try:
        return _built(number, amended(raw, remedy), "refused", why)
    except Exception:  # noqa: BLE001 - likewise
        return Outcome(
            number, "failed", f"the remedy {dict(remedy)} of {why} does not work: {traceback.format_exc(limit=-2)}"
        )


def _built(number: int, raw: dict, what: str, why: str = "") -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        path = build_bundle(raw, None, Path(folder) / "bundle").path
        manifest = verify_folder(path)
        off = [
            f"{check['name']} {row['subject'].split(' (')[0]}"
            for check in json.loads((path / "checks.json").read_bytes())
            for row in check["rows"]
            if not row["ok"]
        ]
    return Outcome(number, what, why, [text.split(":")[0] for text in manifest["warnings"]], off)


def main(count: int, first: int = 0) -> int:
    """Run the numbers from `first` on; print counts; fail where one failed."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(attempt, range(first, first + count)))
    for outcome in outcomes:
        if outcome.what == "failed":
            print(f"FAILED {outcome.number} ({kind_of(outcome.number)}): {outcome.why}")
            print(f"{json.dumps(config_of(outcome.number))}\n")
    kinds = Counter((kind_of(o.number), o.what) for o in outcomes)
    for kind in sorted({kind for kind, _ in kinds}):
        print(f"{kind:22} " + "  ".join(f"{what} {kinds[kind, what]:4}" for what in ("built", "refused", "failed")))
    _print("refused because of", Counter(o.why for o in outcomes if o.what == "refused"))
    _print("warned of", Counter(text for o in outcomes for text in o.warnings))
    _print("outside their bands", Counter(text for o in outcomes for text in o.figures))
    totals = Counter(o.what for o in outcomes)
    print(f"{len(outcomes)} configs: " + ", ".join(f"{totals[what]} {what}" for what in ("built", "refused", "failed")))
    return 1 if totals["failed"] else 0


def _print(title: str, counts: Counter) -> None:
    if counts:
        print(f"\n{title}:")
        for text, times in counts.most_common(SHOWN):
            print(f"  {times:5}  {text}")
        print()


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:] or ["1000"])))
