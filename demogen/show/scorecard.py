"""The scorecard, for a terminal: a line per check, its figures with their bands, and what real data sets measure."""

from __future__ import annotations

from demogen.checks.needs import named
from demogen.score.card import Part
from demogen.score.run import Measured, Score, Scored

MARKS = {True: "ok  ", False: "off ", None: "n/a "}


def score_text(score: Score, *, verbose: bool = False) -> str:
    """Write a score: each check, and of the statistical ones the figures that are off or lack a table, or all."""
    lines = [line for scored in score.parts for line in _check(scored, verbose=verbose)]
    statistical = [scored for scored in score.parts if not scored.part.exact]
    told = [scored for scored in statistical if scored.passed is not None]
    held = sum(bool(scored.passed) for scored in told)
    left_out = score.unanswered
    exact = (
        "an exact check fails" if not score.exact else "no exact check fails" if left_out else "all exact checks hold"
    )
    tables = dict.fromkeys(name for scored in left_out for name in scored.missing)
    unanswered = f"; {len(left_out)} checks could not be answered: {named(tables)}" if left_out else ""
    return "\n".join([*lines, "", f"{exact}; {held} of {len(told)} statistical checks inside their bands{unanswered}"])


def _check(scored: Scored, *, verbose: bool) -> list[str]:
    shown = [figure for figure in scored.figures if verbose or figure.passed is False or figure.missing]
    lacks = [f"      not answered in full: {named(scored.missing)}"] if scored.part.exact and scored.missing else []
    return [
        f"{_mark(scored)}  {scored.part.name}: {scored.part.title}.",
        *lacks,
        *(_figure(figure) for figure in shown),
    ]


def _mark(scored: Scored) -> str:
    if scored.passed is None and scored.missing:
        return "skip"
    return "FAIL" if scored.part.exact and not scored.passed else MARKS[scored.passed]


def _figure(measured: Measured) -> str:
    figure = measured.figure
    value = "unknown" if measured.value is None else f"{measured.value:.3g}"
    why = f"; {figure.reason}" if figure.reason else ""
    if measured.missing:
        return f"      skip  {figure.says}: {named(measured.missing)}"
    rows = f" (of {measured.rows:,} rows: too few)" if measured.passed is None else ""
    return f"      {MARKS[measured.passed]}{value} in {figure.low:g} to {figure.high:g}: {figure.says}{rows}{why}"


def real_text(card: tuple[Part, ...]) -> str:
    """Write what real data sets, and a made-up one, measure on the figures of the card."""
    lines = []
    for part in card:
        for figure in part.figures:
            if figure.real:
                known = ", ".join(f"{name} {value:g}" for name, value in figure.real.items())
                lines.append(f"{part.name:14} {figure.low:>6g} to {figure.high:<6g} {known}: {figure.says}")
    return "\n".join(lines)


def real_figures(card: tuple[Part, ...]) -> list[dict[str, object]]:
    """Return the same as values: the figures of the card that were measured on other data sets."""
    return [
        {
            "check": part.name,
            "figure": figure.name,
            "low": figure.low,
            "high": figure.high,
            "measured": dict(figure.real),
        }
        for part in card
        for figure in part.figures
        if figure.real
    ]
