"""Proves what is in the files of a bundle: columns, rows and values of its tables, and that its parts agree.

`verify` and a load ask the same questions here, so that what the one calls sound the other takes. Memory does not grow
with the number of rows: values are read column by column, in blocks, within the bounds of `demogen.bundle.pages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any, BinaryIO

from demogen.bundle.digest import bundle_digest, stream_digest
from demogen.bundle.listing import spec_of
from demogen.bundle.manifest import is_day
from demogen.bundle.pages import require_bounds
from demogen.bundle.schema import Column, TableSpec, arrow_schema
from demogen.draw import zones
from demogen.errors import BundleError, Problem

# What every resolved config has, and programs take from it.
REQUIRED = (
    "tenantName",
    "country",
    "timezone",
    "currency",
    "industry",
    "startDate",
    "asOf",
    "teamSize",
    "targets",
    "seed",
)
UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # in texts, for databases
EXACT = 2**53 / 1000  # an amount below has no digits that JSON numbers lose
# The first and the last value by type: microseconds, and days, of the years 1 to 9999.
CALENDAR = {"timestamp": (-62_135_596_800_000_000, 253_402_300_799_999_999), "date": (-719_162, 2_932_896)}
BATCH = 16_384  # rows that are read at a time
STREAMED = {"buffer_size": 1 << 20, "pre_buffer": False}  # otherwise whole column chunks are held


def verify_contents(
    manifest: Mapping[str, Any], files: Mapping[str, Sequence[BinaryIO]], config: Any, checks: Any
) -> list[Problem]:
    """Compare what is in a bundle's files with its manifest, and its parts with each other.

    Args:
        manifest: a proven manifest.
        files: the tables' files by name, whose bytes have been proven.
        config: what its config.json holds.
        checks: what its checks.json holds.
    """
    problems = [*verify_tables(manifest, files), *content_problems(manifest)]
    problems += _config_problems(config)
    problems += schema_problems(checks, "checks", "checks.json")
    return problems or [
        *_fact_problems(manifest, config),
        *_sum_problems(manifest, config, checks),
        *_tenant_problems(manifest, config, files),
    ]


def verify_tables(manifest: Mapping[str, Any], files: Mapping[str, Sequence[BinaryIO]]) -> list[Problem]:
    """Compare schema, rows and values of all tables with their entries in the manifest."""
    return [problem for entry in manifest["tables"] for problem in verify_table(files[entry["name"]], entry)]


def verify_table(files: Sequence[BinaryIO], entry: Mapping[str, Any]) -> list[Problem]:
    """Compare schema, rows and values of a table's Parquet files with its entry in the manifest."""
    try:
        digest = table_content(files, entry)
    except BundleError as error:
        return error.problems
    expected, where = entry["contentDigest"].rpartition(":")[2], ", ".join(file["path"] for file in entry["files"][:1])
    return [] if digest == expected else [Problem(where, "holds other values", expected, digest)]


def table_content(files: Sequence[BinaryIO], entry: Mapping[str, Any]) -> str:
    """Return the digest of a table's values as its files hold them.

    Args:
        files: the table's files, whose bytes have been proven, in the order of its rows.
        entry: its entry in the manifest.

    Raises:
        BundleError: one is not this table's, or costs more to read than it can.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    spec, where = spec_of(entry), entry["files"][0]["path"]
    with ExitStack() as stack:
        tables = []
        for file, listed in zip(files, entry["files"], strict=True):
            where = listed["path"]
            require_rows(require_bounds(file, spec, where), listed)
            with _as_bundles(where):
                source = stack.enter_context(pa.OSFile(f"/dev/fd/{file.fileno()}"))
                table = pq.ParquetFile(source, page_checksum_verification=True, **STREAMED)
                require_schema(table.schema_arrow, spec, where)
                tables.append(table)
        with _as_bundles(where):
            columns = (_in_calendar(_batches(tables, column), column) for column in spec.columns)
            return stream_digest(spec, entry["rows"], columns)


def _batches(tables: Sequence[Any], column: Column) -> Iterator[Any]:
    for table in tables:
        yield from table.iter_batches(BATCH, columns=[column.name], use_threads=False)


def _in_calendar(batches: Iterator[Any], column: Column) -> Iterator[Any]:
    """Pass batches on, and refuse moments and days outside the years 1 to 9999: readers take some for infinite.

    Raises:
        BundleError: the column holds one.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    first, last = CALENDAR.get(column.type, (0, 0))
    whole = pa.int32() if column.type == "date" else pa.int64()
    for batch in batches:
        if column.type in CALENDAR:
            found = pc.min_max(batch.column(0).cast(whole))
            low, high = found["min"].as_py(), found["max"].as_py()
            if low is not None and not first <= low <= high <= last:
                raise BundleError(Problem(column.name, "holds a day or moment that no calendar has"))
        yield batch


@contextmanager
def _as_bundles(where: str) -> Iterator[None]:
    """Return what a library says of a file as the bundle's fault.

    Raises:
        BundleError: something was wrong with the file.
    """
    import pyarrow as pa

    try:
        yield
    except BundleError as error:
        raise BundleError(
            [replace(p, where=p.where if where in p.where else f"{where} {p.where}") for p in error.problems]
        ) from error
    except (pa.ArrowException, OSError, ValueError) as error:
        raise BundleError(Problem(where, f"cannot be read: {error}"[:200])) from error


def require_rows(found: int, entry: Mapping[str, Any]) -> None:
    """Refuse a file with another number of rows than its entry in the manifest.

    Raises:
        BundleError: it has.
    """
    if found != entry["rows"]:
        raise BundleError(Problem(entry["path"], "has another number of rows", str(entry["rows"]), str(found)))


