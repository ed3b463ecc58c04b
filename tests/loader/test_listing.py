"""A load says which tables of a bundle it leaves out, and which the bundle lacks; a bundle of version 1 is loaded."""

from __future__ import annotations

import shutil

import pytest

from demogen.errors import BundleError
from loader.tenants.load import load
from loader.tenants.task import Options
from tests.tampered_bundles import as_version_1, with_spies, without, without_column

NOTES = [
    "table spies is not known to this version and is left out",
    "there is no table notes: what asks it cannot be answered",
]


@pytest.fixture
def changed(bundle, tmp_path):
    return shutil.copytree(bundle, tmp_path / "changed")


def test_what_is_left_out_or_missing_is_said(changed, place, database):
    said = []
    done = load(without(with_spies(changed), "notes"), lambda: place, Options(seen=lambda _, step: said.append(step)))
    assert [step for step in said if step in NOTES] == NOTES
    assert (done.rows["notes"], done.rows["leads"] > 0) == (0, True)
    (logs,) = database.execute("SELECT logs FROM demo_generation_jobs").fetchone()
    assert [line["message"] for line in logs if line["level"] == "warning"] == NOTES


def test_a_missing_column_is_null(changed, place, database):
    done = load(without_column(changed, "deals", "lost_reason"), lambda: place, Options())
    found = database.execute("SELECT count(*), count(lost_reason) FROM deals").fetchone()
    assert (done.result, found) == ("loaded", (done.rows["deals"], 0))


def test_a_missing_column_that_must_have_values_is_refused(changed, place, database):
    with pytest.raises(BundleError, match=r"column deals\.amount: is missing, and is required in the database"):
        load(without_column(changed, "deals", "amount"), lambda: place, Options())
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (0,)


def test_a_bundle_of_version_1_is_loaded(changed, place):
    assert load(as_version_1(changed), lambda: place, Options()).result == "loaded"
