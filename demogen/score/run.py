"""Scores a bundle: the exact checks must hold without exception, of the statistical ones nine in ten."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

from demogen.checks.run import REALISM, Check, CheckResult
from demogen.config.industry import Band
from demogen.score.card import Figure, Part, load_card, narrowed
from demogen.score.statistics import statistics

MOST_MISSED = 1
NONE: Mapping[str, tuple[str, ...]] = {}
ERRORS = 3  # standard errors: a share lies farther out once in four hundred


@dataclass(frozen=True)
class Measured:
    """A figure as it was measured; `passed` is None where it does not apply, or needs tables that are `missing`."""

    figure: Figure
    value: float | None
    rows: int
    passed: bool | None
    missing: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        band = {"low": self.figure.low, "high": self.figure.high, "rows": self.rows, "passed": self.passed}
        value = None if self.value is None else round(self.value, 4)
        reason = {"reason": self.figure.reason} if self.figure.reason else {}
        missing = {"missing": list(self.missing)} if self.missing else {}
        return {"name": self.figure.name, "says": self.figure.says, "value": value, **band, **reason, **missing}

    def as_row(self) -> dict[str, Any]:
        """Return it as a row of a check's result."""
        band = f"{self.figure.low:g} to {self.figure.high:g}"
        actual = None if self.value is None else round(self.value, 4)
        return {"subject": self.figure.says, "expected": band, "actual": actual, "ok": bool(self.passed)}


@dataclass(frozen=True)
class Scored:
    """A check of the card: passed, failed, or None where nothing of it applies or tables are `missing` for the rest."""

    part: Part
    passed: bool | None
    figures: tuple[Measured, ...] = ()
    failures: int = 0
    missing: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        kind = "exact" if self.part.exact else "statistical"
        found: dict[str, Any] = {"name": self.part.name, "kind": kind, "title": self.part.title, "passed": self.passed}
        if self.missing:
            found["missing"] = list(self.missing)
        if self.part.exact:
            return {**found, "checks": list(self.part.checks), "failures": self.failures}
        return {**found, "source": self.part.source, "figures": [figure.as_json() for figure in self.figures]}


@dataclass(frozen=True)
class Score:
    """What a bundle scores."""

    parts: tuple[Scored, ...]

    @property
    def exact(self) -> bool:
        """Return whether no exact check fails."""
        return all(scored.passed is not False for scored in self.parts if scored.part.exact)

    @property
    def missed(self) -> list[Scored]:
        """List the statistical checks that are off."""
        return [scored for scored in self.parts if not scored.part.exact and scored.passed is False]

    @property
    def unanswered(self) -> list[Scored]:
        """Return the checks that need tables which the bundle lacks."""
        return [scored for scored in self.parts if scored.missing]

    @property
    def passed(self) -> bool | None:
        """Return whether it cannot be told from real data by these measures; None where tables are missing for that."""
        held = self.exact and len(self.missed) <= MOST_MISSED
        return None if held and self.unanswered else held

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"passed": self.passed, "checks": [scored.as_json() for scored in self.parts]}


def score(
    connection: Any,
    results: list[CheckResult],
    bands: Mapping[str, Band],
    lacking: Mapping[str, tuple[str, ...]] = NONE,
) -> Score:
    """Score what a connection shows in which all checks have been prepared.

    Args:
        connection: the tables of a bundle beside those of its plan.
        results: those of all checks.
        bands: the industry's own.
        lacking: the tables that figures need and the bundle lacks (`demogen.score.lacking`).
    """
    card = narrowed(load_card(), bands)
    found = {name: (value, rows) for name, value, rows in measure(connection)}
    flags = _flags(connection)
    exact = (_exact(part, results) for part in card if part.exact)
    return Score((*exact, *(_statistical(part, found, flags, lacking) for part in card if not part.exact)))


