"""Measures how quickly the console answers with ten thousand jobs on record: `python -m tests.bench.bench_console`.

Medians of many requests over HTTP, each of its own kind. Every one must stay below fifty milliseconds.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.console.conftest import API, standalone

JOBS, RUNS, MOST_MS = 10_000, 41, 50.0
# As `made` is, but for what lists look at: names, seeds, days, countries, industries and states.
FILL = """
INSERT INTO demo_generation_jobs (
    tenant_name, tenant_slug, seed, config, status, lock_key, metrics, logs, bundle_digest, as_of, drawing_version,
    created_by_id, started_at, completed_at, created_at, progress, current_step, queued, operation, error_code,
    error_message, recoverable
)
SELECT
    tenant_name || ' ' || n, tenant_slug || '-' || n, md5(n::text),
    config || jsonb_build_object('country', (ARRAY['US', 'GB', 'DE', 'JP', 'BR', 'AE'])[n %% 6 + 1])
        || jsonb_build_object('industry', (ARRAY['saas', 'trading', 'igaming', 'finserv'])[n %% 4 + 1]),
    CASE WHEN n %% 20 = 0 THEN 'failed' ELSE 'completed' END, n, CASE WHEN n %% 20 <> 0 THEN metrics END, logs,
    bundle_digest, as_of, drawing_version, created_by_id, started_at - n * interval '1 minute',
    completed_at - n * interval '61 seconds', created_at - n * interval '1 minute',
    CASE WHEN n %% 20 = 0 THEN 40 ELSE 100 END, current_step, queued, operation,
    CASE WHEN n %% 20 = 0 THEN 'TIMEOUT' END, CASE WHEN n %% 20 = 0 THEN 'late' END, CASE WHEN n %% 20 = 0 THEN true END
FROM demo_generation_jobs j, generate_series(1, %s) n WHERE j.id = %s
"""


def kinds(job):
    """Return what is asked, by what it is called."""
    lists = {
        "list": {},
        "list, oldest first": {"sortOrder": "asc"},
        "list by completion": {"sortBy": "completedAt"},
        "list by completion, first": {"sortBy": "completedAt", "sortOrder": "asc"},
        "list by name": {"sortBy": "tenantName", "sortOrder": "asc"},
        "list of failed": {"status": "failed"},
        "list of running": {"status": "running"},
        "list of a country and industry": {"country": "JP", "industry": "trading"},
        "search for a name": {"search": " 777"},
        "search for nothing": {"search": "nothing like it"},
        "page 250": {"page": 250, "pageSize": 20},
        "page of 100": {"pageSize": 100},
    }
    asked = {name: (API, query) for name, query in lists.items()}
    pages = {"page of jobs": ("/", {}), "page of a job": (f"/jobs/{job}", {}), "form": ("/new", {})}
    return {**asked, "one job": (f"{API}/{job}", {}), **pages}


def measure(running):
    """Fill the console and ask it; give the medians in milliseconds."""
    job = running.made(seed="bench")["id"]
    with running.connect() as connection:
        connection.execute(FILL, [JOBS, job])
        connection.execute("VACUUM ANALYZE demo_generation_jobs")
    browser, found = running.browser(), {}
    for name, (path, query) in kinds(job).items():
        times = []
        for _ in range(RUNS):
            begun = time.perf_counter()
            assert browser.get(path, params=query).status_code == 200
            times.append((time.perf_counter() - begun) * 1000)
        found[name] = statistics.median(times)
    return found


def main():
    """Run a console over a server of its own, and tell what was measured."""
    folder = tempfile.TemporaryDirectory(prefix="demogen-bench-")
    with folder as scratch, standalone(Path(scratch)) as running:
        found = measure(running)
    print(f"\nconsole with {JOBS:,} jobs on record, median of {RUNS} requests")
    for name, milliseconds in found.items():
        print(f"  {name:32} {milliseconds:6.1f} ms")
    slow = [name for name, milliseconds in found.items() if milliseconds >= MOST_MS]
    sys.exit(f"over {MOST_MS:.0f} ms: {', '.join(slow)}" if slow else 0)


if __name__ == "__main__":
    main()
