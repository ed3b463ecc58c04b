"""What a manifest lists: which tables there are, of which columns, in which files. The manifest decides, nothing else.

A bundle may have a table or a column that this program does not know, and lack one that it knows; what it knows under a
name has the type that it knows. A large table is several files, whose rows follow each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from demogen.bundle import own
from demogen.bundle.schema import TYPES, Column, TableSpec
from demogen.bundle.tables import TABLES
from demogen.errors import BundleError, Problem

# What lies beside the tables in every bundle.
FILES = ("bagit.txt", "checks.json", "config.json", "datapackage.json", "manifest-sha256.txt", "views.sql")
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
PATH = re.compile(r"data/[a-z][a-z0-9_]{0,62}(\.parquet|/part-[0-9]{5}\.parquet)|[a-z][a-z0-9-]{0,62}\.(json|sql|txt)")
# The types of columns in DuckDB.
DUCKDB_TYPES = {
    "uuid": "UUID",
    "string": "VARCHAR",
    "int": "INTEGER",
    "bool": "BOOLEAN",
    "timestamp": "TIMESTAMPTZ",
    "date": "DATE",
    "money": "DECIMAL(18, 2)",
}
LONGEST = 20_000  # bytes of a text in a column that is not known
TENANT = ("tenant_id",)
FACTS = ("name", "slug", "country", "industry", "currency", "timezone")  # of the tenant itself
ALWAYS = "tenants"  # the one table without which a bundle is about nobody
_KNOWN = {spec.name: spec for spec in TABLES}


def file_of(name: str, part: int | None = None) -> str:
    """Return the path of a table's file, or of one of its parts."""
    return f"data/{name}.parquet" if part is None else f"data/{name}/part-{part:05}.parquet"


