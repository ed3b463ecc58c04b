"""Bundles for the tests of the loader, and what tells two states of a database apart."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from demogen.build import build_bundle
from loader.postgres.connect import Place
from loader.tenants.load import load
from loader.tenants.task import Options
from tests.postgres import new_database

CONFIG = {
    "tenantName": "Brackwater Tools",
    "country": "GB",
    "industry": "saas",
    "startDate": "2025-09-01",
    "asOf": "2026-02-28",
    "teamSize": 6,
    "targets": {"leads": 200, "contacts": 80, "companies": 30, "closedWonCount": 12},
}


@pytest.fixture(scope="session")
def bundle(tmp_path_factory):
    """Return a bundle of two hundred leads."""
    return build_bundle(CONFIG, "one", tmp_path_factory.mktemp("bundle") / "one").path


@pytest.fixture(scope="session")
def other_bundle(tmp_path_factory):
    """Return another bundle of the same tenant."""
    return build_bundle(CONFIG, "two", tmp_path_factory.mktemp("bundle") / "two").path


@contextmanager
def copied_with(bundle, server, source):
    """Load a bundle into a copy of a database, which others are copies of; give its name, and what the load gave."""
    with new_database(server, source) as conninfo:
        done = load(bundle, lambda: Place(conninfo, "test"), Options())
        yield conninfo_to_dict(conninfo)["dbname"], done


@pytest.fixture(scope="session")
def with_tenant(server, template, bundle):
    """Make a database with the first bundle's tenant, that others are copies of; give its name and the load."""
    with copied_with(bundle, server, template) as made:
        yield made


@pytest.fixture
def done(with_tenant):
    """Return what the load of the first bundle gave, for a test that begins after it: `place` has its tenant then."""
    return with_tenant[1]


@pytest.fixture
def place(request, server, template):
    """Yield a migrated database that nobody else uses; where `done` is asked for, the first bundle is loaded there."""
    source = request.getfixturevalue("with_tenant")[0] if "done" in request.fixturenames else template
    with new_database(server, source) as conninfo:
        yield Place(conninfo, "test")


@pytest.fixture
def loaded(server, with_tenant):
    """Return a database of one's own in which the first bundle was loaded, and the job's id."""
    name, done = with_tenant
    with new_database(server, name) as conninfo:
        yield Place(conninfo, "test"), done.job


@pytest.fixture(scope="session")
def everything():
    """List what a database holds, so that two states of it can be compared."""
    return _everything


def _everything(connection):
    """Return every row of every table, as text, so that two states of a database can be compared."""
    tables = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
    ).fetchall()
    return {
        table: sorted(
            row for (row,) in connection.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table)))
        )
        for (table,) in tables
    }
