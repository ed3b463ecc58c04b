"""Scores every country with every industry at default volume, for three seeds: `python -m tests.score [SEED…]`.

A bundle passes when every exact check holds and at most one of the statistical ones is off.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from demogen.build import build_bundle
from demogen.config.reference import Reference
from demogen.examine import score_bundle

SEEDS = ("one", "two", "three")
WINDOW = {"startDate": "2024-07-01", "asOf": "2026-06-30"}


def config_of(country, industry):
    """Return the config of a cell: everything that is not the window follows from country and industry."""
    return {**WINDOW, "country": country, "industry": industry}


def score_of(cell):
    """Return the checks that are off in a cell, and every figure that is."""
    country, industry, seed = cell
    with tempfile.TemporaryDirectory() as folder:
        built = build_bundle(config_of(country, industry), seed, Path(folder) / "bundle")
        found = score_bundle(built.path)
    off = {
        scored.part.name: [f"{f.figure.name} {f.value:.3g}" for f in scored.figures if f.passed is False]
        for scored in found.parts
        if scored.passed is False
    }
    return cell, found.passed, off


def main(seeds):
    """Score all cells, print those that are off, and fail where one does not pass."""
    reference = Reference()
    cells = list(itertools.product(reference.names("countries"), reference.names("industries"), seeds))
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(score_of, cells))
    missed, failed = Counter(), []
    for cell, passed, off in results:
        missed.update(off.keys())
        if off:
            told = "; ".join(f"{name}: {', '.join(figures)}" for name, figures in off.items())
            print(f"{'pass' if passed else 'FAIL'}  {'/'.join(cell)}  {told}")
        failed += [] if passed else [cell]
    print(f"{len(cells) - len(failed)} of {len(cells)} pass; checks off: {dict(missed.most_common())}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or SEEDS))
