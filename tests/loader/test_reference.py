"""A tenant of one's own country and industry is regenerated from what its job keeps, without a folder (case 7)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from demogen.build import build_bundle
from demogen.errors import ConfigError
from loader.jobs.files import find_files
from loader.tenants.load import load
from loader.tenants.regenerate import regenerate
from loader.tenants.task import Options

OWN = Path(__file__).parents[2] / "fixtures" / "reference"
ASKED = {
    "country": "CA",
    "industry": "logistics",
    "startDate": "2025-09-01",
    "asOf": "2025-12-31",
    "teamSize": 3,
    "targets": {"leads": 100, "contacts": 50, "companies": 20, "closedWonCount": 10},
}
KEPT = {
    path: (OWN / path).read_bytes() for path in ("countries/CA.yaml", "industries/logistics.yaml", "text/en-CA.yaml")
}


@pytest.fixture(scope="module")
def own_bundle(tmp_path_factory):
    return build_bundle(ASKED, "fundy", tmp_path_factory.mktemp("own") / "bundle", reference=OWN).path


@pytest.fixture
def edited(tmp_path):
    """Return the folder with a country of other house numbers."""
    folder = Path(shutil.copytree(OWN, tmp_path / "edited"))
    path = folder / "countries" / "CA.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("houseNumbers: [10, 2400]", "houseNumbers: [9000, 9001]"))
    return folder


def digest(connection, done):
    asked = "SELECT bundle_digest FROM demo_generation_jobs WHERE id = %s"
    return connection.execute(asked, [done.job]).fetchone()[0]


def houses(connection):
    return {street.split()[0] for (street,) in connection.execute("SELECT street FROM companies").fetchall()}


def test_job_keeps_its_files_and_each_content_once(place, database, own_bundle, bundle, edited):
    first = load(own_bundle, lambda: place, Options())
    second = load(own_bundle, lambda: place, Options(as_new=True))
    plain = load(bundle, lambda: place, Options())
    assert find_files(database, first.job) == find_files(database, second.job) == KEPT
    assert find_files(database, plain.job) == {}
    count = "SELECT (SELECT count(*) FROM demo_reference_files), (SELECT count(*) FROM demo_job_reference_files)"
    assert database.execute(count).fetchone() == (3, 6)

    again = regenerate(place, first.job, seed=None, as_of=None, options=Options(), fallback=edited)
    assert digest(database, again) == digest(database, first)  # what the environment names is no part of it
    assert find_files(database, again.job) == KEPT

    other = regenerate(place, again.job, seed=None, as_of=None, options=Options(), reference=edited)
    assert digest(database, other) != digest(database, first)
    assert find_files(database, other.job) == {**KEPT, "countries/CA.yaml": (edited / "countries/CA.yaml").read_bytes()}
    assert "9000" in houses(database)
    assert database.execute(count).fetchone() == (4, 12)


def test_job_from_before_is_regenerated_with_a_folder(place, database, own_bundle):
    done = load(own_bundle, lambda: place, Options())
    database.execute("DELETE FROM demo_job_reference_files")
    database.execute("UPDATE demo_generation_jobs SET reference_kept = false")
    assert find_files(database, done.job) is None
    with pytest.raises(ConfigError, match="/country: is not a known country"):
        regenerate(place, done.job, seed=None, as_of=None, options=Options())
    again = regenerate(place, done.job, seed=None, as_of=None, options=Options(), fallback=OWN)
    assert digest(database, again) == digest(database, done)
    assert find_files(database, again.job) == KEPT


def test_kept_content_is_what_its_name_says(database):
    import psycopg

    with pytest.raises(psycopg.errors.CheckViolation):
        database.execute("INSERT INTO demo_reference_files VALUES (%s, 'x')", ["0" * 64])
