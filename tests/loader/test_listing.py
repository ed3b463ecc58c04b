"""Lists of ten thousand jobs: pages come from the indexes, in every order and with every filter that has one."""

from __future__ import annotations

import pytest

from loader.jobs import listing
from loader.jobs.listing import ORDERS, Query, page_statement

FILL = """
INSERT INTO demo_generation_jobs (
    tenant_name, tenant_slug, seed, config, status, lock_key, created_at, started_at, completed_at, progress, metrics
)
SELECT
    'Tenant ' || n, 'tenant-' || n, 's' || n,
    jsonb_build_object(
        'country', (ARRAY['US', 'GB', 'DE'])[n % 3 + 1], 'industry', 'i' || n % 40, 'x', repeat('y', 900)
    ),
    CASE WHEN n % 500 = 0 THEN 'running' ELSE 'completed' END, n, now() - n * interval '1 minute', now(),
    CASE WHEN n % 500 <> 0 THEN now() - n * interval '59 seconds' END,
    CASE WHEN n % 500 = 0 THEN 7 ELSE 100 END, '{}'
FROM generate_series(1, 10000) n
"""


@pytest.fixture(scope="module")
def filled(server, template):
    """Give a connection to a database of ten thousand jobs."""
    from loader.postgres.connect import Place, connect
    from tests.postgres import new_database

    with new_database(server, template) as conninfo, connect(Place(conninfo, "test")) as connection:
        connection.execute(FILL)
        connection.execute("ANALYZE demo_generation_jobs")
        yield connection


def plan(connection, query):
    """Give the plan of a page, as text."""
    statement, values = page_statement(query)
    return "\n".join(line for (line,) in connection.execute(b"EXPLAIN " + statement, values).fetchall())


@pytest.mark.parametrize("order", sorted(ORDERS), ids=" ".join)
def test_every_order_has_its_index(filled, order):
    found = plan(filled, Query(sort_by=order[0], sort_order=order[1]))
    assert "Index Scan" in found
    assert "Seq Scan" not in found


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ({"status": "running"}, "idx_demo_jobs_status"),
        ({"industry": "i7"}, "idx_demo_jobs_industry"),
        ({"status": "running", "country": "US"}, "idx_demo_jobs_status"),
    ],
    ids=str,
)
def test_a_filter_that_leaves_little_uses_its_index(filled, query, index):
    found = plan(filled, Query(**query))
    assert index in found or "idx_demo_jobs_created_at" in found
    assert "Seq Scan" not in found


def test_every_page_is_part_of_one_order(filled):
    pages = [listing.list_jobs(filled, Query(page=n, page_size=100, industry="i7"))["data"] for n in (1, 2, 3)]
    ids = [job["id"] for page in pages for job in page]
    assert len(ids) == len(set(ids)) == 250
    moments = [job["createdAt"] for page in pages for job in page]
    assert moments == sorted(moments, reverse=True)
