"""Case 18: at whatever call publication fails, what the error says is there is what is there.

Every row is an operation, a call of the system that fails (or at which a signal comes) and what must be there after it:
what was there before, whole; nothing where nothing was; or the new one, and then the error says so.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from demogen.build import build_bundle
from demogen.bundle import pack, publish
from demogen.errors import EnvironmentProblem
from demogen.show.export import run as exports
from tests.acceptance.conftest import SMALLEST, environment, listing

ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EXDEV)


def is_folder(handle):
    return stat.S_ISDIR(os.fstat(handle).st_mode)


def is_ours(path):
    return ".demogen-" in os.fspath(path)


# Each call: where it lives, its name, and which of its uses is meant.
CALLS = {
    "mkdir": (os, "mkdir", lambda path, *_: is_ours(path)),
    "lock": (publish.fcntl, "flock", lambda *_: True),
    "sync_file": (os, "fsync", lambda handle: not is_folder(handle)),
    "sync_staging": (publish, "sync_tree", lambda *_: True),
    "rename": (publish, "_renameat2", lambda *_: True),
    "sync_parent": (publish, "sync_folder", lambda path: not is_ours(path)),
}


def failing(monkeypatch, call, number):
    """Let a call fail from its first use that is meant on; give a list of the uses that failed."""
    home, name, is_meant = CALLS[call]
    real, failed = getattr(home, name), []

    def fail(*args, **kwargs):
        if not is_meant(*args):
            return real(*args, **kwargs)
        failed.append(call)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(home, name, fail)
    return failed


class Small:
    """A bundle that is made without being drawn: what is tested is how it is published."""

    def __init__(self, sound, packed):
        self.sound, self.packed = sound, packed

    def generate(self, target, replace):
        # What `build_bundle` does around its work; the whole of it runs in the test below.
        with publish.staging(target) as folder:
            shutil.copytree(self.sound, folder, dirs_exist_ok=True)
            with open(folder / "manifest.json", "rb") as file:
                os.fsync(file.fileno())
            publish.publish(folder, target, replace=replace)

    def pack(self, target, replace):
        pack.pack(self.sound, target, replace=replace)

    def unpack(self, target, replace):
        assert not replace
        pack.unpack(self.packed, target)

    def csv(self, target, replace):
        exports.export(self.sound, "csv", target, replace=replace)

    def sql(self, target, replace):
        exports.export(self.sound, "sql", target, replace=replace)

    def report(self, target, replace):
        publish.write_file(target, b"new", replace=replace)


@pytest.fixture(scope="module")
def small(sound, tmp_path_factory):
    return Small(sound, pack.pack(sound, tmp_path_factory.mktemp("packed") / "bundle.tar"))


@pytest.fixture(scope="module")
def before(small, other, tmp_path_factory):
    """What lies at a place before: another bundle, tar or export; made once."""
    place = tmp_path_factory.mktemp("before")
    shutil.copytree(other, place / "generate")
    pack.pack(other, place / "pack")
    exports.export(other, "csv", place / "csv")
    exports.export(other, "sql", place / "sql")
    (place / "report").write_text("old")
    return place


def contents(path):
    """Return everything that lies at a place, by name."""
    if path.is_dir():
        return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}
    return path.read_bytes() if os.path.lexists(path) else None


def lay(before, name, target):
    """Put what was there before at the place."""
    source = before / name
    shutil.copytree(source, target) if source.is_dir() else shutil.copyfile(source, target)


def require_truth(error, target, was):
    """What is there is what the error says, and nothing of ours lies about."""
    said, now = str(error), contents(target)
    if "The new one is there" in said:
        assert now not in {None, was} if not isinstance(now, dict) else now != was
    elif was is None:
        assert (now, "Nothing was left behind." in said) == (None, True), said
    else:
        assert (now == was, "What was there before is still there." in said) == (True, True), said
    assert not [name for name in listing(target.parent) if is_ours(name)]


def attempt(call):
    """Call; give the error of the environment that it raised, None if it raised none."""
    try:
        call()
    except EnvironmentProblem as error:
        return error
    return None


OPERATIONS = ("generate", "pack", "csv", "sql", "report")
MOMENTS = [(call, number) for number, call in zip((*ERRORS, errno.EIO), CALLS, strict=True)]


@pytest.mark.parametrize("replace", [False, True], ids=["new", "replace"])
@pytest.mark.parametrize("operation", [*OPERATIONS, "unpack"])
def test_an_error_at_any_call_leaves_what_was_there(small, before, tmp_path, monkeypatch, operation, replace):
    """Case 18: every call, with every error at one of them."""
    if operation == "unpack" and replace:
        pytest.skip("unpack replaces nothing")
    errors = ERRORS if operation in {"generate", "pack"} or "CAMPAIGN_RUNS" in os.environ else ERRORS[:1]
    for i, (call, number) in enumerate([*MOMENTS, *(("sync_parent", number) for number in errors)]):
        place = tmp_path / str(i)
        place.mkdir()
        target = place / "out"
        if replace:
            lay(before, operation, target)
        was = contents(target)
        with monkeypatch.context() as patch:
            failed = failing(patch, call, number)
            error = attempt(lambda place=target: getattr(small, operation)(place, replace))
        if error is None:  # a file needs no folder of its own to be synced
            assert (failed, call) == ([], "sync_staging")
            continue
        assert error.exit_code == 3
        require_truth(error, target, was)
        assert contents(target) == was, call


@pytest.mark.parametrize("operation", ["generate", "pack"])
@pytest.mark.parametrize("replace", [False, True], ids=["new", "replace"])
def test_an_undoing_that_fails_is_told(small, before, tmp_path, monkeypatch, operation, replace):
    """Case 18: the folder cannot be synced, and the rename not be undone: the new one is said to be there."""
    target = tmp_path / "out"
    if replace:
        lay(before, operation, target)
    was = contents(target)
    with monkeypatch.context() as patch:
        failing(patch, "sync_parent", errno.EIO)
        patch.setattr(publish, "_take_back", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "x")))
        with pytest.raises(EnvironmentProblem, match="The new one is there, whole, but may not survive") as caught:
            getattr(small, operation)(target, replace)
    require_truth(caught.value, target, was)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_old_one_goes_last_and_what_stays_of_it_is_told(small, before, tmp_path, monkeypatch, operation):
    """Case 18: what was replaced cannot be removed; the new one is there, and the rest is named."""
    target = tmp_path / "out"
    lay(before, operation, target)
    was = contents(target)
    with monkeypatch.context() as patch:
        patch.setattr(publish, "_remove", lambda path: None)
        with pytest.raises(EnvironmentProblem, match="was written, but not everything was tidied up") as caught:
            getattr(small, operation)(target, replace=True)
    [left] = [path for path in tmp_path.iterdir() if is_ours(path)]
    assert str(left) in str(caught.value)
    assert contents(target) != was
    assert publish.sweep(tmp_path) == [left]


def nth(left, real):
    """Make a rename that fails at one of its uses."""

    def rename(self, other):
        left[0] -= 1
        if left[0] == -1:
            raise OSError(errno.EIO, "x")
        return real(self, other)

    return rename


@pytest.mark.parametrize("replace", [False, True], ids=["new", "replace"])
@pytest.mark.parametrize("operation", ["generate", "sql"])
def test_without_an_exchange_of_the_system_it_is_the_same(small, before, tmp_path, monkeypatch, operation, replace):
    """Case 18: at each of the plain renames, too."""
    names = {"rename": [0, 1, 2], "replace": [0, 1]}
    for name, uses in names.items():
        for use in uses:
            place = tmp_path / f"{name}{use}"
            place.mkdir()
            target = place / "out"
            if replace:
                lay(before, operation, target)
            was, left = contents(target), [use]

            with monkeypatch.context() as patch:
                patch.setattr(publish, "_renameat2", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSYS, "x")))
                patch.setattr(Path, name, nth(left, getattr(Path, name)))
                error = attempt(lambda place=target: getattr(small, operation)(place, replace))
            if error is None:
                assert contents(target) != was
            else:
                assert left[0] < 0
                require_truth(error, target, was)
                assert contents(target) == was
            assert not [path for path in place.iterdir() if is_ours(path)]


def test_generate_as_a_whole_says_what_is_there(config, tmp_path, monkeypatch):
    """Case 18, as it was found: the folder above cannot be synced after the rename."""
    failing(monkeypatch, "sync_parent", errno.EIO)
    with pytest.raises(EnvironmentProblem, match=r"Nothing was left behind\."):
        build_bundle(SMALLEST, None, tmp_path / "new/out")
    assert listing(tmp_path) == []


SIGNALLED = """
import os, signal, sys
from demogen.bundle import publish
call, when, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
real = getattr(publish, call)
def strike(*args, **kwargs):
    setattr(publish, call, real)
    if when == "before":
        os.kill(os.getpid(), number)
    found = real(*args, **kwargs)
    if when == "after":
        os.kill(os.getpid(), number)
    return found
