"""Streams are registered where they are used, and listed in a golden file: each has one name and one meaning."""

from __future__ import annotations

import re

import numpy as np
import pytest

from demogen.draw import ids
from demogen.draw.streams import Address, Source, start_of
from tests.goldens import STREAMS, stream_configs
from tests.streams import drawn_by, recorded

# Streams that several modules draw, and why; each is one draw of a row, whoever asks for it.
SHARED = {
    "activities.deal.slot": (
        {"world.drafts", "world.timelines"},
        "a meeting that a move brings forward is put by the draw that put it into office hours",
    ),
    "companies.employee_count": (
        {"world.companies", "world.skeleton"},
        "whom one meets goes by the size that a company has without a deal",
    ),
    "deals.amount": (
        {"world.deals", "world.money", "world.skeleton"},
        "larger deals take longer, and are made with larger companies",
    ),
    "deals.product": (
        {"world.recorded", "world.tables.deals"},
        "a deal is called after the product that is spoken of",
    ),
    "users.title": (
        {"world.people", "world.tables.users"},
        "the age goes by a title of the country, the title is one of the team: not meant, and kept until values change",
    ),
}


@pytest.fixture(scope="module")
def drawn():
    """Return the streams that small worlds draw, with the modules: every country, long hours, a second language."""
    return drawn_by(stream_configs())


def test_streams_are_the_golden_ones(drawn):
    """`make streams` lists a new one; a name that is gone, or another one, changes values: a new drawing version."""
    listed = STREAMS.read_text(encoding="utf-8").splitlines()
    assert sorted(drawn) == listed
    assert all(re.fullmatch(r"[a-z_]+(\.[a-z_0-9]+)+(\.\{k\})?", name) for name in listed)


def test_a_stream_has_one_meaning(drawn):
    """Two modules that draw one stream have the same draws, where nobody may see it."""
    found = {name: modules for name, modules in drawn.items() if len(modules) > 1}
    assert found == {name: {f"demogen.{module}" for module in modules} for name, (modules, _) in SHARED.items()}


def test_every_way_to_a_stream_is_recorded():
    """A draw of a table, also one that was drawn before, one with a salt, one without a source."""
    rows = np.zeros(3, dtype=np.int64)
    draws = Source("s", "t", ("p",)).of("deals", Address(rows, rows))
    draws.words("amount")
    with recorded() as asked:
        draws.take(rows).exponential("amount")
        draws.below("stage_time.12", 5)
        ids.draw(draws, rows)
        start_of("s", "tenants.name", "")
    assert {*asked} == {"deals.amount", "deals.stage_time.{k}", *(f"deals.id.{x}" for x in "abc"), "tenants.name"}
    assert {module for modules in asked.values() for module in modules} == {__name__}
