"""Hints name a way of installing that exists: the checkout, the wheel or the repository that is installed."""

from __future__ import annotations

import json
import re
import shlex
import sys
from importlib.metadata import PackageNotFoundError, PathDistribution
from pathlib import Path

import pytest

from demogen import installation
from demogen.installation import NAME, find_checkout, install_hint

ROOT = Path(__file__).parents[2]
METADATA = """\
Metadata-Version: 2.4
Name: crm-demogen
Version: 0.1.0
Requires-Dist: numpy>=2.0
Provides-Extra: console
Requires-Dist: fastapi>=0.165; extra == 'console'
Requires-Dist: uvicorn>=0.30; extra == "console"
Requires-Dist: duckdb-cli>=1.4; extra == 'shell'
"""


def words(extra="console"):
    """Return the command of a hint, as a shell reads it."""
    lead, _, command = install_hint(extra).partition(": ")
    assert lead == "Install it with"
    return shlex.split(command)


@pytest.fixture
def installed(monkeypatch, tmp_path):
    """Pretend that the program was installed, with a record of where from."""
    monkeypatch.setattr(installation, "find_checkout", lambda: None)

    def install(direct=None):
        (tmp_path / "METADATA").write_text(METADATA)
        if direct is not None:
            (tmp_path / "direct_url.json").write_text(json.dumps(direct))
        monkeypatch.setattr(installation, "distribution", lambda _: PathDistribution(tmp_path))

    return install


@pytest.fixture(autouse=True)
def with_pip(monkeypatch):
    """Let there be pip, whatever made this environment."""
    monkeypatch.setattr(installation, "find_spec", lambda name: name)


# Case 36
def test_in_a_checkout_it_is_the_checkout():
    assert find_checkout() == ROOT
    pip = [sys.executable, "-m", "pip", "install"]
    assert words() == [*pip, "-c", str(ROOT / "constraints.txt"), "-e", f"{ROOT}[console]"]


# Case 36
def test_from_a_wheel_it_is_the_wheel(installed, tmp_path):
    wheel = tmp_path / "my wheels" / "crm_demogen-0.1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.touch()
    installed({"url": wheel.as_uri(), "archive_info": {}})
    assert words()[-1] == f"crm-demogen[console] @ {wheel.as_uri()}"
    wheel.unlink()  # what is gone cannot be installed from
    assert words()[-2:] == ["fastapi>=0.165", "uvicorn>=0.30"]


@pytest.mark.parametrize(
    ("direct", "expected"),
    [
        (None, ["fastapi>=0.165", "uvicorn>=0.30"]),  # by name, from an index of somebody's own
        ({"url": "https://me:secret@wheels.example/a.whl?token=secret", "archive_info": {}},
         ["crm-demogen[console] @ https://wheels.example/a.whl"]),
        ({"url": "https://code.example/crm.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
         ["crm-demogen[console] @ git+https://code.example/crm.git@abc"]),
        ({"url": "ssh://git@code.example/crm.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
         ["crm-demogen[console] @ git+ssh://git@code.example/crm.git@abc"]),
    ],
)  # fmt: skip
def test_elsewhere_it_is_the_origin_without_its_secrets(installed, direct, expected):
    """Case 36."""
    installed(direct)
    assert words()[4:] == expected


# Case 36
def test_without_pip_it_is_uv(installed, monkeypatch):
    installed()
    monkeypatch.setattr(installation, "find_spec", lambda _: None)
    assert words("shell") == ["uv", "pip", "install", "--python", sys.executable, "duckdb-cli>=1.4"]


# Case 36
def test_what_was_never_installed_is_told_in_words(installed, monkeypatch):
    installed()

    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installation, "distribution", missing)
    assert install_hint("console") == "Install the extra `console` of crm-demogen from where it came."


# Case 36
def test_nothing_names_an_installation_that_no_registry_has():
    """The distribution's name is in an install command only with its origin behind it."""
    texts = [path for folder in ("demogen", "loader") for path in (ROOT / folder).rglob("*.py")]
    texts += [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "Makefile", ROOT / "action.yml"]
    for path in texts:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.search(rf"pip install[^#]*['\" ]{NAME}(?!\S* @ )", line), f"{path}: {line}"
