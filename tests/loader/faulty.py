"""Runs demogen-load with a fault in it: `python -m tests.loader.faulty POINT WHEN NTH FAULT load BUNDLE …`.

At the n-th call of a function of the loader (`loader.tenants.attempt:commit`), before it runs or after it returned, the
process is killed, stopped, told to end, or its session at the server is ended.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys

import psycopg

SIGNALS = {"KILL": signal.SIGKILL, "TERM": signal.SIGTERM, "INT": signal.SIGINT, "STOP": signal.SIGSTOP}


def strike(fault: str) -> None:
    """Do what the fault is."""
    if fault in SIGNALS:
        os.kill(os.getpid(), SIGNALS[fault])
        return
    with psycopg.connect(os.environ["FAULT_DSN"], autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database() AND application_name = 'demogen-load' "
            "AND xact_start IS NOT NULL"
        )


def arm(point: str, when: str, nth: int, fault: str) -> None:
    """Put the fault into the function."""
    module_name, _, name = point.partition(":")
    module = importlib.import_module(module_name)
    plain, calls = getattr(module, name), [0]

    def struck(*args: object, **kwargs: object) -> object:
        calls[0] += 1
        if calls[0] == nth and when == "before":
            strike(fault)
        result = plain(*args, **kwargs)
        if calls[0] == nth and when == "after":
            strike(fault)
        return result

    setattr(module, name, struck)


if __name__ == "__main__":
    arm(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
    del sys.argv[1:5]
    from loader.cli import main

    main()
