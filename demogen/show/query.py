"""Answers SQL over a bundle with DuckDB, locked down: it reads the bundle's tables and nothing else.

DuckDB may open no file at all, not even those of the bundle: a COPY, also one inside a WITH, could write over them. It
reads the tables through Arrow, which reads only the columns that a query needs.
"""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from demogen.bundle.contents import BATCH
from demogen.bundle.listing import kind_of, missing_parts
from demogen.bundle.read import plain_path, verify_files
from demogen.errors import ConfigError, EnvironmentProblem, Problem
from demogen.show import text
from demogen.show.cells import csv_cell
from demogen.show.interruptible import interruptible
from demogen.show.reading import ZONED, data_sets, moment

LOCKS = (
    "SET TimeZone = 'UTC'",
    "SET temp_directory = ''",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
# Types that JSON has, by DuckDB's id; the others become text in it.
WHOLE = {"tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger", "ubigint"}
JSON_TYPES = {"boolean", "varchar", "float", "double", *WHOLE}

PARAMETER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})([.][0-9]{1,18})?")
WORDS = {"true": True, "false": False, "null": None}
MOST_BYTES = 1_000_000_000  # of an answer, in memory or written
MOST_CELLS, MOST_TABLE_BYTES = 1_000_000, 100_000_000  # of a table to read, which is as wide as its widest values
BLOCK = 10_000  # rows


class QueryError(ConfigError):
    """The SQL is wrong, or asks for more than the bundle."""

    title = "the query has a problem"


def parameters(given: Sequence[str]) -> dict[str, Any]:
    """Read NAME=VALUE pairs; a value that is a plain number, true, false or null is that, any other is text.

    Raises:
        QueryError: with every pair that is none, or whose name is given twice.
    """
    pairs = [pair.partition("=") for pair in given]
    names = [name for name, _, _ in pairs]
    problems = [
        Problem(
            f"--param {ascii(name)[:60]}",
            "is given twice" if PARAMETER.fullmatch(name) and sign else "is not NAME=VALUE",
        )
        for i, (name, sign, _) in enumerate(pairs)
        if not (sign and PARAMETER.fullmatch(name)) or name in names[:i]
    ]
    if problems:
        raise QueryError(problems)
    return {name: _value(text) for name, _, text in pairs}


def _value(text: str) -> Any:
    if NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return WORDS.get(text, text)


def query(folder: Path, sql: str, given: Mapping[str, Any] | None = None) -> Any:
    """Run one or more statements over the tables of a bundle; give the last answer as an Arrow table.

    Args:
        folder: the bundle's folder.
        sql: the statements.
        given: values for the `$names` of the last statement.

    Raises:
        BundleError: the files are not the manifest's.
        QueryError: the SQL is wrong, or asks for more than the bundle.
        EnvironmentProblem: the answer takes more memory than there is.
    """
    manifest = verify_files(folder)
    with plain_path(folder) as place, _connection() as connection, _missing(manifest):
        for name, table in data_sets(place, manifest).items():
            connection.register(name, table)
        for lock in LOCKS:
            connection.execute(lock)
        _require_parameters(connection, sql, given or {})
        return interruptible(connection, lambda: _answer(connection, sql, given or {}))


@contextmanager
def _missing(manifest: Mapping[str, Any]) -> Iterator[None]:
    """Let a question that asks for what the bundle lacks fail with what is missing, not with a like name."""
    import duckdb

    try:
        yield
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        asked = [name for name in missing_parts(manifest) if _says_missing(str(error), name)]
        if not asked:
            raise
        there = ", ".join(entry["name"] for entry in manifest["tables"])
        expected = "" if "." in asked[0] else f"one of {there}"
        hint = "Generate the bundle again to have it."
        raise QueryError(
            [Problem(f"SQL {kind_of(name)}", "is missing in this bundle", expected, hint=hint) for name in asked]
        ) from error


def _says_missing(message: str, name: str) -> bool:
    """Return whether DuckDB says that there is no table of that name, or no column."""
    table, _, column = name.partition(".")
    if not column:
        return f"Table with name {table} does not exist" in message
    return f'column "{column}" not found' in message or f'have a column named "{column}"' in message


def _answer(connection: Any, sql: str, given: Mapping[str, Any]) -> Any:
    answer = connection.sql(sql, params=dict(given)) if sql.strip() else None
    if answer is None:
        raise QueryError(Problem("SQL", "has no answer", "a query"))
    return _fetch(answer)


def _require_parameters(connection: Any, sql: str, given: Mapping[str, Any]) -> None:
    """Refuse values that no `$name` of the last statement takes, and names without a value."""
    sql.encode("utf-8")  # DuckDB takes nothing else here
    statements = connection.extract_statements(sql)
    asked = set(statements[-1].named_parameters) if statements else set()
    problems = [
        Problem(f"--param {name}", "is not in the question", f"${name} in it") for name in given if name not in asked
    ]
    problems += [Problem(f"${name}", "has no value", f"--param {name}=VALUE") for name in sorted(asked - set(given))]
    if problems:
        raise QueryError(problems)


def _fetch(answer: Any) -> Any:
    """Fetch an answer, as far as memory should hold it: DuckDB's own limit does not count what it hands out."""
    import pyarrow as pa

    reader, batches, held = answer.to_arrow_reader(BATCH), [], 0
    for batch in reader:
        held += batch.nbytes
        if held > MOST_BYTES:
            raise _too_large(f"the answer is larger than {MOST_BYTES // 10**9} GB")
        batches.append(batch)
    return pa.Table.from_batches(batches, reader.schema)


def _too_large(what: str, hint: str = "Ask for fewer rows or columns.") -> EnvironmentProblem:
    return EnvironmentProblem(Problem("SQL", what, hint=hint))


