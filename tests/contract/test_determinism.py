"""The same bundle everywhere: fresh processes in other surroundings give the same values and the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

CONFIG = {
    "country": "JP",
    "industry": "finserv",
    "startDate": "2024-12-05",
    "asOf": "2025-10-17",
    "seed": "everywhere",
    "teamSize": 5,
    "targets": {"leads": 300, "contacts": 120, "companies": 50, "closedWonCount": 15},
}


def _without_simd() -> dict[str, str]:
    """Return what turns off every instruction set that NumPy and Arrow choose at run time."""
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

    names = [name for name in __cpu_dispatch__ if __cpu_features__.get(name)]
    return {"NPY_DISABLE_CPU_FEATURES": " ".join(names), "ARROW_USER_SIMD_LEVEL": "NONE"}


ONE_THREAD = {"OMP_NUM_THREADS": "1", "ARROW_IO_THREADS": "1", "OMP_THREAD_LIMIT": "1"}
SURROUNDINGS = {
    "hash seed, time zone, locale": {
        "PYTHONHASHSEED": "12345",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
    },
    "no vector instructions, one thread": {**_without_simd(), **ONE_THREAD},
    "many threads, optimised": {"OMP_NUM_THREADS": "16", "ARROW_IO_THREADS": "16", "PYTHONOPTIMIZE": "2"},
}


def _generate(folder: Path, extra: dict[str, str]) -> tuple[dict[str, object], dict[str, bytes]]:
    folder.mkdir(parents=True)
    (folder / "config.yaml").write_text(yaml.safe_dump(CONFIG), encoding="utf-8")
    command = [sys.executable, "-W", "error", "-m", "demogen", "generate", "config.yaml", "-o", "out", "--json"]
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "TZ", "LANG"))}
    done = subprocess.run(
        command, cwd=folder, env={**clean, "LC_ALL": "C.UTF-8", **extra}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    files = {
        str(path.relative_to(folder / "out")): path.read_bytes()
        for path in (folder / "out").rglob("*")
        if path.is_file()
    }
    return json.loads(done.stdout), files


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The bundle of a process with nothing special about it."""
    return _generate(tmp_path_factory.mktemp("plain") / "here", {})


@pytest.mark.parametrize("extra", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_bytes_are_the_same_in_other_surroundings(plain, tmp_path, extra):
    """Every file of the bundle, byte for byte; the folder is another one each time."""
    found, files = _generate(tmp_path / "some where" / "elsewhere", extra)
    assert found["contentDigest"] == plain[0]["contentDigest"]
    assert files == plain[1]


def test_generate_in_memory_holds_the_same(plain):
    """The Python interface gives the content that the command publishes."""
    from demogen import generate

    assert generate(CONFIG).content_digest == plain[0]["contentDigest"]


def test_nothing_of_the_machine_is_in_a_bundle(plain):
    """No path, user, host or clock stands in any text of the bundle."""
    import getpass
    import socket

    words = [w for w in (str(Path.cwd()), str(Path.home()), socket.gethostname(), getpass.getuser()) if len(w) > 4]
    assert words
    for name, content in plain[1].items():
        for word in words:
            assert word.encode() not in content, (name, word)


def test_seed_decides(plain, tmp_path):
    """Another seed gives other content."""
    from demogen import generate

    assert generate(CONFIG, "elsewhere").content_digest != plain[0]["contentDigest"]
