"""Runs a program of this project in a process of its own, forked from one that has imported all of it: half a second
sooner than one that starts from nothing, and the same otherwise.

What depends on how a process starts (its first signals and limits, odd standard streams, settings of Python) starts one
itself.
"""

from __future__ import annotations

import importlib
import multiprocessing
import multiprocessing.reduction
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from multiprocessing import connection
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = {"demogen": "demogen.cli", "loader": "loader.cli"}
context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(["tests.imported"])
# A code can be read once, and whoever starts a process reads those of all that have ended: one thread at a time.
TURN = threading.Lock()


class Run:
    """A program that runs."""

    def __init__(self, program, *words, env=None, cwd=None, given="", first=None, log=None):
        """Start it.

        Args:
            program: demogen or loader.
            words: its words.
            env: settings beside those of this process.
            cwd: its folder; this process's unless given.
            given: what it finds on its standard input.
            first: a function and its arguments, called before the program.
            log: a file that takes what it writes; else `end` gives that, and closes what holds it.
        """
        self.words = [os.fsdecode(word) if isinstance(word, bytes | os.PathLike) else str(word) for word in words]
        self.out, self.err = (log, log) if log else (tempfile.TemporaryFile(), tempfile.TemporaryFile())  # noqa: SIM115
        with tempfile.TemporaryFile() as into:
            into.write(given if isinstance(given, bytes) else given.encode())
            into.seek(0)
            streams = [multiprocessing.reduction.DupFd(file.fileno()) for file in (into, self.out, self.err)]
            known = {**os.environ, **(env or {})}
            place = str(cwd or os.getcwd())
            self.process = context.Process(target=_be, args=(program, self.words, known, place, streams, first))
            with TURN:
                self.process.start()

    @property
    def returncode(self):
        """Return its code; None while it runs."""
        with TURN:
            return self.process.exitcode

    @property
    def pid(self):
        """Return the number of its process."""
        return self.process.pid

    def poll(self):
        """Look whether it has ended; give its code."""
        return self.returncode

    def wait(self, timeout=None):
        """Wait for its end; give its code."""
        connection.wait([self.process.sentinel], timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired(self.words, timeout)
        return self.returncode

    def send_signal(self, number):
        """Send it a signal."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self):
        """Send it SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """End it."""
        self.send_signal(signal.SIGKILL)

    def end(self, timeout=120, *, text=False):
        """Wait for its end; give its code and what it wrote, as `subprocess.run` does."""
        try:
            self.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        written = []
        for file in (self.out, self.err):
            with file:
                file.seek(0)
                written.append(file.read().decode() if text else file.read())
        return subprocess.CompletedProcess(self.words, self.returncode, *written)


def run(program, *words, text=False, timeout=120, **how):
    """Run a program to its end; give its code and what it wrote, as `subprocess.run` does."""
    return Run(program, *words, **how).end(timeout, text=text)


def _be(program, words, environment, folder, streams, first):
    """Be that program: its environment, its folder, its streams, its words."""
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    for number, stream in enumerate(streams):
        os.dup2(stream.detach(), number)
    for name, number, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
        errors = "backslashreplace" if name == "stderr" else "strict"
        setattr(sys, name, open(number, mode, encoding="utf-8", errors=errors, closefd=False))  # noqa: SIM115 - until the end
    sys.warnoptions[:] = ["error"]
    warnings.simplefilter("error")
    sys.argv = [str(ROOT / program / "__main__.py"), *words]
    sys.modules["__main__"].__package__ = program
    if first:
        first[0](*first[1:])
    importlib.import_module(MODULES[program]).main()
