"""Figures that need logarithms, ranks or a regression; floats are allowed here, as nothing of it reaches a bundle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Figure = tuple[str, float | None, int]

STEPS = 30  # of Newton's method
PENALTY = 1e-3
SHAPES = "SELECT amount::DOUBLE AS amount, days::DOUBLE AS days, won FROM closed ORDER BY nr"
EFFECTS = "SELECT amount::DOUBLE AS amount, meetings::DOUBLE AS meetings, won FROM scored_deals ORDER BY id"
LEADS = "SELECT converted, referral, social, hours::DOUBLE AS hours FROM scored_leads ORDER BY id"
# What is asked, and the figures that come of it.
QUERIES = {
    SHAPES: ("value_sigma", "value_ks", "cycle_sigma", "cycle_ks", "value_cycle_rank", "lost_cycle_ks"),
    EFFECTS: ("effect_of_value", "effect_of_meetings", "win_auc"),
    LEADS: ("referral_over_social", "effect_of_delay"),
}


def statistics(connection: Any) -> Iterator[Figure]:
    """Return name, value and number of rows of every such figure; `connection` holds the views of `views.sql`."""
    deals = _rows(connection, SHAPES)
    won = deals["won"].astype(bool)
    yield from _shape("value", deals["amount"][won])
    yield from _shape("cycle", deals["days"][won])
    yield "value_cycle_rank", spearman(deals["amount"], deals["days"]), len(won)
    yield "lost_cycle_ks", two_sample_ks(deals["days"][won], deals["days"][~won]), int(min(won.sum(), (~won).sum()))
    yield from _deals(_rows(connection, EFFECTS))
    yield from _leads(_rows(connection, LEADS))


def _rows(connection: Any, query: str) -> dict[str, Any]:
    """Return the columns of an answer, of its rows without nulls: a bundle may lack what they are made of."""
    columns = connection.execute(query).fetchnumpy()
    whole = ~np.logical_or.reduce([np.ma.getmaskarray(values) for values in columns.values()])
    return {name: np.ma.getdata(values)[whole] for name, values in columns.items()}


def _shape(name: str, values: Floats) -> Iterator[Figure]:
    """Fit a log-normal: its sigma, and how far the values lie from it."""
    logs = np.log(values[values > 0])
    if len(logs) < 3 or logs.std() == 0:
        return
    yield f"{name}_sigma", float(logs.std(ddof=1)), len(logs)
    ordered = np.sort((logs - logs.mean()) / logs.std(ddof=1))
    below = np.arange(len(ordered)) / len(ordered)
    fitted = _normal_cdf(ordered)
    yield f"{name}_ks", float(np.max(np.maximum(fitted - below, below + 1 / len(ordered) - fitted))), len(logs)


def _normal_cdf(z: Floats) -> Floats:
    from math import erf, sqrt

    return np.array([(1 + erf(value / sqrt(2))) / 2 for value in z])


def ranks(values: Floats) -> Floats:
    """Return ranks, the mean one for ties."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    result: Floats = (last - (counts - 1) / 2)[inverse]
    return result


def spearman(a: Floats, b: Floats) -> float | None:
    """Return the correlation of ranks; None where one of them does not vary."""
    if len(a) < 3 or a.std() == 0 or b.std() == 0:
        return None
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def two_sample_ks(a: Floats, b: Floats) -> float | None:
    """Return the largest distance between two empirical distributions."""
    if not len(a) or not len(b):
        return None
    both = np.sort(np.concatenate([a, b]))
    above = [np.searchsorted(np.sort(x), both, side="right") / len(x) for x in (a, b)]
    return float(np.abs(above[0] - above[1]).max())


def logistic(features: Floats, outcome: npt.NDArray[np.bool_]) -> Floats:
    """Fit a logistic regression of standardised features by Newton's method; the intercept comes first."""
    spread = features.std(axis=0)
    x = np.column_stack([np.ones(len(features)), (features - features.mean(axis=0)) / np.where(spread > 0, spread, 1)])
    beta, y = np.zeros(x.shape[1]), outcome.astype(float)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(beta))
        beta += np.linalg.solve(hessian, x.T @ (y - p) - PENALTY * beta)
    return beta


def auc(scores: Floats, outcome: npt.NDArray[np.bool_]) -> float | None:
    """Return how often a positive one scores above a negative one, ties half."""
    positive, negative = int(outcome.sum()), int((~outcome).sum())
    if not positive or not negative:
        return None
    return float((ranks(scores)[outcome].sum() - positive * (positive + 1) / 2) / (positive * negative))


def _deals(deals: dict[str, Any]) -> Iterator[Figure]:
    """Fit what decides whether a deal is won: its value, its meetings; and how well that tells."""
    won = deals["won"].astype(bool)
    if won.all() or not won.any():
        return
    x = np.column_stack([np.log(np.maximum(deals["amount"], 1)), deals["meetings"]])
    beta = logistic(x, won)
    yield "effect_of_value", float(beta[1]), len(won)
    yield "effect_of_meetings", float(beta[2]), len(won)
    spread = x.std(axis=0)
    yield "win_auc", auc((x / np.where(spread > 0, spread, 1)) @ beta[1:], won), len(won)


def _leads(leads: dict[str, Any]) -> Iterator[Figure]:
    """Fit what decides whether an answered lead is converted: where it came from, and how long it waited."""
    converted = leads["converted"].astype(bool)
    if converted.all() or not converted.any():
        return
    x = np.column_stack([leads["referral"], leads["social"], np.log1p(leads["hours"])]).astype(float)
    beta = logistic(x, converted)
    spread = np.where(x.std(axis=0) > 0, x.std(axis=0), 1)
    yield "referral_over_social", float(beta[1] / spread[0] - beta[2] / spread[1]), len(converted)
    yield "effect_of_delay", float(beta[3]), len(converted)
