"""The bands of the industry's figures follow what the plan does to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from demogen.config.load import load_config
from demogen.plan.figures import figures
from demogen.plan.targets import make_plan

CONFIGS = Path(__file__).parents[2] / "fixtures" / "configs" / "valid"


def figure(config, name):
    found = figures(make_plan(load_config(CONFIGS / f"{config}.yaml", "acme")))
    rows = [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]
    return next(row for row in rows if row["name"] == name)


@pytest.mark.parametrize(("config", "lowest"), [("largest", 0.9), ("extended-million", 0.5)])
def test_calls_may_be_fewer_where_reps_are_full(config, lowest):
    found = figure(config, "call_to_email_ratio")
    assert lowest - 0.05 < found["low"] / found["expected"] < lowest
    assert 1.1 < found["high"] / found["expected"] < 1.15
    assert bool(found["note"]) == (config == "extended-million")
