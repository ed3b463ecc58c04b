"""What a forked process does is as if it were done here: its result, its errors, its end; and it never outlives us."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAD = """
import errno, json, os, signal, sys, threading, time
from pathlib import Path
from demogen.draw.forked import can_fork, forked
from demogen.errors import EnvironmentProblem, Problem, Refused

def fail(error):
    raise error

def told(work):
    try:
        with forked(work) as wait:
            return wait()
    except Exception as error:
        return [type(error).__name__, str(error), getattr(error, "errno", None)]
"""


def run(code):
    """Run code in a process with one thread, which this one has not; give what it prints as JSON."""
    # As the command line sets it: otherwise NumPy's linear algebra begins threads.
    given = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    words = [sys.executable, "-c", HEAD + code]
    done = subprocess.run(words, cwd=ROOT, env=given, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


SHORT = "Where memory is short, the system ends processes: ask for less, or use --workers 1."
OUTCOMES = {
    "a result": ("lambda: {'rows': 3}", {"rows": 3}),
    "a large result": ("lambda: 'x' * 3_000_000", "x" * 3_000_000),
    "an error of the system": (
        "lambda: fail(OSError(errno.ENOSPC, 'full', 'a'))",
        ["OSError", "[Errno 28] full: 'a'", 28],
    ),
    "an error of ours": (
        "lambda: fail(Refused(Problem('out', 'exists')))",
        ["Refused", "out: exists", None],
    ),
    "killed": (
        "lambda: os.kill(os.getpid(), signal.SIGKILL)",
        [
            "EnvironmentProblem",
            f"a process of this program: ended before it was done; found SIGKILL. {SHORT}",
            None,
        ],
    ),
}


@pytest.mark.parametrize("case", OUTCOMES)
def test_what_comes_of_it(case):
    work, expected = OUTCOMES[case]
    assert run(f"print(json.dumps(told({work})))") == expected


def test_who_does_not_wait_ends_it():
    """Also where signals that both get would not: the waiting process is interrupted, and its child with it."""
    child, gone = run(
        "reading, writing = os.pipe()\n"
        "try:\n"
        "    with forked(lambda: (os.write(writing, b'%d' % os.getpid()), time.sleep(60))):\n"
        "        child = int(os.read(reading, 20))\n"
        "        os.kill(child, signal.SIGTERM)\n"
        "        fail(KeyError())\n"
        "except KeyError:\n"
        "    print(json.dumps([child, not Path(f'/proc/{child}').exists()]))\n"
    )
    assert child
    assert gone


def test_it_ends_with_its_parent():
    code = "with forked(lambda: (print(os.getpid(), flush=True), time.sleep(60))) as wait: wait()"
    with subprocess.Popen([sys.executable, "-c", HEAD + code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
        for _ in range(600):
            if not is_there(child):
                return
            time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("it goes on without its parent")


def is_there(pid):
    """Return whether a process runs; one that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_process_of_several_threads_is_not_copied():
    code = (
        "alone = can_fork()\n"
        "thread = threading.Thread(target=time.sleep, args=(1,)); thread.start()\n"
        "print(json.dumps([alone, can_fork()]))\n"
    )
    assert run(code) == [True, False]


BUILD = """
import demogen.draw.forked, demogen.writing
from demogen.build import build_bundle
begun = []
forked = demogen.writing.forked
demogen.writing.forked = lambda work: (begun.append(True), {how})[1]
demogen.writing.MANY = 0
config = {{"country": "GB", "industry": "trading", "startDate": "2025-02-13", "asOf": "2025-10-17", "teamSize": 7,
    "seed": "slices", "targets": {{"leads": 800, "contacts": 300, "companies": 100, "closedWonCount": 40}}}}
steps = []
try:
    built = build_bundle(config, None, {out!r}, workers={workers}, progress=steps.append)
    print(json.dumps([len(begun), built.manifest["manifestDigest"], sorted(set(steps))]))
except EnvironmentProblem as error:
    print(json.dumps([len(begun), str(error), os.listdir(Path({out!r}).parent)]))
"""
FORKS = {
    "one core": (1, "fail(AssertionError())", 0),
    "two cores": (2, "forked(work)", 1),
    "no other process is allowed": (2, "fail(OSError(errno.EAGAIN, 'no'))", 1),
}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return run(BUILD.format(how="fail(AssertionError())", workers=1, out=str(tmp_path_factory.mktemp("one") / "b")))


@pytest.mark.parametrize("case", FORKS)
def test_a_bundle_is_the_same_whoever_writes_it(alone, tmp_path, case):
    workers, how, begun = FORKS[case]
    found = run(BUILD.format(how=how, workers=workers, out=str(tmp_path / "b")))
    assert found == [begun, *alone[1:]]
    assert "writing leads" in found[2]


def test_nothing_is_left_where_the_other_process_fails(tmp_path):
    how = "forked(lambda: fail(OSError(errno.ENOSPC, 'full')))"
    begun, said, left = run(BUILD.format(how=how, workers=2, out=str(tmp_path / "b")))
    assert (begun, left) == (1, [])
    assert "the disk is full" in said
