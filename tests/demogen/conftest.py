"""Worlds for the tests of demogen: small configs, observed on any day, each built once a session."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache

import pytest

from demogen.bundle.columns import plain
from demogen.bundle.tables import table_spec
from demogen.config.load import load_config
from demogen.plan.targets import make_plan
from demogen.world.observe import Observation
from demogen.world.skeleton import build_world
from demogen.world.snapshot import whole_table

SMALL = {
    "country": "US",
    "industry": "saas",
    "startDate": "2025-03-10",
    "asOf": "2025-11-19",
    "seed": "small",
    "teamSize": 9,
    "targets": {"leads": 600, "contacts": 240, "companies": 90, "closedWonCount": 30},
}


@cache
def _world(text):
    return build_world(make_plan(load_config(json.loads(text))))


@cache
def _table(text, until, name):
    world = _world(text)
    moment = world.plan.calendar.midnight(until + timedelta(days=1))
    return plain(whole_table(Observation(world, moment), name), table_spec(name))


@pytest.fixture(scope="session")
def small():
    """A config of 600 leads."""
    return json.loads(json.dumps(SMALL))


@pytest.fixture(scope="session")
def build():
    """Build the world of a config given as values."""
    return lambda raw: _world(json.dumps(raw, sort_keys=True))


@pytest.fixture(scope="session")
def observed():
    """Return a table of a config's world as an Arrow table, observed at the end of a day (`asOf` unless given)."""

    def give(raw, name, until=None):
        return _table(json.dumps(raw, sort_keys=True), date.fromisoformat(until or raw["asOf"]), name)

    return give


@pytest.fixture(scope="session")
def rows_by_id():
    """List the rows of a table by id, some columns or all of them."""

    def give(table, columns=None):
        keys = table.column("id").to_pylist()
        values = (table.column(name).to_pylist() for name in columns or table.column_names)
        return dict(zip(keys, zip(*values, strict=True), strict=True))

    return give
