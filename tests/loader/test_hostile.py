"""Hostile text in data is the same text in the database; it is never SQL, an escape, or another row."""

from __future__ import annotations

import pytest

from loader.errors import DatabaseProblem
from loader.tenants.delete import Wish, delete_tenant
from loader.tenants.load import load
from loader.tenants.task import Options
from loader.tenants.verify import verify_tenant
from tests.loader.forge import forge

TEXTS = [
    "'; DROP TABLE tenants; --",
    '"; DELETE FROM users; --',
    "$$ || pg_sleep(9) || $$",
    "\\N",
    "\\.",
    "\\x00\\n\\t",
    "line\nbreak\r\nand\ttab\v\f\b",
    "%s %(id)s {} {0} ${x}",
    "=1+1",
    "<script>alert(1)</script>",
    "\x1b[31mred\x1b[0m",
    "\u202eright to left\u202c",
    "\ufeffmark",
    "e\u0301 and \u00e9",
    "𠮷野家 👩\u200d👩\u200d👧",
    "\U0010ffff\ue000\ufffe",
    "مرحبا \u200f!",
    " ",
    "",
    "x" * 2_000,  # the longest that a column takes
]
COLUMNS = [("contacts", "title"), ("activities", "subject"), ("notes", "body"), ("tags", "name"), ("users", "title")]


@pytest.fixture(scope="module")
def hostile(bundle, tmp_path_factory):
    texts = {column: TEXTS for column in COLUMNS if column != ("tags", "name")}
    texts["tags", "name"] = [f"{i} {text[:500]}" for i, text in enumerate(TEXTS)]
    return forge(bundle, tmp_path_factory.mktemp("hostile") / "b", texts)


@pytest.mark.parametrize("options", [{}, {"fast_keys": True}, {"as_new": True}], ids=["plain", "fast-keys", "copy"])
def test_hostile_text_is_the_same_text(hostile, place, database, options):
    done = load(hostile, lambda: place, Options(**options))
    for table, column in COLUMNS[:3]:
        found = {text for (text,) in database.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()}
        assert found == set(TEXTS)
    assert verify_tenant(place, done.slug, hostile).problems == []
    assert sum(delete_tenant(place, done.slug, Wish(really=True)).rows.values()) == sum(done.rows.values())


def test_a_zero_byte_which_postgres_cannot_hold_is_told_without_the_text(bundle, place, database, tmp_path):
    forged = forge(bundle, tmp_path / "b", {("notes", "body"): ["s3cr3t\0"]})
    with pytest.raises(DatabaseProblem) as caught:
        load(forged, lambda: place, Options())
    job = database.execute("SELECT status, error_code, recoverable FROM demo_generation_jobs").fetchall()
    assert job == [("failed", "DATABASE_ERROR", False)]
    assert "s3cr3t" not in str(caught.value)
    assert database.execute("SELECT count(*) FROM tenants").fetchone() == (0,)