def count_figures(connection: Any, bands: Mapping[str, Band]) -> list[CheckResult]:
    """Return the figures that are counts over counts, as results of checks that are no more than warnings.

    All checks have been prepared in the connection.

    A share of few rows lies beside its band by chance: it is told where it lies farther out than three standard errors.
    """
    found = {name: (value, rows) for name, value, rows in measure_sql(connection)}
    flags = _flags(connection)
    results = []
    for part in narrowed(load_card(), bands):
        counted = Part(part.name, part.title, part.source, figures=tuple(f for f in part.figures if f.counted))
        measured = [m for m in _statistical(counted, found, flags).figures if m.passed is not None]
        rows = [replace(m, passed=m.passed or _by_chance(m)).as_row() for m in measured]
        if rows:
            check = Check(f"{REALISM}{part.name}", "warning", f"{part.title}.", "")
            results.append(CheckResult(check, sum(not row["ok"] for row in rows), rows))
    return results


def _by_chance(measured: Measured) -> bool:
    """Return whether a share of so many rows may lie so far beside its band when the true one lies at its bound."""
    figure, value = measured.figure, measured.value or 0.0
    bound = min(max(value, figure.low), figure.high)
    error = math.sqrt(bound * (1 - bound) / max(measured.rows, 1)) if 0 < bound < 1 else 0.0
    return abs(value - bound) <= ERRORS * error


def measure_sql(connection: Any) -> list[tuple[str, float | None, int]]:
    """Measure the figures that SQL can tell, as `measure` does."""
    texts = figure_texts()
    connection.execute(texts.pop("views"))
    rows: list[tuple[str, float | None, int]] = []
    for statement in (one for text in texts.values() for one in connection.extract_statements(text)):
        found = connection.execute(statement).fetchall()
        rows += [(name, None if value is None else float(value), int(count or 0)) for name, value, count in found]
    return rows


def figure_texts() -> dict[str, str]:
    """Return the queries of figures, and the `views` that they ask, by name."""
    folder = resources.files("demogen").joinpath("score/figures")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return {file.name.removesuffix(".sql"): file.read_text(encoding="utf-8") for file in files}


def measure(connection: Any) -> list[tuple[str, float | None, int]]:
    """Measure every figure: name, value (None where it cannot be told) and how many rows it was taken over."""
    return [*measure_sql(connection), *statistics(connection)]


def _flags(connection: Any) -> dict[str, bool]:
    """Return what makes figures not apply."""
    return {"long_hours": bool(connection.execute("SELECT long_hours FROM expect_asked").fetchall()[0][0])}


def _exact(part: Part, results: list[CheckResult]) -> Scored:
    asked = [result for result in results if result.check.name in part.checks]
    failures, missing = sum(result.failures for result in asked), _tables(result.missing for result in asked)
    return Scored(part, None if missing and not failures else failures == 0, failures=failures, missing=missing)


def _tables(missing: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return tables that several checks or figures lack, each once."""
    return tuple(dict.fromkeys(name for names in missing for name in names))


def _statistical(
    part: Part,
    found: Mapping[str, tuple[float | None, int]],
    flags: Mapping[str, bool],
    lacking: Mapping[str, tuple[str, ...]] = NONE,
) -> Scored:
    figures = tuple(
        Measured(figure, None, 0, None, lacking[figure.name])
        if figure.name in lacking
        else _measured(figure, *found.get(figure.name, (None, 0)), flags)
        for figure in part.figures
    )
    missing = _tables(figure.missing for figure in figures)
    told = [figure.passed for figure in figures if figure.passed is not None]
    held = all(told)
    return Scored(part, held if told and not (held and missing) else None, figures, missing=missing)


def _measured(figure: Figure, value: float | None, rows: int, flags: Mapping[str, bool]) -> Measured:
    if value is None or rows < figure.least_rows or flags.get(figure.unless, False):
        return Measured(figure, value, rows, None)
    return Measured(figure, value, rows, figure.low <= value <= figure.high)
