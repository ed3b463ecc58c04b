"""A load says which tables of a bundle it leaves out, and which the bundle lacks; a bundle of version 1 is loaded."""

from __future__ import annotations

import shutil

import pytest

from demogen.errors import BundleError
from loader.tenants.load import load
from loader.tenants.task import Options
from tests.tampered_bundles import as_version_1, with_spies, without, without_column

NOTES = [
    "table spies is unknown to this version and is left out",
    "table notes is missing: what needs it is left out",
]


@pytest.fixture
def changed(bundle, tmp_path):
    return shutil.copytree(bundle, tmp_path / "changed")


def test_what_is_left_out_or_missing_is_said(changed, place, database):
    said = []
    bundle = without(without(with_spies(changed), "notes"), "duplicate_contacts")  # the second is never loaded
    done = load(bundle, lambda: place, Options(warned=said.append))
    assert said == NOTES
    assert (done.rows["notes"], done.rows["leads"] > 0) == (0, True)
    (logs,) = database.execute("SELECT logs FROM demo_generation_jobs").fetchone()
    assert [line["message"] for line in logs if line["level"] == "warning"] == NOTES


@pytest.mark.parametrize("table", ["users", "tags", "pipeline_stages", "leads"])
def test_a_table_that_keys_lead_to_must_be_there(changed, place, database, table):
    with pytest.raises(BundleError, match=rf"manifest\.json table {table}: is missing, and keys lead to it: \w+\."):
        load(without(changed, table), lambda: place, Options(dry_run=True))
    assert database.execute("SELECT count(*) FROM demo_generation_jobs").fetchone() == (0,)


def test_a_missing_column_is_null(changed, place, database):
    done = load(without_column(changed, "deals", "lost_reason"), lambda: place, Options())
    found = database.execute("SELECT count(*), count(lost_reason) FROM deals").fetchone()
    assert (done.result, found) == ("loaded", (done.rows["deals"], 0))


def test_a_missing_column_that_is_not_loaded_is_not_needed(changed, place):
    assert load(without_column(changed, "deals", "is_whale"), lambda: place, Options()).result == "loaded"


def test_a_missing_column_that_must_have_values_is_refused(changed, place, database):
    with pytest.raises(BundleError, match=r"column deals\.amount: is missing, and is required in the database"):
        load(without_column(changed, "deals", "amount"), lambda: place, Options())
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (0,)


def test_a_bundle_of_version_1_is_loaded(changed, place):
    assert load(as_version_1(changed), lambda: place, Options()).result == "loaded"
