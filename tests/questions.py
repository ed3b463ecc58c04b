"""The questions of docs/queries and their answers: what the docs show, goldens write anew and tests compare.

The answers are those of one fixture's bundle. They follow from the questions and the drawing version alone.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from pathlib import Path

from demogen.build import build_bundle
from demogen.show import query, text

ROOT = Path(__file__).parents[1]
CONFIG, SEED = ROOT / "fixtures" / "configs" / "valid" / "saas-us.yaml", "acme"
QUERIES = ROOT / "docs" / "queries"
ANSWERS = QUERIES / "answers"
NAMES = sorted(path.stem for path in QUERIES.glob("*.sql"))
NUMBER = re.compile(r"-?\d+(\.\d+)?|")


def build(folder: Path) -> Path:
    """Make the bundle that all answers are of; give its folder."""
    return build_bundle(CONFIG, SEED, folder).path


def number(name: str) -> int:
    """Return a query's number."""
    return int(name.split("_", 1)[0])


def question(name: str) -> str:
    """Return a query's question, which its first line asks."""
    return sql(name).split("\n", 1)[0].removeprefix("-- ")


def sql(name: str) -> str:
    """Read a query."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def ask(folder: Path, name: str) -> bytes:
    """Ask a bundle a query; give the answer as its file has it."""
    return query.answer_csv(query.query(folder, sql(name))).encode()


def known_answer(name: str) -> bytes:
    """Read a query's answer."""
    return (ANSWERS / f"{name}.csv").read_bytes()


def write_answers() -> None:
    """Write every answer anew, and remove those that belong to no query."""
    ANSWERS.mkdir(exist_ok=True)
    for path in ANSWERS.glob("*.csv"):
        if path.stem not in NAMES:
            path.unlink()
    with tempfile.TemporaryDirectory() as scratch:
        folder = build(Path(scratch) / "bundle")
        for name in NAMES:
            (ANSWERS / f"{name}.csv").write_bytes(ask(folder, name))


def contents() -> str:
    """List the questions as links to where they stand in the docs."""
    return "".join(f"{number(name)}. [{question(name)}](#{anchor(_heading(name))})\n" for name in NAMES)


def chapter(first: int, last: int) -> str:
    """Write some of the questions for the docs: each with its SQL and its answer."""
    return "\n".join(_section(name) for name in NAMES if first <= number(name) <= last)


def _section(name: str) -> str:
    path = f"docs/queries/{name}.sql"
    shown = f"$ demogen sql out -f {path}\n{answer_table(name)}"
    return f"### {_heading(name)}\n\n```sql\n{sql(name).rstrip()}\n```\n\n```console\n{shown}\n```\n"


def answer_table(name: str) -> str:
    """Lay a query's answer out as `demogen sql` does."""
    head, *rows = csv.reader(io.StringIO(known_answer(name).decode(), newline=""))
    right = [all(NUMBER.fullmatch(row[i]) for row in rows) for i in range(len(head))]
    return text.table(head, [[cell or "NULL" for cell in row] for row in rows], right)


def _heading(name: str) -> str:
    return f"{number(name)}. {question(name)}"


def anchor(heading: str) -> str:
    """Return the address that a heading has on a page: small letters, no punctuation, hyphens for spaces."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
