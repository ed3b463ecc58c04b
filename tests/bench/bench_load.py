"""Measures loads against the limit and against what the request did, on one server in one run.

The limit is `psql` copying files that were encoded before into the same tables; the other end are INSERTs of 500 rows.
Read the ratios; each way runs on a fresh copy of the database. `make bench` runs it.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from demogen.build import build_bundle
from loader.mapping.format import load_mapping
from loader.mapping.proven import open_proven
from loader.mapping.views import Identity, open_views
from loader.postgres import embedded
from loader.postgres.connect import Place, connect
from loader.postgres.copy import BATCH_ROWS, EMPTY
from loader.postgres.migrate import migrate
from loader.postgres.target import cast_of
from loader.tenants.load import load
from loader.tenants.task import Options

RUNS, BATCH = 3, 500
TYPES = {"UUID": "uuid", "VARCHAR": "text", "INTEGER": "integer", "BOOLEAN": "boolean", "DATE": "date"}
TYPES |= {"TIMESTAMP WITH TIME ZONE": "timestamp with time zone", "DECIMAL(18,2)": "numeric(18,2)"}
CONFIG = {
    "country": "US",
    "industry": "saas",
    "startDate": "2024-07-01",
    "asOf": "2026-06-30",
    "teamSize": 25,
    "targets": {"leads": 12_000, "contacts": 4_000, "companies": 1_500, "closedWonCount": 500},
}


def encode(bundle: Path, folder: Path) -> tuple[dict[str, list[str]], int]:
    """Write each table as a file of binary COPY; give the columns, and the rows of all tables."""
    from pgpq import ArrowToPostgresBinaryEncoder

    columns = {}
    with open_proven(bundle) as proven, open_views(proven, Identity("x", "x")) as views:
        for step in load_mapping().steps:
            given = [(n, k) for n, k, *_ in views.execute(f"DESCRIBE {step.sql}").fetchall()]
            columns[step.table] = [name for name, _ in given]
            casts = ", ".join(f'CAST("{n}" AS {cast_of(k, TYPES[k])}) AS "{n}"' for n, k in given)
            encoder = None
            with open(folder / step.table, "wb") as file:
                for batch in views.sql(f"SELECT {casts} FROM ({step.sql})").to_arrow_reader(BATCH_ROWS):
                    if encoder is None:
                        encoder = ArrowToPostgresBinaryEncoder(batch.schema)
                        file.write(encoder.write_header())
                    file.write(encoder.write_batch(batch))
                file.write(encoder.finish() if encoder else EMPTY)
        return columns, sum(proven.rows.values())


def copy_by_psql(server: embedded.Server, conninfo: str, folder: Path, columns: dict[str, list[str]]) -> None:
    """Copy the files in one transaction, as fast as a client can."""
    lines = [f"\\copy {t} ({', '.join(columns[t])}) FROM '{folder / t}' (FORMAT binary)" for t in columns]
    psql = str(server.binaries.folder / "psql")
    script = "\n".join(["BEGIN;", *lines, "COMMIT;"])
    subprocess.run([psql, "-q", "-v", "ON_ERROR_STOP=1", conninfo], input=script.encode(), check=True)


def insert_batches(conninfo: str, bundle: Path) -> None:
    """Insert rows 500 at a time, in one transaction, as the request did."""
    with (
        open_proven(bundle) as proven,
        open_views(proven, Identity("x", "x")) as views,
        psycopg.connect(conninfo) as line,
    ):
        for step in load_mapping().steps:
            rows = views.execute(f"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ({step.sql})").fetchall()
            one = sql.SQL("({})").format(sql.SQL(", ").join([sql.Placeholder()] * len(rows[0])))
            for at in range(0, len(rows), BATCH):
                part = rows[at : at + BATCH]
                values = sql.SQL(", ").join([one] * len(part))
                statement = sql.SQL("INSERT INTO {} VALUES {}").format(sql.Identifier(step.table), values)
                line.execute(statement, [value for row in part for value in row])


def measure(server: embedded.Server, template: str, run: Callable[[str], object]) -> float:
    """Return the median seconds of a way to load, each time into a fresh copy of the database."""
    found = []
    for _ in range(RUNS):
        with psycopg.connect(server.conninfo, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS bench WITH (FORCE)")
            connection.execute(sql.SQL("CREATE DATABASE bench TEMPLATE {}").format(sql.Identifier(template)))
            connection.execute("CHECKPOINT")
        start = time.perf_counter()
        run(make_conninfo(server.conninfo, dbname="bench"))
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def main() -> None:
    """Measure and print."""
    folder = Path(tempfile.mkdtemp(prefix="demogen-bench-"))
    folder.chmod(0o755)
    server = embedded.start(folder / "pg")
    try:
        with psycopg.connect(server.conninfo, autocommit=True) as connection:
            connection.execute("CREATE DATABASE plain")
        with connect(Place(make_conninfo(server.conninfo, dbname="plain"), "bench")) as connection:
            migrate(connection)
        bundle = build_bundle(CONFIG, "bench", folder / "bundle").path
        (folder / "files").mkdir()
        columns, rows = encode(bundle, folder / "files")

        def ours(fast_keys: bool) -> Callable[[str], object]:
            return lambda conninfo: load(bundle, lambda: Place(conninfo, "bench"), Options(fast_keys=fast_keys))

        ways = {
            "psql copies encoded files (limit)": lambda c: copy_by_psql(server, c, folder / "files", columns),
            "INSERT, 500 rows at a time": lambda c: insert_batches(c, bundle),
            "demogen-load load": ours(fast_keys=False),
            "demogen-load load --fast-keys": ours(fast_keys=True),
        }
        print(f"{rows:,} rows, medians of {RUNS} runs, Postgres {server.binaries.major}")
        seconds = {}
        for name, run in ways.items():
            seconds[name] = measure(server, "plain", run)
            print(f"{name:36} {seconds[name]:7.2f} s  {rows / seconds[name] / 1000:8.1f} k rows/s", flush=True)
        limit, batches, plain, fast = seconds.values()
        print(f"load: {limit / plain:.2f} of the limit, {batches / plain:.1f} times the batches")
        print(f"load --fast-keys: {batches / fast:.1f} times the batches")
    finally:
        embedded.stop(folder / "pg")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
