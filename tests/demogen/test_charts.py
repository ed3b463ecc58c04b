"""Pictures stand at the heights of their values: columns on each other, the plan's marks beside the rows' columns."""

from __future__ import annotations

import pytest

from demogen.show.report import charts
from demogen.show.report.charts import Series
from demogen.show.report.figures import Figures
from demogen.show.report.growth import GROWTH, growth
from demogen.show.report.tables import Column, table


def test_stacked_columns_stand_on_each_other():
    both = [Series("a", "one", [20]), Series("b", "two", [80])]
    low, high = charts.columns("t", "s", ["x"], both, stacked=True).rects
    assert high.y + high.height == pytest.approx(low.y, abs=0.2)
    assert high.height == pytest.approx(4 * low.height, abs=0.3)


def test_columns_are_the_rows_and_marks_the_plan():
    values = {f"{prefix}{key}": n for key, _ in GROWTH for prefix, n in (("p_", 100), ("", 50))}
    answers = {"months": [{"month": "2025-09", "over": False, **values}], "tenant": [{"currency": "GBP"}]}
    for figure in growth(Figures({"until": "2025-09-20"}, {}, answers, [], None, "", False)).figures:
        [column], [mark] = figure.chart.rects, [line for line in figure.chart.lines if line.kind == "plan"]
        assert column.tip.startswith("2025-09: 50 ")
        assert column.y + column.height - mark.y1 == pytest.approx(2 * column.height, abs=0.3)


def test_the_largest_value_has_the_longest_bar():
    cells = table("n", "N", [Column("n", "N", "count", bar=True)], [{"n": n} for n in (10, 5, 0)]).rows
    assert [row[0].bar for row in cells] == [1000, 500, 0]
