"""What docs/architecture.md says is so: the walk is what happens, its code holds, its picture has every part."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from demogen.build import build_bundle

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
TINY = ROOT / "docs" / "cookbook" / "tiny.yaml"
WALK = [
    (str(ROOT / path), name)
    for name, path in re.findall(r"^\| `([\w.]+)` \| `(demogen/[\w/]+\.py)` \|", PAGE, re.MULTILINE)
]
(PICTURE,) = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def calls_of(make) -> list[tuple[str, str]]:
    """Call a function; return the calls of functions of the walk meanwhile, on any thread, in order."""
    wanted, heard = set(WALK), []

    def hear(frame, event, _):
        if event == "call" and (call := (frame.f_code.co_filename, frame.f_code.co_qualname)) in wanted:
            heard.append(call)

    before = sys.getprofile()
    threading.setprofile(hear)
    sys.setprofile(hear)
    try:
        make()
    finally:
        sys.setprofile(before)
        threading.setprofile(None)
    return heard


def test_the_walk_is_what_happens(tmp_path):
    """The functions of the walk are called in its order while a bundle is built."""
    calls = calls_of(lambda: build_bundle(TINY, None, tmp_path / "out"))
    assert len(WALK) > 20
    assert [step for step in WALK if step not in calls] == []
    rest: Iterator[tuple[str, str]] = iter(calls)
    assert [step for step in WALK if step not in rest] == [], "is called, but not after the step before"


def test_the_code_of_the_page_holds(monkeypatch):
    monkeypatch.chdir(ROOT)
    (block,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(block, {})


def test_the_picture_has_every_part():
    """Packages of both programs; what stands higher does so in the contracts, too."""
    for program in ("demogen", "loader"):
        parts = {path.parent.name for path in (ROOT / program).glob("*/__init__.py")} - {"data"}
        assert {part for part in parts if not re.search(rf"│ {part} ", PICTURE)} == set()
    contract = re.search(
        r'imports go downwards"\ntype = "layers"\nlayers = \[(.*?)\]', (ROOT / "pyproject.toml").read_text(), re.DOTALL
    )
    layers = [re.findall(r"demogen\.(\w+)", line) for line in contract[1].splitlines()]
    order = {part: i for i, line in enumerate(layers) for part in line}
    shown = [part for part in re.findall(r"^│ (\w+) ", PICTURE, re.MULTILINE) if part in order]
    assert [order[part] for part in shown] == sorted(order[part] for part in shown)