def files_of(manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return every file that a manifest lists, those of tables first: path, size and SHA-256."""
    return [*(file for entry in manifest["tables"] for file in entry["files"]), *manifest["files"]]


def folders_of(manifest: Mapping[str, Any]) -> list[str]:
    """Return the folders in a bundle's own, those above first."""
    paths = [PurePosixPath(file["path"]) for file in files_of(manifest)]
    return sorted({"data", *(str(above) for path in paths for above in path.parents if above.name)})


def table_paths(folder: Path, name: str) -> list[Path]:
    """Return the files of a table in a proven bundle's folder, in the order of its rows; none where it is missing."""
    whole = folder / file_of(name)
    return [whole] if whole.is_file() else sorted((folder / "data" / name).glob("part-*.parquet"))


def no_rows(spec: TableSpec) -> str:
    """Write the SELECT of DuckDB that stands for a table that a bundle lacks: its columns, and no rows."""
    return f"SELECT {', '.join(map(_null, spec.columns))} LIMIT 0"


def all_rows(spec: TableSpec, paths: Iterable[str], missing: Collection[str] = ()) -> str:
    """Write the SELECT of DuckDB that gives a table of a bundle: no rows without files, null in missing columns.

    Args:
        spec: the table.
        paths: its files, as SQL text.
        missing: what the bundle lacks, as `missing_parts` names it.
    """
    files = ", ".join(paths)
    there = [column.name for column in spec.columns if f"{spec.name}.{column.name}" not in missing]
    columns = "*"
    if len(there) < len(spec.columns):
        known = [f'"{column.name}"' if column.name in there else _null(column) for column in spec.columns]
        names = ", ".join(f'"{name}"' for name in there)
        columns = f"{', '.join(known)}, * EXCLUDE ({names})"
    return f"SELECT {columns} FROM read_parquet([{files}])" if files else no_rows(spec)  # noqa: S608 - our own names


def relaxed(spec: TableSpec, missing: Collection[str]) -> TableSpec:
    """Return a table whose missing columns may be null, as they are everywhere (`all_rows`)."""
    columns = (replace(c, nullable=c.nullable or f"{spec.name}.{c.name}" in missing) for c in spec.columns)
    return replace(spec, columns=tuple(columns))


def _null(column: Column) -> str:
    return f'NULL::{DUCKDB_TYPES[column.type]} AS "{column.name}"'


def spec_of(entry: Mapping[str, Any]) -> TableSpec:
    """Return the specification of a table as a manifest's entry describes it; `check_listing` has accepted it."""
    known = _KNOWN.get(entry["name"])
    columns = tuple(_column(known, column) for column in entry["columns"])
    if known and columns == known.columns:
        return known
    born = known.born if known else "created_at"
    order = known.order if known else ()
    return TableSpec(entry["name"], known.meaning if known else "", columns, tuple(entry["primaryKey"]), born, order)


def _column(known: TableSpec | None, entry: Mapping[str, Any]) -> Column:
    name = entry["name"]
    if known and known.has(name):
        return known.column(name)
    values = tuple(entry.get("enum", ()))
    return Column(name, entry["type"], entry["description"], entry["nullable"], values=values, longest=LONGEST)


def kind_of(name: str) -> str:
    """Return what a name of `missing_parts` is, with it: a table, or a column."""
    return f"column {name}" if "." in name else f"table {name}"


def unknown_tables(manifest: Mapping[str, Any]) -> list[str]:
    """Return the tables of a bundle that this program does not know, and leaves out."""
    return [entry["name"] for entry in manifest["tables"] if entry["name"] not in _KNOWN]


def missing_tables(manifest: Mapping[str, Any]) -> list[str]:
    """Return the tables that this program knows and a bundle does not have."""
    there = {entry["name"] for entry in manifest["tables"]}
    return [spec.name for spec in TABLES if spec.name not in there]


def missing_parts(manifest: Mapping[str, Any]) -> list[str]:
    """Return the tables that a bundle lacks, and the columns that its tables lack, as `table.column`."""
    described = {entry["name"]: {column["name"] for column in entry["columns"]} for entry in manifest["tables"]}
    columns = [
        f"{spec.name}.{column.name}"
        for spec in TABLES
        if spec.name in described
        for column in spec.columns
        if column.name not in described[spec.name]
    ]
    return [*missing_tables(manifest), *columns]


def listing_notes(manifest: Mapping[str, Any], tables: Collection[str] = tuple(_KNOWN)) -> list[str]:
    """Return a sentence for each table that is left out, and for each table or column that is missing.

    Args:
        manifest: the manifest.
        tables: the known tables that matter; all unless given.
    """
    unknown = (f"table {name} is unknown to this version and is left out" for name in unknown_tables(manifest))
    missing = (name for name in missing_parts(manifest) if name.partition(".")[0] in tables)
    return [*unknown, *(f"{kind_of(name)} is missing: what needs it is left out" for name in missing)]


def check_listing(manifest: Mapping[str, Any]) -> None:
    """Check that a manifest lists tables and files that a bundle can have, each once, under its own path.

    Raises:
        BundleError: with all the problems.
    """
    paths = [file["path"] for file in files_of(manifest)]
    problems = [
        Problem(f"manifest.json {ascii(path)[:80]}", "is not a path of a bundle")
        for path in paths
        if not (PATH.fullmatch(path) or own.PATH.fullmatch(path)) or path == "manifest.json"
    ]
    problems += own.listing_problems(manifest)
    problems += [Problem(f"manifest.json {ascii(path)[:80]}", "is listed twice") for path in _twice(paths)]
    problems += [
        Problem(f"manifest.json {name}", "is missing")
        for name in sorted(set(FILES) - {entry["path"] for entry in manifest["files"]})
    ]
    names = [entry["name"] for entry in manifest["tables"]]
    problems += [Problem(f"manifest.json table {ascii(name)[:60]}", "is listed twice") for name in _twice(names)]
    if ALWAYS not in names:
        problems.append(Problem(f"manifest.json table {ALWAYS}", "is missing"))
    for entry in manifest["tables"]:
        problems += _table_problems(entry)
    if problems:
        raise BundleError(problems[:100])


def _twice(names: list[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)


def _table_problems(entry: Mapping[str, Any]) -> Iterator[Problem]:
    where = f"manifest.json table {ascii(entry['name'])[:60]}"
    if not NAME.fullmatch(entry["name"]):
        yield Problem(where, "is not a name of a table")
        return
    where = f"manifest.json table {entry['name']}"
    yield from _file_problems(entry, where)
    columns = [column["name"] for column in entry["columns"]]
    odd = [c["name"] for c in entry["columns"] if not NAME.fullmatch(c["name"]) or c["type"] not in TYPES]
    if odd or _twice(columns) or not columns:
        yield Problem(where, "describes columns that a table cannot have", found=ascii([*odd, *_twice(columns)])[:80])
    known = _KNOWN.get(entry["name"])
    described = {column["name"]: (column["type"], column["nullable"]) for column in entry["columns"]}
    bare = {*known.key, *known.sorted_by, *(FACTS if known.name == ALWAYS else TENANT)} if known else set()
    for name in sorted(bare - {*described}):
        yield Problem(f"{where} column {name}", "is missing", hint="Every version of this table has it.")
    for column in known.columns if known else ():
        stated = described.get(column.name, (column.type, column.nullable))
        if stated != (column.type, column.nullable):
            expected = f"{column.type}, {'nullable' if column.nullable else 'required'}"
            yield Problem(f"{where} column {column.name}", "has another type", expected, ascii(stated)[:60])


def _file_problems(entry: Mapping[str, Any], where: str) -> Iterator[Problem]:
    name, paths = entry["name"], [file["path"] for file in entry["files"]]
    parts = [file_of(name, part) for part in range(len(paths))]
    if paths not in ([file_of(name)], parts) or not paths:
        yield Problem(where, "has files of other names", f"{file_of(name)}, or {file_of(name, 0)} and so on")
    elif sum(file["rows"] for file in entry["files"]) != entry["rows"]:
        yield Problem(where, "has another number of rows than its files")
    elif sum(file["sizeBytes"] for file in entry["files"]) != entry["sizeBytes"]:
        yield Problem(where, "has another size than its files")
