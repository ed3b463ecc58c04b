"""Golden digests: what was drawn once is drawn again, on any machine, until the drawing version says otherwise."""

from __future__ import annotations

import json

import pytest

from demogen.draw.streams import DRAWING_VERSION
from tests.goldens import MATRIX, digests, matrix

GOLDEN = json.loads(MATRIX.read_text(encoding="utf-8"))


def test_matrix_is_of_this_drawing_version():
    """A new drawing version needs new goldens: `make goldens`, and a line in the changelog."""
    assert GOLDEN["drawingVersion"] == DRAWING_VERSION
    assert list(GOLDEN["fields"]) == matrix()
    assert len(matrix()) == 36


@pytest.mark.parametrize("field", matrix())
def test_content_is_the_golden_one(field):
    """Where a table differs, its name is in the comparison; `make goldens` writes new ones."""
    assert digests(field) == GOLDEN["fields"][field]
