"""Whatever happens to a load: no partial tenant, no job that lies, no other tenant changed, and again gets there.

`FAULTS=500 pytest tests/loader/test_faults.py` adds so many more, at random.
"""

from __future__ import annotations

import os
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from demogen.build import build_bundle
from loader.jobs.records import reap
from loader.mapping.format import load_mapping
from loader.postgres.connect import connect
from loader.tenants.load import load
from loader.tenants.task import Options
from tests import forked
from tests.loader.conftest import copied_with
from tests.loader.faulty import arm
from tests.loader.proxy import Proxy

ROOT = Path(__file__).parents[2]
TABLES = load_mapping().tables
SLUG = "brackwater-tools"
OK, BUSY, KILLED = 0, 3, -9
A = "loader.tenants.attempt"
POINTS = [
    ("loader.tenants.patience:connect", 1),
    ("loader.tenants.load:require_ready", 1),
    ("loader.tenants.run:wait_ready", 1),
    (f"{A}:wait_ready", 1),
    (f"{A}:take_locks", 1),
    ("loader.tenants.turn:try_lock", 1),
    ("loader.tenants.turn:try_lock", 2),
    (f"{A}:find_tenant", 1),
    ("loader.jobs.records:insert", 1),
    ("loader.jobs.records:start", 1),
    (f"{A}:require_target", 1),
    *(("loader.tenants.tables:copy_rows", nth) for nth in range(1, len(TABLES) + 1, 3)),
    (f"{A}:require_equal", 1),
    (f"{A}:describe_tenant", 1),
    ("loader.jobs.records:complete", 1),
    (f"{A}:commit", 1),
]
MORE = int(os.environ.get("FAULTS", "0"))
# What comes after one of them comes before the next, save where the server's answer makes a difference.
AFTER = ("loader.jobs.records:insert", "loader.jobs.records:complete", f"{A}:commit")
FEW = [found for i, found in enumerate(POINTS) if i % 3 == 2 or found[0] in AFTER]


@pytest.fixture(scope="module")
def template(server, template, tmp_path_factory):
    """Let every database have another tenant, which must never change."""
    config = {"tenantName": "Neighbour", "country": "US", "industry": "saas", "startDate": "2026-01-01"}
    config |= {"asOf": "2026-02-28", "targets": {"leads": 100, "contacts": 50, "companies": 20, "closedWonCount": 10}}
    bundle = build_bundle(config, "n", tmp_path_factory.mktemp("neighbour") / "n").path
    with copied_with(bundle, server, template) as (name, _):
        yield name


@pytest.fixture(scope="module")
def with_tenant(server, template, bundle):
    """Make a database that has the first bundle's tenant beside the other one."""
    with copied_with(bundle, server, template) as made:
        yield made


def start(place, *words, point=None, dsn=None):
    """Start a command, with a fault in it or without."""
    settings = {"DATABASE_URL": dsn or place.conninfo, "FAULT_DSN": place.conninfo}
    return forked.Run("loader", *words, env=settings, first=(arm, *point) if point else None)


def run(place, *words, point=None, dsn=None):
    """Run a command; give its exit code and what it said."""
    done = start(place, *words, point=point, dsn=dsn).end(text=True)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def rows_of(connection, slug):
    """Count what there is of a tenant."""
    counts = {}
    for table in TABLES[1:]:
        query = f"SELECT count(*) FROM {table} WHERE tenant_id = (SELECT id FROM tenants WHERE slug = %s)"
        counts[table] = connection.execute(query, [slug]).fetchone()[0]
    return counts


def require_truth(place, bundle):
    """Prove that nothing is partial and no job lies, and that the same command gets there."""
    from demogen.bundle.read import load_manifest

    whole = {entry["name"]: entry["rows"] for entry in load_manifest(bundle)["tables"]}
    with connect(place) as connection:
        for _ in range(100):  # a session whose client died may take a moment to end
            reap(connection)
            if not connection.execute(
                "SELECT FROM demo_generation_jobs WHERE status IN ('running', 'pending')"
            ).rowcount:
                break
            time.sleep(0.1)
        jobs = connection.execute("SELECT status, created_tenant_id FROM demo_generation_jobs").fetchall()
        found = rows_of(connection, SLUG)
        there = sum(found.values()) > 0
        assert {status for status, _ in jobs} <= {"completed", "failed"}
        assert found == ({name: whole[name] for name in found} if there else dict.fromkeys(found, 0))
        told = (
            "SELECT count(*) FROM demo_generation_jobs WHERE status = 'completed' AND tenant_name = 'Brackwater Tools'"
        )
        assert connection.execute(told).fetchone()[0] == (1 if there else 0)
    load(bundle, lambda: place, Options())
    with connect(place) as connection:
        assert rows_of(connection, SLUG) == {name: whole[name] for name in found}
        assert connection.execute("SELECT count(*) FROM tenants").fetchone() == (2,)


