"""Shares out whole numbers: exactly, and the same on every machine.

Sainte-Laguë never takes a unit from anybody when the total grows; largest remainder keeps each share within one of its
quota and serves the channel mix alone.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from fractions import Fraction


def sainte_lague(total: int, weights: Sequence[int]) -> list[int]:
    """Share out a total by the divisors 1, 3, 5, …; ties go to the first.

    Raises:
        ValueError: there is something to share out, but nobody has a weight.
    """
    everything = sum(weights)
    if total == 0:
        return [0] * len(weights)
    if everything <= 0:
        raise ValueError("there is nobody to share out to")
    counts = [max(0, -((-2 * w * total + everything) // (2 * everything))) for w in weights]
    while sum(counts) > total:
        last = max((i for i, c in enumerate(counts) if c), key=lambda i: (Fraction(2 * counts[i] - 1, weights[i]), i))
        counts[last] -= 1
    queue = [(Fraction(2 * counts[i] + 1, w), i) for i, w in enumerate(weights) if w]
    heapq.heapify(queue)
    for _ in range(total - sum(counts)):
        _, i = queue[0]
        counts[i] += 1
        heapq.heapreplace(queue, (Fraction(2 * counts[i] + 1, weights[i]), i))
    return counts


def largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """Share out a total by quotas rounded down, what is left going to the largest remainders, ties to the first.

    Raises:
        ValueError: there is something to share out, but nobody has a weight.
    """
    everything = sum(weights)
    if total == 0:
        return [0] * len(weights)
    if everything <= 0:
        raise ValueError("there is nobody to share out to")
    counts = [total * w // everything for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % everything), i))
    for i in order[: total - sum(counts)]:
        counts[i] += 1
    return counts
