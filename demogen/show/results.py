"""Results of checks, for a terminal."""

from __future__ import annotations

from typing import Any

from demogen.show import text


def results_text(results: list[dict[str, Any]], *, verbose: bool = False) -> str:
    """Write one line per check, and the rows that are not ok (all rows when asked)."""
    lines = []
    for result in results:
        mark = "ok  " if result["passed"] else "FAIL" if result["severity"] == "error" else "warn"
        lines.append(f"{mark}  {result['name']}: {text.safe(result['says'])}")
        for row in result["rows"]:
            if verbose or not row["ok"]:
                sign = " " if row["ok"] else "✗"
                lines.append(
                    text.safe(f"    {sign} {row['subject']}: expected {row['expected']}, actual {row['actual']}")
                )
    passed = sum(result["passed"] for result in results)
    hint = "`demogen score` measures the realism recorded beside them"
    return "\n".join([*lines, "", f"{passed} of {len(results)} checks passed; {hint}"])
