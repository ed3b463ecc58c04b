"""Values do not depend on how rows are cut, how many are made at once, and what of them lies in files."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest

from demogen.build import build_bundle
from demogen.bundle.columns import plain
from demogen.bundle.digest import table_digest
from demogen.bundle.tables import table_spec
from demogen.config.load import load_config
from demogen.draw import parallel
from demogen.draw.records import Pile, Spill
from demogen.plan.targets import make_plan
from demogen.world.observe import Observation
from demogen.world.skeleton import build_world
from demogen.world.snapshot import whole_table
from demogen.writing import ORDER

CONFIG = {
    "country": "GB",
    "industry": "trading",
    "startDate": "2024-02-13",
    "asOf": "2025-10-17",
    "teamSize": 7,
    "seed": "slices",
    "targets": {"leads": 4000, "contacts": 1500, "companies": 600, "closedWonCount": 200},
}


@pytest.fixture(scope="module")
def world():
    return build_world(make_plan(load_config(CONFIG)))


@pytest.fixture(scope="module")
def until(world):
    return world.plan.calendar.midnight(world.plan.config.as_of + timedelta(days=1))


def digests(seen):
    return {name: table_digest(table_spec(name), plain(whole_table(seen, name), table_spec(name))) for name in ORDER}


@pytest.fixture(scope="module")
def expected(world, until):
    return digests(Observation(world, until))


@pytest.mark.parametrize(
    ("slice_rows", "workers", "bytes_in_memory"),
    [
        (parallel.SLICE, 1, 1000),
        (parallel.SLICE, 3, 100_000),
        (700, 1, None),
        (700, 3, 1000),
        (997, 2, 0),
        (300, 2, 200_000),
    ],
)
def test_any_way_to_cut_gives_the_same(
    world, until, expected, tmp_path, monkeypatch, slice_rows, workers, bytes_in_memory
):
    for name, module in [*sys.modules.items()]:
        if name.startswith("demogen.") and hasattr(module, "SLICE"):
            monkeypatch.setattr(module, "SLICE", slice_rows)
    written, flush = [], Pile.flush
    monkeypatch.setattr(Pile, "flush", lambda pile: (written.append(pile.held_bytes), flush(pile)))
    spill = Spill() if bytes_in_memory is None else Spill(tmp_path / "spill", bytes_in_memory)
    again = build_world(world.plan, spill=spill)
    assert digests(Observation(again, until, spill, workers)) == expected
    assert bool(written) == (bytes_in_memory is not None)
    assert [*tmp_path.glob("spill/*")] == []


def test_one_worker_publishes_the_bytes_of_several(tmp_path):
    one, several = (build_bundle(CONFIG, None, tmp_path / str(n), workers=n).path for n in (1, 3))
    files = {path.relative_to(one) for path in one.rglob("*") if path.is_file()}
    assert files == {path.relative_to(several) for path in several.rglob("*") if path.is_file()}
    assert [name for name in files if (one / name).read_bytes() != (several / name).read_bytes()] == []
