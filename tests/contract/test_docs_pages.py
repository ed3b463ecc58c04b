"""What README and docs show is what happens: every command is run again (`make docs` writes it)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]


@pytest.mark.parametrize("page", [page for page in PAGES if "[[[cog" in (ROOT / page).read_text(encoding="utf-8")])
def test_a_page_shows_what_happens(page):
    words = [Path(sys.executable).with_name("cog"), "--check", "--diff", page]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