def require_schema(found: Any, spec: TableSpec, where: str) -> None:
    """Refuse a file with other columns than its table.

    Raises:
        BundleError: with the first column in which they differ.
    """
    if not found.equals(arrow_schema(spec)):
        raise BundleError(Problem(where, "has another schema", *_difference(arrow_schema(spec), found)))


def _difference(expected: Any, found: Any) -> tuple[str, str]:
    """Return the first column in which two schemas differ, of each."""
    ours, theirs = ([str(field) for field in schema] for schema in (expected, found))
    first = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    return tuple(f[first] if first < len(f) else "nothing" for f in (ours, theirs))  # type: ignore[return-value]


def content_problems(manifest: Mapping[str, Any]) -> list[Problem]:
    """Compare a manifest's content digest with the one that follows from the tables that it lists."""
    content = bundle_digest({entry["name"]: entry["contentDigest"].rpartition(":")[2] for entry in manifest["tables"]})
    if content == manifest["contentDigest"]:
        return []
    where = "manifest.json /contentDigest"
    return [Problem(where, "is not the digest of the tables", content, manifest["contentDigest"])]


def schema_problems(value: Any, schema: str, where: str) -> list[Problem]:
    """Compare a value with one of the schemas; the first problems of it."""
    from demogen.schemas import schema_errors

    return [Problem(f"{where} {place}"[:200], what[:200]) for place, what in schema_errors(schema, value)]


def _config_problems(config: Any) -> list[Problem]:
    """Check that what programs take from a config has its type; later versions may have more keys."""
    from demogen.schemas import type_errors

    problems = [Problem(f"config.json {place}"[:200], what[:200]) for place, what in type_errors("config", config)]
    if not problems:
        problems = [Problem(f"config.json /{key}", "is missing") for key in REQUIRED if config.get(key) is None]
    if not problems and any(UNSTORABLE.search(text) for text in _texts(config)):
        problems.append(
            Problem("config.json", "holds a character that no database stores", found="U+0000 or a half one")
        )
    return problems


def _texts(value: Any) -> Iterator[str]:
    """Go through all keys and texts of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value:
            yield from _texts(item)
        for item in value.values() if isinstance(value, dict) else ():
            yield from _texts(item)


def _fact_problems(manifest: Mapping[str, Any], config: Mapping[str, Any]) -> Iterator[Problem]:
    for key in ("seed", "asOf"):
        yield from _difference_of(f"/{key}", config.get(key), manifest[key])
    if not is_day(str(config.get("startDate"))):
        yield Problem("config.json /startDate", "is not a calendar day", "YYYY-MM-DD")


def _sum_problems(manifest: Mapping[str, Any], config: Mapping[str, Any], checks: Any) -> Iterator[Problem]:
    """Compare totals with the config's targets, months with the totals, counts of checks with checks.json."""
    totals, months = manifest["totals"], manifest["months"]
    for key in dict.fromkeys([*totals, *config["targets"]]):
        yield from _difference_of(f"/totals/{key}", config["targets"].get(key), totals.get(key))
    for key in ("leads", "contacts", "companies", "deals", "closedWonValue"):
        total = totals.get("closedWonCount" if key == "deals" else key, 0)
        found = sum(Decimal(repr(month[key])) for month in months if key in month)
        if total < EXACT and all(key in month for month in months) and found != Decimal(repr(total)):
            yield Problem(f"manifest.json /months {key}", "do not sum to the total", str(total), str(found)[:60])
    last = months[-1]["pipelineValue"] if months else 0
    yield from _difference_of("/months pipelineValue", totals.get("pipelineValue", 0), last)
    passed = sum(check["failures"] == 0 for check in checks)
    for key, count in (("passed", passed), ("failed", len(checks) - passed)):
        yield from _difference_of(f"/checks/{key}", count, manifest["checks"][key])


def _tenant_problems(
    manifest: Mapping[str, Any], config: Mapping[str, Any], files: Mapping[str, Sequence[BinaryIO]]
) -> Iterator[Problem]:
    """Compare the tenant's row, whose values have been proven, with manifest and config."""
    import pyarrow.parquet as pq

    def column(table: str, name: str) -> list[Any]:
        found: dict[Any, None] = {}
        for file in files.get(table, ()):
            file.seek(0)
            rows = pq.ParquetFile(file).read(columns=[name])
            found |= dict.fromkeys(rows[name].unique().to_pylist() if name in rows.column_names else ())
        return list(found)

    count = next(entry["rows"] for entry in manifest["tables"] if entry["name"] == "tenants")
    if count != 1:
        yield Problem("data/tenants.parquet", "is not about one tenant", "1 row", f"{count} rows")
        return
    for key in ("name", "slug"):
        yield from _difference_of(f"/tenant/{key}", column("tenants", key)[0], manifest["tenant"][key])
    for key in ("country", "industry", "currency", "timezone"):
        yield from _difference_of(f"/{key}", column("tenants", key)[0], config.get(key), "config.json")
    known = set(zones.names())
    for table in ("tenants", "users"):
        unknown = sorted(zone for zone in column(table, "timezone") if zone is not None and zone not in known)
        if unknown:
            yield Problem(f"data/{table}.parquet timezone", "is not a known time zone", found=ascii(unknown[0])[:60])


def _difference_of(where: str, known: Any, said: Any, file: str = "manifest.json") -> Iterator[Problem]:
    if known != said:
        yield Problem(f"{file} {where}", "is not what the bundle holds", ascii(known)[:120], ascii(said)[:120])
