"""Runs the checks: each is one SQL file beside this module, or follows from the specifications of the tables.

They ask the bundle's tables, the same tables with their keys resolved (`keyed`), and the tables of the plan. A check
file begins with `-- severity: error|warning` and `-- says: <one sentence>`, then come its queries. Their rows tell what
was looked at: `subject`, `expected`, `actual` (any type) and `ok`, and one that is not ok is a failure; or a row counts
what is wrong, each column under its subject. The plan's tables have names that begin with `expect_`; moments there are
microseconds UTC, as in the keyed tables.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from demogen.bundle.listing import all_rows, table_paths
from demogen.bundle.tables import TABLES
from demogen.checks import keyed, needs, spans, structure
from demogen.draw import arrays
from demogen.errors import CheckFailed, Problem

SHOWN = 100
REALISM = "realism_"  # how the names of the scorecard's figures begin
CURSORS = 2
MEMORY = "140MB"  # of DuckDB; what it needs beyond that it spills
MORE_MEMORY = "260MB"  # for bundles so large that no step of a join fits into the other
THREADS = 2  # more would need more memory each
LARGE = 100_000_000  # bytes of files from which on keyed tables lie in a file
VERY_LARGE = 1_000_000_000  # bytes of files from which on DuckDB has more memory


@dataclass(frozen=True)
class Check:
    """One question and how grave its failure is."""

    name: str
    severity: str
    says: str
    sql: str


@dataclass(frozen=True)
class CheckResult:
    """What a check found: every row that is not ok (some of them), and some that are.

    `missing` are the tables and columns that the bundle lacks and some of its queries need: those were left out.
    """

    check: Check
    failures: int
    rows: list[dict[str, Any]] = field(default_factory=list)
    missing: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Return whether everything was asked, and nothing was wrong."""
        return self.failures == 0 and not self.missing

    def as_json(self) -> dict[str, Any]:
        """Return the result as JSON; whether it passed is null where it could not be answered."""
        return {
            "name": self.check.name,
            "severity": self.check.severity,
            "says": self.check.says,
            "passed": None if self.missing and not self.failures else self.passed,
            "failures": self.failures,
            "rows": self.rows,
            **({"missing": list(self.missing)} if self.missing else {}),
        }