def neighbour_of(place):
    with connect(place) as connection:
        tables = {}
        for table in TABLES[1:]:
            query = f"SELECT t::text FROM {table} t WHERE tenant_id = (SELECT id FROM tenants WHERE slug = 'neighbour')"
            tables[table] = sorted(connection.execute(query).fetchall())
        return tables


@pytest.mark.parametrize(
    ("point", "nth", "when"),
    [
        pytest.param(point, nth, when, id=f"{point.rpartition(':')[2]}-{nth}-{when}")
        for when in ("before", "after")
        for point, nth in (POINTS if MORE else FEW)
        if MORE or when == "before" or point in AFTER
    ],
)
def test_killed_at(bundle, place, point, nth, when):
    before = neighbour_of(place)
    code, _ = run(place, "load", bundle, point=(point, when, nth, "KILL"))
    assert code == KILLED
    require_truth(place, bundle)
    assert neighbour_of(place) == before


ASKED = [
    ("loader.tenants.tables:copy_rows", 2),
    ("loader.tenants.tables:copy_rows", 11),
    (f"{A}:require_equal", 1),
    ("loader.jobs.records:start", 1),
]


@pytest.mark.parametrize(
    ("point", "nth", "fault", "code"),
    [
        pytest.param(point, nth, *fault, id=f"{point.rpartition(':')[2]}-{nth}-{fault[0]}")
        for i, (point, nth) in enumerate(ASKED)
        for j, fault in enumerate([("TERM", 143), ("INT", 130)])
        if MORE or (i + 2 * j) % 4 == 1
    ],
)
def test_asked_to_end_at(bundle, place, database, point, nth, fault, code):
    assert run(place, "load", bundle, point=(point, "after", nth, fault))[0] == code
    told = "SELECT error_code, recoverable, error_message FROM demo_generation_jobs WHERE tenant_name <> 'Neighbour'"
    assert database.execute(told).fetchall() == [("CANCELLED", True, f"interrupted by SIG{fault}")]
    require_truth(place, bundle)


@pytest.mark.parametrize(("point", "nth"), ASKED[1:3], ids=[f"{p.rpartition(':')[2]}-{n}" for p, n in ASKED[1:3]])
@pytest.mark.parametrize("when", ["before", "after"] if MORE else ["after"])
def test_a_session_that_the_server_ends_is_tried_again(bundle, place, database, point, nth, when):
    code, said = run(place, "load", bundle, point=(point, when, nth, "SESSION"))
    assert code == OK, said
    told = "SELECT status, attempt FROM demo_generation_jobs WHERE tenant_name <> 'Neighbour'"
    assert database.execute(told).fetchall() == [("completed", 2)]
    require_truth(place, bundle)


def through(place, proxy):
    return make_conninfo(place.conninfo, host="127.0.0.1", port=proxy.port, sslmode="disable", gssencmode="disable")


@pytest.fixture
def socket_path(place):
    known = conninfo_to_dict(place.conninfo)
    if not str(known.get("host", "")).startswith("/"):
        pytest.skip("the proxy stands before a Unix socket")
    return f"{known['host']}/.s.PGSQL.{known.get('port', 5432)}"


CUTS = [20_000, 200_000, *([2_000, 60_000, 120_000, 300_000] if MORE else [])]


@pytest.mark.parametrize("after", CUTS)
def test_a_line_that_is_cut_is_tried_again(bundle, place, socket_path, after):
    proxy = Proxy(socket_path, cut_after=after)
    try:
        code, said = run(place, "load", bundle, dsn=through(place, proxy))
        assert code == OK, said
        assert proxy.cuts == 1
        require_truth(place, bundle)
    finally:
        proxy.close()


@pytest.mark.parametrize("loaders", [2, 4])
def test_many_at_once(bundle, place, database, loaders):
    """One loads; the others are told that it is busy, or that it is there already."""
    processes = [start(place, "load", bundle) for _ in range(loaders)]
    codes = [process.end().returncode for process in processes]
    assert set(codes) <= {OK, BUSY}
    assert OK in codes
    told = "SELECT count(*) FROM demo_generation_jobs WHERE tenant_name <> 'Neighbour' AND status = 'completed'"
    assert database.execute(told).fetchone() == (1,)
    require_truth(place, bundle)


