"""Results of checks, for a terminal."""

from __future__ import annotations

from typing import Any

from demogen.checks.needs import named
from demogen.show import text


def results_text(results: list[dict[str, Any]], *, verbose: bool = False) -> str:
    """Write one line per check, the tables that it lacks, and the rows that are not ok (all rows when asked)."""
    lines = []
    for result in results:
        lines.append(f"{_mark(result)}  {result['name']}: {text.safe(result['says'])}")
        if missing := result.get("missing"):
            lines.append(f"      {'answered in part' if result['rows'] else 'not answered'}: {named(missing)}")
        for row in result["rows"]:
            if verbose or not row["ok"]:
                sign = " " if row["ok"] else "✗"
                lines.append(
                    text.safe(f"    {sign} {row['subject']}: expected {row['expected']}, actual {row['actual']}")
                )
    hint = "`demogen score` measures whether it looks real"
    return "\n".join([*lines, "", f"{_counts(results)}; {hint}"])


def _mark(result: dict[str, Any]) -> str:
    if result["passed"] is None:
        return "skip"
    return "ok  " if result["passed"] else "FAIL" if result["severity"] == "error" else "warn"


def _counts(results: list[dict[str, Any]]) -> str:
    """Count the checks that passed, and those that could not be answered, with the tables that they lack."""
    passed = sum(bool(result["passed"]) for result in results)
    missing = [result["missing"] for result in results if result["passed"] is None]
    tables = list(dict.fromkeys(name for names in missing for name in names))
    unanswered = f", {len(missing)} could not be answered: {named(tables)}" if missing else ""
    return f"{passed} of {len(results)} checks passed{unanswered}"
