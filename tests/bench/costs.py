"""Measures what each step of a job costs, and writes it to loader/jobs/costs.json; `make costs` runs it.

What counts is the processors' time, of this process and of the server, so that a busy machine measures the same. Jobs
of several sizes run as a worker runs them, over a server of their own, twice each: the second takes the place of the
first. Each step becomes a line: the seconds that it takes at least, and those of each thousand rows.
"""

from __future__ import annotations

import itertools
import json
import statistics
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import psutil

from demogen.bundle.pack import pack
from demogen.config.resolve import resolve, with_seed
from loader.jobs import queue
from loader.jobs.costs import PROVING, REMOVING
from loader.jobs.estimate import about_rows, target_rows
from loader.jobs.progress import Progress
from loader.postgres import embedded
from loader.postgres.connect import Place, connect
from loader.postgres.migrate import migrate
from loader.tenants.ask import Asked, ask_create, ask_regenerate
from loader.tenants.work import work

OUT = Path(__file__).parents[2] / "loader" / "jobs" / "costs.json"
SAYS = (
    "Seconds of each step of a job, measured on two cores with the embedded server by `make costs`: what it takes at "
    "least, and what each thousand rows add. Rows are those of the targets where a bundle is generated, those of the "
    "table where one is loaded, and those of all tables where they are proven or removed."
)
SIZES, RUNS = (200, 2_000, 8_000), 2
CELLS = (("US", "saas"), ("DE", "ecommerce"))
GENERATING, LOADING = "generating", "loading "
SETTLING = 0.5  # seconds

marks: list[tuple[str, float]] = []
servers: list[psutil.Process] = []
_begin = Progress.begin


def clock():
    """Return the processors' seconds of this process, of the server, and of its sessions, also those that ended."""
    found = sum(psutil.Process().cpu_times()[:2])
    for server in servers:
        found += sum(server.cpu_times()[:4])
        for child in server.children():
            with suppress(psutil.NoSuchProcess):
                found += sum(child.cpu_times()[:2])
    return found


def note_of(folder):
    """Return where the server notes its process."""
    return next((folder / "pg").rglob("postmaster.pid"))


def note(progress, key, *given):
    """Note when a step begins."""
    marks.append((key, clock()))
    return _begin(progress, key, *given)


def config_of(leads, country, industry, seed):
    """Return a config of a size."""
    targets = {
        "leads": leads,
        "contacts": leads * 2 // 5,
        "companies": max(leads // 8, 20),
        "closedWonCount": max(leads // 16, 10),
    }
    raw = {"country": country, "industry": industry, "startDate": "2024-07-01", "asOf": "2026-06-30", "teamSize": 12}
    return with_seed(resolve({**raw, "targets": targets}), seed)


def run_next(place, folder):
    """Do the job that waits; return the seconds of each step, and the rows of each table."""
    worker = uuid4()
    with connect(place) as connection:
        claimed = queue.claim(connection, worker)
    marks.clear()
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        done = work(place, claimed, worker, Path(scratch), lambda b: pack(b, Path(scratch) / "kept.tar"), 600)
    time.sleep(SETTLING)  # until the server has counted the sessions that have just ended
    marks.append(("end", clock()))
    seconds = {key: after - at for (key, at), (_, after) in itertools.pairwise(marks)}
    return seconds, done


def line(points):
    """Fit a line that is nowhere below zero; return what it is at zero, and its slope for a thousand."""
    by_rows = defaultdict(list)
    for rows, seconds in points:
        by_rows[rows].append(seconds)
    known = [(rows, statistics.median(found)) for rows, found in sorted(by_rows.items())]
    if len(known) == 1:
        return [round(known[0][1], 4), 0.0]
    fit = statistics.linear_regression([rows for rows, _ in known], [seconds for _, seconds in known])
    slope = max(fit.slope, 0.0)
    base = max(statistics.mean(s - slope * r for r, s in known), 0.0)
    return [round(base, 4), round(slope * 1000, 5)]


def main():
    """Measure, and write the file."""
    Progress.begin = note
    points, ratios, order = defaultdict(list), defaultdict(list), []
    with tempfile.TemporaryDirectory(prefix="demogen-costs-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        place = Place(embedded.start(folder / "pg").conninfo, "own")
        try:
            servers.append(psutil.Process(int(note_of(folder).read_text().split()[0])))
            with connect(place) as connection:
                migrate(connection)
            for leads in SIZES:
                for country, industry in CELLS:
                    for number in range(RUNS):
                        measure(place, folder, config_of(leads, country, industry, f"s{number}"), points, ratios, order)
        finally:
            embedded.stop(folder / "pg")
    for key in (PROVING, REMOVING):
        if min(seconds for _, seconds in points["whole", key]) <= 0:
            raise SystemExit(f"{key} took no time in one of the jobs: the measurement is wrong, nothing was written")
    steps = list(dict.fromkeys(order))
    found = {
        "says": SAYS,
        "generating": {key: line(points[GENERATING, key]) for key in steps if (GENERATING, key) in points},
        "loading": {key: line(points[LOADING, key]) for key in steps if (LOADING, key) in points},
        PROVING: line(points["whole", PROVING]),
        REMOVING: line(points["whole", REMOVING]),
        "rowsPerTargetRow": {table: round(statistics.median(shares), 3) for table, shares in ratios.items()},
    }
    OUT.write_text(
        json.dumps(found, indent=1).replace("[\n   ", "[").replace(",\n   ", ", ").replace("\n  ]", "]") + "\n"
    )


def measure(place, folder, config, points, ratios, order):
    """Create a tenant and regenerate it; add what each step took."""
    wants = config.as_json()
    asked = Asked(None, {}, {})
    with connect(place) as connection:
        first = ask_create(connection, wants, config.slug, about_rows(wants), asked)
    sizes = target_rows(wants)
    for again in (False, True):
        if again:
            with connect(place) as connection:
                ask_regenerate(connection, first, wants, asked)
        seconds, done = run_next(place, folder)
        whole = sum(done.rows.values())
        print(f"{sizes} target rows, {whole} rows: {sum(seconds.values()):.1f} s", flush=True)
        for key, took in seconds.items():
            _, _, table = key.partition("loading ")
            if table:
                points[LOADING, table].append((done.rows[table], took))
                order.append(table)
            elif key in {PROVING, REMOVING}:
                points["whole", key].append((whole, took))
            else:
                points[GENERATING, key].append((sizes, took))
                order.append(key)
        for table, rows in done.rows.items():
            ratios[table].append(rows / sizes)


if __name__ == "__main__":
    main()
