"""Pictures as shapes: where bars, marks and labels stand, in units of a small drawing that a page scales.

A chart is geometry alone. What it is called, and the words of its labels, are text that the template escapes; its
colours are classes that the page's style names. Lengths are rounded to a tenth, so that a page has the same bytes
everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from demogen.show.report.axes import Axis, value_axis

WIDTH, HEIGHT = 360.0, 194.0
LEFT, RIGHT, TOP, BOTTOM = 42.0, 16.0, 8.0, 26.0
GAP = 0.18  # of a column's place
LETTER = 6.2  # what a letter of a label takes
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Rect:
    """A filled rectangle; `tip` is what it says when one points at it, `shade` how strong it is, in hundredths."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    tip: str
    shade: int = 100


@dataclass(frozen=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


@dataclass(frozen=True)
class Label:
    """A short text; `anchor` tells which of its ends stands at x."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    """A picture: its summary is what a reader hears who does not see it."""

    title: str
    summary: str
    height: float
    rects: tuple[Rect, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    legend: tuple[tuple[str, str], ...] = ()
    width: float = WIDTH


@dataclass(frozen=True)
class Series:
    """Values of one kind, a column each; None where there is nothing to tell yet."""

    name: str
    kind: str
    values: Sequence[float | None]


def columns(
    title: str,
    summary: str,
    names: Sequence[str],
    series: Sequence[Series],
    *,
    plan: Series | None = None,
    stacked: bool = False,
    edges: Sequence[str] = (),
) -> Chart:
    """Draw columns, those of several series side by side or on top of each other; a plan is a mark at its height.

    Args:
        title: what the chart is called.
        summary: what it shows, in a sentence.
        names: the name of each place, for its tip and, without edges, below it.
        series: the values.
        plan: values that were asked for.
        stacked: whether the columns of a place stand on each other.
        edges: names of the borders between places (one more than there are places), where these are classes.
    """
    axis = value_axis(_tops(series, stacked, plan), TOP, HEIGHT - BOTTOM)
    step = (WIDTH - LEFT - RIGHT) / max(len(names), 1)
    rects = [r for i, name in enumerate(names) for r in _place(i, name, series, axis, step, stacked)]
    marks = [_mark(i, value, axis, step) for i, value in enumerate(plan.values if plan else ()) if value is not None]
    below = _below(edges, step, shift=0.0) if edges else _below(names, step, shift=0.5)
    legend = [(s.kind, s.name) for s in (*series, *((plan,) if plan else ()))]
    shown = tuple(legend) if len(legend) > 1 else ()
    lines, labels = _grid(axis)
    return Chart(title, summary, HEIGHT, tuple(rects), (*lines, *marks), (*labels, *below), shown)


def _tops(series: Sequence[Series], stacked: bool, plan: Series | None) -> float:
    values = [[value or 0 for value in s.values] for s in series]
    tops = [sum(column) if stacked else max(column) for column in zip(*values, strict=True)]
    return max([*tops, *(value or 0 for value in (plan.values if plan else ()))], default=0)


def _place(i: int, name: str, series: Sequence[Series], axis: Axis, step: float, stacked: bool) -> list[Rect]:
    """Draw the columns of one place."""
    left, room = LEFT + (i + GAP / 2) * step, step * (1 - GAP)
    width = room if stacked else room / len(series)
    rects, base = [], 0.0
    for k, s in enumerate(series):
        value = s.values[i]
        if value:
            top, bottom = axis.at(base + value), axis.at(base)
            x = left if stacked else left + k * width
            tip = f"{name}: {value:,.0f} {s.name}"
            rects.append(Rect(_tenth(x), _tenth(top), _tenth(width), _tenth(max(bottom - top, 0.5)), s.kind, tip))
            base += value if stacked else 0
    return rects


def _mark(i: int, value: float, axis: Axis, step: float) -> Line:
    y = _tenth(axis.at(value))
    return Line(_tenth(LEFT + i * step + step * 0.04), y, _tenth(LEFT + (i + 1) * step - step * 0.04), y, "plan")


def _below(names: Sequence[str], step: float, shift: float) -> list[Label]:
    """Write names below the columns, as many as there is room for, evenly spaced from the first."""
    longest = max((len(name) for name in names), default=1)
    every = ceil(len(names) * max(longest * LETTER + 4, 10) / (WIDTH - LEFT - RIGHT)) or 1
    return [
        Label(_tenth(LEFT + (i + shift) * step), HEIGHT - 7, name, "middle")
        for i, name in enumerate(names)
        if i % every == 0
    ]


def _grid(axis: Axis) -> tuple[list[Line], list[Label]]:
    lines = [Line(LEFT, _tenth(axis.at(v)), WIDTH - RIGHT, _tenth(axis.at(v)), "grid") for v in axis.ticks]
    labels = [Label(LEFT - 5, _tenth(axis.at(v) + 3.5), t, "end") for v, t in zip(axis.ticks, axis.texts, strict=True)]
    return lines, labels


def heat(title: str, summary: str, counts: Sequence[Sequence[int]], noun: str) -> Chart:
    """Draw the hours of a week: seven rows of 24 cells, each as strong as the root of its share of the fullest."""
    most = max((value for row in counts for value in row), default=0)
    width, height = (WIDTH - LEFT - RIGHT) / 24, 19.0
    rects = [
        Rect(
            _tenth(LEFT + hour * width),
            _tenth(TOP + day * height),
            _tenth(width - 1),
            height - 1,
            "heat",
            f"{DAYS[day]} {hour:02}:00: {value:,} {noun}",
            max(round(100 * sqrt(value / most)), 3) if value else 0,
        )
        for day, row in enumerate(counts)
        for hour, value in enumerate(row)
    ]
    days = [Label(LEFT - 5, _tenth(TOP + day * height + 12.5), name, "end") for day, name in enumerate(DAYS)]
    hours = [Label(_tenth(LEFT + h * width), TOP + 7 * height + 13, f"{h:02}:00", "start") for h in range(0, 24, 4)]
    empty = [Rect(LEFT, TOP, WIDTH - LEFT - RIGHT - 1, _tenth(7 * height - 1), "floor", "")]
    return Chart(title, summary, TOP + 7 * height + 20, (*empty, *rects), (), (*days, *hours))


def _tenth(value: float) -> float:
    return round(value, 1)
