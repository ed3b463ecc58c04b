"""Amounts: draw, scale, round as people write them, and put the remainder on deals that are not round.

None is below the industry's least amount where their mean leaves room for that. The amounts of a group sum to its plan
exactly. The bodies come first; a whale is at least five times their median,
plus a Pareto excess. All amounts are minor units, all above zero.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from demogen.draw.arrays import Bools, Ints
from demogen.draw.distributions import exp, exponential, scale, truncated_normal
from demogen.draw.streams import Draws
from demogen.errors import PlanError, Problem
from demogen.plan.money import MoneyGroup, is_above

Rounded = tuple[int, int]  # how many in a thousand have two, and three significant digits; the others are not round

SHAPE_SIGMA = 1415578  # 1.35 in units of 2^-20
SHAPE_TAIL = 46_059_703  # what lies beyond 2.3 sigmas, in units of 2^-32
SHAPE_BITS = 12
SHAPE_MEAN = 8629  # mean of `shape`, in units of 2^-12
WHALE_FACTOR = 5
WHALE_UNIT = 1 << 10
ATTEMPTS = 12
SPREADS = 40
WHALE_START = 13  # weights begin at 13 / 2 bodies
WHALE_TAIL = 3_713_706_680  # below e^-2 of 2^32: a Pareto tail of exponent 2.5, without what lies above e^(2 / 2.5)


def shape(draws: Draws) -> Ints:
    """Draw how large each deal is against the others: log-normal, cut, in units of 2^-12."""
    z = truncated_normal(draws.words("amount"), SHAPE_TAIL)
    return np.maximum(exp((z * SHAPE_SIGMA) >> 20) >> (20 - SHAPE_BITS), 1)


def grouped_amounts(
    draws: Draws, group: Ints, whale: Bools, groups: Sequence[MoneyGroup], floor: int, rounded: Rounded
) -> Ints:
    """Return the amounts of deals in groups; `floor` is what a deal is at least where their mean is above it.

    Where the bodies came out so alike that a group's whales would be less than five times their median, that group's
    whales weigh more and its bodies are scaled anew.
    """
    amounts = np.zeros(len(group), dtype=np.int64)
    bodies, whales = np.flatnonzero(~whale), np.flatnonzero(whale)
    weight = _whale_weights(draws)
    heavy = _sums(np.where(whale, weight, 0), group, len(groups)).tolist()
    sizes = _sums(whale.astype(np.int64), group, len(groups))
    for _ in range(ATTEMPTS):
        light = [g.bodies * WHALE_UNIT for g in groups]
        totals = np.array(
            [g.total * b // (b + w) for g, b, w in zip(groups, light, heavy, strict=True)], dtype=np.int64
        )
        amounts[bodies] = _bodies(draws, bodies, group[bodies], totals, floor, rounded)
        if not len(whales):
            return amounts
        middle = np.sort(amounts[bodies])[[(len(bodies) - 1) // 2, len(bodies) // 2]].sum()
        least = -(-WHALE_FACTOR * int(middle) // 2)
        rest = np.array([g.total for g in groups], dtype=np.int64) - totals
        short = (rest < sizes * least).tolist()
        if not any(short):
            break
        heavy = [w * 5 // 4 if s else w for w, s in zip(heavy, short, strict=True)]
    amounts[whales] = _whales(weight[whales], group[whales], rest, least)
    return amounts


def free_amounts(draws: Draws, mean: int, floor: int, rounded: Rounded) -> Ints:
    """Return amounts that need not sum to anything, around a mean."""
    least = max(floor if is_above(mean, floor) else 0, 1)
    base = least // 2
    amounts = _folded(base + ((shape(draws) * (mean - base)) // SHAPE_MEAN), np.full(len(draws.address), least))
    return _round(amounts, _style(draws, rounded), np.full(len(amounts), least, dtype=np.int64))


def _folded(amounts: Ints, least: Ints) -> Ints:
    """Fold what lies below the least amount over to above it, so that nothing piles up there."""
    return np.maximum(np.where(amounts < least, 2 * least - amounts, amounts), least)


def _style(draws: Draws, rounded: Rounded) -> Ints:
    """Draw how people wrote each amount: 2 or 3 significant digits, or 0 for to the unit."""
    return np.array([2, 3, 0], dtype=np.int64)[draws.pick("amount_style", [*rounded, 1000 - sum(rounded)])]


def _grain(amounts: Ints, style: Ints) -> Ints:
    """Return the unit to which each amount is rounded."""
    powers = np.array([10**i for i in range(18)], dtype=np.int64)
    digits = np.searchsorted(powers, amounts, side="right")
    result: Ints = np.where(style > 0, powers[np.maximum(digits - style, 0)], 1)
    return result


def _sums(values: Ints, group: Ints, groups: int) -> Ints:
    sums = np.zeros(groups, dtype=np.int64)
    np.add.at(sums, group, values)
    return sums


def _bodies(draws: Draws, rows: Ints, group: Ints, totals: Ints, floor: int, rounded: Rounded) -> Ints:
    sizes = np.bincount(group, minlength=len(totals)).astype(np.int64)
    base = np.array(
        [
            floor if is_above(total, floor * size) else 0
            for total, size in zip(totals.tolist(), sizes.tolist(), strict=True)
        ],
        dtype=np.int64,
    )
    x, least, half = shape(draws)[rows], np.maximum(base, 1)[group], base // 2
    room = (totals - half * sizes)[group]
    exact = _folded(half[group] + x * room // _sums(x, group, len(totals))[group], least)
    style = _style(draws, rounded)[rows]
    style[_largest(x, group)] = 0
    amounts = _settle(_round(exact, style, least), group, totals, style == 0, least)
    # Where rounding took more than the others have above the least amount, nothing is rounded.
    tight = np.isin(group, group[amounts < least])
    if tight.any():
        style = np.where(tight, 0, style)
        amounts = _settle(_round(exact, style, least), group, totals, style == 0, least, again=True)
    return _positive(amounts)


def _round(amounts: Ints, style: Ints, least: Ints) -> Ints:
    """Round amounts as they are written, up where they would fall below the least."""
    unit = _grain(amounts, style)
    rounded = (amounts + unit // 2) // unit * unit
    return np.where(rounded < least, -(-least // unit) * unit, rounded)


def _largest(values: Ints, group: Ints) -> Ints:
    """Return the row of the largest value of each group, the first of equal ones."""
    order = np.lexsort((np.arange(len(values)), -values, group))
    ordered = group[order]
    return order[np.concatenate([[True], ordered[1:] != ordered[:-1]])]


def _settle(amounts: Ints, group: Ints, totals: Ints, open_: Bools, least: Ints, *, again: bool = False) -> Ints:
    """Spread what each group lacks over amounts that are not round, by how far they lie above the least one.

    The largest takes the last units. Among very many amounts the shares of most are too small to be told from none, so
    that much is left: it is spread `again` while the largest could not bear it.
    """
    lacking = totals - _sums(amounts, group, len(totals))
    weight = np.where(open_, np.maximum(amounts - least, 0), 0)
    coarse = max(int(weight.max()).bit_length() - 40, 0)
    held = np.maximum(_sums(weight, group, len(totals)), 1)
    share = ((weight >> coarse) << 20) // ((held[group] >> coarse) + 1)
    for _ in range(SPREADS if again else 1):
        amounts = amounts + np.where(open_, (share * lacking[group]) >> 20, 0)
        largest = _largest(np.where(open_, amounts, 0), group)
        lacking = totals - _sums(amounts, group, len(totals))
        if (amounts[largest] + lacking[group[largest]] >= 1).all():
            break
    amounts[largest] += lacking[group[largest]]
    return amounts


def _positive(amounts: Ints) -> Ints:
    """Return amounts that are all above zero.

    Raises:
        PlanError: one is not.
    """
    if (amounts < 1).any():
        raise PlanError(
            Problem(
                "/targets/closedWonValue, /targets/pipelineValue",
                "is too small for so many deals",
                "amounts above zero",
                str(int(amounts.min())),
                "Raise the value or lower the count.",
            )
        )
    return amounts


def _whale_weights(draws: Draws) -> Ints:
    """Draw what a whale weighs against a body, in units of 2^-10: from 6.5 on, a Pareto tail above."""
    tail = exponential(scale(draws.words("whale_excess"), WHALE_TAIL).astype(np.uint32))
    return (exp(tail * 2 // 5) * WHALE_START) >> 11


def _whales(weight: Ints, group: Ints, rest: Ints, least: int) -> Ints:
    """Return the amounts of whales: the least that one may be, plus, by weight, a part of what their group has left."""
    sizes = np.bincount(group, minlength=len(rest)).astype(np.int64)
    excess = rest - sizes * least
    if (excess[sizes > 0] < 0).any():
        raise PlanError(
            Problem(
                "/targets/closedWonValue, /realism/whaleRatio",
                "is too small for whales of five times the median",
                hint="Raise the value, or lower whaleRatio.",
            )
        )
    amounts = least + weight * excess[group] // _sums(weight, group, len(rest))[group]
    largest = _largest(weight, group)
    amounts[largest] += (rest - _sums(amounts, group, len(rest)))[group[largest]]
    return amounts