setattr(publish, call, strike)
sys.argv[1:] = sys.argv[4:]
from demogen.cli import main
main()
"""
MOMENTS_OF_SIGNALS = [
    ("_lock_new", "after", signal.SIGTERM, False),
    ("_renameat2", "before", signal.SIGINT, False),
    ("_renameat2", "after", signal.SIGTERM, False),
    ("_remove", "before", signal.SIGTERM, True),
]


@pytest.mark.parametrize(("call", "when", "number", "is_new"), MOMENTS_OF_SIGNALS)
def test_a_signal_at_any_moment_leaves_what_the_message_says(small, before, tmp_path, call, when, number, is_new):
    """Case 18: until the new one is safe, a signal puts back what was there; then the message says it is new."""
    target = tmp_path / "out"
    lay(before, "pack", target)
    was = contents(target)
    words = ["pack", str(small.sound), str(target), "--replace"]
    words = [sys.executable, "-c", SIGNALLED, call, when, str(int(number)), *words]
    done = subprocess.run(words, env=environment(), check=False, capture_output=True)
    assert done.returncode == 128 + number
    assert b"interrupted; nothing half-made was left behind" in done.stderr
    assert (b"had been published before, whole" in done.stderr) == is_new
    assert (contents(target) != was) == is_new
    assert listing(tmp_path) == ["out"]
