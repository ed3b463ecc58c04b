"""What every test stands on: an environment without settings of the machine, and property tests that repeat themselves.

`DEMOGEN_TEST_EXAMPLES=500 pytest` tries more examples than the default; the examples are the same in every run.
"""

from __future__ import annotations

import os
import time

from hypothesis import HealthCheck, settings

from tests.browser import chromium, visit
from tests.postgres import database, major, place, server, template

__all__ = ["chromium", "database", "major", "place", "server", "template", "visit"]
EXAMPLES = int(os.environ.get("DEMOGEN_TEST_EXAMPLES", "25"))
SCRUBBED_NAMES = {"TZ", "LANG", "LANGUAGE", "DATABASE_URL", "PYTHONHASHSEED", "SOURCE_DATE_EPOCH"}
SCRUBBED_PREFIXES = ("LC_", "PG", "DEMOGEN_")
WAITING = ("console", "loader", "contract", "acceptance")
KEPT_PREFIX = "DEMOGEN_TEST_"  # what these tests themselves are told


def scrub_environment() -> None:
    """Remove what could reach into a test, also into the processes that tests start."""
    for name in list(os.environ):
        if name in SCRUBBED_NAMES or (name.startswith(SCRUBBED_PREFIXES) and not name.startswith(KEPT_PREFIX)):
            del os.environ[name]
    time.tzset()  # the C library has read TZ already


# At import, not in a fixture: modules of tests may start processes, or read the environment, when they are imported.
scrub_environment()

settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    max_examples=EXAMPLES,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items):
    """Let files that wait for processes and servers go first: what is short and many fills the end of a run."""
    items.sort(key=lambda item: (*WAITING, item.path.parent.name).index(item.path.parent.name))
