"""Shapes of chance as integer tables and integer interpolation: no float, so the same bits on every processor.

Fixed-point values are in units of 2^-20. The tables lie in `data/quantiles.json`, made by `data/sources/quantiles.py`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from demogen.draw.arrays import Ints, Words

ONE = 1 << 20
LOG2_E = 1512775  # log2(e) * 2^20


@cache
def _tables() -> dict[str, Ints]:
    text = resources.files("demogen").joinpath("data/quantiles.json").read_text(encoding="utf-8")
    return {name: np.array(values, dtype=np.int64) for name, values in json.loads(text).items() if name != "about"}


def interpolate(table: Ints, words: Words) -> Ints:
    """Read a table of 2^k + 1 knots at positions given as fractions of 2^32."""
    bits = 32 - (len(table) - 1).bit_length() + 1
    position = words.astype(np.int64)
    cell = position >> bits
    low = table[cell]
    result: Ints = low + (((table[cell + 1] - low) * (position & ((1 << bits) - 1))) >> bits)
    return result


def normal(words: Words) -> Ints:
    """Return standard normal quantiles in units of 2^-20."""
    return interpolate(_tables()["normal"], words)


def exponential(words: Words) -> Ints:
    """Return exponential quantiles of mean one in units of 2^-20."""
    return interpolate(_tables()["exponential"], words)


def exp(values: Ints) -> Ints:
    """Return e to the power of values in units of 2^-20, in the same units.

    Right within one in 100,000 plus two units. Values are at most 29 (times 2^20); what lies far below zero gives zero.
    """
    log2 = (values * LOG2_E) >> 20
    whole, fraction = log2 >> 20, (log2 & (ONE - 1)) << 12
    mantissa = interpolate(_tables()["exp2"], fraction.astype(np.uint32))
    up, down = np.maximum(whole, 0), np.minimum(np.maximum(-whole, 0), 40)
    result: Ints = (mantissa << up) >> down
    return result


def lognormal(words: Words, median: int | Ints, sigma: int) -> Ints:
    """Draw log-normal integers of a median; sigma is in units of 2^-20.

    The largest factor is e to the power of 4.17 sigmas; median * factor * 2^20 stays below 2^63, so for a sigma of one
    the median is below 2^36.
    """
    factor = exp((normal(words) * sigma) >> 20)
    result: Ints = (np.asarray(median, dtype=np.int64) * factor) >> 20
    return result


def pick(words: Words, weights: Sequence[int] | Ints) -> Ints:
    """Pick indices in proportion to integer weights, none negative, whose sum is above zero and at most 2^31."""
    cumulative = np.cumsum(np.asarray(weights, dtype=np.int64))
    target = (words.astype(np.int64) * cumulative[-1]) >> 32
    return np.searchsorted(cumulative, target, side="right").astype(np.int64)


def pick_prefix(words: Words, weights: Ints, sizes: Ints) -> Ints:
    """Pick, for each word, one of the first `sizes` items in proportion to its weight.

    Sizes are at least one, the first weight is above zero, and the sum of the weights is at most 2^62.
    """
    return pick_running(words, np.cumsum(weights), sizes)


def pick_running(words: Words, running: Ints, sizes: Ints) -> Ints:
    """Pick like `pick_prefix`; `running` are the running sums of the weights."""
    target = _scale(words, running[sizes - 1])
    return np.searchsorted(running, target, side="right").astype(np.int64)


def _scale(words: Words, bounds: Ints) -> Ints:
    """Return floor(word / 2^32 * bound) for bounds up to 2^62."""
    w, b = words.astype(np.uint64), bounds.astype(np.uint64)
    low = np.uint64(0xFFFFFFFF)
    return (w * (b >> np.uint64(32)) + ((w * (b & low)) >> np.uint64(32))).astype(np.int64)


def scale(words: Words, bounds: int | Ints) -> Ints:
    """Return integers from zero up to, not including, bounds from one to 2^62: floor(word * bound / 2^32)."""
    return _scale(words, np.broadcast_to(np.asarray(bounds, dtype=np.int64), words.shape))


def half_up(numerator: int, denominator: int) -> int:
    """Divide by a number above zero and round half up, also below zero (-1/2 gives 0)."""
    return (2 * numerator + denominator) // (2 * denominator)


def rank(keys: npt.NDArray[np.generic]) -> Ints:
    """Return the rank of each key, ties by position."""
    order = np.argsort(keys, kind="stable")
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[order] = np.arange(len(keys), dtype=np.int64)
    return ranks


SKEWED_SIGMA = 838861  # 0.8 in units of 2^-20
SKEWED_CUT = 2306867  # 2.2 in units of 2^-20
SKEWED_TAIL = 59_714_858  # what lies beyond, in units of 2^-32
SKEWED_GRID = 1 << 10  # points over which a mean is taken


def truncated_normal(words: Words, tail: int) -> Ints:
    """Return standard normal quantiles without the tails, each of `tail` / 2^32 of all, in units of 2^-20."""
    inner = tail + ((words.astype(np.int64) * ((1 << 32) - 2 * tail)) >> 32)
    return normal(inner.astype(np.uint32))


def skewed(words: Words, sigma: int = SKEWED_SIGMA) -> Ints:
    """Draw fractions in units of 2^-20, most of them small: a log-normal cut at 2.2 sigmas, on [0, 1].

    The larger sigma (in units of 2^-20, above zero), the more of them are small.
    """
    cut = np.array([-SKEWED_CUT, SKEWED_CUT], dtype=np.int64)
    low, high = exp((cut * sigma) >> 20)
    inner = np.clip(truncated_normal(words, SKEWED_TAIL), -SKEWED_CUT, SKEWED_CUT)
    values = exp((inner * sigma) >> 20)
    result: Ints = ((values - low) << 20) // (high - low)
    return result


def skewed_mean(sigma: int = SKEWED_SIGMA) -> int:
    """Return what `skewed` comes to on average, over evenly spaced words."""
    step = (1 << 32) // SKEWED_GRID
    words = np.arange(SKEWED_GRID, dtype=np.uint32) * np.uint32(step) + np.uint32(step // 2)
    return int(skewed(words, sigma).sum()) // SKEWED_GRID