@contextmanager
def _connection() -> Iterator[Any]:
    """Open DuckDB; its errors become ours."""
    import duckdb
    import pyarrow as pa

    config = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    try:
        with duckdb.connect(config=config) as connection:
            yield connection
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise _too_large("the answer takes more memory than there is") from error
    except (duckdb.Error, pa.ArrowException, RuntimeError, UnicodeError) as error:
        what = str(error).split("\n\nStack")[0].strip() or type(error).__name__
        raise QueryError(Problem("SQL", _short(what))) from error


def _short(message: str) -> str:
    """Return a message of DuckDB in one line, with the place that it points at."""
    lines = [line.strip() for line in message.splitlines() if line.strip(" ^~")]
    return " ".join(lines)[:2000]


def _texts(answer: Any, given: Any = None, *, keep: bool = False, short: bool = False) -> Iterator[tuple[Any, ...]]:
    """Return the rows of an answer as text; with `keep`, what JSON has stays so, with `short`, moments in seconds.

    They come in blocks, as a value of Python takes a hundred times what it takes in an answer. DuckDB writes them, in a
    connection that is given or in one of its own.
    """
    names = [f"c{i}" for i in range(answer.num_columns)]
    with nullcontext(given) if given else _connection() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.register("answer", answer.rename_columns(names))
        types = connection.sql("FROM answer").types
        cells = [_cell(name, kind, keep, short) for name, kind in zip(names, types, strict=True)]
        rows = connection.execute(f"SELECT {', '.join(cells)} FROM answer")  # noqa: S608 - names of ours
        while block := rows.fetchmany(BLOCK):
            yield from block


def _join(parts: Iterable[str]) -> str:
    """Join texts, as far as memory should hold them."""
    out, held = io.StringIO(), 0
    for part in parts:
        held += len(part)
        if held > MOST_BYTES:
            raise _too_large(f"the answer takes more than {MOST_BYTES // 10**9} GB to write")
        out.write(part)
    return out.getvalue()


def _cell(name: str, kind: Any, keep: bool, short: bool) -> str:
    """Write the expression that makes text of a column; moments are ISO 8601, all of one width."""
    if short:
        return f"regexp_replace({name}::VARCHAR, '([.]\\d+)?[+]00$', 'Z')" if kind.id == ZONED else f"{name}::VARCHAR"
    if keep and not kind.id.startswith("timestamp"):
        return f"{name}::{_json_type(kind)}"
    return moment(name, kind.id)


def _json_type(kind: Any) -> str:
    """Return the type of DuckDB that a value takes on its way to JSON."""
    if kind.id in JSON_TYPES:
        return str(kind)
    if kind.id in {"list", "array"}:
        return _json_type(kind.children[0][1]) + "[]"
    if kind.id == "struct" and all(name for name, _ in kind.children):
        quoted = ((name.replace('"', '""'), child) for name, child in kind.children)
        return "STRUCT(" + ", ".join(f'"{name}" {_json_type(child)}' for name, child in quoted) + ")"
    if kind.id == "map":
        return f"MAP(VARCHAR, {_json_type(kind.children[1][1])})"
    return "VARCHAR"


def answer_text(answer: Any) -> str:
    """Write an answer as a table.

    Raises:
        EnvironmentProblem: it is larger than anybody reads.
    """
    if answer.num_rows * answer.num_columns > MOST_CELLS or answer.nbytes > MOST_TABLE_BYTES:
        raise _too_large("the answer is too large for a table", "Write it with --format csv, json or parquet.")
    rows = [["NULL" if value is None else value for value in row] for row in _texts(answer, short=True)]
    return text.table(answer.column_names, rows, [_is_number(field.type) for field in answer.schema])


def answer_csv(answer: Any) -> str:
    """Write an answer as CSV (RFC 4180); null is nothing, an empty text stands in quotes, no text is a formula."""
    lines = chain([answer.column_names], _texts(answer))
    return _join(",".join(csv_cell(value) for value in line) + "\r\n" for line in lines)


def answer_json(answer: Any, connection: Any = None) -> str:
    """Write an answer as a JSON array of objects; money stays exact as text of its digits.

    Args:
        answer: the answer.
        connection: one to DuckDB that may be used; where none is given, one is opened.
    """
    names = _unique(answer.column_names)
    rows = (dict(zip(names, map(_finite, row), strict=True)) for row in _texts(answer, connection, keep=True))
    texts = (text.json_safe(json.dumps([row], ensure_ascii=False, indent=1, allow_nan=False)[1:-2]) for row in rows)
    listed = (f"{',' if i else ''}{one}" for i, one in enumerate(texts))
    return _join(chain(["["], listed, ["\n]" if answer.num_rows else "]"]))


def _unique(names: list[str]) -> list[str]:
    """Number names that stand twice."""
    found: dict[str, None] = {}
    used: dict[str, int] = {}
    for name in names:
        new = name
        while new in found:
            used[name] = used.get(name, 0) + 1
            new = f"{name}_{used[name]}"
        found[new] = None
    return list(found)


def _finite(value: Any) -> Any:
    """Write as text what a float may be and JSON has no word for."""
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    return value


def answer_parquet(answer: Any) -> bytes:
    """Write an answer as a Parquet file.

    Raises:
        QueryError: the answer has a type that Parquet does not have.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    try:
        pq.write_table(answer.rename_columns(_unique(answer.column_names)), out, compression="zstd")
    except pa.ArrowException as error:
        what = f"the answer cannot be written as Parquet: {error}"[:400]
        raise QueryError(Problem("SQL", what, hint="Cast its columns to other types.")) from error
    return out.getvalue()


def _is_number(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))
