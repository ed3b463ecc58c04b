"""Makes `data/quantiles.json`: integer tables of the shapes of chance, computed to 60 digits with mpmath.

`normal` and `exponential` have 4,097 knots at p = i / 4096 in units of 2^-20, their ends cut at one in 65,536;
`exp2` has 1,025 knots of 2^(i / 1024). Run with `python -m demogen.data.sources.quantiles` (mpmath from PyPI, BSD).
"""

from __future__ import annotations

import json
from pathlib import Path

import mpmath as mp

KNOTS = 4096
ONE = 1 << 20


def inner(i: int) -> mp.mpf:
    """Return the probability of a knot, the ends cut so that the value is finite."""
    return min(max(mp.mpf(i) / KNOTS, mp.mpf(1) / 65536), 1 - mp.mpf(1) / 65536)


def main() -> None:
    """Compute the tables and write them."""
    mp.mp.dps = 60
    tables = {
        "about": "Integer quantile tables in units of 2^-20; made by data/sources/quantiles.py, do not edit.",
        "normal": [int(mp.nint(mp.sqrt(2) * mp.erfinv(2 * inner(i) - 1) * ONE)) for i in range(KNOTS + 1)],
        "exponential": [
            int(mp.nint(-mp.log(1 - (mp.mpf(i) / KNOTS if i < KNOTS else inner(i))) * ONE)) for i in range(KNOTS + 1)
        ],
        "exp2": [int(mp.nint(mp.power(2, mp.mpf(i) / 1024) * ONE)) for i in range(1025)],
    }
    rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in tables.items())
    Path(__file__).parents[1].joinpath("quantiles.json").write_text("{\n" + rows + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