def test_those_who_wait_get_there(bundle, place):
    with ThreadPoolExecutor(3) as pool:
        ran = list(pool.map(lambda _: run(place, "load", bundle, "--wait"), range(3)))
    assert [code for code, _ in ran] == [OK] * 3
    require_truth(place, bundle)


@pytest.mark.parametrize("point", ["before", "after"])
def test_a_delete_that_is_killed_is_whole_or_nothing(place, done, point):
    before = neighbour_of(place)
    code, _ = run(place, "delete", SLUG, "--yes", point=("loader.tenants.delete:remove_tenant", point, 1, "KILL"))
    assert code == KILLED
    with connect(place) as connection:
        assert sum(rows_of(connection, SLUG).values()) > 0
    assert run(place, "delete", SLUG, "--yes")[0] == OK
    with connect(place) as connection:
        assert sum(rows_of(connection, SLUG).values()) == 0
    assert neighbour_of(place) == before


def test_a_delete_whose_session_ends_is_tried_again(place, done, database):
    point = ("loader.tenants.delete:remove_tenant", "after", 1, "SESSION")
    assert run(place, "delete", SLUG, "--yes", point=point)[0] == OK
    assert sum(rows_of(database, SLUG).values()) == 0
    assert database.execute("SELECT count(*) FROM audit_logs WHERE action = 'delete'").fetchone() == (1,)


def test_delete_against_load(bundle, place):
    loading = start(place, "load", bundle)
    codes = [run(place, "delete", SLUG, "--yes")[0] for _ in range(3)]
    assert loading.end().returncode == OK
    assert set(codes) <= {0, 1, BUSY}


def wait_stopped(pid):
    """Wait until a process is stopped."""
    while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        time.sleep(0.02)


@pytest.mark.parametrize(("point", "nth"), [("loader.tenants.tables:copy_rows", 8), (f"{A}:require_equal", 1)])
def test_a_loader_that_was_stopped_is_ended_by_the_next(bundle, place, database, point, nth):
    """It holds its locks, and no timeout of the server frees them. Its last beat is set back instead of waited for."""
    stopped = start(place, "load", bundle, point=(point, "before", nth, "STOP"))
    try:
        wait_stopped(stopped.pid)
        assert run(place, "load", bundle)[0] == BUSY
        database.execute("UPDATE demo_generation_jobs SET heartbeat_at = heartbeat_at - interval '61 seconds'")
        code, said = run(place, "load", bundle)
        assert code == OK, said
    finally:
        os.kill(stopped.pid, signal.SIGCONT)
    stopped.end()
    told = "SELECT status, error_code FROM demo_generation_jobs WHERE tenant_name <> 'Neighbour' ORDER BY created_at"
    assert database.execute(told).fetchall() == [("failed", "ABANDONED"), ("completed", None)]
    require_truth(place, bundle)


@pytest.mark.parametrize("nth", [1, 5] if MORE else [5])
def test_a_regeneration_that_is_killed_leaves_the_living(place, done, database, nth):
    point = ("loader.tenants.tables:copy_rows", "before", nth, "KILL")
    assert run(place, "regenerate", done.job, "--seed", "other", point=point)[0] == KILLED
    assert run(place, "verify", SLUG)[0] == OK
    assert run(place, "regenerate", done.job, "--seed", "other")[0] == OK
    told = "SELECT status, count(*) FROM demo_generation_jobs WHERE operation = 'regenerate' GROUP BY 1 ORDER BY 1"
    assert database.execute(told).fetchall() == [("completed", 1), ("failed", 1)]
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (2,)


def test_the_time_that_was_given_is_over(bundle, place, database):
    """A lock that somebody holds on a table stops the load; the deadline ends it."""
    with psycopg.connect(place.conninfo) as other:
        other.execute("LOCK TABLE activities IN ACCESS EXCLUSIVE MODE")
        code, said = run(place, "load", bundle, "--timeout", "1")
    assert code == BUSY, said
    told = "SELECT error_code, recoverable FROM demo_generation_jobs WHERE status = 'failed'"
    assert database.execute(told).fetchall() == [("TIMEOUT", True)]
    require_truth(place, bundle)


@pytest.mark.skipif(not MORE, reason="takes long; FAULTS=200 runs as many")
@pytest.mark.parametrize("seed", range(MORE or 1))
def test_campaign_killed_at_random(bundle, place, seed):
    before = neighbour_of(place)
    process = start(place, "load", bundle)
    time.sleep(random.Random(seed).uniform(0.2, 2.0))
    process.kill()
    process.end()
    require_truth(place, bundle)
    assert neighbour_of(place) == before