def load_checks() -> list[Check]:
    """Load every check, by name."""
    files = (file for file in _folder().iterdir() if file.name.endswith(".sql"))
    found = [parse_check(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")) for file in files]
    found += [Check(name, "error", says, structure.sql(name)) for name, says in structure.SAYS.items()]
    return sorted(found, key=lambda check: check.name)


def _folder() -> Traversable:
    return resources.files("demogen").joinpath("checks")


def parse_check(name: str, text: str) -> Check:
    """Read a check from its file's text."""
    head = dict(line.removeprefix("-- ").split(": ", 1) for line in text.splitlines()[:2])
    return Check(name, head["severity"], head["says"], text)


def connect(
    folder: Path,
    expected: Mapping[str, Mapping[str, Any]],
    spill: Path,
    threads: int = THREADS,
    missing: Collection[str] = (),
) -> Any:
    """Open DuckDB with a view per table of the bundle and a table per table of the plan.

    A table that the bundle lacks has no rows, a column that it lacks is null (`demogen.checks.needs`).

    Args:
        folder: the folder of a bundle.
        expected: the tables of its plan.
        spill: an empty folder for what does not fit into memory.
        threads: how many it may work with.
        missing: the tables and columns that the bundle lacks.
    """
    import duckdb

    files = {spec.name: table_paths(folder, spec.name) for spec in TABLES}
    size = sum(path.stat().st_size for paths in files.values() for path in paths)
    connection = duckdb.connect(
        config={
            "threads": threads,
            "memory_limit": MEMORY if size < VERY_LARGE else MORE_MEMORY,
            "temp_directory": str(spill),
            "python_enable_replacements": False,
        }
    )
    connection.execute("SET GLOBAL TimeZone = 'UTC'; SET GLOBAL parquet_metadata_cache = true")
    # It takes many rows for few, and would join them by time one by one.
    connection.execute("SET GLOBAL asof_loop_join_threshold = 0")
    connection.execute(f"ATTACH '{_quoted(spill / 'keyed.duckdb') if size > LARGE else ':memory:'}' AS keyed")
    for spec in TABLES:
        paths = [f"'{_quoted(path)}'" for path in files[spec.name]]
        connection.execute(f"CREATE VIEW {spec.name} AS {all_rows(spec, paths, missing)}")
    add_expected(connection, expected)
    return connection


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def add_expected(connection: Any, expected: Mapping[str, Mapping[str, Any]]) -> None:
    """Put the plan's tables into a connection."""
    import pyarrow as pa

    for name, columns in expected.items():
        incoming = {key: _column(values) for key, values in columns.items()}
        connection.register("incoming", pa.table(incoming))
        connection.execute(f"CREATE OR REPLACE TABLE expect_{name} AS SELECT * FROM incoming")  # noqa: S608 - our own table names
        connection.unregister("incoming")


def _column(values: Any) -> Any:
    """Return values of the plan as an Arrow column."""
    return arrays.column(values) if isinstance(values, np.ndarray) else arrays.from_values(values)


def prepare(connection: Any, checks: Iterable[Check], missing: Collection[str] = ()) -> None:
    """Make what checks ask: keyed tables, views over them, and what the scans of the structure found.

    Figures need what all checks together need. Of tables and columns that are missing nothing is asked.
    """
    asked = "\n".join(check.sql for check in checks)
    if "FROM structure" not in asked:
        share(connection, asked)
        return
    every = " ".join(f"keyed.{spec.name}" for spec in TABLES)
    share(connection, f"{asked}\n{structure.TENANT}\n{every}")
    structure.find(connection, missing)


def share(connection: Any, asked: str, *, narrow: bool = False) -> None:
    """Make the keyed tables and the views that queries ask; `narrow` ones have no more columns than are named there."""
    files = _folder().joinpath("views").iterdir()
    views = {file.name.removesuffix(".sql"): file.read_text(encoding="utf-8") for file in files}
    connection.execute(views.pop("is_unclean"))
    wanted = {name: text for name, text in views.items() if name in asked}
    text = re.sub(r"--.*", "", "\n".join([asked, *wanted.values()]))
    names, words = set(re.findall(r"\bkeyed\.(\w+)", text)), set(re.findall(r"\w+", text))
    # Rows of keyed tables stand in no order, which takes less memory.
    connection.execute("SET GLOBAL preserve_insertion_order = false")
    cut = partial(spans.conditions, connection)
    for statement in keyed.statements(names, cut, words if narrow else None):
        connection.execute(statement)
    connection.execute("SET GLOBAL preserve_insertion_order = true")
    for text in wanted.values():
        connection.execute(text)


def _run_beside(connection: Any, check: Check) -> CheckResult:
    """Run one check on a cursor of its own, which is closed with it."""
    with connection.cursor() as cursor:
        return run_check(cursor, check)


def run_check(connection: Any, check: Check) -> CheckResult:
    """Run one check that was prepared; the wrong rows come first, the order of rows is always the same."""
    entries = ask(connection, check)
    entries.sort(
        key=lambda entry: (bool(entry["ok"]), str(entry["subject"]), str(entry["expected"]), str(entry["actual"]))
    )
    rows = [
        {**{key: entry[key] for key in ("subject", "expected", "actual")}, "ok": bool(entry["ok"])} for entry in entries
    ]
    return CheckResult(check, sum(not row["ok"] for row in rows), rows[:SHOWN])


def ask(connection: Any, check: Check) -> list[dict[str, Any]]:
    """Ask the queries of a check; of each of their rows what it is about, what was expected, and whether it is so."""
    found: list[dict[str, Any]] = []
    for statement in connection.extract_statements(check.sql):
        cursor = connection.execute(statement)
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            values = {name: _plain(value) for name, value in zip(names, row, strict=True)}
            found += [values] if "subject" in values else _counts(values)
    return found


def _counts(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return counts of what is wrong as rows; a sum over nothing is none."""
    counts = {name: int(value or 0) for name, value in values.items()}
    return [{"subject": name, "expected": 0, "actual": n, "ok": n == 0} for name, n in counts.items()]


def run_checks(connection: Any, checks: list[Check] | None = None, missing: Collection[str] = ()) -> list[CheckResult]:
    """Run checks, all of them unless said otherwise; what asks for what is missing is left out and named."""
    wanted = load_checks() if checks is None else checks
    prepare(connection, wanted, missing)
    parts = needs.split(connection, [check.sql for check in wanted], missing)
    asked = [replace(check, sql=sql) for check, (sql, _) in zip(wanted, parts, strict=True)]
    with ThreadPoolExecutor(CURSORS) as pool:  # planning a query takes one core; two at a time use both
        found = list(pool.map(partial(_run_beside, connection), asked))
    lacking = [lacks or structure.lacking(check.name, missing) for check, (_, lacks) in zip(wanted, parts, strict=True)]
    return [replace(result, missing=lacks) for result, lacks in zip(found, lacking, strict=True)]


def figure_warnings(results: list[CheckResult]) -> list[str]:
    """Return a sentence for each figure outside its band; those of realism, which are many, are counted in one."""
    outside = [(r.check.name, row) for r in results if r.check.severity == "warning" for row in r.rows if not row["ok"]]
    own = [
        f"{name}: {row['subject']} is {row['actual']}, expected {row['expected']}"
        for name, row in outside
        if not name.startswith(REALISM)
    ]
    others = [name.removeprefix(REALISM) for name, _ in outside if name.startswith(REALISM)]
    about = ", ".join(dict.fromkeys(others))
    figures = "1 figure lies" if len(others) == 1 else f"{len(others)} figures lie"
    return [*own, *([f"realism: {figures} outside the bands of real records ({about})"] if others else [])]


def require_passed(results: list[CheckResult]) -> None:
    """Raise CheckFailed with every failure of a grave check."""
    problems = [
        Problem(f"{result.check.name} {row['subject']}", result.check.says, str(row["expected"]), str(row["actual"]))
        for result in results
        if not result.passed and result.check.severity == "error"
        for row in result.rows
        if not row["ok"]
    ]
    if problems:
        raise CheckFailed(problems)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; what JSON has no word for becomes text."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return round(value, 6)
    return str(value)
